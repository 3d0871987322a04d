// Takes out of a damaged database whatever can still be proved, and makes a new, sound one of it. Events are the truth: those that
// the damaged file and its log still show are joined with those of the newest sound backup, each device's chain from its start as
// far as it goes without a gap, and the rows are made anew from them. The result is a backup like any other, checked from end to
// end; the damaged file is only read.
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Db } from '../event.ts'
import type { Clock } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import type { StoredEvent } from '../model/events.ts'
import { replayInTx } from '../record.ts'
import type { Tables } from '../schema.ts'
import { queryBuilder } from '../store/dialect.ts'
import { findStoreFailure } from '../store/failures.ts'
import { migrate } from '../store/migrate.ts'
import { latestVersion } from '../store/migrations/index.ts'
import { databaseName } from '../store/open.ts'
import { type Connection, inspectFile, openConnection, type SqliteOptions } from '../store/sqlite.ts'
import { createBackup, verifyBackup } from './copy.ts'
import { type DamagedFile, openDamagedFile } from './damaged-file.ts'
import { type OnProgress, partOf } from './files.ts'
import { eventColumnCount, type FoundEvents, findEvent, keepFoundEvents } from './found-events.ts'
import {
  type LocalRows,
  localColumnCounts,
  readLocalRows,
  readSoundLocalRows,
  sortLocalRow,
  writeLocalRows,
} from './local-rows.ts'
import { type BackupFile, backupFolder, listBackups } from './shelf.ts'

interface SalvageGap {
  /** Empty when not even the code of the device could be read. */
  readonly deviceCode: string
  /** Number of the first event of this device that is lost. */
  readonly firstMissing: number
  /** Later events that are readable but cannot be joined. */
  readonly unjoined: number
}

export interface SalvageReport {
  /** The sound copy that was made; restored like any other. */
  readonly backup: BackupFile
  readonly events: number
  readonly cases: number
  /** Events that the damaged file itself still showed. */
  readonly readable: number
  /** The backup that filled in; null when there is no sound one. */
  readonly base: string | null
  /** UTC instant of the newest event of the copy. */
  readonly lastEventAt: string
  /** Whether some active administrator's password came through: else nobody could sign in. */
  readonly canSignIn: boolean
  readonly gaps: readonly SalvageGap[]
  /** Beside the copy: the events that could not be joined, one JSON a line. Null when there are none. */
  readonly unjoinedFile: string | null
}

const workFolderName = 'motcua-salvage.tmp'

/**
 * Salvages the database of `folder`, whose lock the caller holds, into its backups. `file` names another damaged database to read
 * instead. Throws backup.nothingToSalvage when no office comes of it, store.cannotOpen, store.diskFull.
 */
export async function salvage(
  folder: string,
  clock: Clock,
  options: SqliteOptions = {},
  onProgress: OnProgress = () => {},
  file = join(folder, databaseName),
): Promise<SalvageReport> {
  if (!existsSync(file)) throw new AppError('file.unreadable', { file: basename(file) })
  const work = join(folder, workFolderName)
  rmSync(work, { recursive: true, force: true })
  const closing: Array<() => void> = []
  try {
    mkdirSync(work)
    const damaged = openDamagedFile(file)
    closing.push(() => damaged.close())
    if (damaged.version > latestVersion)
      throw new AppError('store.fromFuture', { file, version: damaged.version, known: latestVersion })
    const found = keepFoundEvents(join(work, 'found.db'), options)
    closing.push(() => found.close())
    const connection = openConnection(join(work, 'salvaged.db'), 'writer', options)
    closing.push(() => connection.close())

    const { readable, local } = readDamaged(damaged, found, partOf(onProgress, 0, 0.3))
    // Without anything from the file the result would be an old backup under a new name.
    if (readable === 0) throw new AppError('backup.nothingToSalvage')
    const currentDevice = (local.get('device')?.find((row) => row[3] === 1)?.[0] as string) ?? found.findNewestDevice()
    const base = await addBackup(folder, currentDevice, found, options, partOf(onProgress, 0.3, 0.45))
    connection.pragma('synchronous = OFF') // a copy of it is what stays
    connection.pragma('journal_mode = MEMORY') // all rows come in one transaction, which a log would keep on the disk a second time
    await migrate(connection)
    const cut = await replayAll(connection, found, partOf(onProgress, 0.45, 0.85))
    if (base) writeLocalRows(connection, base.local)
    writeLocalRows(connection, local)
    settleDevices(connection, currentDevice)
    const office = connection.prepare('SELECT (SELECT count(*) FROM office_setting) > 0 AND (SELECT count(*) FROM device) > 0')
    if (office.pluck().get() !== 1) throw new AppError('backup.nothingToSalvage')

    const { codes, ...facts } = factsOf(connection)
    const gaps = cut
      .filter(({ unjoined }) => unjoined > 0)
      .map(({ device, joined, unjoined }) => ({ deviceCode: codes.get(device) ?? '', firstMissing: joined + 1, unjoined }))
    const backup = await createBackup(connection, backupFolder(folder), 'salvage', clock, options, partOf(onProgress, 0.85, 0.95))
    await verifyBackup(join(backupFolder(folder), backup.name), options, partOf(onProgress, 0.95, 1))
    const unjoinedFile = gaps.length > 0 ? backup.name.replace(/\.db$/, '.unjoined.ndjson') : null
    if (unjoinedFile !== null) writeUnjoined(join(backupFolder(folder), unjoinedFile), found, cut)
    return { backup, ...facts, readable, base: base?.name ?? null, gaps, unjoinedFile }
  } catch (error) {
    throw findStoreFailure(error, file) ?? error
  } finally {
    for (const close of closing.toReversed()) close()
    rmSync(work, { recursive: true, force: true })
  }
}

/** Looks through every page once: events that prove themselves, and the rows of this installation. */
function readDamaged(damaged: DamagedFile, found: FoundEvents, onProgress: OnProgress): { readable: number; local: LocalRows } {
  let readable = 0
  const bySchema = readLocalRows(damaged)
  const byShape = new Map<keyof Tables, (readonly (string | number | null | Uint8Array)[])[]>()
  for (const row of damaged.rows(new Set([eventColumnCount, ...localColumnCounts]), onProgress)) {
    if (row.length !== eventColumnCount) {
      if (bySchema.size === 0) sortLocalRow(byShape, row)
      continue
    }
    const event = findEvent(row)
    if (event && found.add(event)) readable += 1
  }
  return { readable, local: bySchema.size > 0 ? bySchema : byShape }
}

/**
 * Adds the newest sound backup. One that knows the device in use comes first: it is of the same life of the office. Another may
 * know events that a restore has put aside since, so that of a device seen in the damaged file it adds nothing beyond what is seen.
 */
async function addBackup(
  folder: string,
  currentDevice: string | undefined,
  found: FoundEvents,
  options: SqliteOptions,
  onProgress: OnProgress,
): Promise<{ name: string; local: LocalRows } | undefined> {
  const all = listBackups(folder).map(({ name }) => ({ name, path: join(backupFolder(folder), name) }))
  const isOfThisLife = new Map(all.map(({ path }) => [path, knowsDevice(path, currentDevice, options)]))
  const candidates = [true, false].flatMap((wanted) => all.filter(({ path }) => isOfThisLife.get(path) === wanted))
  for (const { name, path } of candidates) {
    try {
      await verifyBackup(path, options, onProgress)
    } catch (error) {
      if (error instanceof AppError && error.code === 'app.cancelled') throw error
      continue // not sound, or not even readable
    }
    return inspectFile(path, options, (connection) => {
      const limits = new Map<string, number>()
      for (const event of connection.prepare('SELECT * FROM event ORDER BY device, seq').iterate() as Iterable<StoredEvent>) {
        if (!limits.has(event.device)) limits.set(event.device, found.highest(event.device))
        const limit = limits.get(event.device) ?? 0
        if (isOfThisLife.get(path) || limit === 0 || event.seq <= limit) found.add(event, true)
      }
      return { name, local: readSoundLocalRows(connection) }
    })
  }
  return undefined
}

function knowsDevice(file: string, device: string | undefined, options: SqliteOptions): boolean {
  if (device === undefined) return true
  try {
    const known = (connection: Connection) => connection.prepare('SELECT 1 FROM event WHERE device = ? LIMIT 1').get(device)
    return inspectFile(file, options, known) !== undefined
  } catch {
    return false // not sound; verifying will say so
  }
}

interface Chain {
  readonly device: string
  joined: number
  unjoined: number
}

/**
 * Makes the rows from every event that is joined to the start of its chain. An event that rests on a lost one of another device
 * ends its own chain there, and everything begins again without the rest of it: seldom, and never twice for the same event.
 */
async function replayAll(connection: Connection, found: FoundEvents, onProgress: OnProgress): Promise<readonly Chain[]> {
  const chains = new Map<string, Chain>(found.chains().map((chain) => [chain.device, { ...chain }]))
  const db: Db = queryBuilder<Tables>(connection)
  for (;;) {
    const failed = await replayJoined(db, found, chains, onProgress)
    if (!failed) return [...chains.values()]
    const chain = getChain(chains, failed.device)
    chain.unjoined += chain.joined - failed.seq + 1
    chain.joined = failed.seq - 1
  }
}

/** One try, in one transaction. Returns the event of which no rows could be made, and then nothing was written. */
async function replayJoined(
  db: Db,
  found: FoundEvents,
  chains: ReadonlyMap<string, Chain>,
  onProgress: OnProgress,
): Promise<StoredEvent | undefined> {
  const total = [...chains.values()].reduce((sum, { joined }) => sum + joined, 0)
  let failed: StoredEvent | undefined
  try {
    await db.transaction().execute(async (tx) => {
      let done = 0
      for (const event of found.inOrder()) {
        if (event.seq > getChain(chains, event.device).joined) continue
        if (done++ % 200 === 0) {
          onProgress(done, total)
          await setImmediate() // the binding frees finished statements between turns of the event loop only
        }
        failed = event
        await replayInTx(tx, event)
        failed = undefined
      }
    })
    return undefined
  } catch (error) {
    const isDisk = !(error instanceof AppError) && findStoreFailure(error, '') !== undefined
    if (isDisk || !failed) throw error
    return failed
  }
}

function getChain(chains: ReadonlyMap<string, Chain>, device: string): Chain {
  const chain = chains.get(device)
  if (!chain) throw new Error('an event of no chain')
  return chain
}

/** Every device that has written has a row, and exactly one is in use. */
function settleDevices(connection: Connection, currentDevice: string | undefined): void {
  connection.exec(
    `INSERT OR IGNORE INTO device (id, code, created_at, is_current)
     SELECT device, payload ->> 'code', at, 0 FROM event WHERE type = 'device.started'`,
  )
  const use = connection.prepare('UPDATE device SET is_current = 1 WHERE id = ?')
  if (currentDevice !== undefined && use.run(currentDevice).changes === 1) return
  connection.exec(
    'UPDATE device SET is_current = 1 WHERE id = (SELECT device.id FROM event JOIN device ON device.id = event.device ORDER BY hlc DESC LIMIT 1)',
  )
}

function factsOf(connection: Connection) {
  const one = (text: string) => connection.prepare(text).pluck().get()
  const devices = connection.prepare('SELECT id, code FROM device').all() as Array<{ id: string; code: string }>
  return {
    events: Number(one('SELECT count(*) FROM event')),
    cases: Number(one('SELECT count(*) FROM case_file')),
    lastEventAt: String(one('SELECT at FROM event ORDER BY hlc DESC LIMIT 1')),
    canSignIn:
      one(
        `SELECT count(*) FROM staff JOIN credential ON credential.staff_id = staff.id
         WHERE is_active = 1 AND roles LIKE '%"administrator"%'`,
      ) !== 0,
    codes: new Map(devices.map(({ id, code }) => [id, code])),
  }
}

function writeUnjoined(file: string, found: FoundEvents, chains: readonly Chain[]): void {
  const descriptor = openSync(file, 'w')
  try {
    for (const { device, joined } of chains) {
      for (const event of found.from(device, joined + 1)) writeSync(descriptor, `${JSON.stringify(event)}\n`)
    }
  } finally {
    closeSync(descriptor)
  }
}
