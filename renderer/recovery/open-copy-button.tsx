// OpenCopyButton { icon, children }: a backup from elsewhere – a stick, another computer – is described, picked, opened (with its
// passphrase when it is sealed), shown, and taken. Used where the database cannot be used and on the first run.
import './recovery.css'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CopyPreview } from '../../electron/api/recovery.ts'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { formatInstant, formatMegabytes, formatNumber } from '../format.ts'
import { PasswordField } from '../people/entry/password-field.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { CancelButton, Dialog } from '../ui/dialog.tsx'
import type { IconType } from '../ui/icon.tsx'
import { Progress } from '../ui/progress.tsx'
import { useToast } from '../ui/toast.tsx'
import { useProgress } from '../use-progress.ts'

export function OpenCopyButton({ icon, children }: { icon: IconType; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon={icon} onClick={() => setOpen(true)}>
        {children}
      </Button>
      {isOpen && <OpenCopyDialog onClose={() => setOpen(false)} />}
    </>
  )
}

/** Which file to look for and what will happen, before the system's own window opens; then the steps with that file. */
function OpenCopyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('recovery')
  const toast = useToast()
  const formId = useId()
  const [passphrase, setPassphrase] = useState('')
  const pick = useMutation({ mutationFn: () => api.recovery.pick({}) })
  const picked = pick.data ?? undefined
  const token = picked?.token ?? ''
  const preview = useMutation({
    mutationFn: () => api.recovery.preview({ token, passphrase: picked?.isSealed ? passphrase : null }),
  })
  const restore = useMutation({
    mutationFn: () => api.recovery.restorePicked({ token }),
    onSuccess: () => toast.show({ title: t('restored'), description: t('restoredText') }),
  })
  const opening = useProgress('recovery.preview', preview.isPending)
  const restoring = useProgress('recovery.restorePicked', restore.isPending)
  const isBusy = pick.isPending || preview.isPending || restore.isPending
  const close = () => {
    if (preview.isPending) opening.cancel()
    if (!restore.isPending) onClose()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation() // a form around the button, as on the first run, would take it for its own
    if (isBusy) return
    if (picked) preview.mutate()
    else pick.mutate()
  }
  const failure = restore.error ?? preview.error
  const isWrong = failureOf(preview.error).code === 'backup.wrongPassphrase'
  return (
    <Dialog
      open
      onClose={close}
      title={preview.data ? t('open.foundTitle') : t('open.title')}
      footer={
        <>
          <CancelButton disabled={restore.isPending}>{t('cancel')}</CancelButton>
          {preview.data ? (
            <Button key="take" variant="primary" busy={restore.isPending} onClick={() => restore.mutate()}>
              {t('open.take')}
            </Button>
          ) : (
            <Button key="go" type="submit" form={formId} variant="primary" busy={pick.isPending || preview.isPending}>
              {picked ? t('open.check') : t('open.pick')}
            </Button>
          )}
        </>
      }
    >
      <form id={formId} className="recovery-words" onSubmit={onSubmit} noValidate>
        {pick.error && (
          <Banner tone="error" title={t('open.notOpened')}>
            {failureText(t, pick.error)}
          </Banner>
        )}
        {failure && !isWrong && <Banner tone="error">{failureText(t, failure)}</Banner>}
        {preview.data ? (
          <Found preview={preview.data} />
        ) : !picked ? (
          <>
            <p>{t('open.pickWhat')}</p>
            <ul className="recovery-list">
              <li>{t('open.pickSealed')}</li>
              <li>{t('open.pickPlain')}</li>
            </ul>
            <p>{t('open.pickThen')}</p>
          </>
        ) : (
          <>
            <p className="recovery-folder">
              {t('open.file', { file: picked.fileName, size: formatMegabytes(picked.sizeBytes) })}
            </p>
            {picked.isSealed ? (
              <PasswordField
                label={t('open.passphrase')}
                hint={t('open.passphraseHint')}
                error={preview.error && isWrong ? failureText(t, preview.error) : undefined}
                value={passphrase}
                onValueChange={setPassphrase}
                required
                autoFocus
              />
            ) : (
              <p>{t('open.plain')}</p>
            )}
          </>
        )}
        {preview.isPending && (
          <Progress label={t('open.checking')} value={opening.value} onCancel={opening.cancel} cancelLabel={t('stop')} />
        )}
        {restore.isPending && <Progress label={t('restoring')} value={restoring.value} />}
      </form>
    </Dialog>
  )
}

/** What the copy holds, and what taking it means. */
function Found({ preview }: { preview: CopyPreview }) {
  const { t } = useTranslation('recovery')
  return (
    <>
      <DescriptionList
        items={[
          { label: t('open.office'), value: preview.officeName },
          { label: t('open.lastEvent'), value: preview.lastEventAt ? formatInstant(preview.lastEventAt) : '' },
          { label: t('list.cases'), value: formatNumber(preview.cases) },
          { label: t('list.events'), value: formatNumber(preview.events) },
          { label: t('open.device'), value: preview.deviceCode },
        ]}
      />
      <ul className="recovery-list">
        <li>{t('open.signIn')}</li>
        <li>{t('backup:restore.epoch')}</li>
        <li>{t('open.aside')}</li>
        <li>{t('open.oneOnly')}</li>
      </ul>
    </>
  )
}
