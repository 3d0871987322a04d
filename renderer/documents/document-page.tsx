// DocumentPage { documentId, toList, editorOf, content, more? }: one document under control, whatever its kind: what a version says, its versions, what the check finds, what
// happened to it, and what may be done next. People who work on it see the version under way first, everybody else the one in effect.
import './document-page.css'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { DocumentBody, DocumentVersion } from '../../electron/api/documents.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { DistributionTab } from '../copies/distribution-tab.tsx'
import { formatDate } from '../format.ts'
import { ReadingNotice } from '../readings/reading-notice.tsx'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { VersionActions } from './control/version-actions.tsx'
import { documentQuery, versionQuery } from './document-queries.ts'
import { numberWords, StateBadge } from './document-words.tsx'
import { FindingsList } from './findings-list.tsx'
import { HistoryList } from './history-list.tsx'
import { VersionList } from './version-list.tsx'

export interface DocumentPageProps {
  documentId: string
  list: { readonly title: string; readonly address: string }
  editorOf: (versionId: string) => string
  content: (body: DocumentBody) => ReactNode
  /** Above the content, of the kind's own. */
  notes?: ReactNode
  /** Beside the steps on the way to approval: what this kind can do with the version in sight. */
  actions?: (version: DocumentVersion, code: string, body: DocumentBody) => ReactNode
  comparisonOf?: (from: string, to: string) => string
  /** A further tab of the kind's own, after the versions. */
  further?: (body: DocumentBody) => { label: string; count: number; content: ReactNode }
}

type Document = OutputOf<'documents.get'>
type TabName = 'content' | 'versions' | 'distribution' | 'further' | 'check' | 'history'

const underWay = ['draft', 'inReview', 'inApproval']

export function DocumentPage(props: DocumentPageProps) {
  const { documentId, list } = props
  const { t } = useTranslation('documents')
  const [, navigate] = useLocation()
  const document = useQuery(documentQuery(documentId))
  const back = () => navigate(list.address)
  const breadcrumbs = [{ label: list.title, onSelect: back }]
  useShortcut('documents.back', 'Alt+Left', back, { labelKey: 'documents:shortcut.back' })
  if (document.data) return <LoadedPage {...props} document={document.data} breadcrumbs={breadcrumbs} />
  return (
    <Page title={t('page.title')} breadcrumbs={breadcrumbs}>
      {document.isError ? <QueryFailure error={document.error} onRetry={() => document.refetch()} /> : <Spinner />}
    </Page>
  )
}

interface LoadedPageProps extends DocumentPageProps {
  document: Document
  breadcrumbs: { label: string; onSelect: () => void }[]
}

function LoadedPage(props: LoadedPageProps) {
  const { document, breadcrumbs, editorOf, content, further, notes, actions, comparisonOf } = props
  const { t } = useTranslation('documents')
  const isWorker = [
    usePermission('document.write'),
    usePermission('document.review'),
    usePermission('document.approve'),
  ].includes(true)
  const [chosenId, setChosenId] = useState(new URLSearchParams(useSearch()).get('version') ?? undefined)
  const [tab, setTab] = useState<TabName>('content')
  const sheet = useRef<HTMLDivElement>(null)
  const { versions } = document
  const open = versions.find(({ status }) => underWay.includes(status))
  const effective = versions.find(({ state }) => state === 'effective')
  const last = versions.find(({ status }) => status === 'approved')
  const first = isWorker ? (open ?? effective) : (effective ?? open)
  const shown = versions.find(({ id }) => id === chosenId) ?? first ?? versions[0]
  const version = useQuery({ ...versionQuery(shown?.id ?? ''), enabled: shown !== undefined })
  const openVersion = useQuery({ ...versionQuery(open?.id ?? ''), enabled: open !== undefined })
  const isRead = version.isSuccess
  // So that PgDn and the arrows read on at once.
  useEffect(() => {
    if (isRead) sheet.current?.focus({ preventScroll: true })
  }, [isRead])

  const show = (versionId: string) => {
    setChosenId(versionId)
    setTab('content')
  }
  if (!shown) return null
  const body = version.data?.body
  const furtherTab = body && further?.(body)
  const panel = (part: ReactNode) => (
    <div className="document-panel" ref={sheet} tabIndex={-1}>
      {part}
    </div>
  )

  return (
    <Page
      title={shown.name || document.code}
      breadcrumbs={breadcrumbs}
      badge={
        <>
          <Badge tone="info">{document.code}</Badge>
          <StateBadge state={shown.state} />
        </>
      }
      description={headline(t as TFunction, document, shown)}
      actions={
        <>
          {body && actions?.(shown, document.code, body)}
          <VersionActions document={document} open={open} openBody={openVersion.data?.body} last={last} editorOf={editorOf} />
        </>
      }
    >
      <div className="document-stack">
        <Notes document={document} shown={shown} open={open} effective={effective} onShow={show} />
        <ReadingNotice version={shown} />
        {notes}
        {version.isError && <QueryFailure error={version.error} onRetry={() => version.refetch()} />}
        {!body && !version.isError && <Spinner />}
        {body && (
          <Tabs<TabName>
            label={t('page.tabs')}
            value={tab}
            onValueChange={setTab}
            items={[
              { value: 'content', label: t('tab.content'), content: panel(content(body)) },
              {
                value: 'versions',
                label: t('tab.versions'),
                count: versions.length,
                content: panel(<VersionList document={document} shownId={shown.id} onShow={show} comparisonOf={comparisonOf} />),
              },
              {
                value: 'distribution',
                label: t('tab.distribution'),
                content: panel(<DistributionTab document={document} version={shown} />),
              },
              ...(furtherTab
                ? [
                    {
                      value: 'further' as const,
                      label: furtherTab.label,
                      count: furtherTab.count,
                      content: panel(furtherTab.content),
                    },
                  ]
                : []),
              ...(body.kind === 'process'
                ? [
                    {
                      value: 'check' as const,
                      label: t('tab.check'),
                      content: panel(<Check body={body} version={shown} justifications={version.data?.justifications ?? {}} />),
                    },
                  ]
                : []),
              { value: 'history', label: t('tab.history'), content: panel(<HistoryList document={document} />) },
            ]}
          />
        )}
      </div>
    </Page>
  )
}

function headline(t: TFunction, document: Document, shown: DocumentVersion): string {
  const { effectiveFrom, effectiveTo } = shown
  return [
    numberWords(t, shown),
    effectiveFrom && t('documents:page.effectiveFrom', { date: formatDate(effectiveFrom) }),
    effectiveTo && t('documents:page.effectiveTo', { date: formatDate(effectiveTo) }),
    document.group && t(`documents:group.${document.group}`),
    document.earlierCodes.length > 0 && t('documents:page.earlierCodes', { codes: document.earlierCodes.join(', ') }),
  ]
    .filter(Boolean)
    .join(' · ')
}

interface NotesProps {
  document: Document
  shown: DocumentVersion
  open: DocumentVersion | undefined
  effective: DocumentVersion | undefined
  onShow: (versionId: string) => void
}

/** What else there is beside the version in sight, and why it came back. */
function Notes({ document, shown, open, effective, onShow }: NotesProps) {
  const { t } = useTranslation('documents')
  const showButton = (versionId: string) => (
    <Button size="small" onClick={() => onShow(versionId)}>
      {t('versions.show')}
    </Button>
  )
  const coming = document.versions.find(({ state }) => state === 'approved')
  const from = formatDate(coming?.effectiveFrom ?? '')
  return (
    <>
      {coming && (
        <Banner tone="info" action={coming.id !== shown.id ? showButton(coming.id) : effective && showButton(effective.id)}>
          {t(coming.id === shown.id ? 'page.comingShown' : 'page.coming', { number: t('list.number', coming), from })}{' '}
          {effective ? t('page.until', { number: t('list.number', effective), from }) : t('page.noneUntil', { from })}
        </Banner>
      )}
      {document.withdrawnFrom !== null && (
        <Banner tone="warn">{t('page.withdrawn', { date: formatDate(document.withdrawnFrom) })}</Banner>
      )}
      {shown.status === 'draft' && shown.returnReason !== '' && (
        <Banner tone="warn" title={t('page.returned')}>
          <p className="document-text">{shown.returnReason}</p>
        </Banner>
      )}
      {open && open.id !== shown.id && (
        <Banner tone="info" action={showButton(open.id)}>
          {t(`page.open.${open.status as 'draft'}`, { number: t('list.number', open) })}
        </Banner>
      )}
      {effective && effective.id !== shown.id && coming?.id !== shown.id && (
        <Banner tone="info" action={showButton(effective.id)}>
          {t('page.effective', { number: t('list.number', effective) })}
        </Banner>
      )}
    </>
  )
}

interface CheckProps {
  body: DocumentBody
  version: DocumentVersion
  justifications: Readonly<Record<string, string>>
}

function Check({ body, version, justifications }: CheckProps) {
  const date = version.effectiveFrom
  const check = useQuery({
    queryKey: ['documents', 'check', version.hash, date],
    queryFn: () => api.documents.check({ body, date }),
  })
  if (check.isError) return <QueryFailure error={check.error} onRetry={() => check.refetch()} />
  const grounds = body.kind === 'process' ? body.content.legalGrounds : []
  if (!check.data) return <Spinner />
  return <FindingsList findings={check.data.findings} justifications={justifications} grounds={grounds} />
}
