// The database workers of the office as the main process sees them: one that writes, one that reads what takes long, and errands
// where no database is open. The main thread itself runs no SQL.
import type { OnProgress } from '../db/backup/files.ts'
import type { Failure, Reply } from './api/call.ts'
import type { CallName, InputOf, OutputOf } from './api/contract.ts'
import { ErrandHost } from './errand-host.ts'
import { HubHost } from './hub-host.ts'
import type { Log } from './log.ts'
import type { HubCalls, HubName } from './worker/hub-protocol.ts'
import type { InternalCalls, InternalName, StoreRole, WorkerCallName, WorkerRequest, WorkerSettings } from './worker/protocol.ts'
import { type AskOptions, type HostSettings, restartingFailure, WorkerHandle } from './worker-handle.ts'

/** Which database: the office's own, or the one to practise on. */
export type DataPlace = Pick<WorkerSettings, 'folder' | 'kind'>

export class DatabaseHost {
  readonly #settings: HostSettings
  readonly #log: Log
  readonly #onLost: () => void
  readonly #onRefused: (name: string, failure: Failure) => void
  /** What needs no database that opens. */
  readonly errands: ErrandHost
  readonly #hub: HubHost
  #place: DataPlace
  #writer: WorkerHandle | undefined
  #reader: WorkerHandle | undefined
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
    this.errands = new ErrandHost(settings, log)
    this.#hub = new HubHost(settings, log)
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

  /** A contract call, already checked by the router, which knows from the contract who runs it. */
  async call<Name extends CallName>(
    name: Name,
    role: 'writer' | 'reader',
    input: InputOf<Name>,
    staffId: string | null,
    onProgress?: OnProgress,
  ): Promise<Reply<OutputOf<Name>>> {
    return (await this.#ask(role, name as WorkerRequest['name'], input, staffId, { onProgress })) as Reply<OutputOf<Name>>
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

  /** A question to the hub's store, which lies beside the office's database. */
  askHub<Name extends HubName>(
    name: Name,
    input: HubCalls[Name]['input'],
    onProgress?: OnProgress,
  ): Promise<Reply<HubCalls[Name]['output']>> {
    return this.#hub.ask(this.#place, name, input, onProgress)
  }

  /** Calls off a long request; nothing happens when it has ended already. */
  cancel(name: CallName | WorkerCallName): void {
    this.#writer?.cancel(name)
    this.#reader?.cancel(name)
    this.errands.cancel(name)
    this.#hub.cancel(name)
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
    await this.errands.stop('diagnostics.run')
    await this.#openingReader
    await this.#reader?.close()
    this.#reader = undefined
  }

  async close(): Promise<void> {
    await this.#hub.close()
    await this.closeReader()
    await this.#writer?.close()
    this.#writer = undefined
    await this.closeReader() // one that a question opened while the writer closed would stay at the old place
  }
}
