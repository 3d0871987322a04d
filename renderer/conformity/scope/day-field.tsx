// DayField { date, today, onChange }: the day for which everything is counted; null is today.
import '../conformity-screen.css'
import { useTranslation } from 'react-i18next'
import { isRealDate } from '../../../db/model/local-time.ts'
import { Button } from '../../ui/button.tsx'
import { DateInput } from '../../ui/date-input.tsx'

export interface DayFieldProps {
  /** As the address has it; null: today. */
  date: string | null
  /** The day that was counted. */
  day: string
  onChange: (date: string | null) => void
}

export function DayField({ date, day, onChange }: DayFieldProps) {
  const { t } = useTranslation('conformity')
  return (
    <>
      <span className="conformity-date">
        <DateInput
          aria-label={t('day')}
          value={date ?? day}
          onValueChange={(next) => {
            if (isRealDate(next)) onChange(next)
          }}
        />
      </span>
      {date !== null && (
        <Button variant="quiet" onClick={() => onChange(null)}>
          {t('backToToday')}
        </Button>
      )}
    </>
  )
}
