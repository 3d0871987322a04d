// Throw-away workers: one a question, gone with its answer. They work where no database can be opened.
import type { OnProgress } from '../db/backup/files.ts'
import { unwrap } from './failure.ts'
import type { Log } from './log.ts'
import type { ErrandCalls, ErrandName } from './worker/errands.ts'
import { type HostSettings, WorkerHandle } from './worker-handle.ts'

export class ErrandHost {
  readonly #settings: HostSettings
  readonly #log: Log
  readonly #running = new Map<ErrandName, WorkerHandle>()

  constructor(settings: HostSettings, log: Log) {
    this.#settings = settings
    this.#log = log
  }

  /** Asks a new worker; a refusal is thrown. */
  async run<Name extends ErrandName>(
    name: Name,
    input: ErrandCalls[Name]['input'],
    onProgress?: OnProgress,
  ): Promise<ErrandCalls[Name]['output']> {
    const worker = new WorkerHandle({ ...this.#settings, kind: 'office', role: 'errand' }, () =>
      this.#log.info('errand died', { name }),
    )
    this.#running.set(name, worker)
    try {
      await worker.opened
      return unwrap(await worker.ask(name, input, null, { onProgress })) as ErrandCalls[Name]['output']
    } finally {
      if (this.#running.get(name) === worker) this.#running.delete(name)
      await worker.close()
    }
  }

  /** Calls off a question; nothing happens for a name under which nothing runs. */
  cancel(name: string): void {
    this.#running.get(name as ErrandName)?.cancel(name as ErrandName)
  }

  /** The same, and waits until its worker has let go of every file. */
  async stop(name: ErrandName): Promise<void> {
    const worker = this.#running.get(name)
    this.cancel(name)
    await worker?.close()
  }
}
