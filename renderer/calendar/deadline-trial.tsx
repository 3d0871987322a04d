// DeadlineTrial { now }: what due date a time limit would get, computed by the same rules as a case's, with the reasons day by day.
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayNumber, isLocalDateTime, type LocalDateTime, weekdayOfDay } from '../../db/model/local-time.ts'
import { limitUnits } from '../../electron/api/calendar.ts'
import type { OutputOf } from '../../electron/api/contract.ts'
import { DeadlineLedger } from '../cases/deadline-ledger.tsx'
import { api } from '../client.ts'
import { failureOf, failureText, issueText } from '../failures.ts'
import { formatLocal } from '../format.ts'
import { parseTypedTime } from '../people/office/hours.ts'
import { Banner } from '../ui/banner.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field } from '../ui/field.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'

type Unit = (typeof limitUnits)[number]

const firstLimit = 5
const maxLimit = 10_000
/** Decree 23/2015/NĐ-CP, Article 7: received after 15:00, due the next working day. */
const usualCutoff = '15:00'

export function DeadlineTrial({ now }: { now: LocalDateTime }) {
  const { t } = useTranslation('calendar')
  const [limit, setLimit] = useState<number | null>(firstLimit)
  const [unit, setUnit] = useState<Unit>('working-days')
  const [date, setDate] = useState(now.slice(0, 10))
  const [time, setTime] = useState(now.slice(11))
  const [cutoff, setCutoff] = useState(usualCutoff)

  const isSameDay = unit === 'same-day'
  const receivedAt = `${date}T${parseTypedTime(time)}`
  const cutoffTime = isSameDay ? parseTypedTime(cutoff) : null
  const counted = isSameDay ? 1 : limit
  const isComplete = isLocalDateTime(receivedAt) && counted !== null && counted > 0 && cutoffTime !== undefined
  const input = isComplete ? { limit: counted, unit, receivedAt, cutoff: cutoffTime } : null
  const result = useQuery({
    queryKey: ['calendar.compute', input],
    queryFn: input ? () => api.calendar.compute(input) : skipToken,
    placeholderData: keepPreviousData,
  })
  const issues = result.isError ? failureOf(result.error).issues : []
  const limitIssue = issues.find(({ path }) => path === 'limit')
  const notATime = (typed: string) => parseTypedTime(typed) === undefined && t('errors:issue.notATime')

  return (
    <div className="trial">
      <p className="trial-hint">{t('screen.trialHint')}</p>
      <div className="trial-fields">
        {isSameDay ? (
          <Field label={t('screen.cutoff')} error={notATime(cutoff)}>
            <TextInput code value={cutoff} onValueChange={setCutoff} onBlur={() => setCutoff(parseTypedTime(cutoff) ?? cutoff)} />
          </Field>
        ) : (
          <Field label={t('screen.limit')} error={limitIssue && issueText(t, limitIssue)}>
            <NumberInput value={limit} onValueChange={setLimit} min={0} max={maxLimit} fractionDigits={1} />
          </Field>
        )}
        <Field label={t('screen.unit')}>
          <Select
            options={limitUnits.map((value) => ({ value, label: t(`unit.${value}`) }))}
            value={unit}
            onValueChange={setUnit}
          />
        </Field>
        <Field label={t('screen.receivedDate')}>
          <DateInput value={date} onValueChange={setDate} />
        </Field>
        <Field label={t('screen.receivedTime')} error={notATime(time)}>
          <TextInput code value={time} onValueChange={setTime} onBlur={() => setTime(parseTypedTime(time) ?? time)} />
        </Field>
      </div>
      {result.isError && !limitIssue && <Banner tone="error">{failureText(t, result.error)}</Banner>}
      {input && !result.isError && result.data && <TrialResult deadline={result.data} />}
    </div>
  )
}

function TrialResult({ deadline }: { deadline: OutputOf<'calendar.compute'> }) {
  const { t } = useTranslation('calendar')
  const { dueDate, dueAt, explanation, warnings } = deadline
  return (
    <section className="trial-result" aria-live="polite" aria-label={t('screen.result')}>
      {dueDate && dueAt && (
        <p className="trial-due">
          <span className="trial-due-label">{t('screen.due')}</span>
          <strong>
            {t('screen.dueAt', { at: formatLocal(dueAt), weekday: t(`weekday.${weekdayOfDay(dayNumber(dueDate))}`) })}
          </strong>
        </p>
      )}
      <DeadlineLedger explanation={explanation} warnings={warnings} />
    </section>
  )
}
