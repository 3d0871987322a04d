// CasePapers { caseId }: a button, and behind it every paper that a case has: look, print, save as PDF or Word. A paper that was printed before
// asks why it is printed again; the log keeps the answer.
import '../forms/forms.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileDown, Files, FileType, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormLayout } from '../../electron/api/forms.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatDate } from '../format.ts'
import { caseFormsQuery } from '../forms/form-queries.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { useReceiptSettings } from './use-receipt-settings.ts'

export function CasePapers({ caseId }: { caseId: string }) {
  const { t } = useTranslation('forms')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon={Files} onClick={() => setOpen(true)}>
        {t('papers.open')}
      </Button>
      {isOpen && <CasePapersDialog caseId={caseId} onClose={() => setOpen(false)} />}
    </>
  )
}

function CasePapersDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { t } = useTranslation('forms')
  const toast = useToast()
  const queries = useQueryClient()
  const { printers, printer, setPrinter } = useReceiptSettings()
  const forms = useQuery(caseFormsQuery(caseId))
  const papers = (forms.data ?? []).map((form) => ({ ...form, id: `${form.kind} ${form.documentId}` }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [layouts, setLayouts] = useState<Readonly<Record<string, FormLayout>>>({})
  const [reason, setReason] = useState('')
  const paper = papers.find(({ id }) => id === chosen) ?? papers.find(({ kind }) => kind !== 'receipt') ?? papers[0]
  const layout = paper && (layouts[paper.id] ?? paper.layouts[0])
  const asked = { caseId, kind: paper?.kind ?? 'receipt', documentId: paper?.documentId ?? '', layout: layout ?? 'a4' } as const
  const preview = useQuery({
    queryKey: ['forms', 'preview', asked, paper?.printCount],
    queryFn: () => api.forms.preview(asked),
    enabled: paper !== undefined,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const finish = (title: string) => {
    toast.show({ title })
    setReason('')
    return Promise.all(['forms', 'cases.get'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  }
  const printing = useMutation({
    mutationFn: () => api.forms.print({ ...asked, printer: printer?.name ?? null, reason }),
    onSuccess: () => finish(t('papers.sent', { printer: printer?.displayName })),
  })
  const saving = useMutation({
    mutationFn: (format: 'pdf' | 'docx') => api.forms.save({ ...asked, format, reason }),
    onSuccess: ({ fileName }) => (fileName === null ? undefined : finish(t('papers.saved', { file: fileName }))),
  })
  const isBusy = printing.isPending || saving.isPending || paper === undefined
  const hasPrinter = printers.isPending || printer !== undefined
  const error = printing.error ?? saving.error
  const save = (format: 'pdf' | 'docx') => () => {
    if (isBusy) return
    printing.reset()
    saving.mutate(format)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={t('papers.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('papers.close')}</Button>
          <Button icon={FileType} onClick={save('docx')}>
            {t('papers.saveDocx')}
          </Button>
          <Button icon={FileDown} variant={hasPrinter ? 'secondary' : 'primary'} onClick={save('pdf')}>
            {t('papers.savePdf')}
          </Button>
          <Button
            icon={Printer}
            variant={hasPrinter ? 'primary' : 'secondary'}
            busy={printing.isPending || printers.isPending}
            disabled={!hasPrinter}
            onClick={() => {
              if (isBusy || !printer) return
              saving.reset()
              printing.mutate()
            }}
          >
            {t('papers.print')}
          </Button>
        </>
      }
    >
      <div className="forms-papers">
        <div className="forms-paper-fields">
          {forms.isError && <QueryFailure error={forms.error} onRetry={() => forms.refetch()} />}
          {error && (
            <Banner tone="error" title={t('papers.failed')}>
              {failureText(t, error)}
            </Banner>
          )}
          {papers.length > 0 && (
            <Field label={t('papers.list')} group>
              <RadioGroup
                options={papers.map(({ id, kind, number, instrument, issuedOn, printCount }) => ({
                  value: id,
                  label: t(`kind.${kind}`),
                  description: `${t('papers.meta', { number, instrument, date: formatDate(issuedOn) })}. ${
                    printCount === 0 ? t('papers.notPrinted') : t('papers.printed', { count: printCount })
                  }`,
                }))}
                value={paper?.id ?? null}
                onValueChange={setChosen}
              />
            </Field>
          )}
          {paper && paper.layouts.length > 1 && (
            <Field label={t('papers.layout')}>
              <Select<FormLayout>
                options={paper.layouts.map((value) => ({ value, label: t(`layout.${value}`) }))}
                value={layout ?? 'a4'}
                onValueChange={(value) => setLayouts({ ...layouts, [paper.id]: value })}
              />
            </Field>
          )}
          {paper && paper.printCount > 0 && (
            <Field label={t('papers.reason')}>
              <TextInput maxLength={300} value={reason} onValueChange={setReason} />
            </Field>
          )}
          {printer && (
            <Field label={t('papers.printer')}>
              <Select
                options={(printers.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName }))}
                value={printer.name}
                onValueChange={setPrinter}
              />
            </Field>
          )}
        </div>
        <div className="forms-desk">
          {preview.isError && <QueryFailure error={preview.error} onRetry={() => preview.refetch()} />}
          {preview.data && <iframe title={t('papers.preview')} src={preview.data.url} sandbox="" tabIndex={-1} />}
        </div>
      </div>
    </Dialog>
  )
}
