// ProcessPrintDialog { code, versionId, skeleton, onClose }: a version of a process as the document that offices know, in one of their
// layouts: on a printer, or as one of two files. Nothing here changes the process; the layout chosen here is for this paper alone.
import './process-print-dialog.css'
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileDown, FileText, Printer } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Skeleton, skeletons } from '../../electron/api/documents.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { useSize } from '../ui/use-size.ts'
import { useReceiptSettings } from './use-receipt-settings.ts'

interface ProcessPrintDialogProps {
  code: string
  versionId: string
  /** The layout that the version names. */
  skeleton: Skeleton
  onClose: () => void
}

/** A4 upright with the bar that scrolls it. */
const sheetWidthPx = 830

type Format = 'pdf' | 'docx'

export function ProcessPrintDialog({ code, versionId, skeleton: own, onClose }: ProcessPrintDialogProps) {
  const { t } = useTranslation('paper')
  const toast = useToast()
  const queries = useQueryClient()
  const { printers, printer, setPrinter } = useReceiptSettings()
  const [skeleton, setSkeleton] = useState<Skeleton>(own)
  const primary = useRef<HTMLButtonElement>(null)
  const paper = useQuery({
    queryKey: ['print.previewProcess', { versionId, skeleton }],
    queryFn: () => api.print.previewProcess({ versionId, skeleton }),
    gcTime: 0, // the address lives only for a while
    refetchOnWindowFocus: false,
  })
  const finish = (title: string) => {
    toast.show({ title })
    return queries.invalidateQueries({ queryKey: ['documents', 'history'] })
  }
  const print = useMutation({
    mutationFn: (to: { name: string; displayName: string }) => api.print.printProcess({ versionId, skeleton, printer: to.name }),
    onSuccess: (_, { displayName }) => finish(t('print:sentTo', { printer: displayName })),
    onError: (error) =>
      failureOf(error).code === 'print.noPrinter' ? queries.invalidateQueries({ queryKey: ['print.listPrinters'] }) : undefined,
  })
  const save = useMutation({
    mutationFn: (format: Format) => api.print.saveProcess({ versionId, skeleton, format }),
    onSuccess: ({ fileName }) => (fileName === null ? undefined : finish(t('saved', { file: fileName }))),
  })
  const isBusy = print.isPending || save.isPending
  const start = (format: Format) => {
    if (isBusy) return
    print.reset()
    save.mutate(format)
  }
  const startPrint = () => {
    if (!printer || isBusy) return
    save.reset()
    print.mutate(printer)
  }
  const isSaving = (format: Format) => save.isPending && save.variables === format
  const hasPrinter = printers.isPending || printer !== undefined
  // Without a printer the other button is the one that Enter presses.
  useEffect(() => {
    if (!hasPrinter) primary.current?.focus()
  }, [hasPrinter])
  const error = print.error ?? save.error
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={t('title', { code })}
      initialFocus={primary}
      footer={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button icon={FileText} shortcut="Ctrl+Shift+S" busy={isSaving('docx')} onClick={() => start('docx')}>
            {t('saveDocx')}
          </Button>
          <Button
            ref={hasPrinter ? undefined : primary}
            variant={hasPrinter ? 'secondary' : 'primary'}
            icon={FileDown}
            shortcut="Ctrl+S"
            busy={isSaving('pdf')}
            onClick={() => start('pdf')}
          >
            {t('savePdf')}
          </Button>
          <Button
            ref={hasPrinter ? primary : undefined}
            variant={hasPrinter ? 'primary' : 'secondary'}
            icon={Printer}
            shortcut="Ctrl+P"
            busy={print.isPending || printers.isPending}
            disabled={!hasPrinter}
            onClick={startPrint}
          >
            {t('print:print')}
          </Button>
        </>
      }
    >
      <Keys onPrint={startPrint} onPdf={() => start('pdf')} onDocx={() => start('docx')} />
      <div className="process-print">
        <Preview paper={paper} />
        <div className="process-print-options">
          {error && (
            <Banner tone="error" title={print.error ? t('print:failed.print') : t('failed')}>
              {failureText(t, error)}
            </Banner>
          )}
          {!hasPrinter && (
            <Banner
              tone="warn"
              title={t('print:noPrinter.title')}
              action={
                <Button size="small" onClick={() => printers.refetch()}>
                  {t('print:noPrinter.again')}
                </Button>
              }
            >
              {t('print:noPrinter.text')}
            </Banner>
          )}
          <Field label={t('skeleton')} group>
            <RadioGroup<Skeleton>
              options={skeletons.map((value) => ({ value, label: t(`difference:code.skeleton.${value}`) }))}
              value={skeleton}
              onValueChange={setSkeleton}
            />
          </Field>
          {printer && (
            <Field label={t('print:printer')}>
              <Select
                options={(printers.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName }))}
                value={printer.name}
                onValueChange={setPrinter}
              />
            </Field>
          )}
          <p className="process-print-hint">{t('hint')}</p>
        </div>
      </div>
    </Dialog>
  )
}

function Preview({ paper }: { paper: UseQueryResult<{ url: string }> }) {
  const { t } = useTranslation('paper')
  const desk = useRef<HTMLDivElement>(null)
  // The sheet is seen in its whole width, also beside the choices of a small window.
  const zoom = Math.min(1, useSize(desk).width / sheetWidthPx) || 1
  return (
    <div className="process-print-desk" ref={desk}>
      {paper.isPending && <Spinner label={t('loading')} />}
      {paper.isError && <QueryFailure error={paper.error} onRetry={() => paper.refetch()} />}
      {paper.data && <iframe title={t('frame')} src={paper.data.url} sandbox="" style={{ zoom }} />}
    </div>
  )
}

/** Inside the dialog, so that the keys belong to it and the screen below stays silent. */
function Keys({ onPrint, onPdf, onDocx }: { onPrint: () => void; onPdf: () => void; onDocx: () => void }) {
  useShortcut('processPaper.print', 'Ctrl+P', onPrint, { labelKey: 'paper:shortcut.print' })
  useShortcut('processPaper.pdf', 'Ctrl+S', onPdf, { labelKey: 'paper:shortcut.pdf' })
  useShortcut('processPaper.docx', 'Ctrl+Shift+S', onDocx, { labelKey: 'paper:shortcut.docx' })
  return null
}
