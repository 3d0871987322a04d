// AnswerCard { answers }: the receipts that were written, and for each computer the code to be read over the telephone.
import { useTranslation } from 'react-i18next'
import { CallError } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Card } from '../ui/card.tsx'
import type { Answers } from './use-receipts.ts'

export function AnswerCard({ answers: { folder, rows } }: { answers: Answers }) {
  const { t } = useTranslation('hub')
  return (
    <Card title={t('answer.title')}>
      <p>{t('answer.text', { folder })}</p>
      <ul className="hub-answers">
        {rows.map(({ office, officeName, fileName, failure, codes }) => (
          <li key={office}>
            <h3>{officeName}</h3>
            {fileName !== null && <p className="tabular">{t('answer.file', { file: fileName })}</p>}
            {failure && (
              <Banner tone="warn">{failureText(t, new CallError({ ...failure, code: failure.code, issues: [] }))}</Banner>
            )}
            <dl className="hub-codes">
              {codes.map(({ deviceCode, spoken, events }) => (
                <div key={deviceCode}>
                  <dt>{t('answer.device', { device: deviceCode, number: formatNumber(events) })}</dt>
                  <dd className="tabular">{spoken}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </Card>
  )
}
