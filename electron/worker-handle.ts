// One worker thread as the main process sees it: starts it, asks it, calls questions off, notices when it dies, closes it in order.
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { OnProgress } from '../db/backup/files.ts'
import type { Failure, Reply } from './api/call.ts'
import type { CallName } from './api/contract.ts'
import type { WorkerMessage, WorkerRequest, WorkerSettings } from './worker/protocol.ts'

export const restartingFailure: Failure = { code: 'store.restarting', params: {}, issues: [], incident: null }
/** How long closing may take before the process ends anyway: the WAL is safe on disk whatever happens. */
const closeLimitMs = 10_000

export type HostSettings = Omit<WorkerSettings, 'role' | 'cancelled' | 'kind'>

export interface AskOptions {
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
