// DeadlineLedger { explanation, warnings }: why a due date is what it is, reason by reason in the order of time, so that a clerk can
// read it out to the citizen. The sentences are the calendar's (`calendar:explanation.<code>`).
import './deadline-ledger.css'
import { useTranslation } from 'react-i18next'
import type { Deadline, ExplanationEntry } from '../../electron/api/calendar.ts'
import { Banner } from '../ui/banner.tsx'
import { explanationValues } from './deadline-text.ts'

export function DeadlineLedger({ explanation, warnings }: Pick<Deadline, 'explanation' | 'warnings'>) {
  const { t } = useTranslation('calendar')
  const sentence = (entry: ExplanationEntry) => t(`explanation.${entry.code}`, explanationValues(entry))
  return (
    <div className="ledger">
      {warnings.map((warning) => (
        <Banner key={JSON.stringify(warning)} tone="warn">
          {sentence(warning)}
        </Banner>
      ))}
      <ol className="ledger-lines">
        {explanation.map((entry) => (
          <li key={JSON.stringify(entry)} className={entry.code === 'skipped' ? 'ledger-off' : undefined}>
            {sentence(entry)}
          </li>
        ))}
      </ol>
    </div>
  )
}
