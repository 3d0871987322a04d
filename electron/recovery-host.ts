// Throw-away workers for recovery: one a question, gone with its answer. They work where no database can be opened.
import type { OnProgress } from '../db/backup/files.ts'
import { type HostSettings, WorkerHandle } from './db-host.ts'
import { unwrap } from './failure.ts'
import type { RecoveryCalls, RecoveryName } from './worker/recovery.ts'

export class RecoveryHost {
  readonly #settings: HostSettings
  readonly #running = new Map<RecoveryName, WorkerHandle>()

  constructor(settings: HostSettings) {
    this.#settings = settings
  }

  /** Asks a new worker; a refusal is thrown. */
  async run<Name extends RecoveryName>(
    name: Name,
    input: RecoveryCalls[Name]['input'],
    onProgress?: OnProgress,
  ): Promise<RecoveryCalls[Name]['output']> {
    const worker = new WorkerHandle({ ...this.#settings, kind: 'office', role: 'recovery' }, () => {})
    this.#running.set(name, worker)
    try {
      await worker.opened
      return unwrap(await worker.ask(name, input, null, { onProgress })) as RecoveryCalls[Name]['output']
    } finally {
      if (this.#running.get(name) === worker) this.#running.delete(name)
      await worker.close()
    }
  }

  /** Calls off a question; nothing happens for a name under which nothing runs. */
  cancel(name: string): void {
    this.#running.get(name as RecoveryName)?.cancel(name as RecoveryName)
  }
}
