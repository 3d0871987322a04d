// IssuedInstrument { instrument, rows, breadcrumbs }: an instrument as it was issued. Its scope stands; what may still happen to it is proved,
// suspended, replaced, extended or withdrawn.
import './instrument.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import {
  type Instrument,
  type InstrumentSummary,
  type KnownLine,
  type ProofKind,
  proofKinds,
} from '../../../electron/api/conformity.ts'
import { routes } from '../../app/routes.ts'
import { usePermission } from '../../app/session.tsx'
import { formatDate } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { DescriptionList } from '../../ui/description-list.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { expiryText, groupText, issuedText, StateBadge, standardText } from '../conformity-words.tsx'
import { InstrumentChain } from '../instrument-chain.tsx'
import { NewInstrumentDialog } from '../new-instrument-dialog.tsx'
import { EndingDialog, type EndingKind } from './ending-dialog.tsx'
import { ProofDialog } from './proof-dialog.tsx'

export interface InstrumentViewProps {
  instrument: Instrument
  rows: readonly InstrumentSummary[]
  breadcrumbs: { label: string; onSelect: () => void }[]
}

export function IssuedInstrument({ instrument, rows, breadcrumbs }: InstrumentViewProps) {
  const { t } = useTranslation('conformity')
  const [, navigate] = useLocation()
  const mayManage = usePermission('conformity.manage')
  const mayApprove = usePermission('document.approve')
  const [ending, setEnding] = useState<EndingKind | null>(null)
  const [isReplacing, setReplacing] = useState(false)
  const { state, suspensions } = instrument
  const isLiving = state === 'inForce' || state === 'expiringSoon' || state === 'suspended'
  const isIssued = state !== 'draft' && state !== 'discarded'
  const linked = new Set([instrument.id, ...[...instrument.earlier, ...instrument.later].map(({ instrumentId }) => instrumentId)])
  const acts = [
    ...(mayApprove && isLiving && state !== 'suspended' ? (['suspend'] as const) : []),
    ...(mayApprove && state === 'suspended' ? (['resume'] as const) : []),
    ...(mayApprove && isLiving ? (['withdraw'] as const) : []),
  ]
  return (
    <Page
      title={instrument.title}
      breadcrumbs={breadcrumbs}
      badge={<StateBadge state={state} />}
      description={t('pageText', { kind: t(`kind.${instrument.kind}`), standard: standardText(t, instrument) })}
      actions={
        isIssued && (
          <>
            {acts.length > 0 && (
              <Menu
                align="end"
                trigger={<Button>{t('more')}</Button>}
                items={acts.map((id) => ({
                  id,
                  label: t(`ending.${id}`),
                  danger: id === 'withdraw',
                  onSelect: () => setEnding(id),
                }))}
              />
            )}
            {mayManage && (
              <Button variant="primary" onClick={() => setReplacing(true)}>
                {t('replace')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="instrument-stack">
        <Warnings instrument={instrument} />
        <InstrumentChain rows={rows.filter(({ id }) => linked.has(id))} currentId={instrument.id} />
        <div className="instrument">
          <div className="instrument-main">
            <LinesCard instrument={instrument} />
          </div>
          <aside className="instrument-side" aria-label={t('facts')}>
            <FactsCard instrument={instrument} />
            {instrument.kind === 'declaration' && isIssued && <ProofsCard instrument={instrument} mayManage={mayManage} />}
            {suspensions.length > 0 && (
              <Card title={t('suspensions')}>
                <ul>
                  {suspensions.map(({ from, to, reason }) => (
                    <li key={from}>
                      {t(to ? 'suspendedBetween' : 'suspendedSince', { from: formatDate(from), to: to ? formatDate(to) : '' })}:{' '}
                      {reason}
                    </li>
                  ))}
                </ul>
              </Card>
            )}
          </aside>
        </div>
      </div>
      {ending && <EndingDialog kind={ending} instrument={instrument} onClose={() => setEnding(null)} />}
      {isReplacing && (
        <NewInstrumentDialog
          rows={rows.filter(({ id }) => id === instrument.id)}
          after={instrument}
          onClose={() => setReplacing(false)}
          onDrafted={(id) => navigate(routes.instrument(id))}
        />
      )}
    </Page>
  )
}

function Warnings({ instrument }: { instrument: Instrument }) {
  const { t } = useTranslation('conformity')
  return (
    <>
      {instrument.state === 'expiringSoon' && (
        <Banner tone="warn" title={t('ending.title', { title: instrument.title, date: formatDate(instrument.expiresOn ?? '') })}>
          {t('ending.text')}
        </Banner>
      )}
      {instrument.isDraftEdition && <Banner tone="warn">{t('draftEditionText')}</Banner>}
      {instrument.withdrawnFrom && (
        <Banner tone="warn">
          {t('withdrawnText', { date: formatDate(instrument.withdrawnFrom), reason: instrument.endReason })}
        </Banner>
      )}
      {instrument.orderReason && <Banner tone="info">{t('orderReasonText', { reason: instrument.orderReason })}</Banner>}
    </>
  )
}

function FactsCard({ instrument }: { instrument: Instrument }) {
  const { t } = useTranslation('conformity')
  return (
    <Card title={t('facts')}>
      <DescriptionList
        items={[
          { label: t('field.number'), value: instrument.number || t('numberUnknown') },
          ...(instrument.ordinal === null ? [] : [{ label: t('field.ordinal'), value: String(instrument.ordinal) }]),
          { label: t('field.issuer'), value: instrument.issuer },
          { label: t('field.issuedOn'), value: issuedText(t, instrument) },
          { label: t('field.expiresOn'), value: expiryText(t, instrument) },
          ...(instrument.replacedFrom ? [{ label: t('field.replacedFrom'), value: formatDate(instrument.replacedFrom) }] : []),
          { label: t('field.headName'), value: [instrument.headTitle, instrument.headName].filter(Boolean).join(', ') },
          { label: t('field.addresses'), value: instrument.addresses.join('; ') },
          ...(instrument.surveillances.length > 0
            ? [{ label: t('field.surveillances'), value: instrument.surveillances.map(formatDate).join('; ') }]
            : []),
          { label: t('field.note'), value: instrument.note && <span className="instrument-note">{instrument.note}</span> },
        ]}
      />
    </Card>
  )
}

function ProofsCard({ instrument, mayManage }: { instrument: Instrument; mayManage: boolean }) {
  const { t } = useTranslation('conformity')
  const [proof, setProof] = useState<ProofKind | null>(null)
  return (
    <Card title={t('proof.title')}>
      <ul>
        {proofKinds.map((kind) => {
          const known = instrument.proofs.find((one) => one.proof === kind)
          return (
            <li key={kind} className="proof-row">
              <span>
                {t(`proof.of.${kind}`)}
                <span className={known ? 'legal-date' : 'legal-date legal-missing'}>
                  {' '}
                  {known ? [formatDate(known.on), known.note].filter(Boolean).join(' · ') : t('stepState.missing')}
                </span>
              </span>
              {mayManage && (
                <Button
                  size="small"
                  aria-label={t('proof.recordOf', { proof: t(`proof.of.${kind}`) })}
                  onClick={() => setProof(kind)}
                >
                  {t('proof.record')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {proof && <ProofDialog instrumentId={instrument.id} proof={proof} onClose={() => setProof(null)} />}
    </Card>
  )
}

/** As many lines as fit without a table that scrolls by itself. */
const shortLines = 8

function LinesCard({ instrument }: { instrument: Instrument }) {
  const { t } = useTranslation('conformity')
  const [, navigate] = useLocation()
  const columns: Column<KnownLine>[] = [
    { id: 'position', header: t('list.order'), width: 3.5, numeric: true, align: 'end', render: ({ position }) => position },
    { id: 'group', header: t('field.group'), width: 8, render: ({ group }) => t(`group.${group}`) },
    { id: 'text', header: t('field.activity'), grow: 4, minWidth: 11, render: ({ text }) => text },
    { id: 'field', header: t('field.field'), grow: 2, minWidth: 7, render: ({ field }) => field || '—' },
    { id: 'process', header: t('field.processCode'), width: 8.5, numeric: true, render: ({ processCode }) => processCode || '—' },
    ...(instrument.lines.some(({ procedureKey }) => procedureKey !== null)
      ? [
          {
            id: 'procedure',
            header: t('list.key'),
            width: 6.5,
            numeric: true,
            render: ({ procedureKey }: KnownLine) => procedureKey ?? '—',
          },
        ]
      : []),
  ]
  const isShort = instrument.lines.length <= shortLines
  return (
    <Card flush title={t('scopeOf', { count: instrument.lineCount, groups: groupText(t, instrument.groups) })}>
      <div className={isShort ? undefined : 'instrument-lines'}>
        <DataTable
          fit={isShort}
          label={t('field.lines')}
          columns={columns}
          rows={instrument.lines}
          rowKey={({ position }) => String(position)}
          onOpen={({ documentId }) => documentId && navigate(routes.process(documentId))}
          lines="all"
        />
      </div>
    </Card>
  )
}
