// Everything the office knows of one procedure, for answering the citizen at the desk: what to bring, how long, what it costs, by which
// law, and how far the data can be relied on. null in the content means "not seen in the source" and is shown as exactly that.
import './procedure-page.css'
import { useQuery } from '@tanstack/react-query'
import { FilePlus2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatInstantDate } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { ProcedureFacts } from './procedure-facts.tsx'
import { ProcedureSheet } from './procedure-sheet.tsx'

export function ProcedurePage({ procedureId }: { procedureId: string }) {
  const { t } = useTranslation('procedures')
  const [, navigate] = useLocation()
  const procedure = useQuery({
    queryKey: ['procedures.get', { procedureId }],
    queryFn: () => api.procedures.get({ procedureId }),
  })
  const back = () => navigate(routes.procedures)
  const toCatalogue = { label: t('list.title'), onSelect: back }
  useShortcut('procedures.back', 'Alt+Left', back, { labelKey: 'procedures:shortcut.back' })

  if (procedure.data) return <LoadedPage procedure={procedure.data} breadcrumbs={[toCatalogue]} />
  return (
    <Page title={t('page.title')} breadcrumbs={[toCatalogue]}>
      {procedure.isError ? <QueryFailure error={procedure.error} onRetry={() => procedure.refetch()} /> : <Spinner />}
    </Page>
  )
}

interface LoadedPageProps {
  procedure: OutputOf<'procedures.get'>
  breadcrumbs: { label: string; onSelect: () => void }[]
}

function LoadedPage({ procedure, breadcrumbs }: LoadedPageProps) {
  const { t } = useTranslation('procedures')
  const [, navigate] = useLocation()
  const mayReceive = usePermission('case.receive')
  const { id, versionNumber, effectiveAt, content } = procedure
  const sheet = useRef<HTMLDivElement>(null)
  const receive = () => navigate(`${routes.intake}?procedure=${id}`)
  // On this page the usual keys for a new case mean a case of this procedure.
  useShortcut('procedures.receive', 'Ctrl+N', receive, { labelKey: 'procedures:shortcut.receive', enabled: mayReceive })

  // So that PgDn and the arrows read on at once.
  useEffect(() => sheet.current?.focus({ preventScroll: true }), [])

  return (
    <Page
      title={
        <span className="procedure-name" title={content.name}>
          {content.name}
        </span>
      }
      breadcrumbs={breadcrumbs}
      badge={<Badge tone="info">{content.shortCode}</Badge>}
      description={t('page.version', { number: versionNumber, date: formatInstantDate(effectiveAt) })}
      actions={
        mayReceive && (
          <Button variant="primary" icon={FilePlus2} shortcut="Ctrl+N" onClick={receive}>
            {t('page.receive')}
          </Button>
        )
      }
    >
      <div className="procedure" ref={sheet} tabIndex={-1}>
        <ProcedureSheet content={content} />
        <ProcedureFacts procedure={procedure} />
      </div>
    </Page>
  )
}
