// Second step: what is printed at the head of every receipt, and when the desk is open.
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Field, FormGrid } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { HoursFields } from '../office/hours-fields.tsx'
import { ReceiptHead } from '../office/receipt-head.tsx'
import type { StepProps } from './office-step.tsx'

export function DeskStep({ form }: StepProps) {
  const { t } = useTranslation('people')
  const { control, register } = form
  const { errors } = form.formState
  const [deskName, governingBody, place, hours] = useWatch({ control, name: ['deskName', 'governingBody', 'place', 'hours'] })
  return (
    <>
      <FormGrid>
        <Field label={t('office.deskName')} error={errors.deskName?.message} required>
          <TextInput maxLength={200} {...register('deskName')} />
        </Field>
        <Field
          label={t('office.governingBody')}
          hint={t('office.governingBodyHint')}
          error={errors.governingBody?.message}
          span={8}
        >
          <TextInput maxLength={200} {...register('governingBody')} />
        </Field>
        <Field label={t('office.place')} hint={t('office.placeHint')} error={errors.place?.message} span={4} required>
          <TextInput maxLength={100} {...register('place')} />
        </Field>
      </FormGrid>
      <ReceiptHead deskName={deskName} governingBody={governingBody} place={place} />
      <HoursFields control={control} rows={hours} />
    </>
  )
}
