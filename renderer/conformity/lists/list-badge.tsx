// ListBadge { list, today }: whether a list stands on the website, or how many days are left for it.
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { dayNumber } from '../../../db/model/local-time.ts'
import { formatDate } from '../../format.ts'
import { Badge } from '../../ui/badge.tsx'

export interface ListBadgeProps {
  list: { readonly publishedOn: string | null; readonly dueOn: string | null; readonly struckReason: string | null }
  today: string
}

export function ListBadge({ list: { publishedOn, dueOn, struckReason }, today }: ListBadgeProps) {
  const { t } = useTranslation('conformity')
  if (struckReason !== null) return <Badge>{t('act.struck')}</Badge>
  if (publishedOn !== null) {
    const isLate = dueOn !== null && publishedOn > dueOn
    return (
      <Badge tone={isLate ? 'warn' : 'success'} icon={isLate ? TriangleAlert : undefined}>
        {t(isLate ? 'list.publishedLate' : 'list.publishedOn', { date: formatDate(publishedOn) })}
      </Badge>
    )
  }
  if (dueOn === null) return <Badge tone="warn">{t('list.notPublished')}</Badge>
  const days = dayNumber(dueOn) - dayNumber(today)
  if (days < 0) {
    return (
      <Badge tone="error" icon={CircleAlert}>
        {t('list.overdue', { count: -days })}
      </Badge>
    )
  }
  return <Badge tone="warn">{t('list.daysLeft', { count: days })}</Badge>
}
