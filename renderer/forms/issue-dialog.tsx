// IssueDialog { form, texts, docx, isReset, onClose }: from which day, for which field. What is wrong with a sentence is said here, because the
// sentences stand behind the dialog.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { formatDate } from '../format.ts'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import type { FormDetails, Texts } from './form-page.tsx'
import type { PickedDocx } from './form-word.tsx'
import { sentenceLabel } from './sentence-label.ts'

interface IssueDialogProps {
  form: FormDetails
  texts: Texts
  docx: PickedDocx
  /** The sentences are those of the issued form. */
  isReset: boolean
  onClose: () => void
}

const everyField = '*'

export function IssueDialog({ form, texts, docx, isReset, onClose }: IssueDialogProps) {
  const { t } = useTranslation('forms')
  const [fromDate, setFromDate] = useState(form.today)
  const [field, setField] = useState(everyField)
  const [instrument, setInstrument] = useState('')
  const [note, setNote] = useState('')
  const isForField = field !== everyField
  const nameOf = (path: string): string => {
    const index = form.texts.findIndex(({ key }) => `texts.${key}` === path)
    const text = form.texts[index]
    return text ? sentenceLabel(t, text.key, index) : path
  }
  return (
    <FormDialog
      title={t('issue.title')}
      description={t(isReset ? 'issue.textReset' : 'issue.text')}
      confirm={t('issue.confirm')}
      done={t('issue.done', { date: formatDate(fromDate) })}
      stale={[['forms']]}
      act={async () => {
        const template = docx === 'keep' || docx === null ? docx : { token: docx.token }
        const about = { fromDate, field: isForField ? field : '', instrument: isForField ? instrument : '', note }
        await api.forms.issueVersion({ formKey: form.key, texts, docx: template, ...about })
      }}
      onClose={onClose}
      fields={['fromDate', 'field', 'instrument', 'note']}
      fieldName={nameOf}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('issue.from')} error={errors.fromDate} span={5} required>
            <DateInput value={fromDate} min={form.today} onValueChange={setFromDate} />
          </Field>
          <Field label={t('issue.field')} error={errors.field} span={7}>
            <Select
              options={[
                { value: everyField, label: t('issue.allFields') },
                ...form.procedureFields.map((value) => ({ value, label: value })),
              ]}
              value={field}
              onValueChange={setField}
            />
          </Field>
          {isForField && (
            <Field label={t('issue.instrument')} hint={t('issue.instrumentHint')} error={errors.instrument}>
              <TextInput maxLength={60} value={instrument} onValueChange={setInstrument} />
            </Field>
          )}
          <Field label={t('issue.note')} error={errors.note}>
            <TextArea rows={2} maxLength={500} value={note} onValueChange={setNote} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
