// BackupList { backups, isLoading }: the office's backups while its database cannot be used; each can be checked and taken back.
import { useMutation } from '@tanstack/react-query'
import { Archive, History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupFile } from '../../electron/api/backup.ts'
import { RestoreDialog } from '../backup/restore-dialog.tsx'
import { VerifyButton } from '../backup/verify-button.tsx'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { formatInstant, formatMegabytes, formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Progress } from '../ui/progress.tsx'
import { useToast } from '../ui/toast.tsx'
import { useProgress } from '../use-progress.ts'

export function BackupList({ backups, isLoading }: { backups: BackupFile[]; isLoading: boolean }) {
  const { t } = useTranslation('recovery')
  const toast = useToast()
  const [selected, setSelected] = useState<string | null>(null)
  const [restoring, setRestoring] = useState<BackupFile | null>(null)
  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, 'sound' | 'broken'>>(new Map())
  const verification = useMutation({
    mutationFn: (name: string) => api.recovery.verify({ name }),
    onSuccess: ({ events, cases }, name) => {
      setVerdicts((before) => new Map(before).set(name, 'sound'))
      toast.show({
        title: t('backup:soundTitle'),
        description: t('backup:soundText', { name, events: formatNumber(events), cases: formatNumber(cases) }),
      })
    },
    onError: (error, name) => {
      if (failureOf(error).code !== 'app.cancelled') setVerdicts((before) => new Map(before).set(name, 'broken'))
    },
  })
  const progress = useProgress('recovery.verify', verification.isPending)

  const columns: Column<BackupFile>[] = [
    {
      id: 'createdAt',
      header: t('backup:column.createdAt'),
      width: 9.5,
      numeric: true,
      render: (row) => formatInstant(row.createdAt),
    },
    {
      id: 'reason',
      header: t('backup:column.reason'),
      grow: 2,
      minWidth: 8,
      render: (row) => t(`backup:reason.${row.reason}`, { defaultValue: t('backup:reason.other') }),
    },
    { id: 'cases', header: t('list.cases'), width: 5.5, align: 'end', numeric: true, render: (row) => count(row.cases) },
    { id: 'events', header: t('list.events'), width: 8, align: 'end', numeric: true, render: (row) => count(row.events) },
    {
      id: 'size',
      header: t('backup:column.size'),
      width: 6,
      align: 'end',
      numeric: true,
      render: (row) => formatMegabytes(row.sizeBytes),
    },
    {
      id: 'check',
      header: t('backup:column.check'),
      width: 10,
      render: ({ name }) => {
        const isRunning = verification.isPending && verification.variables === name
        return (
          <VerifyButton
            verdict={isRunning ? 'running' : verdicts.get(name)}
            paused={verification.isPending}
            onClick={() => verification.mutate(name)}
          />
        )
      },
    },
    {
      id: 'restore',
      header: t('backup:column.restore'),
      width: 8.5,
      render: (row) => (
        <Button size="small" icon={History} onClick={() => setRestoring(row)}>
          {t('backup:restore.open')}
        </Button>
      ),
    },
  ]
  return (
    <>
      {verification.isPending && (
        <Progress label={t('list.checking')} value={progress.value} onCancel={progress.cancel} cancelLabel={t('stop')} />
      )}
      {verification.isError && failureOf(verification.error).code !== 'app.cancelled' && (
        <Banner tone="error">{failureText(t, verification.error)}</Banner>
      )}
      <DataTable
        fit
        label={t('list.title')}
        columns={columns}
        rows={backups}
        rowKey={(row) => row.name}
        selectedKey={selected}
        onSelect={(row) => setSelected(row.name)}
        onOpen={setRestoring}
        loading={isLoading}
        lines={2}
        empty={
          <EmptyState icon={Archive} title={t('list.none')}>
            {t('list.noneText')}
          </EmptyState>
        }
      />
      {restoring && <RestoreDialog call="recovery.restore" backup={restoring} onClose={() => setRestoring(null)} />}
    </>
  )
}

/** A backup without a label says nothing about itself until it is checked. */
const count = (value: number | null): string => (value === null ? '—' : formatNumber(value))
