// One case file: when it is due and why, what was handed in and by whom, what has happened to it, and its receipt.
import './page/case-page.css'
import { useQuery } from '@tanstack/react-query'
import { Copy, Hash, Monitor, Pencil, Printer } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CaseDetails } from '../../electron/api/cases.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { useDelivery } from '../bundles/use-delivery.ts'
import { api } from '../client.ts'
import { formatInstant } from '../format.ts'
import { PapersCard } from '../papers/papers-card.tsx'
import { CasePapers } from '../print/case-papers.tsx'
import { ReceiptDialog } from '../print/receipt-dialog.tsx'
import { StubNote } from '../stubs/stub-note.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { QueryFailure, StatusBadge } from './case-parts.tsx'
import { LifeCard } from './life/life-card.tsx'
import { lifeQuery } from './life/life-queries.ts'
import { PaperList } from './life/paper-list.tsx'
import { PromiseList } from './life/promise-list.tsx'
import { StepList } from './life/step-list.tsx'
import { ComponentTable } from './page/component-table.tsx'
import { copyText } from './page/copy-text.ts'
import { CorrectDialog } from './page/correct-dialog.tsx'
import { DueCard } from './page/due-card.tsx'
import { History, Prints } from './page/history.tsx'
import { OfficialCodeDialog } from './page/official-code-dialog.tsx'
import { Parties } from './page/parties.tsx'
import { ProcessCard } from './page/process-card.tsx'
import { citizenKey, useCitizenScreen } from './use-citizen-screen.ts'

export function CasePage({ caseId }: { caseId: string }) {
  const { t } = useTranslation('cases')
  const [, navigate] = useLocation()
  const details = useQuery({ queryKey: ['cases.get', { caseId }], queryFn: () => api.cases.get({ caseId }) })
  // The address without a filter keeps the list's own.
  const back = () => navigate(routes.cases)
  useShortcut('cases.back', 'Alt+Left', back, { labelKey: 'cases:shortcut.back' })
  const breadcrumbs = [{ label: t('list.title'), onSelect: back }]
  if (details.data) return <LoadedCase details={details.data} breadcrumbs={breadcrumbs} />
  return (
    <Page title={t('page.title')} breadcrumbs={breadcrumbs}>
      {details.isError ? <QueryFailure error={details.error} onRetry={() => details.refetch()} /> : <Spinner />}
    </Page>
  )
}

type Breadcrumbs = { label: string; onSelect: () => void }[]

function LoadedCase({ details, breadcrumbs }: { details: CaseDetails; breadcrumbs: Breadcrumbs }) {
  const { t } = useTranslation('cases')
  const [open, setOpen] = useState<'receipt' | 'officialCode' | 'correct' | null>(null)
  const mayCorrect = usePermission('case.receive')
  const mayPrint = usePermission('case.print')
  const maySetCode = usePermission('case.setOfficialCode') && details.row.officialCode === null
  useShortcut('cases.print', 'Ctrl+P', () => setOpen('receipt'), { labelKey: 'cases:shortcut.print', enabled: mayPrint })
  useShortcut('cases.officialCode', 'F4', () => setOpen('officialCode'), {
    labelKey: 'cases:shortcut.officialCode',
    enabled: maySetCode,
  })
  const { row } = details
  const showToCitizen = useCitizenScreen(() => ({ kind: 'case', caseId: row.id }))
  const life = useQuery(lifeQuery(row.id))
  return (
    <Page
      title={row.applicantName}
      badge={
        <>
          <StatusBadge status={row.status} />
          {row.officialCode !== null && <CopyableCode label={t('page.officialCode')} code={row.officialCode} />}
          <CopyableCode label={t('page.provisionalCode')} code={row.provisionalCode} />
        </>
      }
      description={`${row.procedureShortCode} – ${row.procedureName}`}
      breadcrumbs={breadcrumbs}
      actions={
        <>
          <IconButton icon={Monitor} label={t('citizen:show')} shortcut={citizenKey} onClick={showToCitizen} />
          {maySetCode && (
            <Button icon={Hash} shortcut="F4" onClick={() => setOpen('officialCode')}>
              {t('officialCode.enter')}
            </Button>
          )}
          {mayPrint && <CasePapers caseId={row.id} />}
          {mayPrint && (
            <Button variant="primary" icon={Printer} shortcut="Ctrl+P" onClick={() => setOpen('receipt')}>
              {t('page.printReceipt')}
            </Button>
          )}
        </>
      }
    >
      <div className="case-columns">
        <div className="case-main">
          {life.isError && <QueryFailure error={life.error} onRetry={() => life.refetch()} />}
          {life.data && <LifeCard caseId={row.id} life={life.data} />}
          {details.stub && <StubNote stub={details.stub} />}
          <DueCard details={details} />
          {life.data && <PromiseList life={life.data} />}
          {life.data && <StepList caseId={row.id} life={life.data} />}
          <ProcessCard details={details} />
          <Card title={t('page.components')} flush>
            <ComponentTable components={details.components} />
          </Card>
          <PapersCard caseId={row.id} />
          <Parties details={details} />
          <Card
            title={t('page.intake')}
            actions={
              mayCorrect && (
                <Button size="small" icon={Pencil} onClick={() => setOpen('correct')}>
                  {t('correct.open')}
                </Button>
              )
            }
          >
            <IntakeFacts details={details} />
          </Card>
        </div>
        <div className="case-side">
          {life.data && <PaperList papers={life.data.papers} />}
          <Prints prints={details.prints} />
          <History history={details.history} />
        </div>
      </div>
      {open === 'receipt' && <ReceiptDialog caseId={row.id} onClose={() => setOpen(null)} />}
      {open === 'correct' && <CorrectDialog details={details} onClose={() => setOpen(null)} />}
      {open === 'officialCode' && <OfficialCodeDialog caseId={row.id} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function CopyableCode({ label, code }: { label: string; code: string }) {
  const { t } = useTranslation('cases')
  const toast = useToast()
  const copy = () =>
    copyText(code) ? toast.show({ title: t('page.copied', { code }) }) : toast.show({ title: t('page.notCopied'), tone: 'error' })
  return (
    <span className="case-code-line">
      <span className="case-code-label">{label}</span>
      <span className="case-code-value tabular">{code}</span>
      <IconButton size="small" label={t('page.copy', { code })} icon={Copy} onClick={copy} />
    </span>
  )
}

function IntakeFacts({ details }: { details: CaseDetails }) {
  const { t } = useTranslation('cases')
  const { t: tBundles } = useTranslation('bundles')
  const { book, serial, registerYear } = details
  const delivery = useDelivery(details.row.id, details.history.length)
  const registerText =
    serial === null ? book && t('registerBook', { book }) : t('registerText', { book, serial, year: registerYear })
  const items: [string, ReactNode][] = [
    [t('fact.summary'), details.summary],
    [t('fact.receivedAt'), formatInstant(details.row.receivedAt)],
    [t('fact.receivedBy'), details.receivedByName],
    [t('fact.channel'), t(`channel.${details.channel}`)],
    [t('fact.return'), [t(`returnMethod.${details.returnMethod}`), details.returnPlace].filter(Boolean).join(' – ')],
    [t('fact.setCount'), details.setCount],
    [t('fact.register'), registerText],
    [t('fact.nationalCode'), details.nationalCode],
    [t('fact.procedureVersion'), details.procedureVersionNumber],
    [t('fact.note'), details.note],
    ...(delivery === undefined ? [] : [[tBundles('delivery.label'), delivery] as [string, ReactNode]]),
  ]
  return <DescriptionList columns={2} items={items.map(([label, value]) => ({ label, value }))} />
}
