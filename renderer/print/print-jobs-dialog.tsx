// PrintJobsDialog { onClose }: for each paper that was on its way to a printer, whether it came out: counted, printed again or dropped.
import './print-jobs-dialog.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrintJob } from '../../electron/api/printing.ts'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatInstant } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useToast } from '../ui/toast.tsx'
import { useReceiptSettings } from './use-receipt-settings.ts'

/** `again` prints it for the first time, `inPlace` in the place of a sheet that came out spoiled. */
type Answer = 'printed' | 'drop' | 'again' | 'inPlace'

export function PrintJobsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('print-queue')
  const toast = useToast()
  const queries = useQueryClient()
  const later = useRef<HTMLButtonElement>(null)
  const jobs = useQuery({ queryKey: ['printing'], queryFn: () => api.printing.list({}) })
  const { printers, printer, setPrinter } = useReceiptSettings()
  const rows = jobs.data?.rows ?? []
  const waiting = rows.filter(({ sentAt }) => sentAt === null)

  const answering = useMutation({
    mutationFn: async ({ ids, answer }: { ids: readonly string[]; answer: Answer }) => {
      for (const jobId of ids) {
        if (answer === 'printed') await api.printing.settle({ jobId, isPrinted: true, reason: t('reason.confirmed') })
        else if (answer === 'drop') await api.printing.settle({ jobId, isPrinted: false, reason: '' })
        else {
          const cameOut = answer === 'inPlace'
          const reason = cameOut ? t('reason.spoiled') : ''
          await api.printing.printAgain({ jobId, cameOut, printer: printer?.name ?? null, reason })
        }
      }
    },
    onSuccess: (_, { answer }) =>
      toast.show({ title: t(answer === 'printed' ? 'done.printed' : answer === 'drop' ? 'done.dropped' : 'done.again') }),
    onSettled: () =>
      Promise.all(['printing', 'forms', 'stubs', 'cases.get'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
  const answer = (ids: readonly string[], given: Answer) => !answering.isPending && answering.mutate({ ids, answer: given })
  const isAnswered = jobs.data !== undefined && rows.length === 0
  useEffect(() => {
    if (isAnswered) onClose()
  }, [isAnswered, onClose])

  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={t('title')}
      description={t('text')}
      initialFocus={later}
      footer={
        <>
          {waiting.length > 1 && (
            <>
              <Button
                onClick={() =>
                  answer(
                    waiting.map(({ id }) => id),
                    'drop',
                  )
                }
              >
                {t('waitingAll.drop', { count: waiting.length })}
              </Button>
              <Button
                onClick={() =>
                  answer(
                    waiting.map(({ id }) => id),
                    'again',
                  )
                }
              >
                {t('waitingAll.print', { count: waiting.length })}
              </Button>
            </>
          )}
          <Button ref={later} onClick={onClose}>
            {t('later')}
          </Button>
        </>
      }
    >
      <div className="print-jobs">
        {answering.error && (
          <Banner tone="error" title={t('failed')}>
            {failureText(t, answering.error)}
          </Banner>
        )}
        {rows.map((job) => (
          <Job key={job.id} job={job} isBusy={answering.isPending} onAnswer={(given) => answer([job.id], given)} />
        ))}
        {printer && (
          <Field label={t('printer')}>
            <Select
              options={(printers.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName }))}
              value={printer.name}
              onValueChange={setPrinter}
            />
          </Field>
        )}
      </div>
    </Dialog>
  )
}

function Job({ job, isBusy, onAnswer }: { job: PrintJob; isBusy: boolean; onAnswer: (answer: Answer) => void }) {
  const { t } = useTranslation('print-queue')
  const [asksHow, setAsksHow] = useState(false)
  const { work, sentAt } = job
  const paper =
    work.kind === 'form'
      ? t('paper.form', { form: t(`forms:kind.${work.form}`), code: job.code, name: job.applicantName })
      : work.kind === 'register'
        ? work.about
        : t('paper.stubs', { from: work.from, to: work.to })
  return (
    <section className="print-job" aria-label={paper}>
      <div className="print-job-words">
        <strong>{paper}</strong>
        <span className="print-job-soft tabular">
          {sentAt === null ? <Badge tone="info">{t('waiting')}</Badge> : t('sent', { at: formatInstant(sentAt) })}
          {' · '}
          {t('by', { name: job.staffName })}
        </span>
        {asksHow && <span>{t('again.question')}</span>}
      </div>
      <div className="print-job-acts">
        {asksHow ? (
          <>
            <Button autoFocus busy={isBusy} onClick={() => onAnswer('again')}>
              {t('again.lost')}
            </Button>
            <Button busy={isBusy} onClick={() => onAnswer('inPlace')}>
              {t('again.spoiled')}
            </Button>
            <Button variant="quiet" onClick={() => setAsksHow(false)}>
              {t('again.back')}
            </Button>
          </>
        ) : (
          <>
            {sentAt === null ? (
              <Button busy={isBusy} onClick={() => onAnswer('again')}>
                {t('act.print')}
              </Button>
            ) : (
              <>
                <Button busy={isBusy} onClick={() => onAnswer('printed')}>
                  {t('act.printed')}
                </Button>
                <Button busy={isBusy} onClick={() => setAsksHow(true)}>
                  {t('act.again')}
                </Button>
              </>
            )}
            <Button variant="quiet" busy={isBusy} onClick={() => onAnswer('drop')}>
              {t('act.drop')}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}
