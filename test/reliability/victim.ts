// Lets an office work in a process of its own and ends that process as a power switch would, at an instant that chance chooses or as
// soon as something is begun. SIGKILL takes the process, not the system's memory: what the process had handed to the system stays.
// Where the system's memory goes too, see power.test.ts.
import { existsSync, mkdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { type Child, kill, startChild } from '../fixtures/child.ts'
import type { Chance } from './chance.ts'
import { type Line, type LoadPlan, logOf, type WriteKind } from './journal.ts'

export type Instant =
  /** So long after the process started, whatever it does. */
  | { readonly after: 'start'; readonly ms: number }
  /** So long after this was begun. */
  | { readonly after: WriteKind; readonly ms: number }
  /** As soon as a file of this name appears, changes or goes; `from`: only once this was begun. */
  | { readonly after: 'file'; readonly folder: string; readonly name: RegExp; readonly from?: WriteKind }

export interface End {
  /** Ends the work, at once. The process is killed afterwards in any case. */
  readonly strike: (child: Child) => void
  /** What has to be done before anybody looks at the files. */
  readonly recover: () => void
  /** Whether the process can live long enough to see its writes fail. */
  readonly outlived: boolean
}

export const killing: End = { strike: (child) => void child.kill('SIGKILL'), recover: () => {}, outlived: false }

/** No load needs so long for anything; a process that hangs fails its test. */
const longestMs = 20_000

/** Works until the instant has come. `onLine` gets what the load said until its end, in order. */
export async function workUntilEnded(plan: LoadPlan, instant: Instant, end: End, onLine: (line: Line) => void): Promise<void> {
  if (instant.after === 'file' && !existsSync(instant.folder)) mkdirSync(instant.folder, { recursive: true })
  const child = startChild(join(import.meta.dirname, 'office-load.ts'), JSON.stringify(plan))
  const begun = new Set<WriteKind>()
  const refusals: string[] = []
  let isStruck = false
  let onStruck = () => {}
  const struck = new Promise<void>((resolve) => {
    onStruck = resolve
  })
  const strike = () => {
    if (isStruck) return
    isStruck = true
    end.strike(child)
    onStruck()
  }
  if (instant.after === 'start') void wait(instant.ms).then(strike)
  const watcher =
    instant.after === 'file' &&
    watch(instant.folder, (_event, name) => {
      if (name !== null && instant.name.test(name) && (!instant.from || begun.has(instant.from))) strike()
    })
  const lines = createInterface({ input: child.stdout })
  const ended = new Promise((resolve) => lines.on('close', resolve))
  lines.on('line', (text) => {
    const line = JSON.parse(text) as Line
    // A cut is not of one instant for a write that is on its way, so what is answered from then on counts as unknown.
    if (!(isStruck && end.outlived && line.at === 'done')) onLine(line)
    if (line.at === 'refused') refusals.push(line.code)
    if (line.at !== 'begun') return
    begun.add(line.write.kind)
    if (line.write.kind === instant.after && 'ms' in instant) void wait(instant.ms).then(strike)
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await Promise.race([struck, gone, wait(longestMs, undefined, { ref: false })])
  if (watcher) watcher.close()
  const fate = child.exitCode === null ? (isStruck ? 'struck' : 'late') : `ended with ${child.exitCode}`
  await kill(child)
  await ended
  end.recover()
  if (!end.outlived && refusals.length > 0) {
    const log = readFileSync(logOf(plan), 'utf8')
      .split('\n')
      .filter((text) => text.includes('"incident"'))
    throw new Error(`the office refused: ${refusals.join('; ')}\n${log.join('\n')}`)
  }
  if (!isStruck) throw new Error(`${JSON.stringify(instant)}: ${fate}`)
}

/** An instant between the very start and well into the work; one in three aimed at what is most delicate. */
export function chooseInstant(chance: Chance, backups: string): { instant: Instant; first: WriteKind | null } {
  const dice = chance.next()
  if (dice < 0.2) return { instant: { after: 'start', ms: chance.next() * 500 }, first: null }
  if (dice < 0.65) return { instant: { after: 'receive', ms: chance.next() * 500 }, first: null }
  if (dice < 0.75) return { instant: { after: 'close', ms: chance.next() * 30 }, first: 'close' }
  if (dice < 0.85) return { instant: { after: 'import', ms: chance.next() * 150 }, first: 'import' }
  if (dice < 0.92) return { instant: { after: 'backup', ms: chance.next() * 900 }, first: 'backup' }
  return { instant: { after: 'file', folder: backups, name: chance.oneOf([/\.tmp$/, /\.sha256$/, /\.db$/]) }, first: 'backup' }
}
