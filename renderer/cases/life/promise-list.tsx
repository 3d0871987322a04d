// PromiseList { life }: how the promise has moved and why: the times in which the applicant was waited for, later dates, what was missed, how
// it ended. Nothing where there is only the first date.
import './life.css'
import { useTranslation } from 'react-i18next'
import type { LifeOfCase } from '../../../electron/api/life.ts'
import { formatInstant } from '../../format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { DeadlineLedger } from '../deadline-ledger.tsx'

const resultTones = { early: 'success', onTime: 'success', overdue: 'error', undated: 'neutral' } as const

export function PromiseList({ life }: { life: LifeOfCase }) {
  const { t } = useTranslation('life')
  const { exclusions, dues, missedDueAt, finishResult } = life
  if (exclusions.length === 0 && dues.length === 0 && missedDueAt === null && finishResult === null) return null
  return (
    <Card title={t('promise.title')}>
      {finishResult !== null && (
        <p>
          <Badge tone={resultTones[finishResult]}>{t(`finish.${finishResult}`)}</Badge>{' '}
          {t('promise.finished', { at: formatInstant(life.finishedAt ?? '') })}
          {life.lateCause !== null && ` – ${t(`lateCause.${life.lateCause}`)}${life.lateNote === '' ? '' : `: ${life.lateNote}`}`}
        </p>
      )}
      {missedDueAt !== null && <p className="life-missed">{t('promise.missed', { at: formatInstant(missedDueAt) })}</p>}
      {exclusions.length > 0 && (
        <ul className="life-lines">
          {exclusions.map((pause) => (
            <li key={pause.id} className="tabular">
              {t(`promise.pause.${pause.kind}`, {
                from: formatInstant(pause.startedAt),
                to: pause.endedAt === null ? t('promise.now') : formatInstant(pause.endedAt),
              })}{' '}
              – {t(`policy.${pause.policy}`)}
              {pause.legalGround !== '' && ` (${pause.legalGround})`}
            </li>
          ))}
        </ul>
      )}
      {dues.map((due) => (
        <details key={due.id} className="life-due">
          <summary className="tabular">
            {t(`promise.cause.${due.cause as 'resubmit'}`, { at: formatInstant(due.recordedAt) })}:{' '}
            <strong>{due.dueAt === null ? t('promise.undated') : formatInstant(due.dueAt)}</strong>
          </summary>
          {due.reason !== '' && <p>{due.reason}</p>}
          <DeadlineLedger {...due.deadline} />
        </details>
      ))}
    </Card>
  )
}
