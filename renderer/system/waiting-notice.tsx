// WaitingNotice: what waits for this person's review or approval, each with its number and its list. Nothing where nothing waits.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type DocumentKind, documentKinds } from '../../electron/api/documents.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { documentsQuery } from '../documents/document-queries.ts'
import { waitsFor } from '../documents/register/register-filter.ts'
import { formatNumber } from '../format.ts'
import { packsQuery } from '../packs/pack-queries.ts'
import { Banner } from '../ui/banner.tsx'

const processes: readonly DocumentKind[] = ['process']
const others = documentKinds.filter((kind) => kind !== 'process')

export function WaitingNotice() {
  const { t } = useTranslation('system')
  const reviewer = { mayReview: usePermission('document.review'), mayApprove: usePermission('document.approve') }
  const enabled = reviewer.mayReview || reviewer.mayApprove
  const processList = useQuery({ ...documentsQuery(processes, null), enabled })
  const otherList = useQuery({ ...documentsQuery(others, null), enabled })
  const packs = useQuery({ ...packsQuery, enabled: reviewer.mayApprove })
  const waiting = (list: typeof processList) => list.data?.rows.filter((row) => waitsFor(row, reviewer)).length ?? 0
  const parts = [
    { id: 'processes', href: routes.processes, number: waiting(processList) },
    { id: 'documents', href: routes.documents, number: waiting(otherList) },
    { id: 'packs', href: routes.packs, number: packs.data?.rows.filter(({ status }) => status === 'proposed').length ?? 0 },
  ] as const
  const shown = parts.filter(({ number }) => number > 0)
  if (shown.length === 0) return null
  return (
    <Banner tone="warn" title={t('waiting.title')}>
      <ul>
        {shown.map(({ id, href, number }) => (
          <li key={id}>
            <Link href={href}>{t(`waiting.${id}`, { number: formatNumber(number) })}</Link>
          </li>
        ))}
      </ul>
    </Banner>
  )
}
