// What every place that names a law shows in the same way.
//   LawStateBadge { state }     in force or not
//   UpdateBadge   { update }    by when a change must be taken in, or when it was; red once it is late
import { useTranslation } from 'react-i18next'
import { dayNumber } from '../../db/model/local-time.ts'
import type { LawState, LawUpdate, UpdateState } from '../../electron/api/laws.ts'
import { today } from '../documents/control/days.ts'
import { formatDate } from '../format.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'

const stateTones: Readonly<Record<LawState, BadgeProps['tone']>> = { notYet: 'info', inForce: 'success', ceased: 'neutral' }

export function LawStateBadge({ state }: { state: LawState }) {
  const { t } = useTranslation('laws')
  return <Badge tone={stateTones[state]}>{t(`state.${state}`)}</Badge>
}

const updateTones: Readonly<Record<UpdateState, BadgeProps['tone']>> = {
  ahead: 'info',
  running: 'warn',
  overdue: 'error',
  inTime: 'success',
  late: 'warn',
}

export function UpdateBadge({ update }: { update: Pick<LawUpdate, 'state' | 'dueOn' | 'closedOn'> }) {
  const { t } = useTranslation('laws')
  const { state, dueOn, closedOn } = update
  const days = Math.abs(dayNumber(dueOn) - dayNumber(today()))
  return <Badge tone={updateTones[state]}>{t(`update.${state}`, { days, date: formatDate(closedOn ?? dueOn) })}</Badge>
}
