// What the computers of the office did apart and does not go together: for each, what stands and what the other computer did, side by
// side; a person chooses. Enter shows one. New bundles of the other computers are taken in here.
import './clash.css'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileDown, Handshake } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ClashRow } from '../../electron/api/merge.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { staleLife } from '../cases/life/life-queries.ts'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { formatInstant } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Page } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { useProgress } from '../use-progress.ts'
import { staleBundles } from './bundle-queries.ts'

const clashesQuery = queryOptions({ queryKey: ['merge.listClashes'], queryFn: () => api.merge.listClashes({}) })
const stale = [['merge.listClashes'], ...staleBundles, ...staleLife]

type Done = NonNullable<ClashRow['standing']>

/** The sentence of a case's history for what was done. */
function useSentence(): (done: Done) => string {
  const { t } = useTranslation('cases')
  return ({ type, params }) =>
    t(`history.${type.replaceAll('.', '_')}`, {
      context: params.method,
      replace: params,
      defaultValue: t('history.other'),
    }).replace(/:\s*$/, '')
}

function DoneWords({ done }: { done: Done }) {
  const { t } = useTranslation('merge')
  const sentence = useSentence()
  return (
    <span className="clash-two">
      <span>{sentence(done)}</span>
      <span className="clash-soft tabular">
        {[t('computer', { code: done.deviceCode }), done.actorName, formatInstant(done.at)].filter(Boolean).join(' · ')}
      </span>
    </span>
  )
}

export function ClashScreen() {
  const { t } = useTranslation('merge')
  const [selected, setSelected] = useState<string | null>(null)
  const [shown, setShown] = useState<ClashRow | null>(null)
  const list = useQuery(clashesQuery)
  const queries = useQueryClient()
  const toast = useToast()
  const take = useMutation({
    mutationFn: () => api.merge.take({}),
    onSuccess: async (taken) => {
      if (taken === null) return
      await queries.invalidateQueries()
      if (taken.missing.length === 0)
        toast.show({ title: taken.events === 0 ? t('nothingNew') : t('taken', { count: taken.events }) })
    },
  })
  const progress = useProgress('merge.take', take.isPending)
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const isCancelled = take.error !== null && failureOf(take.error).code === 'app.cancelled'
  const columns: Column<ClashRow>[] = [
    {
      id: 'case',
      header: t('column.case'),
      width: 15,
      render: ({ caseCode, applicantName }) => (
        <span className="clash-two">
          <span className="tabular">{caseCode || t('noCase')}</span>
          <span className="clash-soft">{applicantName}</span>
        </span>
      ),
    },
    {
      id: 'standing',
      header: t('column.standing'),
      grow: 3,
      minWidth: 14,
      render: ({ standing }) => (standing ? <DoneWords done={standing} /> : '—'),
    },
    { id: 'other', header: t('column.other'), grow: 3, minWidth: 14, render: (row) => <DoneWords done={row} /> },
    {
      id: 'reason',
      header: t('column.reason'),
      width: 13,
      render: ({ reason }) => <Badge tone="warn">{t(`reason.${reason}`)}</Badge>,
    },
  ]
  return (
    <Page
      title={t('title')}
      description={t('description')}
      fill
      actions={
        <Button variant="primary" icon={FileDown} onClick={() => take.mutate()} busy={take.isPending}>
          {t('take')}
        </Button>
      }
    >
      {take.isPending && (
        <Progress
          label={t('taking')}
          onCancel={progress.cancel}
          {...(progress.value === undefined ? {} : { value: progress.value })}
        />
      )}
      {take.isError && <Banner tone={isCancelled ? 'info' : 'error'}>{failureText(t, take.error)}</Banner>}
      {take.data && take.data.missing.length > 0 && (
        <Banner tone="warn" title={t('missingTitle')}>
          {take.data.missing.map(({ deviceCode, from, to }) => t('missing', { code: deviceCode, from, to })).join(' ')}
        </Banner>
      )}
      {list.data && list.data.others > 0 && <Banner tone="info">{t('others', { count: list.data.others })}</Banner>}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={list.data?.rows ?? []}
        rowKey={({ eventId }) => eventId}
        selectedKey={selected}
        onSelect={({ eventId }) => setSelected(eventId)}
        onOpen={setShown}
        loading={list.isPending}
        lines={2}
        empty={
          <EmptyState icon={Handshake} title={t('empty')}>
            {t('emptyText')}
          </EmptyState>
        }
      />
      {shown && <SettleDialog clash={shown} onClose={() => setShown(null)} />}
    </Page>
  )
}

function SettleDialog({ clash, onClose }: { clash: ClashRow; onClose: () => void }) {
  const { t } = useTranslation('merge')
  const { t: cases } = useTranslation('cases')
  const [choice, setChoice] = useState<'keep' | 'take'>('keep')
  const [note, setNote] = useState('')
  const mayTake = clash.reason === 'overtaken'
  return (
    <FormDialog
      title={t('settleTitle', { code: clash.caseCode || t('noCase') })}
      description={t(`reasonText.${clash.reason}`)}
      confirm={t('settle')}
      stale={stale}
      done={t('settled')}
      size="wide"
      act={() => api.merge.settle({ eventId: clash.eventId, choice, note })}
      onClose={onClose}
      fields={['note']}
    >
      {(errors) => (
        <>
          <dl className="clash-sides">
            <div>
              <dt>{t('column.standing')}</dt>
              <dd>
                {clash.standing ? <DoneWords done={clash.standing} /> : '—'}
                {clash.status && (
                  <span className="clash-soft">{t('statusNow', { status: cases(`status.${clash.status}`) })}</span>
                )}
              </dd>
            </div>
            <div>
              <dt>{t('column.other')}</dt>
              <dd>
                <DoneWords done={clash} />
              </dd>
            </div>
          </dl>
          {mayTake && (
            <RadioGroup
              label={t('choice')}
              value={choice}
              onValueChange={setChoice}
              options={[
                { value: 'keep', label: t('keep') },
                { value: 'take', label: t('takeOther') },
              ]}
            />
          )}
          {clash.caseId && (
            <p>
              <Link href={routes.case(clash.caseId)}>{t('openCase')}</Link>
            </p>
          )}
          <Field label={t('note')} error={errors.note}>
            <TextArea rows={2} maxLength={500} value={note} onValueChange={setNote} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
