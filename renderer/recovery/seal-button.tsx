// SealButton: a backup locked with a passphrase, onto a stick or for another computer. Says plainly what a lost passphrase means, and
// at the end what moving house means for this computer.
import './recovery.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Usb } from 'lucide-react'
import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passphraseMinLength, proposePassphrase } from '../../db/model/passphrase.ts'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatMegabytes, formatNumber } from '../format.ts'
import { blobStoreQuery } from '../papers/paper-queries.ts'
import { PasswordField } from '../people/entry/password-field.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { CancelButton, Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import { useProgress } from '../use-progress.ts'

export function SealButton() {
  const { t } = useTranslation('recovery')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" icon={Usb} onClick={() => setOpen(true)}>
        {t('seal.open')}
      </Button>
      {isOpen && <SealDialog onClose={() => setOpen(false)} />}
    </>
  )
}

const draw = (below: number): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % below

function SealDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('recovery')
  const queryClient = useQueryClient()
  const formId = useId()
  const field = useRef<HTMLInputElement>(null)
  const [proposal] = useState(() => proposePassphrase(draw))
  const [passphrase, setPassphrase] = useState('')
  const [repeat, setRepeat] = useState('')
  const [wasTried, setTried] = useState(false)
  const seal = useMutation({
    mutationFn: () => api.recovery.seal({ passphrase }),
    onSuccess: () => void queryClient.invalidateQueries(),
  })
  const progress = useProgress('recovery.seal', seal.isPending)
  const scans = useQuery(blobStoreQuery)
  const isShort = passphrase.normalize('NFC').length < passphraseMinLength
  const isOther = repeat !== passphrase
  const made = seal.data
  const close = () => {
    if (seal.isPending) progress.cancel()
    onClose()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isShort && !isOther && !seal.isPending) seal.mutate()
  }
  return (
    <Dialog
      open
      onClose={close}
      title={made ? t('seal.doneTitle') : t('seal.title')}
      footer={
        made ? (
          <Button variant="primary" onClick={onClose}>
            {t('close')}
          </Button>
        ) : (
          <>
            <CancelButton>{t('cancel')}</CancelButton>
            <Button type="submit" form={formId} variant="primary" busy={seal.isPending}>
              {t('seal.choose')}
            </Button>
          </>
        )
      }
    >
      <form id={formId} className="recovery-words" onSubmit={onSubmit} noValidate>
        {made ? (
          <>
            <DescriptionList
              items={[
                { label: t('seal.file'), value: made.fileName },
                { label: t('seal.folder'), value: made.folder },
                { label: t('backup:column.size'), value: formatMegabytes(made.sizeBytes) },
                { label: t('list.cases'), value: formatNumber(made.cases) },
              ]}
            />
            {made.isOnSameDisk ? (
              <Banner tone="warn">{t('seal.sameDisk')}</Banner>
            ) : (
              <Banner tone="success">{t('seal.doneText')}</Banner>
            )}
            <Banner tone="warn" title={t('seal.movingTitle')}>
              {t('seal.movingText')}
            </Banner>
          </>
        ) : (
          <>
            {seal.isError && <Banner tone="error">{failureText(t, seal.error)}</Banner>}
            <p>{t('seal.what')}</p>
            <div className="recovery-proposal">
              <div>
                <p>{t('seal.proposal')}</p>
                <p className="recovery-passphrase">{proposal}</p>
              </div>
              <Button
                icon={KeyRound}
                onClick={() => {
                  setPassphrase(proposal)
                  setRepeat(proposal)
                  field.current?.focus()
                }}
              >
                {t('seal.useProposal')}
              </Button>
            </div>
            <PasswordField
              ref={field}
              label={t('seal.passphrase')}
              hint={t('seal.passphraseHint', { min: passphraseMinLength })}
              error={wasTried && isShort ? t('errors:issue.passwordTooShort', { min: passphraseMinLength }) : undefined}
              value={passphrase}
              onValueChange={setPassphrase}
              required
            />
            <PasswordField
              label={t('seal.repeat')}
              error={wasTried && !isShort && isOther ? t('errors:issue.passwordMismatch') : undefined}
              value={repeat}
              onValueChange={setRepeat}
              required
            />
            <Banner tone="warn">{t('seal.lost')}</Banner>
            {(scans.data?.named ?? 0) > 0 && <Banner tone="info">{t('seal.noScans')}</Banner>}
            {seal.isPending && (
              <Progress label={t('seal.working')} value={progress.value} onCancel={progress.cancel} cancelLabel={t('stop')} />
            )}
          </>
        )}
      </form>
    </Dialog>
  )
}
