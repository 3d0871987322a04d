// What stands about backups, for the people who may act on it: asked once, and again whenever something about it changed.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { BackupState } from '../../electron/api/backup.ts'
import { usePermission, useStatus } from '../app/session.tsx'
import { api, onNotice } from '../client.ts'

export const backupListKey = ['backup.list']
const stateKey = ['backup.getState']
/** A window may stay open for days, and a copy grows old by itself. */
const askAgainMs = 60 * 60_000

/** The state, or undefined until it is known for people who may not back up, and in training mode. */
export function useBackupState(): BackupState | undefined {
  const queryClient = useQueryClient()
  const mayBackUp = usePermission('backup.create')
  const enabled = !useStatus().isTraining && mayBackUp
  const { data } = useQuery({ queryKey: stateKey, queryFn: () => api.backup.getState({}), enabled, refetchInterval: askAgainMs })
  useEffect(
    () =>
      onNotice('backup', () => {
        for (const queryKey of [stateKey, backupListKey]) void queryClient.invalidateQueries({ queryKey })
      }),
    [queryClient],
  )
  return data
}

/** Whether somebody should open the backup screen. */
export const needsAttention = ({ drill, carried, failure }: BackupState): boolean =>
  failure !== null ||
  drill.damaged > 0 ||
  ['failed', 'old', 'never'].includes(drill.state) ||
  ['old', 'never'].includes(carried.state)
