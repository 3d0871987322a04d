// ReceiptDialog { caseId, onClose, autoPrint? }: the receipt before it is paper, and the two ways to get it: a printer or a PDF. The
// case is already saved: nothing here, neither closing nor a printer that fails, changes it. autoPrint sends it to the printer
// of the last time as soon as the window is ready, for "save and print".
import './receipt-dialog.css'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileDown, Printer } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { receiptLayouts } from '../../electron/api/print.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { ReceiptPreview, useReceiptPaper } from './receipt-preview.tsx'
import { type ReceiptLayout, useReceiptSettings } from './use-receipt-settings.ts'

interface ReceiptDialogProps {
  caseId: string
  onClose: () => void
  autoPrint?: boolean
}

export function ReceiptDialog({ caseId, onClose, autoPrint = false }: ReceiptDialogProps) {
  const { t } = useTranslation('print')
  const settings = useReceiptSettings()
  const { layout, printers, printer } = settings
  const paper = useReceiptPaper(caseId, layout)
  const { print, save } = useReceiptOutput(caseId, onClose)
  const primary = useRef<HTMLButtonElement>(null)
  const hasPrinter = printers.isPending || printer !== undefined
  const isBusy = print.isPending || save.isPending

  const startPrint = () => {
    if (layout && printer && !isBusy) {
      save.reset()
      print.mutate({ layout, printer: printer.name, printerName: printer.displayName })
    }
  }
  const startSave = () => {
    if (layout && !isBusy) {
      print.reset()
      save.mutate(layout)
    }
  }
  useAutoPrint(autoPrint && layout !== undefined && printer !== undefined, startPrint)
  // Without a printer the other button is the one that Enter presses.
  useEffect(() => {
    if (!hasPrinter) primary.current?.focus()
  }, [hasPrinter])

  const error = print.error ?? save.error
  const copyNumber = paper.data?.copyNumber ?? 1
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={t('title')}
      initialFocus={primary}
      footer={
        <>
          <span className="receipt-safe">{t('caseIsSaved')}</span>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button
            ref={hasPrinter ? undefined : primary}
            variant={hasPrinter ? 'secondary' : 'primary'}
            icon={FileDown}
            shortcut="Ctrl+S"
            busy={save.isPending}
            onClick={startSave}
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
            {t('print')}
          </Button>
        </>
      }
    >
      <Keys onPrint={startPrint} onSave={startSave} />
      <div className="receipt">
        <ReceiptPreview layout={layout} paper={paper} />
        <div className="receipt-options">
          {settings.error !== null && <QueryFailure error={settings.error} onRetry={() => settings.retry()} />}
          {error !== null && (
            <Banner tone="error" title={print.error ? t('failed.print') : t('failed.save')}>
              {failureText(t, error)}
            </Banner>
          )}
          {!hasPrinter && (
            <Banner tone="warn" title={t('noPrinter.title')}>
              {t('noPrinter.text')}
              <p className="receipt-none">
                <Button size="small" onClick={() => printers.refetch()}>
                  {t('noPrinter.again')}
                </Button>
              </p>
            </Banner>
          )}
          {copyNumber > 1 && (
            <p>
              <Badge tone="info">{t('copyNumber', { number: copyNumber })}</Badge>
            </p>
          )}
          <Field label={t('layout.label')} group>
            <RadioGroup<ReceiptLayout>
              options={receiptLayouts.map((value) => ({
                value,
                label: t(`layout.${value}`),
                description: t(`layoutText.${value}`),
              }))}
              value={layout ?? null}
              onValueChange={settings.setLayout}
            />
          </Field>
          {printer && (
            <Field label={t('printer')}>
              <Select
                options={(printers.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName }))}
                value={printer.name}
                onValueChange={settings.setPrinter}
              />
            </Field>
          )}
        </div>
      </div>
    </Dialog>
  )
}

/** Inside the dialog, so that the keys belong to it and the screen below stays silent. */
function Keys({ onPrint, onSave }: { onPrint: () => void; onSave: () => void }) {
  useShortcut('print.print', 'Ctrl+P', onPrint, { labelKey: 'print:shortcut.print' })
  useShortcut('print.save', 'Ctrl+S', onSave, { labelKey: 'print:shortcut.save' })
  return null
}

function useReceiptOutput(caseId: string, onDone: () => void) {
  const { t } = useTranslation('print')
  const toast = useToast()
  const queries = useQueryClient()
  const finish = (title: string) => {
    toast.show({ title })
    onDone()
    return queries.invalidateQueries({ queryKey: ['cases.get'] })
  }
  const print = useMutation({
    mutationFn: ({ layout, printer }: { layout: ReceiptLayout; printer: string; printerName: string }) =>
      api.print.printReceipt({ caseId, layout, printer }),
    onSuccess: ({ copyNumber }, { printerName }) =>
      finish(
        copyNumber > 1 ? t('printedAgain', { printer: printerName, number: copyNumber }) : t('printed', { printer: printerName }),
      ),
    onError: (error) =>
      queries.invalidateQueries({
        queryKey: [failureOf(error).code === 'print.noPrinter' ? 'print.listPrinters' : 'printing'],
      }),
  })
  const save = useMutation({
    mutationFn: (layout: ReceiptLayout) => api.print.saveReceipt({ caseId, layout }),
    onSuccess: ({ fileName }) => (fileName === null ? undefined : finish(t('saved', { file: fileName }))),
  })
  return { print, save }
}

function useAutoPrint(ready: boolean, start: () => void): void {
  const started = useRef(false)
  useEffect(() => {
    if (!ready || started.current) return
    started.current = true
    start()
  })
}
