// A worker thread that answers questions by message, one at a time: the product's built database worker, or the yardstick's. Both
// are asked the same way, so that a ratio compares the work and not the road.
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Reply } from '../../electron/api/call.ts'
import type { StoreRole, WorkerMessage, WorkerSettings } from '../../electron/worker/protocol.ts'
import { resources } from './generate.ts'

const root = resolve(import.meta.dirname, '..', '..')

/** The built worker brings the driver along but not its binary. This runs on Node, whatever Electron the window uses. */
const prebuild = `${process.platform}-${process.arch}.node`
const ownBinding = join(root, 'node_modules', 'better-sqlite3', 'prebuilds', prebuild)

export interface Asked {
  /** Throws when the worker refuses. */
  ask(name: string, input: unknown): Promise<unknown>
  close(): Promise<void>
}

async function connect(program: string, workerData: unknown, staffId: string | null): Promise<Asked> {
  const worker = new Worker(program, { workerData, execArgv: ['--disable-warning=ExperimentalWarning'] })
  const waiting = new Map<number, (reply: Reply<unknown>) => void>()
  let nextId = 1
  let onClosed = () => {}
  await new Promise<void>((done, failed) => {
    worker.on('error', failed)
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'opened') done()
      else if (message.kind === 'failed') failed(new Error(`the worker cannot open the database: ${message.error.code}`))
      else if (message.kind === 'closed') onClosed()
      else if (message.kind === 'reply') {
        waiting.get(message.id)?.(message.reply)
        waiting.delete(message.id)
      }
    })
  })
  return {
    ask: (name, input) =>
      new Promise((done, failed) => {
        const id = nextId++
        waiting.set(id, (reply) => {
          if (reply.ok) done(reply.value)
          else failed(new Error(`${name} was refused: ${JSON.stringify(reply.error)}`))
        })
        worker.postMessage({ id, name, input, staffId })
      }),
    close: async () => {
      await new Promise<void>((done) => {
        onClosed = done
        worker.postMessage({ id: 0, name: 'internal.close', input: null, staffId: null })
      })
      await worker.terminate()
    },
  }
}

/** The product's own worker, as it is built, on a folder that holds a database. */
export function startProduct(role: StoreRole, folder: string, staffId: string): Promise<Asked> {
  const workerData: WorkerSettings = {
    role,
    folder,
    kind: 'office',
    resources,
    binding: ownBinding,
    mayUndoMigration: false,
    logFile: join(folder, 'main.log'),
    cancelled: new SharedArrayBuffer(4),
  }
  return connect(join(root, 'out', 'main', 'worker.cjs'), workerData, staffId)
}

/** The yardstick's worker on the same database (read only), and a file of its own for the raw insert. */
export const startYardstick = (file: string, insertFile: string): Promise<Asked> =>
  connect(join(import.meta.dirname, 'yardstick', 'worker.ts'), { file, insertFile }, null)
