// ReadingLink: in the navigation, only while the signed-in person has documents to read: how many, leading to the list of them.
import { useQuery } from '@tanstack/react-query'
import { BookOpenCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { routes } from '../app/routes.ts'
import { toReadQuery } from '../copies/copy-queries.ts'
import { formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'

export function ReadingLink() {
  const { t } = useTranslation('common')
  const [location] = useLocation()
  const count = useQuery(toReadQuery).data?.rows.length ?? 0
  if (count === 0) return null
  return (
    <Link href={routes.toRead} className="shell-link" aria-current={location.startsWith(routes.toRead) ? 'page' : undefined}>
      <Icon of={BookOpenCheck} />
      <span className="shell-link-text">{t('place.toRead')}</span>
      <Badge tone="warn">{formatNumber(count)}</Badge>
    </Link>
  )
}
