// One law: what is known of it, and everything in the office that it touches, with the day by which each process must take a change in.
import './laws.css'
import '../documents/document-page.css'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Replace } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatDate } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { LawDialog } from './law-dialog.tsx'
import { LawImpact } from './law-impact.tsx'
import { impactQuery, lawQuery } from './law-queries.ts'
import { LawStateBadge } from './law-words.tsx'
import { ReplaceDialog } from './replace-dialog.tsx'

type Law = OutputOf<'laws.get'>

export function LawPage({ lawId }: { lawId: string }) {
  const { t } = useTranslation('laws')
  const [, navigate] = useLocation()
  const mayManage = usePermission('law.manage')
  const law = useQuery(lawQuery(lawId))
  const impact = useQuery(impactQuery(lawId))
  const [dialog, setDialog] = useState<'change' | 'replace'>()
  const sheet = useRef<HTMLDivElement>(null)
  const back = () => navigate(routes.laws)
  useShortcut('laws.back', 'Alt+Left', back, { labelKey: 'laws:shortcut.back' })
  useShortcut('laws.change', 'F2', () => setDialog('change'), { labelKey: 'laws:shortcut.change', enabled: mayManage })
  const isRead = law.isSuccess
  // So that PgDn and the arrows read on at once.
  useEffect(() => {
    if (isRead) sheet.current?.focus({ preventScroll: true })
  }, [isRead])
  const breadcrumbs = [{ label: t('list.title'), onSelect: back }]

  if (!law.data) {
    return (
      <Page title={t('list.title')} breadcrumbs={breadcrumbs}>
        {law.isError ? <QueryFailure error={law.error} onRetry={() => law.refetch()} /> : <Spinner />}
      </Page>
    )
  }
  return (
    <Page
      title={law.data.number}
      description={law.data.title}
      breadcrumbs={breadcrumbs}
      badge={<LawStateBadge state={law.data.state} />}
      actions={
        mayManage && (
          <>
            <Button icon={Pencil} shortcut="F2" onClick={() => setDialog('change')}>
              {t('page.change')}
            </Button>
            <Button icon={Replace} onClick={() => setDialog('replace')}>
              {t('page.replace')}
            </Button>
          </>
        )
      }
    >
      <div className="law-page" ref={sheet} tabIndex={-1}>
        {impact.isError && <QueryFailure error={impact.error} onRetry={() => impact.refetch()} />}
        {impact.data ? <LawImpact impact={impact.data} /> : !impact.isError && <Spinner />}
        <Facts law={law.data} />
      </div>
      {dialog === 'change' && <LawDialog law={law.data} onClose={() => setDialog(undefined)} />}
      {dialog === 'replace' && <ReplaceDialog law={law.data} onClose={() => setDialog(undefined)} />}
    </Page>
  )
}

function Facts({ law }: { law: Law }) {
  const { t } = useTranslation('laws')
  const day = (date: string | null) => date && formatDate(date)
  return (
    <Card title={t('page.facts')}>
      <DescriptionList
        items={[
          { label: t('field.issuer'), value: law.issuer },
          { label: t('field.issuedOn'), value: day(law.issuedOn) },
          { label: t('field.effectiveFrom'), value: day(law.effectiveFrom) },
          { label: t('field.effectiveTo'), value: day(law.effectiveTo) },
          { label: t('field.replacedBy'), value: law.replacedBy },
          { label: t('field.replaces'), value: law.replaces.join(', ') },
          { label: t('field.amends'), value: law.amends.join(', ') },
          { label: t('field.amendedBy'), value: law.amendedBy.join(', ') },
          { label: t('field.note'), value: law.note },
          { label: t('field.source'), value: law.source },
        ]}
      />
    </Card>
  )
}
