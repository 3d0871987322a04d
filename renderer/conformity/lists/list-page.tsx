// One list of procedures: what it says, and when it stood on the website.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../../electron/api/contract.ts'
import type { ListEntry } from '../../../electron/api/lists.ts'
import { usePermission } from '../../app/session.tsx'
import { QueryFailure } from '../../cases/case-parts.tsx'
import { api } from '../../client.ts'
import { formatDate, formatNumber } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { DescriptionList } from '../../ui/description-list.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Page } from '../../ui/page.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { conformityAddress } from '../addresses.ts'
import { procedureListQuery, staleConformity } from '../conformity-queries.ts'
import { today } from '../today.ts'
import { ListBadge } from './list-badge.tsx'

export function ListPage({ listId }: { listId: string }) {
  const { t } = useTranslation('conformity')
  const [, navigate] = useLocation()
  const list = useQuery(procedureListQuery(listId))
  const back = () => navigate(conformityAddress('lists'))
  useShortcut('conformity.back', 'Alt+Left', back, { labelKey: 'conformity:shortcut.back' })
  const breadcrumbs = [{ label: t('list.all'), onSelect: back }]
  if (list.data) return <LoadedList list={list.data} breadcrumbs={breadcrumbs} />
  return (
    <Page title={t('list.one')} breadcrumbs={breadcrumbs}>
      {list.isError ? <QueryFailure error={list.error} onRetry={() => list.refetch()} /> : <Spinner />}
    </Page>
  )
}

interface LoadedListProps {
  list: OutputOf<'lists.get'>
  breadcrumbs: { label: string; onSelect: () => void }[]
}

function LoadedList({ list, breadcrumbs }: LoadedListProps) {
  const { t } = useTranslation('conformity')
  const mayManage = usePermission('conformity.manage')
  const [dialog, setDialog] = useState<'publish' | 'strike' | null>(null)
  const isCounted = list.struckReason === null
  const columns: Column<ListEntry & { order: number }>[] = [
    { id: 'order', header: t('list.order'), width: 4, numeric: true, align: 'end', render: ({ order }) => order },
    { id: 'key', header: t('list.key'), width: 8, numeric: true, render: ({ key }) => key },
    { id: 'name', header: t('list.name'), grow: 4, minWidth: 16, render: ({ name }) => name },
    { id: 'field', header: t('field.field'), grow: 2, minWidth: 9, render: ({ field }) => field },
    { id: 'authority', header: t('list.authority'), width: 11, render: ({ authority }) => t(`authority.${authority}`) },
  ]
  return (
    <Page
      fill
      title={list.title}
      breadcrumbs={breadcrumbs}
      badge={<ListBadge list={list} today={today()} />}
      description={t('list.signedText', { date: formatDate(list.signedOn), number: formatNumber(list.entries.length) })}
      actions={
        mayManage &&
        isCounted && (
          <>
            <Button variant="quiet" onClick={() => setDialog('strike')}>
              {t('act.strike')}
            </Button>
            <Button variant={list.publishedOn === null ? 'primary' : 'secondary'} onClick={() => setDialog('publish')}>
              {t('list.publish')}
            </Button>
          </>
        )
      }
    >
      <div className="conformity-fill conformity-tab">
        {!isCounted && <Banner tone="warn">{t('list.struckText', { reason: list.struckReason })}</Banner>}
        <Card>
          <DescriptionList
            columns={2}
            items={[
              { label: t('list.decision'), value: list.decision },
              { label: t('list.dueOn'), value: list.dueOn ? formatDate(list.dueOn) : t('list.noDue') },
              { label: t('list.source'), value: list.source },
              { label: t('field.note'), value: list.note },
            ]}
          />
        </Card>
        <Card flush className="conformity-sheet">
          <DataTable
            label={list.title}
            columns={columns}
            rows={list.entries.map((entry, index) => ({ ...entry, order: index + 1 }))}
            rowKey={({ key }) => key}
            lines="all"
          />
        </Card>
      </div>
      {dialog === 'publish' && <PublishDialog listId={list.id} onClose={() => setDialog(null)} />}
      {dialog === 'strike' && <StrikeListDialog listId={list.id} onClose={() => setDialog(null)} />}
    </Page>
  )
}

function PublishDialog({ listId, onClose }: { listId: string; onClose: () => void }) {
  const { t } = useTranslation('conformity')
  const [on, setOn] = useState(today)
  return (
    <FormDialog
      stale={staleConformity}
      title={t('list.publish')}
      description={t('list.publishText')}
      confirm={t('save')}
      size="small"
      done={t('list.publishDone')}
      fields={['on']}
      act={() => api.lists.publish({ listId, on })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('list.publishDate')} error={errors.on} required>
          <DateInput value={on} onValueChange={setOn} />
        </Field>
      )}
    </FormDialog>
  )
}

function StrikeListDialog({ listId, onClose }: { listId: string; onClose: () => void }) {
  const { t } = useTranslation('conformity')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleConformity}
      title={t('list.strikeTitle')}
      description={t('list.strikeText')}
      confirm={t('act.strike')}
      danger
      done={t('list.struckDone')}
      fields={['reason']}
      act={() => api.lists.strike({ listId, reason })}
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
