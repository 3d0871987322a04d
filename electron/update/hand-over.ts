// Starting a shelved version from the program that was opened: it runs in a process of its own and reports through a small file;
// until it has come up whole, the one that started it waits without a window. When it dies or falls silent, that one opens the
// window itself, so that no update can lock an office out.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { realFs } from './real-fs.ts'

/** What a version that is being started says, the last word standing. */
const startReports = ['alive', 'started', 'elsewhere', 'failed'] as const
export type StartReport = (typeof startReports)[number]

/** Argument that tells a program that it is being started by another one: it starts no third. */
export const startedByArgument = '--started-by='

export const findStartToken = (args: readonly string[]): string | undefined =>
  args.find((one) => one.startsWith(startedByArgument))?.slice(startedByArgument.length)

/** How long a version may be silent before it counts as failed. A migration that goes on reports that it is alive. */
const silenceLimitMs = 90_000
const pollMs = 100
const killLimitMs = 5_000

/** `elsewhere`: the program is open already, and that window has been called. */
type HandOver = 'started' | 'elsewhere' | 'failed'

export interface StartOptions {
  readonly program: string
  readonly args: readonly string[]
  readonly reportFile: string
  readonly env?: NodeJS.ProcessEnv
  readonly silenceMs?: number
}

/** Starts the program and waits for its report. The program outlives its parent. Never throws. */
export async function startVersion({
  program,
  args,
  reportFile,
  env,
  silenceMs = silenceLimitMs,
}: StartOptions): Promise<HandOver> {
  let hasEnded = false
  let child: ChildProcess
  try {
    child = spawn(program, args, { detached: true, stdio: 'ignore', cwd: dirname(program), env: { ...process.env, ...env } })
  } catch {
    return 'failed' // not a program of this system
  }
  child.once('error', () => {
    hasEnded = true
  })
  child.once('exit', () => {
    hasEnded = true
  })
  let heard = { report: undefined as StartReport | undefined, stamp: 0 }
  let silentMs = 0
  try {
    for (;;) {
      // Asked before the report is read: a last word just before the end counts.
      const isLast = hasEnded
      const now = readReport(reportFile)
      if (now.report === 'started' || now.report === 'elsewhere') {
        child.unref()
        return now.report
      }
      if (isLast || now.report === 'failed') break
      silentMs = now.stamp === heard.stamp ? silentMs + pollMs : 0
      heard = now
      if (silentMs >= silenceMs) break
      await wait(pollMs)
    }
    await end(child, () => hasEnded)
    return 'failed'
  } finally {
    realFs.rmSync(reportFile, { force: true })
  }
}

function readReport(file: string): { report: StartReport | undefined; stamp: number } {
  try {
    const text = realFs.readFileSync(file, 'utf8')
    return { report: startReports.find((one) => one === text), stamp: realFs.statSync(file).mtimeMs }
  } catch {
    return { report: undefined, stamp: 0 }
  }
}

/** Before this program opens the database, the other one must have let go of it. */
async function end(child: ChildProcess, hasEnded: () => boolean): Promise<void> {
  if (hasEnded()) return
  child.kill('SIGKILL')
  await Promise.race([once(child, 'exit'), wait(killLimitMs, undefined, { ref: false })])
}

/**
 * On Linux a program in a person's own folder cannot have a sandbox helper of its own, since that one belongs to root. It takes
 * the installed one, which Chromium looks for by this variable where the program's folder has none.
 */
export function sandboxOf(installedFolder: string): NodeJS.ProcessEnv {
  const helper = join(installedFolder, 'chrome-sandbox')
  const stat = process.platform === 'linux' ? realFs.statSync(helper, { throwIfNoEntry: false }) : undefined
  const isSetUid = stat?.uid === 0 && (stat.mode & 0o4000) !== 0
  return isSetUid ? { CHROME_DEVEL_SANDBOX: helper } : {}
}

export function writeReport(file: string, report: StartReport): void {
  try {
    realFs.writeFileSync(file, report)
  } catch {
    // The other side will take silence for a failure, which is the safe way to be wrong.
  }
}
