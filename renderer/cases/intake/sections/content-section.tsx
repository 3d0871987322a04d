// What is asked for (nội dung yêu cầu) and a note. The text makes itself from the procedure and the applicant until somebody edits it;
// emptied, it makes itself again.
import { memo, useEffect } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../ui/field.tsx'
import { TextArea } from '../../../ui/text-input.tsx'
import { Cell, useFormField } from '../fields.tsx'
import { summaryOf } from '../model/summary.ts'
import type { IntakeValues } from '../model/values.ts'
import { useProcedure } from '../use-procedure.ts'
import { useSettledWatch } from '../use-settled-watch.ts'
import { SectionCard } from './section-card.tsx'

const applicantNames = ['applicant.fullName'] as const

export const ContentSection = memo(function ContentSection() {
  const { t } = useTranslation('intake')
  const note = useFormField('note')
  return (
    <SectionCard title={t('content.title')} shortcut="Alt+4" field="summary">
      <div className="intake-columns">
        <SummaryField />
        <Cell name="note" span={4} narrow={12}>
          <Field label={t('content.note')} error={note.error}>
            <TextArea
              ref={note.ref}
              rows={2}
              maxLength={1_000}
              value={note.value}
              onValueChange={note.onValueChange}
              onBlur={note.onBlur}
            />
          </Field>
        </Cell>
      </div>
    </SectionCard>
  )
})

function SummaryField() {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const { value, onValueChange, onBlur, ref, error } = useFormField('summary')
  const isOwn = useWatch<IntakeValues, 'summaryIsOwn'>({ name: 'summaryIsOwn' })
  const [applicantName] = useSettledWatch(applicantNames)
  const made = summaryOf(useProcedure().data?.content.name ?? '', applicantName)
  useEffect(() => {
    if (!isOwn && made !== '' && form.getValues('summary') !== made) form.setValue('summary', made, { shouldValidate: true })
  }, [isOwn, made, form])
  const edit = (text: string) => {
    form.setValue('summaryIsOwn', text.trim() !== '')
    onValueChange(text)
  }
  return (
    <Cell name="summary" span={8} narrow={12}>
      <Field label={t('content.summary')} required error={error} hint={isOwn ? undefined : t('content.summaryMade')}>
        <TextArea ref={ref} rows={2} maxLength={1_000} value={value} onValueChange={edit} onBlur={onBlur} />
      </Field>
    </Cell>
  )
}
