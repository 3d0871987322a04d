// Audits, reviews, confirmations: the dated entries that a declaration rests on and that fall due every year.
import { useQuery } from '@tanstack/react-query'
import { ClipboardCheck, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActKind, actKinds } from '../../electron/api/conformity.ts'
import type { OutputOf } from '../../electron/api/contract.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatDate } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { actsQuery, staleConformity } from './conformity-queries.ts'
import { today } from './today.ts'

type Act = OutputOf<'conformity.listActs'>['rows'][number]

export function ActsTab() {
  const { t } = useTranslation('conformity')
  const mayManage = usePermission('conformity.manage')
  const [isRecording, setRecording] = useState(false)
  const [struck, setStruck] = useState<Act | null>(null)
  const acts = useQuery(actsQuery)
  const rows = acts.data?.rows ?? []
  const columns: Column<Act>[] = [
    { id: 'on', header: t('act.on'), width: 7.5, numeric: true, render: (row) => formatDate(row.on) },
    {
      id: 'kind',
      header: t('act.kind'),
      grow: 1,
      minWidth: 12,
      render: (row) => (
        <span className={row.struckReason === null ? undefined : 'conformity-struck'}>{t(`act.of.${row.kind}`)}</span>
      ),
    },
    {
      id: 'note',
      header: t('field.note'),
      grow: 3,
      minWidth: 14,
      render: (row) =>
        row.struckReason === null ? (
          row.note || '—'
        ) : (
          <>
            <Badge>{t('act.struck')}</Badge> {row.struckReason}
          </>
        ),
    },
    { id: 'staff', header: t('act.recordedBy'), grow: 1, minWidth: 9, render: (row) => row.staffName },
    ...(mayManage
      ? [
          {
            id: 'strike',
            header: t('act.change'),
            width: 6.5,
            render: (row: Act) =>
              row.struckReason === null && (
                <Button size="small" variant="quiet" onClick={() => setStruck(row)}>
                  {t('act.strike')}
                </Button>
              ),
          },
        ]
      : []),
  ]
  if (acts.isError) return <QueryFailure error={acts.error} onRetry={() => acts.refetch()} />
  const record = mayManage && (
    <Button variant="primary" icon={Plus} onClick={() => setRecording(true)}>
      {t('act.record')}
    </Button>
  )
  return (
    <div className="conformity-tab">
      <Card flush title={t('act.title')} actions={rows.length > 0 && record}>
        <DataTable
          fit
          label={t('act.title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          loading={acts.isPending}
          lines="all"
          empty={
            <EmptyState icon={ClipboardCheck} title={t('act.none')} action={record}>
              {mayManage ? t('act.noneText') : t('common:who')}
            </EmptyState>
          }
        />
      </Card>
      {isRecording && <RecordDialog onClose={() => setRecording(false)} />}
      {struck && <StrikeDialog act={struck} onClose={() => setStruck(null)} />}
    </div>
  )
}

function RecordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('conformity')
  const [kind, setKind] = useState<ActKind>('audit')
  const [on, setOn] = useState(today)
  const [note, setNote] = useState('')
  return (
    <FormDialog
      stale={staleConformity}
      title={t('act.record')}
      confirm={t('save')}
      done={t('act.recorded')}
      fields={['on']}
      act={() => api.conformity.recordAct({ kind, on, note })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('act.kind')} span={7} required>
            <Select
              options={actKinds.map((value) => ({ value, label: t(`act.of.${value}`) }))}
              value={kind}
              onValueChange={setKind}
            />
          </Field>
          <Field label={t('act.on')} error={errors.on} span={5} required>
            <DateInput value={on} onValueChange={setOn} />
          </Field>
          <Field label={t('field.note')} hint={t('act.noteHint')}>
            <TextArea rows={2} maxLength={2_000} value={note} onValueChange={setNote} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}

function StrikeDialog({ act, onClose }: { act: Act; onClose: () => void }) {
  const { t } = useTranslation('conformity')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleConformity}
      title={t('act.strikeTitle', { kind: t(`act.of.${act.kind}`), date: formatDate(act.on) })}
      description={t('act.strikeText')}
      confirm={t('act.strike')}
      danger
      done={t('act.struckDone')}
      fields={['reason']}
      act={() => api.conformity.strikeAct({ actId: act.id, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('reason')} error={errors.reason} required>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}
