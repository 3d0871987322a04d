// HandoverPage { staffId }: everything that a person has in hand, and to whom each thing goes: all at once, a kind, or the chosen rows. What
// is left without a receiver stays. The space bar chooses a row.
import './duties.css'
import { useQuery } from '@tanstack/react-query'
import { ClipboardCheck, PackageCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import { type DutyKind, dutyKinds, type HeldItem } from '../../electron/api/duties.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { ControlPaperDialog } from '../copies/control-paper-dialog.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { ChoiceKeys, choiceColumn, useChoice } from '../ui/choosing.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { dutyQuery } from './duty-queries.ts'
import { dueText } from './duty-words.ts'
import { HandoverDialog } from './handover-dialog.tsx'

type Duties = OutputOf<'duties.get'>
type Receiver = Duties['receivers'][number]
type Assigned = ReadonlyMap<string, string>

/** Receivers that were chosen and not recorded yet, by person: another screen in between drops nothing. */
const kept = new Map<string, Assigned>()

const keyOf = ({ kind, itemId }: HeldItem): string => `${kind} ${itemId}`

export function HandoverPage({ staffId }: { staffId: string }) {
  const { t } = useTranslation('duties')
  const [, navigate] = useLocation()
  const duties = useQuery(dutyQuery(staffId))
  const name = duties.data?.fullName ?? ''
  const [record, setRecord] = useState<string | null>(null)
  const back = () => navigate(`${routes.duties}?`)
  return (
    <>
      {duties.data ? (
        <Handover key={duties.dataUpdatedAt} duties={duties.data} onBack={back} onRecorded={setRecord} />
      ) : (
        <Page title={t('handover.title', { name })} breadcrumbs={[{ label: t('title'), onSelect: back }]}>
          {duties.isError ? <QueryFailure error={duties.error} onRetry={() => duties.refetch()} /> : <Spinner />}
        </Page>
      )}
      {record !== null && (
        <ControlPaperDialog
          title={t('paper', { name })}
          paper={{ kind: 'handover', handoverId: record }}
          onClose={() => setRecord(null)}
        />
      )}
    </>
  )
}

interface HandoverProps {
  duties: Duties
  onBack: () => void
  onRecorded: (handoverId: string) => void
}

function Handover({ duties, onBack, onRecorded }: HandoverProps) {
  const { t } = useTranslation('duties')
  const { staffId, fullName, positionTitle, isActive, items, receivers } = duties
  const [view, setView] = useState<DutyKind | 'all'>('all')
  const [selected, setSelected] = useState<string | null>(null)
  const [receiver, setReceiver] = useState<Receiver | null>(null)
  const [assigned, setAssigned] = useState<Assigned>(() => kept.get(staffId) ?? new Map())
  const [refused, setRefused] = useState<{ name: string; count: number } | null>(null)
  const [isAsking, setAsking] = useState(false)
  const shown = items.filter(({ kind }) => view === 'all' || kind === view)
  const choice = useChoice(shown.map(keyOf))
  const keep = (next: Assigned) => {
    kept.set(staffId, next)
    setAssigned(next)
  }
  const lines = items.flatMap((item) => {
    const to = assigned.get(keyOf(item))
    return to === undefined ? [] : [{ kind: item.kind, itemId: item.itemId, to }]
  })
  const target = choice.chosen.length > 0 ? shown.filter((item) => choice.isChosen(keyOf(item))) : shown
  const give = () => {
    if (!receiver) return
    const may = target.filter(({ needs }) => needs === null || receiver.permissions.includes(needs))
    keep(new Map([...assigned, ...may.map((item) => [keyOf(item), receiver.staffId] as const)]))
    setRefused(may.length < target.length ? { name: receiver.fullName, count: target.length - may.length } : null)
    choice.choose([])
  }
  const takeBack = () => {
    const keys = new Set(target.map(keyOf))
    keep(new Map([...assigned].filter(([key]) => !keys.has(key))))
    choice.choose([])
  }
  const nameOf = (item: HeldItem) => receivers.find((one) => one.staffId === assigned.get(keyOf(item)))?.fullName
  const columns: Column<HeldItem>[] = [
    choiceColumn<HeldItem>(choice, t('column.choice'), keyOf, ({ title }) => t('choose', { title })),
    ...(view === 'all'
      ? [{ id: 'kind', header: t('column.kind'), width: 9, render: ({ kind }: HeldItem) => t(`kind.${kind}`) }]
      : []),
    {
      id: 'code',
      header: t('column.code'),
      width: 14,
      numeric: true,
      render: ({ caseId, code }) => (caseId === null ? code : <Link href={routes.case(caseId)}>{code}</Link>),
    },
    {
      id: 'title',
      header: t('column.what'),
      grow: 4,
      minWidth: 12,
      render: ({ title, detail, count }) => (
        <span className="duties-two">
          <span>{count > 1 ? t('many', { title, count }) : title}</span>
          <span className="duties-soft">{detail}</span>
        </span>
      ),
    },
    { id: 'due', header: t('column.due'), width: 9, numeric: true, render: ({ dueAt }) => dueText(dueAt) },
    { id: 'receiver', header: t('column.receiver'), grow: 2, minWidth: 9, render: (item) => nameOf(item) ?? t('noReceiver') },
  ]
  const kinds = dutyKinds.filter((kind) => items.some((item) => item.kind === kind))
  return (
    <Page
      title={t('handover.title', { name: fullName })}
      description={isActive ? positionTitle : t('handover.closed')}
      breadcrumbs={[{ label: t('title'), onSelect: onBack }]}
      fill
      actions={
        <Button variant="primary" icon={ClipboardCheck} onClick={() => setAsking(true)}>
          {t('handover.record', { count: lines.length })}
        </Button>
      }
    >
      <div className="duties-fill">
        <div className="duties-bar">
          <div className="duties-receiver">
            <Field label={t('column.receiver')}>
              <Combobox
                items={receivers}
                itemKey={(one) => one.staffId}
                itemLabel={(one) => one.fullName}
                renderItem={(one) => [one.fullName, one.positionTitle].filter(Boolean).join(' – ')}
                value={receiver}
                onValueChange={setReceiver}
              />
            </Field>
          </div>
          <Button icon={PackageCheck} disabled={!receiver || target.length === 0} onClick={give}>
            {t(choice.chosen.length > 0 ? 'handover.giveChosen' : 'handover.giveAll', { count: target.length })}
          </Button>
          <Button variant="quiet" disabled={!target.some((item) => assigned.has(keyOf(item)))} onClick={takeBack}>
            {t('handover.takeBack')}
          </Button>
          <span className="duties-soft" role="status">
            {t('handover.progress', { done: lines.length, count: items.length })}
          </span>
        </div>
        {refused && (
          <Banner tone="warn" onClose={() => setRefused(null)}>
            {t('handover.mayNot', refused)}
          </Banner>
        )}
        <Tabs
          label={t('column.kind')}
          value={view}
          onValueChange={setView}
          items={(['all', ...kinds] as const).map((value) => ({
            value,
            label: t(`kind.${value}`),
            count: value === 'all' ? items.length : items.filter(({ kind }) => kind === value).length,
            content: (
              <ChoiceKeys rowKey={selected} onToggle={choice.toggle}>
                <DataTable
                  label={t(`kind.${value}`)}
                  columns={columns}
                  rows={shown}
                  rowKey={keyOf}
                  selectedKey={selected}
                  onSelect={(item) => setSelected(keyOf(item))}
                  lines={2}
                  empty={
                    <EmptyState icon={ClipboardCheck} title={t('empty.items')}>
                      {t('emptyText.items')}
                    </EmptyState>
                  }
                />
              </ChoiceKeys>
            ),
          }))}
        />
      </div>
      {isAsking && (
        <HandoverDialog
          staffId={staffId}
          name={fullName}
          lines={lines}
          left={items.length - lines.length}
          isActive={isActive}
          onDone={(handoverId) => {
            kept.delete(staffId)
            onRecorded(handoverId)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Page>
  )
}
