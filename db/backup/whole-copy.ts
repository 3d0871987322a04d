// Copies the file of an open database in one go, which takes less than half the time of copying it page by page.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { OnProgress } from './files.ts'

const chunkBytes = 4 * 1_048_576
const lookEveryMs = 50
const program = '/bin/cp'

/**
 * Copies a file that nobody changes meanwhile; false when that cannot be done here, and then there is no copy. Throws what
 * `onProgress` throws.
 *
 * Elsewhere than on Windows another process copies: POSIX takes away all locks that a process has on a file as soon as it closes any
 * descriptor of it, also those by which SQLite keeps other programs from a database in use.
 */
export async function copyWhole(
  from: string,
  to: string,
  onProgress: OnProgress,
  copy = process.platform === 'win32' ? copyHere : copyByProcess,
): Promise<boolean> {
  let isCalledOff = false
  const tell: OnProgress = (done, total) => {
    isCalledOff = true
    onProgress(done, total)
    isCalledOff = false
  }
  try {
    await copy(from, to, tell)
    if (statSync(to).size === statSync(from).size) return true
  } catch (error) {
    if (isCalledOff) {
      rmSync(to, { force: true })
      throw error
    }
  }
  rmSync(to, { force: true })
  return false
}

async function copyByProcess(from: string, to: string, onProgress: OnProgress): Promise<void> {
  const { size } = statSync(from)
  const copying = spawn(program, ['--', from, to], { stdio: 'ignore' })
  const ended = new Promise<number | null>((resolve, reject) => {
    copying.on('error', reject)
    copying.on('close', resolve)
  })
  try {
    let code: number | null | undefined
    while (code === undefined) {
      onProgress(statSync(to, { throwIfNoEntry: false })?.size ?? 0, size)
      code = await Promise.race([ended, setTimeout(lookEveryMs, undefined)])
    }
    if (code !== 0) throw new Error(`${program} ended with code ${code}`)
  } finally {
    copying.kill('SIGKILL')
    await ended.catch(() => {})
  }
}

/** Exported for its test: where the tests run, copyWhole takes the other way. */
export async function copyHere(from: string, to: string, onProgress: OnProgress): Promise<void> {
  const { size } = statSync(from)
  const buffer = Buffer.allocUnsafe(chunkBytes)
  const [source, target] = [openSync(from, 'r'), openSync(to, 'w')]
  try {
    for (let done = 0; ; ) {
      const length = readSync(source, buffer)
      if (length === 0) return
      for (let written = 0; written < length; ) written += writeSync(target, buffer, written, length - written)
      done += length
      onProgress(done, size)
      await setImmediate()
    }
  } finally {
    closeSync(source)
    closeSync(target)
  }
}
