// DeadlineList { deadlines }: what the system has to do in time, the most urgent first, each leading to where it is done.
import { CalendarClock, CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { SystemDeadline } from '../../electron/api/system.ts'
import { routes } from '../app/routes.ts'
import { conformityAddress } from '../conformity/addresses.ts'
import { disclosureAddress } from '../disclosure/addresses.ts'
import { formatDate } from '../format.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

const looks: Readonly<Record<SystemDeadline['state'], Pick<BadgeProps, 'tone' | 'icon'>>> = {
  overdue: { tone: 'error', icon: CircleAlert },
  never: { tone: 'error', icon: CircleAlert },
  soon: { tone: 'warn', icon: TriangleAlert },
  late: { tone: 'warn', icon: TriangleAlert },
  later: { tone: 'neutral' },
  done: { tone: 'success', icon: CircleCheck },
}

function addressOf({ target, targetId }: SystemDeadline): string {
  if (target === 'postings') return disclosureAddress('takeDown')
  if (target === 'copies') return routes.toRecall
  if (targetId === null || target === 'acts') return conformityAddress('acts')
  const to = {
    instrument: routes.instrument,
    list: routes.procedureList,
    process: routes.process,
    document: routes.document,
    conversion: routes.conversion,
  }
  return to[target](targetId)
}

export function DeadlineList({ deadlines }: { deadlines: readonly SystemDeadline[] }) {
  const { t } = useTranslation('system')
  if (deadlines.length === 0) {
    return (
      <EmptyState icon={CalendarClock} title={t('noDeadlines')}>
        {t('noDeadlinesText')}
      </EmptyState>
    )
  }
  return (
    <ul className="system-deadlines">
      {deadlines.map((deadline) => {
        const { kind, state, dueOn, daysLeft, subject, targetId, missing, count } = deadline
        const words = missing.map((proof) => t(`conformity:proof.of.${proof}`)).join(', ')
        return (
          <li key={`${kind} ${targetId} ${subject}`}>
            <span>
              <Badge {...looks[state]}>
                {count !== undefined
                  ? t('countToDo', { count })
                  : daysLeft === null
                    ? t(`state.${state}`)
                    : t(daysLeft < 0 ? 'daysOver' : 'daysLeft', { count: Math.abs(daysLeft) })}
              </Badge>
            </span>
            <span>
              <Link href={addressOf(deadline)}>{t(`deadline.${kind}`, { count })}</Link>
              {(subject || words) && <p className="system-subject">{[subject, words].filter(Boolean).join(': ')}</p>}
            </span>
            <span className="legal-date tabular">{dueOn ? formatDate(dueOn) : '—'}</span>
          </li>
        )
      })}
    </ul>
  )
}
