// A database worker: owns one connection and answers calls one at a time. The writer holds the folder's lock for its lifetime.
// Runs in a worker thread, so that neither a slow disk nor a long check ever freezes the window. A start waits for this file and what
// it needs: what most starts do without is read when it is asked for, or ahead of it.
import { parentPort, workerData } from 'node:worker_threads'
import { type OnProgress, partOf } from '../../db/backup/files.ts'
import { authorise } from '../../db/event.ts'
import { systemClock } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { getStaff } from '../../db/people/queries.ts'
import { lockFolder, type StoreLock } from '../../db/store/open.ts'
import { type CallName, readAhead, readCall } from '../api/contract.ts'
import { failureOf } from '../failure.ts'
import { openLog } from '../log.ts'
import type { ErrandContext, ErrandName } from './errands.ts'
import { firstHandlers, internalFirstHandlers } from './first-handlers.ts'
import type { Context } from './handlers.ts'
import type { HubDesk } from './hub-desk.ts'
import { backupPath, getActor, type Office, openOffice, openOfficeForReading, reopenOffice } from './office.ts'
import { clearOpenMark, markOpen } from './open-mark.ts'
import type { WorkerMessage, WorkerRequest, WorkerSettings } from './protocol.ts'

type AnyHandler = (context: Context, input: unknown) => Promise<unknown>

const settings = workerData as WorkerSettings
const clock = systemClock
const sqlite = {
  ...(settings.binding === null ? {} : { binding: settings.binding }),
  ...(settings.version === undefined ? {} : { programVersion: settings.version }),
}
const log = openLog(settings.logFile, clock)
const port = parentPort
if (!port) throw new Error('this is a worker')
const send = (message: WorkerMessage) => port.postMessage(message)

let office: Office | undefined
let lock: StoreLock | undefined
let hub: HubDesk | undefined
/** The last program here did not close the database in order. */
let wasUnclean = false

async function open(): Promise<void> {
  if (settings.role === 'errand') return
  const { folder, resources, kind } = settings
  if (settings.role === 'hub' || settings.role === 'hubReader') {
    hub = await (await import('./hub-desk.ts')).openHubDesk(folder, settings.role, sqlite) // most offices never need it
    return
  }
  if (settings.role === 'reader') {
    office = openOfficeForReading(folder, resources, clock, sqlite, kind)
    return
  }
  const opened =
    kind === 'training'
      ? await (await import('./training.ts')).openTraining(folder, resources, clock, sqlite)
      : await openOffice(folder, resources, clock, sqlite).catch(undoMigrationOrThrow)
  office = opened.office
  lock = opened.lock
  wasUnclean = markOpen(opened.office.store.folder)
}

/** After an update that migrated and did not come up, the copy from before is put back where nothing is lost by it. */
async function undoMigrationOrThrow(error: unknown): Promise<Awaited<ReturnType<typeof openOffice>>> {
  if (!settings.mayUndoMigration || !(error instanceof AppError) || error.code !== 'store.fromFuture') throw error
  const { undoMigration } = await import('../../db/backup/undo-migration.ts')
  const held = lockFolder(settings.folder, sqlite)
  try {
    if ((await undoMigration(held.folder, clock, sqlite)) === null) throw error
  } finally {
    held.release()
  }
  log.info('migration undone')
  return openOffice(settings.folder, settings.resources, clock, sqlite)
}

async function restore(context: Context, name: string): Promise<null> {
  const [{ backUpOffice }, { restoreBackup }] = await Promise.all([
    import('../../db/backup/copy.ts'),
    import('../../db/backup/restore.ts'),
  ])
  const actor = await context.actor()
  authorise(actor, 'backup.restore')
  const { store } = context.office
  const { fullName } = await getStaff(store.db, actor.staffId)
  const file = backupPath(context.office, name)
  try {
    await backUpOffice(store.connection, store.folder, 'restore', clock, sqlite, partOf(context.onProgress, 0, 0.4))
  } catch (error) {
    // A damaged database cannot be copied and is the best reason to restore; its file stays aside whole in any case.
    if (error instanceof AppError && error.code === 'app.cancelled') throw error
    failureOf(error, log, 'internal.restore.backUpFirst')
  }
  office = undefined // until it is open again
  await store.close()
  try {
    await restoreBackup(
      store.folder,
      file,
      clock,
      sqlite,
      { staffId: actor.staffId, fullName },
      partOf(context.onProgress, 0.4, 1),
    )
  } finally {
    office = await reopenOffice(store.folder, settings.resources, clock, sqlite)
  }
  return null
}

async function prepareTraining(context: Context, anew: boolean): Promise<null> {
  const { needsSamples, remakeTraining } = await import('./training.ts')
  if (!(await needsSamples(context.office, anew))) return null
  office = undefined // until it is whole
  await context.office.store.close()
  office = await remakeTraining(context.office, context.onProgress)
  return null
}

const asMap = (...parts: readonly object[]): ReadonlyMap<string, AnyHandler> =>
  new Map(parts.flatMap((part) => Object.entries(part)))
const first = asMap(firstHandlers, internalFirstHandlers)

let all: ReadonlyMap<string, AnyHandler> | undefined
async function readHandlers(): Promise<ReadonlyMap<string, AnyHandler>> {
  if (all) return all // asking for a module again, even one that has been read, takes longer than a short answer
  const { handlers, internalHandlers } = await import('./handlers.ts')
  all = asMap(handlers, internalHandlers)
  return all
}

/** Time for the page to draw its first screens: two processors have no room for more beside it. */
const quietMs = 1_000
let isReading = false

/** Reads ahead what the first screens do without. What cannot be read is told of by the first call that needs it. */
function readRest(): void {
  if (isReading) return
  isReading = true
  void readHandlers()
    .catch(() => undefined)
    .then(readAhead)
    .then(() => settings.role === 'writer' && keepKey())
}

/** Reports at most this often: the page draws a bar, not every page of the file. */
const progressEveryMs = 100
const cancelled = new Int32Array(settings.cancelled)

function progressOf(id: number): OnProgress {
  let toldAtMs = 0
  return (done, total) => {
    if (Atomics.load(cancelled, 0) === id) throw new AppError('app.cancelled')
    const nowMs = clock.nowMs()
    if (Math.abs(nowMs - toldAtMs) < progressEveryMs) return
    toldAtMs = nowMs
    send({ kind: 'progress', id, done, total })
  }
}

async function answer({ id, name, input, staffId }: WorkerRequest): Promise<unknown> {
  if (settings.role === 'errand') {
    const { errandHandlers } = await import('./errands.ts')
    if (name in errandHandlers) {
      const { folder } = settings
      const handler = errandHandlers[name as ErrandName] as (context: ErrandContext, input: unknown) => Promise<unknown>
      return handler({ folder, clock, sqlite, onProgress: progressOf(id) }, input)
    }
  }
  if (hub) {
    const [version, onProgress] = [settings.version ?? '', progressOf(id)]
    return hub.answer(name, input, { clock, version, onProgress, failureOf: (error) => failureOf(error, log, name) })
  }
  if (!office) throw new AppError('store.restarting')
  const { store } = office
  const context: Context = {
    office,
    actor: async () => {
      if (staffId === null) throw new AppError('access.signedOut')
      return getActor(store.db, clock, staffId)
    },
    isProgram: staffId === null,
    onProgress: progressOf(id),
  }
  if (name === 'internal.restore') return restore(context, (input as { name: string }).name)
  if (name === 'internal.prepareTraining') return prepareTraining(context, (input as { anew: boolean }).anew)
  const handler = first.get(name) ?? (await readHandlers()).get(name)
  if (!handler) throw new Error(`no such call: ${name}`)
  const value = await handler(context, input)
  if (settings.role === 'writer') store.requireInPlace() // before anything is called done
  return name.startsWith('internal.') ? value : (await readCall(name as CallName)).output.parse(value) // what the contract does not name never leaves the database
}

async function close(): Promise<void> {
  try {
    await hub?.close()
    await office?.store.close()
    if (lock) clearOpenMark(lock.folder)
  } catch (error) {
    failureOf(error, log, `${settings.role}.close`) // a disk that is gone: nothing of it can be tidied, and quitting must not wait for it
  } finally {
    lock?.release()
    send({ kind: 'closed' })
  }
}

// One call after the other: a command's transaction is never interleaved with another's on the same connection.
let queue: Promise<void> = Promise.resolve()
port.on('message', (request: WorkerRequest) => {
  queue = queue.then(async () => {
    if (request.name === 'internal.close') return close()
    try {
      send({ kind: 'reply', id: request.id, reply: { ok: true, value: await answer(request) } })
    } catch (error) {
      send({ kind: 'reply', id: request.id, reply: { ok: false, error: failureOf(error, log, request.name) } })
    }
    if (request.name === 'people.listSignIns') setTimeout(readRest, quietMs).unref()
  })
})

/** In line with the questions, which go first. */
function keepKey(): void {
  queue = queue.then(async () => {
    try {
      if (office) await (await import('./bundle-handlers.ts')).keepDeviceKey(office)
    } catch (error) {
      failureOf(error, log, 'keepDeviceKey') // whoever needs the key makes it then, or is told why not
    }
  })
}

open().then(
  () => send({ kind: 'opened', wasUnclean }),
  (error) => send({ kind: 'failed', error: failureOf(error, log, `${settings.role}.open`) }),
)
