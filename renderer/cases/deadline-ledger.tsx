// DeadlineLedger { explanation, warnings }: why a due date is what it is, reason by reason in the order of time, so that a clerk can
// read it out to the citizen. Also why there is none (`warnings`).
import './deadline-ledger.css'
import { useTranslation } from 'react-i18next'
import { deadlineSentence, type Translate } from '../../db/model/deadline-text.ts'
import type { Deadline } from '../../electron/api/calendar.ts'
import { Banner } from '../ui/banner.tsx'

export function DeadlineLedger({ explanation, warnings }: Pick<Deadline, 'explanation' | 'warnings'>) {
  const { t } = useTranslation('calendar')
  const translate: Translate = (key, params) => t(key, { ...params })
  return (
    <div className="ledger">
      {warnings.map((warning) => (
        <Banner key={JSON.stringify(warning)} tone="warn">
          {deadlineSentence(translate, 'warning', warning)}
        </Banner>
      ))}
      <ol className="ledger-lines">
        {explanation.map((entry) => (
          <li key={JSON.stringify(entry)} className={entry.code === 'skipped' ? 'ledger-off' : undefined}>
            {deadlineSentence(translate, 'explanation', entry)}
          </li>
        ))}
      </ol>
    </div>
  )
}
