// PaperDialog { title, previewTitle, paperKey, preview, print, save, onClose }: a paper of A4 before it is printed, and the two ways to get it. The frame may
// run nothing and reach nothing: it only shows.
import './paper-dialog.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileDown, Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryFailure } from '../cases/case-parts.tsx'
import { failureText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { useReceiptSettings } from './use-receipt-settings.ts'

export interface PaperDialogProps {
  title: string
  previewTitle: string
  /** What tells this paper from another. */
  paperKey: unknown
  preview: () => Promise<{ url: string }>
  print: (printer: string) => Promise<unknown>
  save: () => Promise<{ fileName: string | null }>
  onClose: () => void
  /** Fields above the paper. */
  children?: ReactNode
}

export function PaperDialog({ title, previewTitle, paperKey, preview, print, save, onClose, children }: PaperDialogProps) {
  const { t } = useTranslation('print')
  const toast = useToast()
  const queries = useQueryClient()
  const { printers, printer, setPrinter } = useReceiptSettings()
  // The address lives only for a while, so it is never reused.
  const paper = useQuery({ queryKey: ['print.paper', paperKey], queryFn: preview, gcTime: 0 })
  const printing = useMutation({
    mutationFn: () => print(printer?.name ?? ''),
    onSuccess: () => {
      toast.show({ title: t('sentTo', { printer: printer?.displayName }) })
      onClose()
    },
    onError: () => queries.invalidateQueries({ queryKey: ['printing'] }),
  })
  const saving = useMutation({
    mutationFn: save,
    onSuccess: ({ fileName }) => {
      if (fileName === null) return
      toast.show({ title: t('saved', { file: fileName }) })
      onClose()
    },
  })
  const isBusy = printing.isPending || saving.isPending
  const startPrint = () => {
    if (printer && !isBusy) printing.mutate()
  }
  const startSave = () => {
    if (!isBusy) saving.mutate()
  }
  const error = printing.error ?? saving.error
  const hasPrinter = printers.isPending || printer !== undefined
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button
            variant={hasPrinter ? 'secondary' : 'primary'}
            icon={FileDown}
            shortcut="Ctrl+S"
            busy={saving.isPending}
            onClick={startSave}
          >
            {t('savePdf')}
          </Button>
          <Button
            variant={hasPrinter ? 'primary' : 'secondary'}
            icon={Printer}
            shortcut="Ctrl+P"
            busy={printing.isPending || printers.isPending}
            disabled={!hasPrinter}
            onClick={startPrint}
          >
            {t('print')}
          </Button>
        </>
      }
    >
      <Keys onPrint={startPrint} onSave={startSave} />
      <div className="paper">
        {error && (
          <Banner tone="error" title={printing.error ? t('failed.print') : t('failed.save')}>
            {failureText(t, error)}
          </Banner>
        )}
        {!hasPrinter && (
          <Banner
            tone="warn"
            title={t('noPrinter.title')}
            action={
              <Button size="small" onClick={() => printers.refetch()}>
                {t('noPrinter.again')}
              </Button>
            }
          >
            {t('noPrinter.text')}
          </Banner>
        )}
        {children}
        {printer && (
          <Field label={t('printer')}>
            <Select
              options={(printers.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName }))}
              value={printer.name}
              onValueChange={setPrinter}
            />
          </Field>
        )}
        <div className="paper-desk">
          {paper.isPending && <Spinner />}
          {paper.isError && <QueryFailure error={paper.error} onRetry={() => paper.refetch()} />}
          {paper.data && <iframe title={previewTitle} src={paper.data.url} sandbox="" />}
        </div>
      </div>
    </Dialog>
  )
}

/** Inside the dialog, so that the keys belong to it and the screen below stays silent. */
function Keys({ onPrint, onSave }: { onPrint: () => void; onSave: () => void }) {
  useShortcut('print.print', 'Ctrl+P', onPrint)
  useShortcut('print.save', 'Ctrl+S', onSave)
  return null
}
