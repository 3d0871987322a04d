// The sha256 of a file, taken in a thread of its own while this one checks the file.
import { Worker } from 'node:worker_threads'
import type { OnProgress } from './files.ts'

/** What the thread runs. It is handed over as text, so it must use nothing from outside itself. */
function sumUp(): void {
  const { createHash } = process.getBuiltinModule('node:crypto')
  const { closeSync, fstatSync, openSync, readSync } = process.getBuiltinModule('node:fs')
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads')
  const hash = createHash('sha256')
  const descriptor = openSync(workerData as string, 'r')
  const total = fstatSync(descriptor).size
  const buffer = Buffer.allocUnsafe(4 * 1_048_576)
  for (let done = 0; ; parentPort?.postMessage({ done, total })) {
    const length = readSync(descriptor, buffer)
    if (length === 0) break
    hash.update(buffer.subarray(0, length))
    done += length
  }
  closeSync(descriptor)
  parentPort?.postMessage({ sum: hash.digest('hex') })
}

interface Summing {
  /** @param onProgress may throw to call it off. */
  result(onProgress: OnProgress): Promise<string>
  /** Returns when nothing reads the file any more. */
  stop(): Promise<void>
}

/** Begins at once. */
export function sumBeside(file: string): Summing {
  const thread = new Worker(`(${sumUp.toString()})()`, { eval: true, workerData: file })
  let tell: OnProgress = () => {}
  const result = new Promise<string>((resolve, reject) => {
    thread.on('message', (message: { sum: string } | { done: number; total: number }) => {
      if ('sum' in message) return resolve(message.sum)
      try {
        tell(message.done, message.total)
      } catch (error) {
        reject(error)
      }
    })
    thread.on('error', reject)
    thread.on('exit', () => reject(new Error('the thread that sums up ended before its time')))
  })
  result.catch(() => {}) // it may end before anybody asks for it
  return {
    result: (onProgress) => {
      tell = onProgress
      return result
    },
    stop: async () => {
      await thread.terminate()
    },
  }
}
