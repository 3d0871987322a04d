// BackupCards { state, drillAction, carriedAction? }: the three questions about the office's data – when copied last, was a copy ever
// restored, is one outside of this computer – answered in words, with a date, and what to do about it.
import './backup-cards.css'
import { CircleAlert, CircleCheck, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupState } from '../../electron/api/backup.ts'
import { formatInstant, formatMegabytes, formatNumber } from '../format.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'

interface BackupCardsProps {
  state: BackupState
  /** Starts a drill. */
  drillAction: ReactNode
  /** Takes a copy to a second medium. */
  carriedAction?: ReactNode
}

export function BackupCards({ state, drillAction, carriedAction }: BackupCardsProps) {
  const { t } = useTranslation('backup')
  const { last, drill, carried } = state
  const isDoubtful = drill.state === 'good' && drill.damaged > 0
  return (
    <div className="backup-cards">
      <StateCard
        title={t('card.last')}
        at={last?.createdAt ?? null}
        tone={last ? 'success' : 'neutral'}
        word={last ? t('card.lastSound') : t('card.lastNone')}
      >
        {last && last.cases !== null
          ? t('card.lastText', { cases: formatNumber(last.cases), size: formatMegabytes(last.sizeBytes) })
          : t('card.automaticText')}
      </StateCard>
      <StateCard
        title={t('card.drill')}
        at={drill.at}
        tone={isDoubtful ? 'warn' : drillTones[drill.state]}
        word={isDoubtful ? t('drill.doubtful') : t(`drill.${drill.state}`)}
        action={drillAction}
      >
        {isDoubtful
          ? t('drillText.doubtful', { number: formatNumber(drill.damaged) })
          : t(`drillText.${drill.state}`, {
              name: drill.name ?? '',
              reason: drill.failure ? t(`drillFailure.${drill.failure}`) : '',
            })}
      </StateCard>
      <StateCard
        title={t('card.carried')}
        at={carried.at}
        tone={carriedTones[carried.state]}
        word={t(`carried.${carried.state}`)}
        action={carriedAction}
      >
        {t('carriedText')}
      </StateCard>
    </div>
  )
}

type BadgeTone = NonNullable<BadgeProps['tone']>
const drillTones: Readonly<Record<BackupState['drill']['state'], BadgeTone>> = {
  good: 'success',
  failed: 'error',
  old: 'error',
  never: 'error',
  notYet: 'neutral',
}
const carriedTones: Readonly<Record<BackupState['carried']['state'], BadgeTone>> = {
  good: 'success',
  old: 'warn',
  never: 'warn',
  notYet: 'neutral',
}
const toneIcons = { success: CircleCheck, warn: CircleAlert, error: CircleAlert, neutral: Clock, info: Clock } as const

interface StateCardProps {
  title: string
  at: string | null
  tone: BadgeTone
  word: string
  action?: ReactNode
  children: ReactNode
}

function StateCard({ title, at, tone, word, action, children }: StateCardProps) {
  return (
    <Card className="backup-card">
      <div className="backup-card-head">
        <h2>{title}</h2>
        <Badge tone={tone} icon={toneIcons[tone]}>
          {word}
        </Badge>
      </div>
      {at && <p className="backup-card-date tabular">{formatInstant(at)}</p>}
      <p className="backup-card-text">{children}</p>
      {action && <div className="backup-card-action">{action}</div>}
    </Card>
  )
}
