// The step about the clock: deadlines, receipts and the order of events hang on it. It is held against what the program itself wrote
// down: the newest event, the newest backup.
import { listBackups } from '../../db/backup/shelf.ts'
import { type Clock, instantMs, toInstant } from '../../db/model/clock.ts'
import { type DatabaseLook, findNewestEventMs } from './database.ts'
import type { DiagnosticParts } from './parts.ts'
import type { StepNotes } from './step.ts'

const msPerMinute = 60_000
const msPerDay = 24 * 60 * msPerMinute
/** The office's own; Viet Nam has no summer time. */
const officeOffsetMinutes = 7 * 60
/** Before this program was written. Boards with an empty battery start at their factory's date, years before. */
const writtenAt = '2026-01-01T00:00:00.000Z'
/** The system sets its clock by a few seconds now and then. */
const toleranceMs = 2 * msPerMinute
/** Nothing written for so long: either nobody worked here for a year, or the clock ran away. */
const farAheadDays = 366

/** Minutes east of UTC that this computer's wall clock shows at an instant. */
const offsetMinutesAt = (ms: number): number => 0 - new Date(ms).getTimezoneOffset()

export function lookAtTime(
  notes: StepNotes,
  parts: DiagnosticParts,
  look: DatabaseLook,
  clock: Clock,
  offsetMinutes = offsetMinutesAt(clock.nowMs()),
): void {
  const nowMs = clock.nowMs()
  notes.fact('nowAt', toInstant(nowMs))
  notes.fact('offsetHours', offsetMinutes / 60)
  notes.fact('timeZone', Intl.DateTimeFormat().resolvedOptions().timeZone)
  const eventMs = findNewestEventMs(look)
  const newestBackup = listBackups(parts.folder)[0]
  const backupMs = newestBackup && instantMs(newestBackup.createdAt)
  notes.fact('newestEventAt', eventMs === undefined ? undefined : toInstant(eventMs))
  notes.fact('newestBackupAt', newestBackup?.createdAt)
  const isBeforeProgram = nowMs < instantMs(writtenAt)
  if (isBeforeProgram) notes.find('beforeProgram', 'fault')
  else if (eventMs !== undefined && nowMs < eventMs - toleranceMs) notes.find('behindEvents', 'fault')
  else if (backupMs !== undefined && nowMs < backupMs - toleranceMs) notes.find('behindBackups', 'attention')
  const known = Math.max(eventMs ?? 0, backupMs ?? 0)
  if (known > 0 && nowMs - known > farAheadDays * msPerDay) notes.find('farAhead', 'attention')
  if (offsetMinutes !== officeOffsetMinutes) notes.find('otherTimeZone', 'attention')
}
