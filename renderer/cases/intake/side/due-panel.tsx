// The promise, live: the date and hour at which the result is due if the case is received as it stands, and why. Where nothing can be
// computed the clerk may write a date by hand.
import { memo, useEffect } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { dayNumber, weekdayOfDay } from '../../../../db/model/local-time.ts'
import type { ExplanationEntry } from '../../../../electron/api/calendar.ts'
import { formatDate } from '../../../format.ts'
import { QueryFailure } from '../../case-parts.tsx'
import { DeadlineLedger } from '../../deadline-ledger.tsx'
import { useIntake } from '../intake-context.ts'
import type { IntakeValues } from '../model/values.ts'
import { DateTimeField } from '../sections/date-time-field.tsx'
import { useDuePreview } from '../use-due-preview.ts'

/** Here the days that count are left out: what surprises a citizen is the days that do not. The case's page has all. */
const isWorthReading = ({ code }: ExplanationEntry): boolean => code !== 'counted' && code !== 'countedMinutes'

export const DuePanel = memo(function DuePanel() {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const { settings } = useIntake()
  const { preview, due } = useDuePreview()
  const isComputed = due !== undefined && due.dueAt !== null
  useEffect(() => {
    if (isComputed) form.setValue('manualDueAt', null)
  }, [isComputed, form])

  return (
    <section className="intake-due" aria-labelledby="intake-due-title">
      <h2 id="intake-due-title">{t('due.title')}</h2>
      <div aria-live="polite">
        {due?.dueAt && <DueDate dueAt={due.dueAt} />}
        {due && !isComputed && <p className="intake-due-none">{t('due.none')}</p>}
        {!due && !preview.isError && <p className="intake-quiet">{t('due.chooseFirst')}</p>}
      </div>
      {preview.isError && <QueryFailure error={preview.error} onRetry={() => preview.refetch()} />}
      {due && !isComputed && (
        <div data-field="manualDueAt">
          <DateTimeField
            name="manualDueAt"
            label={t('due.byHand')}
            hint={t('due.byHandHint')}
            usualTime={settings.hours.at(-1)?.end ?? ''}
            min={due.receivedAt.slice(0, 10)}
          />
        </div>
      )}
      {due?.process && <p className="intake-quiet">{t('due.process', due.process)}</p>}
      {due && (
        <div className="intake-why">
          <h3>{t('due.why')}</h3>
          <DeadlineLedger explanation={due.explanation.filter(isWorthReading)} warnings={due.warnings} />
        </div>
      )}
    </section>
  )
})

function DueDate({ dueAt }: { dueAt: string }) {
  const { t } = useTranslation('intake')
  const date = dueAt.slice(0, 10)
  return (
    <p className="intake-due-date tabular">
      <span className="intake-due-day">{t(`calendar:weekday.${weekdayOfDay(dayNumber(date))}`)}</span>
      <strong>{formatDate(date)}</strong>
      <span className="intake-due-time">{t('due.time', { time: dueAt.slice(11) })}</span>
    </p>
  )
}
