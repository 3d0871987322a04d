// The database workers as the main process sees them: starts them, asks them, notices when one dies, closes them in order.
// The main thread itself runs no SQL.
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { OnProgress } from '../db/backup/files.ts'
import type { Failure, Reply } from './api/call.ts'
import { type CallName, getCall, type InputOf, type OutputOf } from './api/contract.ts'
import type { DiagnosticParts } from './diagnostics/parts.ts'
import type { Diagnosis } from './diagnostics/run.ts'
import type { Log } from './log.ts'
import type {
  InternalCalls,
  InternalName,
  StoreRole,
  WorkerCallName,
  WorkerMessage,
  WorkerRequest,
  WorkerSettings,
} from './worker/protocol.ts'

const restartingFailure: Failure = { code: 'store.restarting', params: {}, issues: [], incident: null }
/** How long closing may take before the process ends anyway: the WAL is safe on disk whatever happens. */
const closeLimitMs = 10_000

export type HostSettings = Omit<WorkerSettings, 'role' | 'cancelled' | 'kind'>
/** Which database: the office's own, or the one to practise on. */
export type DataPlace = Pick<WorkerSettings, 'folder' | 'kind'>

interface AskOptions {
  readonly onProgress?: OnProgress | undefined
  /** By which it can be called off, when a person knows it by another name than the worker. */
  readonly cancelName?: CallName | WorkerRequest['name'] | undefined
  /** Called off as soon as the same worker is asked anything else. */
  readonly givesWay?: boolean | undefined
}

export class WorkerHandle {
  readonly #worker: Worker
  readonly #pending = new Map<
    number,
    {
      cancelName: CallName | WorkerRequest['name']
      givesWay: boolean
      settle: (reply: Reply<unknown>) => void
      onProgress: OnProgress | undefined
    }
  >()
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4))
  readonly opened: Promise<Failure | null>
  #nextId = 1
  #closed: (() => void) | undefined
  #closing: Promise<void> | undefined
  isAlive = true
  wasUnclean = false

  constructor(settings: Omit<WorkerSettings, 'cancelled'>, onDeath: () => void) {
    const workerData: WorkerSettings = { ...settings, cancelled: this.#cancelled.buffer }
    this.#worker = new Worker(join(import.meta.dirname, 'worker.cjs'), { workerData })
    this.opened = new Promise((resolve) => {
      this.#worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'opened') {
          this.wasUnclean = message.wasUnclean
          resolve(null)
        } else if (message.kind === 'failed') resolve(message.error)
        else if (message.kind === 'closed') this.#closed?.()
        else if (message.kind === 'progress') this.#pending.get(message.id)?.onProgress?.(message.done, message.total)
        else {
          this.#pending.get(message.id)?.settle(message.reply)
          this.#pending.delete(message.id)
        }
      })
      this.#worker.on('error', () => {}) // 'exit' follows and tells
      this.#worker.on('exit', () => {
        this.isAlive = false
        resolve(restartingFailure)
        for (const { settle } of this.#pending.values()) settle({ ok: false, error: restartingFailure })
        this.#pending.clear()
        if (!this.#closed) onDeath()
        this.#closed?.()
      })
    })
  }

  ask(
    name: WorkerRequest['name'],
    input: unknown,
    staffId: string | null,
    { onProgress, cancelName = name, givesWay = false }: AskOptions = {},
  ): Promise<Reply<unknown>> {
    if (!this.isAlive) return Promise.resolve({ ok: false, error: restartingFailure })
    for (const [id, pending] of this.#pending) if (pending.givesWay) Atomics.store(this.#cancelled, 0, id)
    const id = this.#nextId++
    return new Promise((resolve) => {
      this.#pending.set(id, { cancelName, givesWay, settle: resolve, onProgress })
      this.#worker.postMessage({ id, name, input, staffId } satisfies WorkerRequest)
    })
  }

  /** Calls off the oldest request of this name: it ends with app.cancelled at its next step. */
  cancel(name: CallName | WorkerRequest['name']): void {
    for (const [id, pending] of this.#pending) {
      if (pending.cancelName === name) return void Atomics.store(this.#cancelled, 0, id)
    }
  }

  /** Lets what was asked finish, then closes the database; never `terminate` while SQLite works. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    if (!this.isAlive) return
    await new Promise<void>((resolve) => {
      this.#closed = resolve
      this.#worker.postMessage({ id: 0, name: 'internal.close', input: null, staffId: null } satisfies WorkerRequest)
      setTimeout(resolve, closeLimitMs).unref()
    })
    await this.#worker.terminate()
  }
}

export class DatabaseHost {
  readonly #settings: HostSettings
  readonly #log: Log
  readonly #onLost: () => void
  readonly #onRefused: (name: string, failure: Failure) => void
  #place: DataPlace
  #writer: WorkerHandle | undefined
  #reader: WorkerHandle | undefined
  #inspector: WorkerHandle | undefined
  #openingReader: Promise<WorkerHandle | Failure> | undefined

  /**
   * @param onLost called when the writer died by itself; the caller opens again.
   * @param onRefused called with every refusal, whoever asked: one may tell that the database is damaged.
   */
  constructor(
    settings: HostSettings,
    log: Log,
    onLost: () => void,
    onRefused: (name: string, failure: Failure) => void = () => {},
  ) {
    this.#settings = settings
    this.#place = { folder: settings.folder, kind: 'office' }
    this.#log = log
    this.#onLost = onLost
    this.#onRefused = onRefused
  }

  /** Whether the program before did not close the database in order. */
  get wasUnclean(): boolean {
    return this.#writer?.wasUnclean ?? false
  }

  /** Closes what is open and opens the database of a place. Returns why it cannot be used, or null when it can. */
  async open(place: DataPlace): Promise<Failure | null> {
    await this.close()
    this.#place = place
    const writer = new WorkerHandle({ ...this.#settings, ...place, role: 'writer' }, () => {
      this.#log.info('writer died')
      this.#onLost()
    })
    const failure = await writer.opened
    if (failure) {
      await writer.close()
      return failure
    }
    this.#writer = writer
    return null
  }

  /** The reader starts with its first question: most days nobody needs it in the first minutes. */
  #openReader(): Promise<WorkerHandle | Failure> {
    if (this.#reader?.isAlive) return Promise.resolve(this.#reader)
    this.#openingReader ??= (async () => {
      const reader = new WorkerHandle({ ...this.#settings, ...this.#place, role: 'reader' }, () => this.#log.info('reader died'))
      const failure = await reader.opened
      if (failure) {
        await reader.close()
        return failure
      }
      this.#reader = reader
      return reader
    })().finally(() => {
      this.#openingReader = undefined
    })
    return this.#openingReader
  }

  /** A contract call, already checked by the router. */
  async call<Name extends CallName>(
    name: Name,
    input: InputOf<Name>,
    staffId: string | null,
    onProgress?: OnProgress,
  ): Promise<Reply<OutputOf<Name>>> {
    return (await this.#ask(
      getCall(name).runs === 'reader' ? 'reader' : 'writer',
      name as WorkerRequest['name'],
      input,
      staffId,
      { onProgress },
    )) as Reply<OutputOf<Name>>
  }

  /** A question of the main process itself. */
  async ask<Name extends InternalName>(
    name: Name,
    input: InternalCalls[Name]['input'],
    staffId: string | null,
    { role = 'writer', ...options }: AskOptions & { readonly role?: StoreRole } = {},
  ): Promise<Reply<InternalCalls[Name]['output']>> {
    return (await this.#ask(role, name, input, staffId, options)) as Reply<InternalCalls[Name]['output']>
  }

  /** Calls off a long request; nothing happens when it has ended already. */
  cancel(name: CallName | WorkerCallName): void {
    this.#writer?.cancel(name)
    this.#reader?.cancel(name)
    this.#inspector?.cancel(name)
  }

  /** Diagnoses in a thread of its own, which needs no database that opens and ends with the answer. */
  async diagnose(parts: DiagnosticParts, onProgress: OnProgress): Promise<Reply<Diagnosis>> {
    const inspector = new WorkerHandle({ ...this.#settings, kind: 'office', role: 'inspector' }, () =>
      this.#log.info('inspector died'),
    )
    this.#inspector = inspector
    try {
      return (await inspector.ask('internal.diagnose', parts, null, {
        onProgress,
        cancelName: 'diagnostics.run',
      })) as Reply<Diagnosis>
    } finally {
      await inspector.close()
      if (this.#inspector === inspector) this.#inspector = undefined
    }
  }

  async #ask(
    role: StoreRole,
    name: WorkerRequest['name'],
    input: unknown,
    staffId: string | null,
    options: AskOptions,
  ): Promise<Reply<unknown>> {
    const handle = role === 'writer' ? this.#writer : await this.#openReader()
    if (handle instanceof WorkerHandle) {
      const reply = await handle.ask(name, input, staffId, options)
      if (!reply.ok) this.#onRefused(name, reply.error)
      return reply
    }
    return { ok: false, error: handle ?? restartingFailure }
  }

  /** A restore replaces the file: nobody may have it open beside the writer. */
  async closeReader(): Promise<void> {
    this.#inspector?.cancel('diagnostics.run')
    await this.#inspector?.close()
    await this.#openingReader
    await this.#reader?.close()
    this.#reader = undefined
  }

  async close(): Promise<void> {
    await this.closeReader()
    await this.#writer?.close()
    this.#writer = undefined
    await this.closeReader() // one that a question opened while the writer closed would stay at the old place
  }
}
