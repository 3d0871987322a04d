// The steps about the database: does it open, is it ours and sound, is every chain of events unbroken. All by a reading connection
// beside whoever has it open; nothing is mended here.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { listBackups } from '../../db/backup/shelf.ts'
import { getCalendar, getCurrentCalendarId } from '../../db/calendar/queries.ts'
import type { DiagnosticFacts, LockState } from '../../db/model/diagnostic-text.ts'
import { parseHlc } from '../../db/model/hlc.ts'
import { getOfficeProfile, listStaff } from '../../db/people/queries.ts'
import { findStructureFault } from '../../db/store/check.ts'
import { verifyChain } from '../../db/store/event-log.ts'
import { findStoreFailure } from '../../db/store/failures.ts'
import { readSchemaState, type SchemaState } from '../../db/store/migrate.ts'
import { latestVersion } from '../../db/store/migrations/index.ts'
import { databaseName, inspectBeside, isInUse, type Store } from '../../db/store/open.ts'
import { arePragmasRight, type Connection, readPragmas } from '../../db/store/sqlite.ts'
import type { DiagnosticParts } from './parts.ts'
import type { StepNotes } from './step.ts'

/** A log that was not taken into the database for so long is read anew by every query. */
const longLogBytes = 64 * 1_048_576

/** What is known of the database before the first step. */
export interface DatabaseLook {
  readonly hasFile: boolean
  readonly lock: LockState
  /** Why it could not be read; null when it can be, or when there is none. */
  readonly errorCode: string | null
  /** Version of a database that is newer than the program. */
  readonly newerVersion: number | undefined
  /** The open database, as long as the diagnosis runs. */
  readonly store: Store | null
  readonly schema: SchemaState | null
}

const sqliteOf = ({ binding }: DiagnosticParts) => (binding === null ? {} : { binding })

function lockOf(parts: DiagnosticParts): LockState {
  if (parts.isOpenHere) return 'here'
  try {
    return isInUse(parts.folder, sqliteOf(parts)) ? 'elsewhere' : 'free'
  } catch {
    return 'unknown'
  }
}

/** Opens the database if that is possible, and does the steps with what came of it. */
export async function withDatabase<T>(parts: DiagnosticParts, use: (look: DatabaseLook) => Promise<T>): Promise<T> {
  const hasFile = (statSync(join(parts.folder, databaseName), { throwIfNoEntry: false })?.size ?? 0) > 0
  const none: DatabaseLook = { hasFile, lock: 'free', errorCode: null, newerVersion: undefined, store: null, schema: null }
  if (!hasFile) return use(none)
  const seen = { ...none, lock: lockOf(parts) }
  const readable = await readState(parts).catch((error: unknown) => error)
  if (readable instanceof Error) {
    const failure = findStoreFailure(readable, '')
    return use({
      ...seen,
      errorCode: failure?.code ?? 'app.unexpected',
      newerVersion: Number(failure?.params.version) || undefined,
    })
  }
  return inspectBeside(parts.folder, sqliteOf(parts), (store) => use({ ...seen, store, schema: readable as SchemaState }))
}

const readState = (parts: DiagnosticParts): Promise<SchemaState> =>
  inspectBeside(parts.folder, sqliteOf(parts), async ({ connection, file }) => readSchemaState(connection, file))

/** A question that a damaged database may not answer. */
function tryAsking(connection: Connection, sql: string): unknown {
  try {
    return connection.prepare(sql).pluck().get()
  } catch {
    return undefined
  }
}

const numberOf = (connection: Connection, sql: string): number | undefined => {
  const value = tryAsking(connection, sql)
  return typeof value === 'number' ? value : undefined
}

/** UTC milliseconds of the newest event's stamp. */
export function findNewestEventMs({ store }: DatabaseLook): number | undefined {
  const hlc = store ? tryAsking(store.connection, 'SELECT hlc FROM event ORDER BY hlc DESC LIMIT 1') : undefined
  return typeof hlc === 'string' ? parseHlc(hlc).ms : undefined
}

export const countCases = ({ store }: DatabaseLook): number =>
  store ? (numberOf(store.connection, 'SELECT count(*) FROM case_file') ?? 0) : 0

/** Opened by a program whose first run nobody has finished: there is nothing yet that could be praised or missed. */
export const isBeforeFirstRun = ({ store }: DatabaseLook): boolean =>
  store !== null && numberOf(store.connection, 'SELECT EXISTS (SELECT 1 FROM event) OR EXISTS (SELECT 1 FROM device)') === 0

export function lookAtDatabase(notes: StepNotes, parts: DiagnosticParts, look: DatabaseLook): void {
  const file = join(parts.folder, databaseName)
  const refusal = parts.openFailure ?? look.errorCode
  if (!look.hasFile && (refusal === null || refusal === 'store.missing')) {
    // An empty folder is a computer before its first day; one with backups has lost its data.
    const isLost = existsSync(parts.folder) && listBackups(parts.folder).length > 0
    if (isLost) notes.find('databaseMissing', 'fault')
    else notes.find('noDatabase', 'skipped')
    return
  }
  notes.fact('lock', look.lock)
  notes.fact('knownVersion', latestVersion)
  if (refusal !== null) {
    notes.fact('errorCode', refusal)
    notes.fact('schemaVersion', look.newerVersion)
    notes.find('databaseRefused', 'fault')
  }
  if (!look.hasFile) return
  const logBytes = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  notes.fact('databaseBytes', statSync(file).size + logBytes)
  notes.fact('logBytes', logBytes)
  if (logBytes > longLogBytes) notes.find('longLog', 'attention')
  if (!look.store || !look.schema) return
  const { connection } = look.store
  notes.fact('schemaVersion', look.schema.version)
  if (look.schema.pending > 0) notes.find('olderSchema', 'attention')
  notes.fact('pageCount', numberOf(connection, 'PRAGMA page_count'))
  notes.fact('pageBytes', numberOf(connection, 'PRAGMA page_size'))
  notes.fact('freePageCount', numberOf(connection, 'PRAGMA freelist_count'))
  notes.fact('eventCount', numberOf(connection, 'SELECT count(*) FROM event'))
  noteCases(notes, parts, look)
  checkPragmas(notes, parts, connection)
  noteStructure(notes, connection)
}

/** An office without a case is new, or it is not the one that people think: a backup that knows cases tells. */
function noteCases(notes: StepNotes, { folder }: DiagnosticParts, look: DatabaseLook): void {
  const count = look.store ? numberOf(look.store.connection, 'SELECT count(*) FROM case_file') : undefined
  notes.fact('caseCount', count)
  if (count !== 0) return
  const backedUp = listBackups(folder).find(({ cases }) => (cases ?? 0) > 0)
  notes.fact('backedUpCaseCount', backedUp?.cases ?? undefined)
  if (backedUp) notes.find('casesMissing', 'attention')
  else if (isBeforeFirstRun(look)) notes.find('notSetUp', 'skipped')
}

/** The writer's own where this program has one: a reader knows nothing of how the other connection writes. */
function checkPragmas(notes: StepNotes, { writerPragmas }: DiagnosticParts, connection: Connection): void {
  const role = writerPragmas ? 'writer' : 'reader'
  const pragmas = writerPragmas ?? readPragmas(connection, role)
  const shown = Object.entries(pragmas).map(([name, value]) => `${name}=${value}`)
  notes.fact('pragmas', shown.join(' '))
  if (!arePragmasRight(pragmas, role)) notes.find('wrongPragmas', 'fault')
}

function noteStructure(notes: StepNotes, connection: Connection): void {
  try {
    const fault = findStructureFault(connection)
    if (fault?.reason === 'quickCheck') return void notes.find('structureDamaged', 'fault')
    notes.fact('brokenReferenceCount', fault?.brokenReferenceCount ?? 0)
    if (fault) notes.find('referencesBroken', 'fault')
  } catch (error) {
    const failure = findStoreFailure(error, '')
    if (!failure) throw error
    notes.fact('errorCode', failure.code)
    notes.find('structureDamaged', 'fault')
  }
}

/** @param onProgress share of the events that are verified, 0 to 1; may throw to cancel. */
export function lookAtChain(notes: StepNotes, look: DatabaseLook, onProgress: (share: number) => void): void {
  const { store, hasFile } = look
  if (!store) return void notes.find(hasFile ? 'databaseUnread' : 'noDatabase', 'skipped')
  if (isBeforeFirstRun(look)) return void notes.find('notSetUp', 'skipped')
  const { connection } = store
  const total = Math.max(numberOf(connection, 'SELECT count(*) FROM event') ?? 0, 1)
  try {
    const { events, heads } = verifyChain(connection, (events) => onProgress(Math.min(events / total, 1)))
    notes.fact('eventCount', events)
    notes.fact('deviceCount', Object.keys(heads).length)
  } catch (error) {
    const failure = findStoreFailure(error, '')
    if (!failure || failure.code === 'app.cancelled') throw error
    if (failure.code !== 'store.chainBroken') return void notes.find('databaseUnread', 'skipped')
    notes.fact('brokenAtSeq', failure.params.seq)
    notes.find('chainBroken', 'fault')
  }
}

/**
 * What support asks first about an office, without a word that a person typed but the office's own name: a free text of the settings
 * may name somebody. Empty when it cannot be read.
 */
export async function readSettings({ store }: DatabaseLook): Promise<DiagnosticFacts> {
  if (!store) return {}
  const { db } = store
  try {
    const { name, code, deviceCode, settings } = await getOfficeProfile(db)
    const { version, years } = await getCalendar(db, await getCurrentCalendarId(db))
    const staff = await listStaff(db)
    return {
      officeName: name,
      officeCode: code,
      deviceCode,
      staffCount: staff.length,
      activeStaffCount: staff.filter(({ isActive }) => isActive).length,
      procedureCount: numberOf(store.connection, 'SELECT count(*) FROM procedure') ?? 0,
      calendarVersion: version,
      calendarYears: Object.keys(years).join(', '),
      officeHours: settings.hours.map(({ start, end }) => `${start}-${end}`).join(', '),
      lockMinutes: settings.lockMinutes,
      receiptLayout: settings.receiptLayout,
    }
  } catch {
    return {} // before the first run, or damaged: the step of the database has said so
  }
}
