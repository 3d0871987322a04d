// Backups of the office's data: made, proved readable, restored for trial, and – the one thing here that changes anything – taken back.
import './backup-screen.css'
import { useQuery } from '@tanstack/react-query'
import { Archive, DatabaseBackup, FlaskConical, History } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupFile } from '../../electron/api/backup.ts'
import { usePermission, useStatus } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatInstant, formatMegabytes, formatNumber } from '../format.ts'
import { ScanStore } from '../papers/scan-store.tsx'
import { SealButton } from '../recovery/seal-button.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { BackupCards } from './backup-cards.tsx'
import { backupsPlace } from './backups-place.ts'
import { RestoreDialog } from './restore-dialog.tsx'
import { backupListKey, useBackupState } from './use-backup-state.ts'
import { useBackupWork } from './use-backup-work.ts'
import { VerifyButton } from './verify-button.tsx'

export function BackupScreen() {
  const { t } = useTranslation('backup')
  const { databaseFolder } = useStatus()
  const mayRestore = usePermission('backup.restore')
  const [restoring, setRestoring] = useState<BackupFile | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const state = useBackupState()
  const work = useBackupWork(setSelected)
  const list = useQuery({ queryKey: backupListKey, queryFn: () => api.backup.list({}) })
  useShortcut('backup.create', 'Ctrl+S', work.create, { labelKey: 'backup:shortcut.create' })

  const columns: Column<BackupFile>[] = [
    { id: 'createdAt', header: t('column.createdAt'), width: 9.5, numeric: true, render: (row) => formatInstant(row.createdAt) },
    {
      id: 'reason',
      header: t('column.reason'),
      grow: 1,
      minWidth: 9,
      render: (row) => t(`reason.${row.reason}`, { defaultValue: t('reason.other') }),
    },
    {
      id: 'cases',
      header: t('column.cases'),
      width: 5.5,
      align: 'end',
      numeric: true,
      render: ({ cases }) => (cases === null ? t('unknownCount') : formatNumber(cases)),
    },
    {
      id: 'size',
      header: t('column.size'),
      width: 6,
      align: 'end',
      numeric: true,
      render: (row) => formatMegabytes(row.sizeBytes),
    },
    { id: 'name', header: t('column.name'), width: 15.5, numeric: true, render: (row) => row.name },
    {
      id: 'check',
      header: t('column.check'),
      width: 10,
      render: ({ name }) => (
        <VerifyButton verdict={work.verdicts.get(name)} paused={work.isBusy} onClick={() => work.verify(name)} />
      ),
    },
  ]
  const restoreColumn: Column<BackupFile> = {
    id: 'restore',
    header: t('column.restore'),
    width: 8.5,
    render: (row) => (
      <Button size="small" icon={History} aria-disabled={work.isBusy} onClick={() => setRestoring(row)}>
        {t('restore.open')}
      </Button>
    ),
  }

  const create = useRef<HTMLButtonElement>(null)
  const createButton = (
    <Button
      ref={create}
      variant="primary"
      icon={DatabaseBackup}
      shortcut="Ctrl+S"
      busy={work.isCreating}
      aria-disabled={work.isBusy}
      onClick={work.create}
    >
      {t('create')}
    </Button>
  )
  // Goes with the empty list, so the focus goes to the button that stays.
  const firstButton = (
    <Button
      icon={DatabaseBackup}
      aria-disabled={work.isBusy}
      onClick={() => {
        create.current?.focus()
        work.create()
      }}
    >
      {t('create')}
    </Button>
  )
  const drillButton = (
    <Button
      size="small"
      icon={FlaskConical}
      busy={work.isDrilling}
      disabled={!list.data?.length}
      aria-disabled={work.isBusy}
      onClick={work.drill}
    >
      {t('drillNow')}
    </Button>
  )

  return (
    <Page title={t('title')} description={t('explanation')} actions={createButton} fill>
      {state && <BackupCards state={state} drillAction={drillButton} carriedAction={<SealButton />} />}
      <ScanStore />
      {work.running && (
        <Progress
          label={work.running.label}
          detail={work.running.detail}
          onCancel={work.running.cancel}
          {...(work.running.value === undefined ? {} : { value: work.running.value })}
        />
      )}
      {list.isError ? (
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <div className="backup-list">
          <p className="backup-place">{t('place', { folder: backupsPlace(databaseFolder) })}</p>
          <Card flush className="backup-sheet">
            <DataTable
              label={t('listLabel')}
              columns={mayRestore ? [...columns, restoreColumn] : columns}
              rows={list.data ?? []}
              rowKey={(row) => row.name}
              selectedKey={selected}
              onSelect={(row) => setSelected(row.name)}
              loading={list.isPending}
              lines={2}
              empty={
                <EmptyState icon={Archive} title={t('none')} action={firstButton}>
                  {t('noneText')}
                </EmptyState>
              }
            />
          </Card>
        </div>
      )}
      {restoring && <RestoreDialog call="backup.restore" backup={restoring} onClose={() => setRestoring(null)} />}
    </Page>
  )
}
