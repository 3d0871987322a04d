// ReadingLink: in the navigation, only while the signed-in person has documents to read: how many, leading to the list of them. It asks when
// the first screen has been drawn, and again every hour: a window may stay open for days.
import { useQuery } from '@tanstack/react-query'
import { BookOpenCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { routes } from '../app/routes.ts'
import { whenQuiet } from '../app/when-quiet.ts'
import { toReadQuery } from '../copies/copy-queries.ts'
import { formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'

const askAgainMs = 60 * 60_000

export function ReadingLink() {
  const { t } = useTranslation('common')
  const [location] = useLocation()
  const [isQuiet, setQuiet] = useState(false)
  useEffect(() => whenQuiet(() => setQuiet(true)), [])
  const count = useQuery({ ...toReadQuery, enabled: isQuiet, refetchInterval: askAgainMs }).data?.rows.length ?? 0
  if (count === 0) return null
  return (
    <Link href={routes.toRead} className="shell-link" aria-current={location.startsWith(routes.toRead) ? 'page' : undefined}>
      <Icon of={BookOpenCheck} />
      <span className="shell-link-text">{t('place.toRead')}</span>
      <Badge tone="warn">{formatNumber(count)}</Badge>
    </Link>
  )
}
