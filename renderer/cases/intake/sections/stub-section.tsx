// Which stub of the pile, and the hour that is written on it: the promise counts from there. Day and hour are fields of their own, so that
// Enter goes through both.
import { memo } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { systemClock, toInstant } from '../../../../db/model/clock.ts'
import { instantToLocal } from '../../../../db/model/local-time.ts'
import { DateInput } from '../../../ui/date-input.tsx'
import { Field } from '../../../ui/field.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { Cell, useFormField } from '../fields.tsx'
import { toTime } from '../model/typed-time.ts'
import type { IntakeValues } from '../model/values.ts'
import { SectionCard } from './section-card.tsx'

export const StubSection = memo(function StubSection() {
  const { t } = useTranslation('stubs')
  const stub = useFormField('stub')
  const received = useFormField('receivedAt')
  const form = useFormContext<IntakeValues>()
  const [date = '', time = ''] = (received.value ?? 'T').split('T')
  const put = (nextDate: string, nextTime: string) => {
    form.clearErrors('receivedAt')
    form.setValue('receivedAt', `${nextDate.replaceAll('T', ' ')}T${nextTime}`)
  }
  const today = instantToLocal(toInstant(systemClock.nowMs())).slice(0, 10)
  return (
    <SectionCard title={t('keyIn.stub')}>
      <div className="intake-columns">
        <Cell name="stub" span={6} narrow={12}>
          <Field label={t('keyIn.number')} hint={t('keyIn.numberHint')} error={stub.error} required>
            <TextInput
              ref={stub.ref}
              code
              maxLength={60}
              value={stub.value}
              onFocus={(event) => event.target.select()}
              onValueChange={stub.onValueChange}
              onBlur={stub.onBlur}
            />
          </Field>
        </Cell>
        <Cell name="receivedAt" span={3} narrow={6}>
          <Field label={t('keyIn.day')} error={received.error} required>
            <DateInput
              ref={received.ref}
              value={date}
              max={today}
              onValueChange={(next) => put(next, time)}
              onBlur={received.onBlur}
            />
          </Field>
        </Cell>
        <Cell name="receivedTime" span={3} narrow={6}>
          <Field label={t('keyIn.hour')} required>
            <TextInput
              code
              maxLength={8}
              placeholder={t('intake:moment.timePlaceholder')}
              value={time}
              onValueChange={(next) => put(date, next)}
              onBlur={() => toTime(time) !== time && put(date, toTime(time))}
            />
          </Field>
        </Cell>
      </div>
    </SectionCard>
  )
})
