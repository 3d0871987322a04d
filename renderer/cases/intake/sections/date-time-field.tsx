// DateTimeField { name, label, hint?, usualTime, min?, max?, action? }: a date and a time that are one value of the form, local wall time
// `YYYY-MM-DDTHH:mm`. Half typed it is kept as it stands, and null when both are empty; typing a date fills the usual time in.
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { DateInput } from '../../../ui/date-input.tsx'
import { Field } from '../../../ui/field.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { useFormField } from '../fields.tsx'
import { toTime } from '../model/typed-time.ts'

interface DateTimeFieldProps {
  name: 'receivedAt' | 'manualDueAt'
  label: string
  hint?: string
  /** `HH:mm`. */
  usualTime: string
  /** ISO dates. */
  min?: string
  max?: string
  action?: ReactNode
}

export function DateTimeField({ name, label, hint, usualTime, min, max, action }: DateTimeFieldProps) {
  const { t } = useTranslation('intake')
  const timeId = useId()
  const { value, onValueChange, onBlur, ref, error } = useFormField(name)
  const cut = (value ?? 'T').indexOf('T')
  const date = (value ?? 'T').slice(0, cut)
  const time = (value ?? 'T').slice(cut + 1)
  const put = (nextDate: string, nextTime: string) =>
    onValueChange(nextDate === '' && nextTime === '' ? null : `${nextDate.replaceAll('T', ' ')}T${nextTime}`)
  return (
    <Field label={label} hint={hint} error={error} group>
      <div className="intake-moment">
        <DateInput
          ref={ref}
          aria-label={t('moment.date', { label })}
          value={date}
          min={min}
          max={max}
          onValueChange={(next) => put(next, time === '' && next !== '' ? usualTime : time)}
          onBlur={onBlur}
        />
        <TextInput
          id={timeId}
          code
          aria-label={t('moment.time', { label })}
          placeholder={t('moment.timePlaceholder')}
          maxLength={8}
          value={time}
          onValueChange={(next) => put(date, next)}
          onBlur={() => put(date, toTime(time))}
        />
        {action}
      </div>
    </Field>
  )
}
