// First step: which office this is. The wards, communes and the city come from the list the product brings; any other office names itself.
import { useEffect } from 'react'
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../electron/api/contract.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import type { FirstRunValues } from './first-run-model.ts'

export type FirstRunChoices = OutputOf<'people.getFirstRunChoices'>

export interface StepProps {
  form: UseFormReturn<FirstRunValues>
  choices: FirstRunChoices
}

/** The office's name as chosen or typed; empty when there is none yet. */
export function officeNameOf({ province, units }: FirstRunChoices, { isOwn, ownName, listCode }: FirstRunValues): string {
  if (isOwn) return ownName
  return [province, ...units].find((unit) => unit.code === listCode)?.name ?? ''
}

export function OfficeStep({ form, choices }: StepProps) {
  const { t } = useTranslation('people')
  const { control, register, clearErrors, getValues, setFocus } = form
  const { errors } = form.formState
  const isOwn = useWatch({ control, name: 'isOwn' })
  const units = [choices.province, ...choices.units]

  // The boxes that appear stand above the check box: the focus goes up to them.
  useEffect(() => {
    if (isOwn && getValues('ownName') === '') setFocus('ownName')
  }, [isOwn, getValues, setFocus])

  return (
    <>
      {!isOwn && (
        <Controller
          control={control}
          name="listCode"
          render={({ field, fieldState }) => (
            <Field
              label={t('firstRun.office.unit')}
              hint={t('firstRun.office.unitHint', { source: choices.source })}
              error={fieldState.error?.message}
              required
            >
              <Combobox
                ref={field.ref}
                items={units}
                itemKey={(unit) => unit.code}
                itemLabel={(unit) => unit.name}
                searchText={(unit) => `${unit.name} ${unit.code}`}
                renderItem={(unit) => (
                  <span className="first-run-unit">
                    <span>{unit.name}</span>
                    <span className="tabular first-run-faint">{unit.code}</span>
                  </span>
                )}
                placeholder={t('firstRun.office.find')}
                value={units.find((unit) => unit.code === field.value) ?? null}
                onValueChange={(unit) => field.onChange(unit?.code ?? '')}
                onBlur={field.onBlur}
              />
            </Field>
          )}
        />
      )}
      {isOwn && (
        <FormGrid>
          <Field label={t('firstRun.office.ownName')} error={errors.ownName?.message} span={8} required>
            <TextInput maxLength={200} placeholder={t('firstRun.office.ownNameExample')} {...register('ownName')} />
          </Field>
          <Field
            label={t('firstRun.office.ownCode')}
            hint={t('firstRun.office.ownCodeHint')}
            error={errors.ownCode?.message}
            span={4}
            required
          >
            <TextInput code maxLength={20} {...register('ownCode')} />
          </Field>
        </FormGrid>
      )}
      <Checkbox
        label={t('firstRun.office.isOwn')}
        description={t('firstRun.office.isOwnHint')}
        {...register('isOwn', { onChange: () => clearErrors(['listCode', 'ownCode', 'ownName']) })}
      />
    </>
  )
}
