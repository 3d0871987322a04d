// SheetPrintDialog { sheets, places, start, onPrinted, onClose }: sheets before they are printed, one after the other in a frame that only shows, and
// the two ways to get them all. A long batch shows how far it is and can be called off; nothing is then written.
import '../print/paper-dialog.css'
import './disclosure.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, FileDown, Printer } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { SheetRow, SheetSize } from '../../electron/api/disclosure.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { formatNumber } from '../format.ts'
import { useReceiptSettings } from '../print/use-receipt-settings.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { SuggestInput } from '../ui/combobox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { Progress } from '../ui/progress.tsx'
import { Select } from '../ui/select.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { useProgress } from '../use-progress.ts'
import { type PrintedHow, SizeChoice, sourcesOf } from './posting-dialogs.tsx'
import type { SheetSettings } from './use-sheet-settings.ts'

type CutText = OutputOf<'disclosure.listCutTexts'>['rows'][number]

interface SheetPrintDialogProps {
  sheets: readonly SheetRow[]
  places: string[]
  start: SheetSettings
  /** Told what came of it, in words, and how it was printed. */
  onPrinted: (text: string, how: PrintedHow) => void
  onClose: () => void
}

export function SheetPrintDialog({ sheets, places, start, onPrinted, onClose }: SheetPrintDialogProps) {
  const { t } = useTranslation('disclosure')
  const { printers, printer, setPrinter } = useReceiptSettings()
  const [size, setSize] = useState<SheetSize>(start.size)
  // Each size keeps the place that was typed for it.
  const [placeOf, setPlaceOf] = useState(start.places)
  const place = placeOf[size]
  const [index, setIndex] = useState(0)
  const shownPlace = useDeferredValue(place)
  const input = { sheets: sourcesOf(sheets), size, place }
  const shown = sheets[index]
  const preview = useQuery({
    queryKey: ['disclosure.preview', shown?.key, size, shownPlace],
    queryFn: () => api.disclosure.previewSheet({ sheet: sourcesOf(shown ? [shown] : [])[0] as never, size, place: shownPlace }),
    gcTime: 0,
  })
  const cut = useQuery({
    queryKey: ['disclosure.cut', sheets.map(({ key }) => key)],
    queryFn: () => api.disclosure.listCutTexts({ sheets: sourcesOf(sheets) }),
    gcTime: 0,
  })
  const printing = useMutation({
    mutationFn: () => api.disclosure.printSheets({ ...input, printer: printer?.name ?? null }),
    onSuccess: () => {
      onPrinted(t('print.sent', { printer: printer?.displayName }), { size, place })
      onClose()
    },
  })
  const saving = useMutation({
    mutationFn: () => api.disclosure.saveSheets(input),
    onSuccess: ({ fileName }) => {
      if (fileName === null) return
      onPrinted(t('print.saved', { file: fileName }), { size, place })
      onClose()
    },
  })
  const printProgress = useProgress('disclosure.printSheets', printing.isPending)
  const saveProgress = useProgress('disclosure.saveSheets', saving.isPending)
  const progress = printing.isPending ? printProgress : saveProgress
  const isBusy = printing.isPending || saving.isPending
  const hasPrinter = printers.isPending || printer !== undefined
  const startPrint = () => {
    if (printer && !isBusy) printing.mutate()
  }
  const startSave = () => {
    if (!isBusy) saving.mutate()
  }
  const close = () => {
    if (isBusy) progress.cancel()
    onClose()
  }
  const error = printing.error ?? saving.error
  const wasStopped = error !== null && failureOf(error).code === 'app.cancelled'
  return (
    <Dialog
      open
      onClose={close}
      size="wide"
      title={t('print.title', { count: sheets.length })}
      footer={
        <>
          <Button onClick={close}>{t('close')}</Button>
          <Button icon={FileDown} shortcut="Ctrl+S" busy={saving.isPending} onClick={startSave}>
            {t('print.save')}
          </Button>
          <Button
            variant="primary"
            icon={Printer}
            shortcut="Ctrl+P"
            busy={printing.isPending || printers.isPending}
            disabled={!hasPrinter}
            onClick={startPrint}
          >
            {t('print.print')}
          </Button>
        </>
      }
    >
      <Keys onPrint={startPrint} onSave={startSave} />
      <div className="paper">
        {error && (
          <Banner tone={wasStopped ? 'info' : 'error'} title={wasStopped ? undefined : t('print.failed')}>
            {wasStopped ? t('print.stopped') : failureText(t, error)}
          </Banner>
        )}
        {!hasPrinter && !isBusy && (
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
        {cut.data && cut.data.rows.length > 0 && !isBusy && <CutTexts rows={cut.data.rows} />}
        {isBusy && (
          <Progress label={t('print.working')} value={progress.value} onCancel={progress.cancel} cancelLabel={t('stop')} />
        )}
        <FormGrid>
          <Field group label={t('field.size')} span={3}>
            <SizeChoice value={size} onChange={setSize} />
          </Field>
          <Field label={t('print.place')} span={printer ? 5 : 9}>
            <SuggestInput
              items={places}
              itemKey={(known) => known}
              itemLabel={(known) => known}
              value={place}
              onValueChange={(typed) => setPlaceOf((known) => ({ ...known, [size]: typed }))}
            />
          </Field>
          {printer && (
            <Field label={t('print.printer')} span={4}>
              <Select
                options={(printers.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName }))}
                value={printer.name}
                onValueChange={setPrinter}
              />
            </Field>
          )}
        </FormGrid>
        {sheets.length > 1 && (
          <div className="disclosure-leaf">
            <IconButton
              icon={ChevronLeft}
              label={t('print.previous')}
              aria-disabled={index === 0}
              onClick={() => setIndex(index - 1)}
            />
            <span role="status">{t('print.which', { number: formatNumber(index + 1), total: formatNumber(sheets.length) })}</span>
            <IconButton
              icon={ChevronRight}
              label={t('print.next')}
              aria-disabled={index === sheets.length - 1}
              onClick={() => setIndex(index + 1)}
            />
          </div>
        )}
        <div className="paper-desk disclosure-desk">
          {preview.isPending && <Spinner />}
          {preview.isError && <QueryFailure error={preview.error} onRetry={() => preview.refetch()} />}
          {preview.data && <iframe title={t('print.preview')} src={preview.data.url} sandbox="" />}
        </div>
      </div>
    </Dialog>
  )
}

/** What the source cut is printed cut: who prints is told, and can complete it in the process first. */
function CutTexts({ rows }: { rows: readonly CutText[] }) {
  const { t } = useTranslation('disclosure')
  return (
    <Banner tone="warn" title={t('cut.title', { count: rows.length })}>
      <p>{t('cut.text')}</p>
      <details className="disclosure-cut">
        <summary>{t('cut.list')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
        <ul tabIndex={0} aria-label={t('cut.list')}>
          {rows.map(({ name, part, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same cut text may stand twice in one sheet
            <li key={index}>{t('cut.row', { name, part: t(`cut.part.${part}`), text })}</li>
          ))}
        </ul>
      </details>
    </Banner>
  )
}

/** Inside the dialog, so that the keys belong to it and the screen below stays silent. */
function Keys({ onPrint, onSave }: { onPrint: () => void; onSave: () => void }) {
  useShortcut('disclosure.dialogPrint', 'Ctrl+P', onPrint)
  useShortcut('disclosure.dialogSave', 'Ctrl+S', onSave)
  return null
}
