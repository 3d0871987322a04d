// ReissueList { conversion }: the documents of the scope, which of them are still of the old issue, and one step to draft the new issues of several.
import { useQueryClient } from '@tanstack/react-query'
import { FilePlus2, FileText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { type Conversion, type ReissueRow, type ReissueState, reissueStates } from '../../electron/api/conversions.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { api } from '../client.ts'
import { staleConformity } from '../conformity/conformity-queries.ts'
import { formatDate } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { ReissueBadge } from './conversion-words.tsx'

export function ReissueList({ conversion }: { conversion: Conversion }) {
  const { t } = useTranslation('conversion')
  const [, navigate] = useLocation()
  const isOpen = conversion.status === 'open'
  const mayWrite = usePermission('document.write') && isOpen
  const mayManage = usePermission('conformity.manage') && isOpen
  const [show, setShow] = useState<ReissueState | 'all'>('all')
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [drafting, setDrafting] = useState<readonly ReissueRow[] | null>(null)
  const [exempting, setExempting] = useState<ReissueRow | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const rows = conversion.documents.filter(({ state }) => show === 'all' || state === show)
  const ready = conversion.documents.filter(({ state }) => state === 'old')
  const chosen = ready.filter(({ id }) => marked.has(id))
  const mark = (id: string, isMarked: boolean) =>
    setMarked((known) => {
      const next = new Set(known)
      if (isMarked) next.add(id)
      else next.delete(id)
      return next
    })
  const columns: Column<ReissueRow>[] = [
    ...(mayWrite
      ? [
          {
            id: 'mark',
            header: t('reissue.mark'),
            width: 4,
            render: (row: ReissueRow) =>
              row.state === 'old' && (
                <Checkbox
                  hideLabel
                  label={t('reissue.markOf', { code: row.code })}
                  checked={marked.has(row.id)}
                  onCheckedChange={(isMarked) => mark(row.id, isMarked)}
                />
              ),
          },
        ]
      : []),
    { id: 'code', header: t('reissue.code'), width: 9, numeric: true, render: ({ code }) => code },
    { id: 'name', header: t('reissue.name'), grow: 4, minWidth: 13, render: ({ name }) => name },
    {
      id: 'issue',
      header: t('reissue.issue'),
      width: 8,
      numeric: true,
      render: ({ oldIssue, newIssue }) => [oldIssue ?? '—', newIssue].filter((one) => one !== null).join(' → '),
    },
    { id: 'state', header: t('statusLabel'), width: 10, render: ({ state }) => <ReissueBadge state={state} /> },
    {
      id: 'when',
      header: t('reissue.when'),
      grow: 2,
      minWidth: 8,
      render: ({ issuedOn, exemptReason }) => (issuedOn ? formatDate(issuedOn) : exemptReason || '—'),
    },
    ...(mayManage
      ? [
          {
            id: 'exempt',
            header: t('reissue.change'),
            width: 9,
            render: (row: ReissueRow) =>
              (row.state === 'old' || row.state === 'exempt') && (
                <Button size="small" variant="quiet" onClick={() => setExempting(row)}>
                  {t(row.state === 'exempt' ? 'reissue.needed' : 'reissue.keep')}
                </Button>
              ),
          },
        ]
      : []),
  ]
  return (
    <div className="conversion-fill">
      <Toolbar label={t('reissue.filter')}>
        <span className="conversion-filter">
          <Select<ReissueState | 'all'>
            aria-label={t('gaps.show')}
            options={(['all', ...reissueStates] as const).map((value) => ({
              value,
              label: t('gaps.option', {
                what: t(`reissue.of.${value}`),
                number: conversion.documents.filter(({ state }) => value === 'all' || state === value).length,
              }),
            }))}
            value={show}
            onValueChange={setShow}
          />
        </span>
        <ToolbarSpace />
        {mayWrite && ready.length > 0 && (
          <Button variant="primary" icon={FilePlus2} onClick={() => setDrafting(chosen.length > 0 ? chosen : ready)}>
            {t(chosen.length > 0 ? 'reissue.draftMarked' : 'reissue.draftAll', { count: chosen.length || ready.length })}
          </Button>
        )}
      </Toolbar>
      <Card flush className="conversion-sheet">
        <DataTable
          key={show}
          label={t('page.documents')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          selectedKey={selected}
          onSelect={({ id }) => setSelected(id)}
          onOpen={(row) => navigate(addressOf(row))}
          lines="all"
          empty={
            <EmptyState icon={FileText} title={t('reissue.none')}>
              {t('reissue.noneText')}
            </EmptyState>
          }
        />
      </Card>
      {drafting && (
        <DraftDialog
          conversion={conversion}
          rows={drafting}
          onClose={() => setDrafting(null)}
          onDone={() => setMarked(new Set())}
        />
      )}
      {exempting && <ExemptDialog conversion={conversion} row={exempting} onClose={() => setExempting(null)} />}
    </div>
  )
}

const addressOf = ({ id, kind }: ReissueRow): string => (kind === 'process' ? routes.process(id) : routes.document(id))

interface DraftDialogProps {
  conversion: Conversion
  rows: readonly ReissueRow[]
  onClose: () => void
  onDone: () => void
}

function DraftDialog({ conversion, rows, onClose, onDone }: DraftDialogProps) {
  const { t } = useTranslation('conversion')
  const queries = useQueryClient()
  const [reason, setReason] = useState(t('reissue.reason', { edition: conversion.toEdition }))
  return (
    <FormDialog
      stale={staleConformity}
      title={t('reissue.draftTitle', { count: rows.length })}
      description={t('reissue.draftText')}
      confirm={t('reissue.draftConfirm')}
      done={t('reissue.draftDone')}
      fields={['reason']}
      act={() => api.conversions.draftIssues({ conversionId: conversion.id, documentIds: rows.map(({ id }) => id), reason })}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: ['documents'] })
        onDone()
      }}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p className="conversion-detail">{rows.map(({ code }) => code).join(', ')}</p>
          <Field label={t('reissue.reasonLabel')} error={errors.reason} required>
            <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}

function ExemptDialog({ conversion, row, onClose }: { conversion: Conversion; row: ReissueRow; onClose: () => void }) {
  const { t } = useTranslation('conversion')
  const [reason, setReason] = useState('')
  const isExempt = row.state === 'exempt'
  return (
    <FormDialog
      stale={staleConformity}
      title={t(isExempt ? 'reissue.neededTitle' : 'reissue.keepTitle', { code: row.code })}
      description={isExempt ? row.exemptReason : t('reissue.keepText')}
      confirm={t(isExempt ? 'reissue.needed' : 'reissue.keep')}
      done={t('reissue.changed')}
      fields={['reason']}
      act={() => api.conversions.exempt({ conversionId: conversion.id, documentId: row.id, reason: isExempt ? null : reason })}
      onClose={onClose}
    >
      {(errors) =>
        !isExempt && (
          <Field label={t('field.reason')} error={errors.reason} required>
            <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
        )
      }
    </FormDialog>
  )
}
