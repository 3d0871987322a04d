// Making a bundle: the choices of last time, what it will come to, how far it is, and the eight words when it is there.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FolderOpen, PackagePlus, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checksumWords } from '../../db/model/checksum-words.ts'
import type { ListedBundle } from '../../electron/api/bundles.ts'
import type { OutputOf } from '../../electron/api/contract.ts'
import { api } from '../client.ts'
import { failureOf, failureText, issueText } from '../failures.ts'
import { formatMegabytes, formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { CancelButton, Dialog } from '../ui/dialog.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { Progress } from '../ui/progress.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { usePreference } from '../use-preference.ts'
import { useProgress } from '../use-progress.ts'

type State = OutputOf<'bundles.getState'>
type Written = NonNullable<OutputOf<'bundles.write'>>

/** Megabytes of a part: none, what FAT32 holds, what goes by mail. */
const splits = { none: null, fat32: 4_000, mail: 20 } as const
type Split = keyof typeof splits

interface MakeBundleDialogProps {
  /** Only what the province lacks. */
  isResend: boolean
  state: State
  onClose: () => void
  onPrint: (bundle: ListedBundle) => void
}

export function MakeBundleDialog({ isResend, state, onClose, onPrint }: MakeBundleDialogProps) {
  const { t } = useTranslation('bundles')
  const queries = useQueryClient()
  const [scans = 'with', rememberScans] = usePreference('bundles.scans')
  const [remembered = 'fat32', rememberSplit] = usePreference('bundles.split')
  const split: Split = remembered in splits ? (remembered as Split) : 'fat32'
  const [scope, setScope] = useState<'since' | 'period' | 'siblings'>('since')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [folder, setFolder] = useState(state.folder)
  const write = useMutation({
    mutationFn: () =>
      api.bundles.write({
        scope: isResend ? 'resend' : scope,
        ...{ from: from || null, to: to || null, caseId: null, bundleIds: null },
        withScans: scans === 'with',
        splitMegabytes: splits[split],
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['bundles'] }),
  })
  const pick = useMutation({
    mutationFn: () => api.bundles.pickFolder({}),
    onSuccess: (picked) => picked && setFolder({ name: picked.name, isThere: true, freeBytes: 0 }),
  })
  const progress = useProgress('bundles.write', write.isPending)
  if (write.data) return <WrittenDialog written={write.data} onClose={onClose} onPrint={onPrint} />
  const { issues } = write.error ? failureOf(write.error) : { issues: [] }
  const errorOf = (path: string) => {
    const issue = issues.find((one) => one.path === path)
    return issue ? issueText(t, issue) : undefined
  }
  const isCancelled = write.error !== null && failureOf(write.error).code === 'app.cancelled'
  return (
    <Dialog
      open
      onClose={() => (write.isPending ? progress.cancel() : onClose())}
      title={t(isResend ? 'make.resendTitle' : 'make.title')}
      description={t(isResend ? 'make.resendText' : 'make.text')}
      footer={
        <>
          {!write.isPending && <CancelButton />}
          <Button variant="primary" icon={PackagePlus} busy={write.isPending} onClick={() => !write.isPending && write.mutate()}>
            {t('make.confirm')}
          </Button>
        </>
      }
    >
      <div className="bundles-stack">
        {write.error && !isCancelled && issues.length === 0 && <Banner tone="error" title={failureText(t, write.error)} />}
        {isCancelled && <Banner tone="info" title={t('make.cancelled')} />}
        {write.isPending ? (
          <Progress
            label={t('make.running')}
            onCancel={progress.cancel}
            {...(progress.value === undefined ? {} : { value: progress.value })}
          />
        ) : (
          <>
            {!isResend && (
              <Field label={t('make.what')} group>
                <RadioGroup
                  options={[
                    {
                      value: 'since',
                      label: t('make.since'),
                      description: t('make.sinceText', { cases: formatNumber(state.cases), events: formatNumber(state.events) }),
                    },
                    { value: 'period', label: t('make.period') },
                    ...(state.siblings > 0
                      ? [{ value: 'siblings' as const, label: t('make.siblings'), description: t('make.siblingsText') }]
                      : []),
                  ]}
                  value={scope}
                  onValueChange={setScope}
                />
              </Field>
            )}
            {scope === 'period' && !isResend && (
              <FormGrid>
                <Field label={t('make.from')} error={errorOf('from')} required>
                  <DateInput value={from} onValueChange={setFrom} />
                </Field>
                <Field label={t('make.to')} error={errorOf('to')} required>
                  <DateInput value={to} onValueChange={setTo} />
                </Field>
              </FormGrid>
            )}
            {!isResend && (
              <Checkbox
                label={t('make.scans')}
                description={t('make.scansText', { number: formatNumber(state.scans), size: formatMegabytes(state.scanBytes) })}
                checked={scans === 'with'}
                onCheckedChange={(isChecked) => rememberScans(isChecked ? 'with' : 'without')}
              />
            )}
            <Field label={t('make.split')} group>
              <RadioGroup
                look="segmented"
                options={(Object.keys(splits) as Split[]).map((value) => ({ value, label: t(`make.splits.${value}`) }))}
                value={split}
                onValueChange={rememberSplit}
              />
            </Field>
            <Field label={t('make.folder')} group>
              <div className="bundles-buttons">
                <span className="bundles-grow">
                  {folder === null
                    ? t('make.noFolder')
                    : folder.isThere
                      ? folder.name
                      : t('make.folderGone', { folder: folder.name })}
                  {folder !== null && folder.freeBytes > 0 && (
                    <span className="bundles-soft">{` ${t('make.free', { size: formatMegabytes(folder.freeBytes) })}`}</span>
                  )}
                </span>
                <Button size="small" icon={FolderOpen} busy={pick.isPending} onClick={() => pick.mutate()}>
                  {t('make.pick')}
                </Button>
              </div>
            </Field>
          </>
        )}
      </div>
    </Dialog>
  )
}

function WrittenDialog({
  written,
  onClose,
  onPrint,
}: {
  written: Written
  onClose: () => void
  onPrint: (bundle: ListedBundle) => void
}) {
  const { t } = useTranslation('bundles')
  const bundles = written.bundles.toSorted((one, other) => one.number - other.number)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('made.title', { number: formatNumber(bundles.length) })}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('made.close')}
        </Button>
      }
    >
      <div className="bundles-stack">
        <Banner tone="success" title={t('made.verified')}>
          {t('made.eject', { folder: written.folder })}
        </Banner>
        {written.tooLarge > 0 && <Banner tone="warn" title={t('made.tooLarge', { number: formatNumber(written.tooLarge) })} />}
        {written.unreadable > 0 && (
          <Banner tone="warn" title={t('made.unreadable', { number: formatNumber(written.unreadable) })} />
        )}
        {bundles.map((bundle) => (
          <section key={bundle.id} className="bundles-stack" aria-label={bundle.fileName}>
            <div className="bundles-buttons">
              <strong className="bundles-grow">{bundle.fileName}</strong>
              <span className="bundles-soft tabular">{formatMegabytes(bundle.sizeBytes)}</span>
              <Button
                size="small"
                icon={Printer}
                onClick={() => {
                  onClose()
                  onPrint(bundle)
                }}
              >
                {t('print')}
              </Button>
            </div>
            <EightWords sha256={bundle.sha256} />
          </section>
        ))}
      </div>
    </Dialog>
  )
}

export function EightWords({ sha256 }: { sha256: string }) {
  const { t } = useTranslation('bundles')
  return (
    <ol className="bundles-words" aria-label={t('page.words')}>
      {checksumWords(sha256).map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand twice
        <li key={index}>{word}</li>
      ))}
    </ol>
  )
}
