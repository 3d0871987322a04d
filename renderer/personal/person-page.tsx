// Everything that the office has of one person: the cases and where each file is, the papers and what they served for, originals, old paper
// files of the same name. Opening it is recorded; numbers show their tails until somebody asks for them with a purpose.
import './personal.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Eye, FileDown, History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { PersonCase, PersonHistory, PersonNumbers, PersonPaper } from '../../electron/api/personal.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { CaseCode, DueBadge, QueryFailure, StatusBadge } from '../cases/case-parts.tsx'
import { useNow } from '../cases/use-now.ts'
import { api } from '../client.ts'
import { formatDate, formatInstantDate, formatNumber } from '../format.ts'
import { ViewerDialog } from '../papers/viewer/viewer-dialog.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { ExportDialog } from './export-dialog.tsx'
import { RevealDialog } from './reveal-dialog.tsx'
import { whereText } from './where-text.ts'

export function PersonPage({ personId }: { personId: string }) {
  const { t } = useTranslation('personal')
  const [, navigate] = useLocation()
  // Kept while the page stands, and asked for anew by the next opening: that one is a look of its own day.
  const history = useQuery({ queryKey: ['personal.get', personId], queryFn: () => api.personal.get({ personId }), gcTime: 0 })
  useShortcut('personal.back', 'Alt+Left', () => window.history.back(), { labelKey: 'personal:shortcut.back' })
  const breadcrumbs = [{ label: t('cases'), onSelect: () => navigate(routes.cases) }]
  if (history.data) return <LoadedPerson history={history.data} breadcrumbs={breadcrumbs} />
  return (
    <Page title={t('title')} breadcrumbs={breadcrumbs}>
      {history.isError ? <QueryFailure error={history.error} onRetry={() => history.refetch()} /> : <Spinner />}
    </Page>
  )
}

interface LoadedPersonProps {
  history: PersonHistory
  breadcrumbs: { label: string; onSelect: () => void }[]
}

function LoadedPerson({ history, breadcrumbs }: LoadedPersonProps) {
  const { t } = useTranslation('personal')
  const [, navigate] = useLocation()
  const mayReveal = usePermission('personal.reveal')
  const mayAudit = usePermission('personal.audit')
  const mayExport = usePermission('personal.export')
  const [open, setOpen] = useState<'reveal' | 'export' | PersonPaper | null>(null)
  const [numbers, setNumbers] = useState<PersonNumbers | null>(null)
  const { person, papers, originals, oldFiles, caseCount } = history
  const further = useInfiniteQuery({
    queryKey: ['personal.listCases', history.id],
    queryFn: ({ pageParam }) => api.personal.listCases({ personId: history.id, after: pageParam }),
    initialPageParam: history.cases.at(-1)?.id ?? '',
    getNextPageParam: ({ rows }) => rows.at(-1)?.id ?? null,
    enabled: false,
    gcTime: 0,
  })
  const cases = [...history.cases, ...(further.data?.pages.flatMap(({ rows }) => rows) ?? [])]
  return (
    <Page
      title={person.fullName}
      description={t('description', { count: caseCount, number: formatNumber(caseCount) })}
      breadcrumbs={breadcrumbs}
      actions={
        <>
          {mayAudit && (
            <Button icon={History} onClick={() => navigate(routes.looksAt(history.id))}>
              {t('looks.ofPerson')}
            </Button>
          )}
          {mayExport && (
            <Button icon={FileDown} onClick={() => setOpen('export')}>
              {t('export.open')}
            </Button>
          )}
        </>
      }
    >
      <div className="person-page">
        <Card
          title={t('facts')}
          actions={
            mayReveal &&
            numbers === null && (
              <Button size="small" icon={Eye} onClick={() => setOpen('reveal')}>
                {t('reveal.open')}
              </Button>
            )
          }
        >
          <Facts history={history} numbers={numbers} />
        </Card>
        <Card title={t('cases')} flush>
          {cases.length === 0 ? (
            <EmptyState icon={History} title={t('noCases')} />
          ) : (
            <ul className="person-list" aria-label={t('cases')}>
              {cases.map((row) => (
                <CaseLine key={row.id} row={row} />
              ))}
            </ul>
          )}
          {caseCount > cases.length && (
            <p className="person-more">
              {t('moreCases', { shown: formatNumber(cases.length), total: formatNumber(caseCount) })}{' '}
              <Button
                size="small"
                busy={further.isFetching}
                onClick={() => (further.data ? further.fetchNextPage() : further.refetch())}
              >
                {t('showMore')}
              </Button>
            </p>
          )}
        </Card>
        {papers.length > 0 && (
          <Card title={t('papers')} flush>
            <ul className="person-list" aria-label={t('papers')}>
              {papers.map((paper) => (
                <PaperLine key={paper.scanId} paper={paper} onOpen={() => setOpen(paper)} />
              ))}
            </ul>
          </Card>
        )}
        {originals.length > 0 && (
          <Card title={t('originals')} flush>
            <ul className="person-list" aria-label={t('originals')}>
              {originals.map(({ id, title, caseId, caseCode, keptOn, keptBy }) => (
                <li key={id} className="person-line">
                  <span className="person-main">{title}</span>
                  <span className="person-faint">{t('keptSince', { since: formatDate(keptOn), holder: keptBy })}</span>
                  <Link href={routes.case(caseId)}>{caseCode}</Link>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {oldFiles.length > 0 && (
          <Card title={t('oldFiles')} flush>
            <p className="person-more person-first">{t('oldFilesText')}</p>
            <ul className="person-list" aria-label={t('oldFiles')}>
              {oldFiles.map((file) => (
                <li key={file.id} className="person-line">
                  <span className="person-main">{[file.title, file.person, file.year].filter(Boolean).join(' – ')}</span>
                  <span className="person-faint">
                    {file.loan
                      ? t('oldFileLent', { holder: file.loan.borrower, since: formatDate(file.loan.lentOn) })
                      : t('oldFileIn', { where: [file.shelf, file.box].filter(Boolean).join(', ') || t('unknownShelf') })}
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
      {open === 'reveal' && <RevealDialog personId={history.id} onShown={setNumbers} onClose={() => setOpen(null)} />}
      {open === 'export' && <ExportDialog personId={history.id} personName={person.fullName} onClose={() => setOpen(null)} />}
      {open !== null && typeof open === 'object' && (
        <ViewerDialog
          items={papers.map(({ scanId, title, fileName }) => ({
            key: scanId,
            title,
            detail: fileName,
            open: () => api.papers.view({ scanId }),
          }))}
          start={papers.indexOf(open)}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}

function Facts({ history: { person }, numbers }: { history: PersonHistory; numbers: PersonNumbers | null }) {
  const { t } = useTranslation('personal')
  const { idNumber, phone, taxNumber } = numbers ?? person
  const isCitizen = person.kind === 'citizen'
  const number = (value: string) => value && <span className="tabular">{value}</span>
  const items = isCitizen
    ? [
        { label: t('cases:person.birthDate'), value: formatDate(person.birthDate) },
        { label: t('cases:person.sex'), value: person.sex && t(`cases:sex.${person.sex}`) },
        { label: t(`cases:idKind.${person.idKind}`), value: number(idNumber) },
        { label: t('cases:person.phone'), value: number(phone) },
        { label: t('cases:person.address'), value: person.address },
        { label: t('cases:person.cardAddress'), value: person.cardAddress },
      ]
    : [
        { label: t('cases:person.taxNumber'), value: number(taxNumber) },
        { label: t('cases:person.representative'), value: person.representative },
        { label: t('cases:person.phone'), value: number(phone) },
        { label: t('cases:person.address'), value: person.address },
      ]
  return <DescriptionList columns={2} items={items} />
}

function CaseLine({ row }: { row: PersonCase }) {
  const { t } = useTranslation('personal')
  const nowMs = useNow()
  const others = row.roles.filter((role) => role !== 'applicant')
  return (
    <li className="person-line">
      <div className="person-main">
        <Link href={routes.case(row.id)}>{`${row.procedureShortCode} – ${row.procedureName}`}</Link>
        <span className="person-faint">
          {row.whereabouts && whereText(t, row.whereabouts)}
          {!row.roles.includes('applicant') && ` · ${others.map((role) => t(`role.${role}`)).join(', ')}: ${row.applicantName}`}
        </span>
      </div>
      <div className="person-end">
        <CaseCode row={row} />
        <span className="person-faint tabular">{t('receivedOn', { date: formatInstantDate(row.receivedAt) })}</span>
      </div>
      <div className="person-state">
        <StatusBadge status={row.status} />
        <DueBadge dueAt={row.dueAt} clock={row.clock} nowMs={nowMs} />
      </div>
    </li>
  )
}

function PaperLine({ paper, onOpen }: { paper: PersonPaper; onOpen: () => void }) {
  const { t } = useTranslation('personal')
  return (
    <li className="person-line">
      <div className="person-main">
        <Button size="small" variant="quiet" icon={Eye} onClick={onOpen}>
          {paper.title}
        </Button>
      </div>
      {paper.isExpired && <Badge tone="warn">{t('expired')}</Badge>}
      <span className="person-faint">
        {t('usedIn', { count: paper.uses.length })}{' '}
        {paper.uses.map(({ caseId, code }, index) => (
          <span key={caseId}>
            {index > 0 && ', '}
            <Link href={routes.case(caseId)}>{code}</Link>
          </span>
        ))}
      </span>
    </li>
  )
}
