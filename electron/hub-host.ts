// The workers of the hub: one that takes bundles in and answers, one that reads beside it. They start with the first question about the
// hub: most offices never ask one.
import type { OnProgress } from '../db/backup/files.ts'
import type { Failure, Reply } from './api/call.ts'
import type { Log } from './log.ts'
import type { HubCalls, HubName } from './worker/hub-protocol.ts'
import type { WorkerSettings } from './worker/protocol.ts'
import { type HostSettings, WorkerHandle } from './worker-handle.ts'

type Place = Pick<WorkerSettings, 'folder' | 'kind'>
const writing: ReadonlySet<HubName> = new Set<HubName>(['hub.take', 'hub.writeReceipts', 'hub.sendBack'])

export class HubHost {
  readonly #settings: HostSettings
  readonly #log: Log
  #writer: WorkerHandle | undefined
  #reader: WorkerHandle | undefined
  #opening: Promise<Failure | null> | undefined

  constructor(settings: HostSettings, log: Log) {
    this.#settings = settings
    this.#log = log
  }

  async ask<Name extends HubName>(
    place: Place,
    name: Name,
    input: HubCalls[Name]['input'],
    onProgress?: OnProgress,
  ): Promise<Reply<HubCalls[Name]['output']>> {
    this.#opening ??= this.#open(place).finally(() => {
      this.#opening = undefined
    })
    const failure = await this.#opening
    if (failure) return { ok: false, error: failure }
    const worker = (writing.has(name) ? this.#writer : this.#reader) as WorkerHandle
    return (await worker.ask(name, input, null, { onProgress })) as Reply<HubCalls[Name]['output']>
  }

  /** The writer first: it makes the store, and tidies up what a kill left, which would be in use beside an import. */
  async #open(place: Place): Promise<Failure | null> {
    if (this.#writer?.isAlive && this.#reader?.isAlive) return null
    await this.close()
    for (const role of ['hub', 'hubReader'] as const) {
      const worker = new WorkerHandle({ ...this.#settings, ...place, role }, () => this.#log.info('hub worker died', { role }))
      const failure = await worker.opened
      if (failure) {
        await worker.close()
        await this.close()
        return failure
      }
      if (role === 'hub') this.#writer = worker
      else this.#reader = worker
    }
    return null
  }

  /** Calls off a question; nothing happens for a name under which nothing runs. */
  cancel(name: string): void {
    this.#writer?.cancel(name as HubName)
  }

  async close(): Promise<void> {
    await Promise.all([this.#writer?.close(), this.#reader?.close()])
    this.#writer = undefined
    this.#reader = undefined
  }
}
