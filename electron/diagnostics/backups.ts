// The step about backups: is there one, how old is it, did one stop half way, was one ever proved and carried away.
import { existsSync, readdirSync } from 'node:fs'
import { type BackupHistory, getBackupHistory } from '../../db/backup/queries.ts'
import { carriedStateOf, drillStateOf } from '../../db/backup/rules.ts'
import { backupFolder, isBackedUp, listBackups } from '../../db/backup/shelf.ts'
import { type Clock, instantMs, toInstant } from '../../db/model/clock.ts'
import { countCases, type DatabaseLook, isBeforeFirstRun } from './database.ts'
import type { DiagnosticParts } from './parts.ts'
import type { StepNotes } from './step.ts'

const msPerDay = 24 * 60 * 60_000
const toleranceMs = 2 * 60_000
/** A week's work lost is bearable once; a month's is not. */
const oldDays = 7
const tooOldDays = 35

/** What became of the backups; null where the database does not tell, as before the first run. */
export const findHistory = async (look: DatabaseLook): Promise<BackupHistory | null> =>
  look.store && !isBeforeFirstRun(look) ? getBackupHistory(look.store.db).catch(() => null) : null

/** Copies that were never finished, or lost the file that proves them. */
function countIncomplete(folder: string, whole: ReadonlySet<string>): number {
  const target = backupFolder(folder)
  if (!existsSync(target)) return 0
  return readdirSync(target).filter((name) => /^motcua-.+\.db(\.tmp)?$/.test(name) && !whole.has(name)).length
}

/** An office that wrote nothing since has nothing to lose; one that cannot be asked has. */
function hasNews({ store }: DatabaseLook, folder: string): boolean {
  try {
    return !store || !isBackedUp(store.connection, folder)
  } catch {
    return true
  }
}

export function lookAtBackups(
  notes: StepNotes,
  { folder }: DiagnosticParts,
  look: DatabaseLook,
  history: BackupHistory | null,
  clock: Clock,
): void {
  const backups = listBackups(folder)
  const [newest] = backups
  if (!newest && !look.hasFile) return void notes.find('noDatabase', 'skipped')
  if (!newest && isBeforeFirstRun(look)) return void notes.find('notSetUp', 'skipped')
  const incomplete = countIncomplete(folder, new Set(backups.map(({ name }) => name)))
  notes.fact('backupCount', backups.length)
  notes.fact('incompleteCount', incomplete)
  if (incomplete > 0) notes.find('backupIncomplete', 'attention')
  if (!newest) notes.find('noBackup', countCases(look) > 0 ? 'fault' : 'attention')
  else {
    const ageMs = clock.nowMs() - instantMs(newest.createdAt)
    const ageDays = Math.max(Math.floor(ageMs / msPerDay), 0)
    notes.fact('newestBackupAt', newest.createdAt)
    notes.fact('newestBackupBytes', newest.sizeBytes)
    notes.fact('ageDays', ageDays)
    if (ageMs < -toleranceMs) notes.find('backupFuture', 'attention')
    if (ageDays > oldDays && hasNews(look, folder)) notes.find('backupOld', ageDays > tooOldDays ? 'fault' : 'attention')
  }
  if (history) lookAtHistory(notes, history, toInstant(clock.nowMs()))
}

function lookAtHistory(notes: StepNotes, history: BackupHistory, now: string): void {
  const drill = drillStateOf(history, now)
  notes.fact('lastDrillAt', history.lastDrill?.at)
  notes.fact('drillFailure', history.lastDrill?.failure ?? undefined)
  notes.fact('lastCarriedAt', history.lastCarriedAt ?? undefined)
  if (drill === 'failed') notes.find('drillFailed', 'fault')
  else if (drill === 'old' || drill === 'never') notes.find('drillOld', 'attention')
  if (['old', 'never'].includes(carriedStateOf(history, now))) notes.find('carriedOld', 'attention')
}
