// Rows about backups. The copies themselves and their labels stand in the folder; here is what people and the program did with them.
import type { BackupRecordKind } from './rules.ts'

export interface BackupRecordTable {
  id: string
  kind: BackupRecordKind
  at: string
  /** HLC stamp of the event: orders records whatever the clocks said. */
  stamp: string
  backup_name: string
  /** Of a drill that failed: why. */
  failure: string | null
  /** Newer backups that a drill had to pass over. */
  damaged: number
  /** Whether a carried copy was encrypted. */
  is_sealed: 0 | 1
  /** Staff id; the device's id when the program acted by itself. */
  actor: string
}

export interface BackupTables {
  backup_record: BackupRecordTable
}
