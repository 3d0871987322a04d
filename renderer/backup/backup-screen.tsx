// Backups of the office's data: made, proved readable, and – the one thing here that changes anything – taken back.
import './backup-screen.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Archive, CircleAlert, CircleCheck, DatabaseBackup, History, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupFile } from '../../electron/api/backup.ts'
import { usePermission, useStatus } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatInstant, formatMegabytes, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { backupsPlace } from './backups-place.ts'
import { RestoreDialog } from './restore-dialog.tsx'

const listKey = ['backup.list']

export function BackupScreen() {
  const { t } = useTranslation('backup')
  const queryClient = useQueryClient()
  const toast = useToast()
  const { databaseFolder } = useStatus()
  const mayRestore = usePermission('backup.restore')
  const [restoring, setRestoring] = useState<BackupFile | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const verification = useVerification()
  const list = useQuery({ queryKey: listKey, queryFn: () => api.backup.list({}) })
  const creation = useMutation({
    mutationFn: () => api.backup.create({}),
    onSuccess: (made) => {
      void queryClient.invalidateQueries({ queryKey: listKey })
      setSelected(made.name)
      toast.show({ title: t('created'), description: t('createdText', { name: made.name }) })
    },
    onError: (error) => toast.show({ tone: 'error', title: t('notCreated'), description: failureText(t, error) }),
  })
  const create = () => {
    if (!creation.isPending) creation.mutate()
  }
  useShortcut('backup.create', 'Ctrl+S', create, { labelKey: 'backup:shortcut.create' })

  const columns: Column<BackupFile>[] = [
    { id: 'createdAt', header: t('column.createdAt'), width: 9.5, numeric: true, render: (row) => formatInstant(row.createdAt) },
    {
      id: 'reason',
      header: t('column.reason'),
      grow: 2,
      minWidth: 7,
      render: (row) => t(`reason.${row.reason}`, { defaultValue: t('reason.other') }),
    },
    {
      id: 'size',
      header: t('column.size'),
      width: 6,
      align: 'end',
      numeric: true,
      render: (row) => formatMegabytes(row.sizeBytes),
    },
    { id: 'name', header: t('column.name'), grow: 3, minWidth: 8, numeric: true, render: (row) => row.name },
    {
      id: 'check',
      header: t('column.check'),
      width: 8.5,
      render: ({ name }) => {
        const found = verification.results.get(name)
        if (found === 'sound')
          return (
            <Badge tone="success" icon={CircleCheck}>
              {t('sound')}
            </Badge>
          )
        if (found === 'broken')
          return (
            <Badge tone="error" icon={CircleAlert}>
              {t('broken')}
            </Badge>
          )
        return (
          <Button size="small" icon={ShieldCheck} busy={found === 'running'} onClick={() => verification.verify(name)}>
            {t('verify')}
          </Button>
        )
      },
    },
  ]
  const restoreColumn: Column<BackupFile> = {
    id: 'restore',
    header: t('column.restore'),
    width: 8.5,
    render: (row) => (
      <Button size="small" icon={History} onClick={() => setRestoring(row)}>
        {t('restore.open')}
      </Button>
    ),
  }

  const createButton = (
    <Button variant="primary" icon={DatabaseBackup} shortcut="Ctrl+S" busy={creation.isPending} onClick={create}>
      {t('create')}
    </Button>
  )

  return (
    <Page title={t('title')} description={t('explanation')} actions={createButton} fill>
      <p className="backup-place">{t('place', { folder: backupsPlace(databaseFolder) })}</p>
      {creation.isPending && <Progress label={t('creating')} detail={t('creatingText')} />}
      {list.isError ? (
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <div className="backup-list">
          <Card flush className="backup-sheet">
            <DataTable
              label={t('listLabel')}
              columns={mayRestore ? [...columns, restoreColumn] : columns}
              rows={list.data ?? []}
              rowKey={(row) => row.name}
              selectedKey={selected}
              onSelect={(row) => setSelected(row.name)}
              loading={list.isPending}
              empty={
                <EmptyState icon={Archive} title={t('none')} action={createButton}>
                  {t('noneText')}
                </EmptyState>
              }
            />
          </Card>
        </div>
      )}
      {restoring && <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} />}
    </Page>
  )
}

type Verdict = 'running' | 'sound' | 'broken'

/** What the checks asked for on this screen have found; a check reads a copy from end to end, so several may be under way. */
function useVerification() {
  const { t } = useTranslation('backup')
  const toast = useToast()
  const [results, setResults] = useState<ReadonlyMap<string, Verdict>>(new Map())
  const note = (name: string, verdict: Verdict) => setResults((before) => new Map(before).set(name, verdict))
  const verification = useMutation({
    mutationFn: (name: string) => api.backup.verify({ name }),
    onMutate: (name) => note(name, 'running'),
  })

  const verify = (name: string) =>
    verification.mutateAsync(name).then(
      ({ events, cases }) => {
        note(name, 'sound')
        toast.show({
          title: t('soundTitle'),
          description: t('soundText', { name, events: formatNumber(events), cases: formatNumber(cases) }),
        })
      },
      (error: unknown) => {
        note(name, 'broken')
        toast.show({ tone: 'error', title: t('brokenTitle'), description: failureText(t, error) })
      },
    )
  return { results, verify: (name: string) => void verify(name) }
}
