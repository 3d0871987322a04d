// RunDialog { papers, onClose }: several papers in one run, to a printer or into one PDF. Shows how far it is and can be called off.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileDown, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FormKind } from '../../electron/api/forms.ts'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { useReceiptSettings } from '../print/use-receipt-settings.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Progress } from '../ui/progress.tsx'
import { Select } from '../ui/select.tsx'
import { useToast } from '../ui/toast.tsx'
import { useProgress } from '../use-progress.ts'

export interface Paper {
  readonly caseId: string
  readonly kind: FormKind
  readonly documentId: string
}

export function RunDialog({ papers, onClose }: { papers: readonly Paper[]; onClose: () => void }) {
  const { t } = useTranslation('forms')
  const toast = useToast()
  const queries = useQueryClient()
  const { printers, printer, setPrinter } = useReceiptSettings()
  const finish = (title: string) => {
    toast.show({ title })
    onClose()
  }
  const settled = () =>
    Promise.all(['forms', 'cases.get', 'printing'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const printing = useMutation({
    mutationFn: () => api.forms.printMany({ papers: [...papers], printer: printer?.name ?? null }),
    onSuccess: ({ count }) => finish(t('run.sent', { count, printer: printer?.displayName })),
    onSettled: settled,
  })
  const saving = useMutation({
    mutationFn: () => api.forms.saveMany({ papers: [...papers] }),
    onSuccess: ({ fileName }) => fileName !== null && finish(t('run.saved', { file: fileName })),
    onSettled: settled,
  })
  const printProgress = useProgress('forms.printMany', printing.isPending)
  const saveProgress = useProgress('forms.saveMany', saving.isPending)
  const progress = printing.isPending ? printProgress : saveProgress
  const isBusy = printing.isPending || saving.isPending
  const hasPrinter = printers.isPending || printer !== undefined
  const error = printing.error ?? saving.error
  const wasStopped = error !== null && failureOf(error).code === 'app.cancelled'
  const close = () => {
    if (isBusy) progress.cancel()
    else onClose()
  }
  return (
    <Dialog
      open
      onClose={close}
      title={t('run.title', { count: papers.length })}
      description={t('run.text')}
      footer={
        <>
          <Button onClick={close}>{t('run.close')}</Button>
          <Button
            variant={hasPrinter ? 'secondary' : 'primary'}
            icon={FileDown}
            busy={saving.isPending}
            onClick={() => !isBusy && saving.mutate()}
          >
            {t('run.save')}
          </Button>
          <Button
            variant={hasPrinter ? 'primary' : 'secondary'}
            icon={Printer}
            busy={printing.isPending || printers.isPending}
            disabled={!hasPrinter}
            onClick={() => printer && !isBusy && printing.mutate()}
          >
            {t('run.print')}
          </Button>
        </>
      }
    >
      <div className="forms-stack">
        {error && (
          <Banner tone={wasStopped ? 'info' : 'error'} title={wasStopped ? undefined : t('run.failed')}>
            {wasStopped ? t('run.stopped') : failureText(t, error)}
          </Banner>
        )}
        {!hasPrinter && (
          <Banner tone="warn" title={t('print:noPrinter.title')}>
            {t('print:noPrinter.text')}
          </Banner>
        )}
        {isBusy && (
          <Progress label={t('run.working')} value={progress.value} onCancel={progress.cancel} cancelLabel={t('run.stop')} />
        )}
        {printer && (
          <Field label={t('run.printer')}>
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
