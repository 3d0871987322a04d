// The step about scanned papers: does the store of files hold what the events name, do the backups, and is there room. Names and lengths
// only; `motcua check` and the screen of backups read every content.

import { backupFolder, listBackups } from '../../db/backup/shelf.ts'
import { compareBlobs, countLacking, listNamedBlobs } from '../../db/blobs/check.ts'
import { concernOf } from '../../db/blobs/rules.ts'
import { blobFolder, freeBytesOf } from '../../db/blobs/store.ts'
import { type DatabaseLook, isBeforeFirstRun } from './database.ts'
import type { DiagnosticParts } from './parts.ts'
import type { StepNotes } from './step.ts'

export function lookAtScans(notes: StepNotes, { folder }: DiagnosticParts, look: DatabaseLook): void {
  const { store, hasFile } = look
  if (!store) return void notes.find(hasFile ? 'databaseUnread' : 'noDatabase', 'skipped')
  if (isBeforeFirstRun(look)) return void notes.find('notSetUp', 'skipped')
  const report = compareBlobs(store.connection, folder)
  notes.fact('scanCount', report.named)
  notes.fact('scanBytes', report.storedBytes)
  notes.fact('missingScanCount', report.missing)
  notes.fact('damagedScanCount', report.damaged)
  notes.fact('orphanScanCount', report.orphans)
  if (report.missing > 0) notes.find('scansMissing', 'fault')
  if (report.damaged > 0) notes.find('scansDamaged', 'fault')
  const [newest] = listBackups(folder)
  const lacking = newest ? countLacking(listNamedBlobs(store.connection), blobFolder(backupFolder(folder))) : 0
  notes.fact('scansToBackUpCount', lacking)
  if (lacking > mostWaiting) notes.find('scansNotBackedUp', 'attention')
  const concern = report.named > 0 ? concernOf({ storeBytes: report.storedBytes, freeBytes: freeBytesOf(folder) }) : null
  if (concern === 'lowRoom') notes.find('scansLowRoom', 'attention')
  if (concern === 'large') notes.find('scansLarge', 'attention')
}
/** Those of the last hour are copied by the next backup. */
const mostWaiting = 500
