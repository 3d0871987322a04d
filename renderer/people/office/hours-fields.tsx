// HoursFields { control, readOnly? }: the office hours of a form that has a field `hours`. What is typed short (730, 7h30) becomes
// 07:30 when the box is left.
import './hours-fields.css'
import { type Control, Controller, type FieldValues, type Path } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { type HoursRow, parseTypedTime } from './hours.ts'

interface HoursFieldsProps<Values extends FieldValues> {
  control: Control<Values>
  rows: readonly HoursRow[]
  readOnly?: boolean
}

export function HoursFields<Values extends FieldValues & { hours: HoursRow[] }>({
  control,
  rows,
  readOnly,
}: HoursFieldsProps<Values>) {
  const { t } = useTranslation('people')
  return (
    <div className="hours-fields">
      {rows.map((_, index) => {
        const row =
          index === 0 ? t('hours.morning') : index === 1 ? t('hours.afternoon') : t('hours.other', { number: index + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the day
          <div key={index} className="hours-row">
            {(['start', 'end'] as const).map((end) => (
              <Controller
                key={end}
                control={control}
                name={`hours.${index}.${end}` as Path<Values>}
                render={({ field, fieldState }) => (
                  <Field
                    label={end === 'start' ? t('hours.from', { row }) : t('hours.to', { row })}
                    error={fieldState.error?.message}
                  >
                    <TextInput
                      ref={field.ref}
                      name={field.name}
                      value={field.value}
                      code
                      maxLength={8}
                      readOnly={readOnly}
                      placeholder={t('hours.placeholder')}
                      onChange={field.onChange}
                      onBlur={() => {
                        const time = parseTypedTime(field.value)
                        if (time !== undefined && time !== field.value) field.onChange(time)
                        field.onBlur()
                      }}
                    />
                  </Field>
                )}
              />
            ))}
          </div>
        )
      })}
    </div>
  )
}
