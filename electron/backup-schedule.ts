// Backups and drills that nobody asks for: every hour when something changed, at exit, and a drill when the last good one is old.
// The reader does the work, so nobody waits; a failure is kept for the people who can act on it and is tried again next time.
import { isDrillDue } from '../db/backup/rules.ts'
import { type Clock, toInstant } from '../db/model/clock.ts'
import type { BackupState } from './api/backup.ts'
import type { Reply } from './api/call.ts'
import type { DatabaseHost } from './db-host.ts'
import type { Log } from './log.ts'

export interface ScheduleTiming {
  /** To the first look for changes: what a switched-off computer kept from being copied at the last exit is caught up then. */
  readonly firstMs: number
  readonly everyMs: number
  /** To the first look whether a drill is due; then every hour. A drill gives way to whatever else needs the reader. */
  readonly drillMs: number
  /** How long the backup at exit may keep the process, whose window is gone already. */
  readonly exitLimitMs: number
}

const minuteMs = 60_000
export const scheduleTiming: ScheduleTiming = {
  firstMs: 5 * minuteMs,
  everyMs: 60 * minuteMs,
  drillMs: 15 * minuteMs,
  exitLimitMs: 2 * minuteMs,
}

export interface ScheduleParts {
  readonly host: Pick<DatabaseHost, 'ask' | 'cancel'>
  /** Whether there is an office that is open. */
  readonly isReady: () => boolean
  readonly clock: Clock
  readonly log: Log
  /** Something about backups is no longer as it was told. */
  readonly onChange: () => void
  readonly timing: ScheduleTiming
}

/** Not faults of a backup: the person or the program had something better to do. */
const interruptions: ReadonlySet<string> = new Set(['app.cancelled', 'store.restarting'])

export class BackupSchedule {
  readonly #parts: ScheduleParts
  readonly #timing: ScheduleTiming
  readonly #timers = new Set<NodeJS.Timeout>()
  #failure: BackupState['failure'] = null
  #isEnding = false
  #isAside = false

  constructor(parts: ScheduleParts) {
    this.#parts = parts
    this.#timing = parts.timing
    this.#repeat(this.#timing.firstMs, () => this.#backUp('hourly'))
    this.#repeat(this.#timing.drillMs, () => this.#drill())
  }

  /** Why the last automatic backup failed, or null. */
  get failure(): BackupState['failure'] {
    return this.#failure
  }

  /** A backup was made some other way: the disk has room again. */
  forgetFailure(): void {
    this.#failure = null
  }

  /** Backs up at once what changed, as at the first look: an office that came from another computer has no backup here yet. */
  backUpNow(): Promise<void> {
    return this.#backUp('hourly')
  }

  /** Runs a step during which nobody may read the database, such as a restore that replaces its file. */
  async standAside<Value>(step: () => Promise<Value>): Promise<Value> {
    this.#isAside = true
    this.#callOff()
    try {
      return await step()
    } finally {
      this.#isAside = false
    }
  }

  /**
   * Ends the schedule with a backup of what changed since the last one; at the latest after the time allowed for it. Hurried: without
   * one, since the computer is going down; the next start makes up for it.
   */
  async atExit({ isHurried = false } = {}): Promise<void> {
    if (this.#isEnding) return
    this.#isEnding = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#callOff()
    if (isHurried) return
    const limit = setTimeout(() => this.hurry(), this.#timing.exitLimitMs)
    await this.#backUp('exit')
    clearTimeout(limit)
  }

  /** Calls off a backup that nobody asked for: somebody waits for the process to end. */
  hurry(): void {
    this.#parts.host.cancel('internal.backUp')
  }

  #callOff(): void {
    for (const name of ['internal.runDrill', 'backup.drill', 'internal.backUp'] as const) this.#parts.host.cancel(name)
  }

  #repeat(delayMs: number, step: () => Promise<void>): void {
    const timer = setTimeout(async () => {
      this.#timers.delete(timer)
      await step()
      if (!this.#isEnding) this.#repeat(this.#timing.everyMs, step)
    }, delayMs)
    timer.unref()
    this.#timers.add(timer)
  }

  async #backUp(reason: 'hourly' | 'exit'): Promise<void> {
    if (this.#isAside || !this.#parts.isReady()) return
    const reply = await this.#parts.host.ask('internal.backUp', { reason, onlyIfChanged: true }, null, { role: 'reader' })
    const before = this.#failure
    if (reply.ok) this.#failure = null
    else if (!interruptions.has(reply.error.code)) this.#failure = this.#toldOf(reply.error)
    if (this.#failure !== before || (reply.ok && reply.value)) this.#parts.onChange()
  }

  #toldOf({ code, params }: Extract<Reply<unknown>, { ok: false }>['error']): BackupState['failure'] {
    this.#parts.log.info('automatic backup failed', { code })
    return { at: toInstant(this.#parts.clock.nowMs()), code, params: { ...params } }
  }

  async #drill(): Promise<void> {
    const { host, isReady, clock, onChange } = this.#parts
    if (this.#isAside || !isReady()) return
    const history = await host.ask('internal.getBackupHistory', null, null)
    if (!history.ok || history.value === null || !isDrillDue(history.value, toInstant(clock.nowMs()))) return
    if (this.#isAside || !isReady()) return // the data may have been changed for others meanwhile
    const result = await host.ask('internal.runDrill', null, null, { role: 'reader', givesWay: true })
    // Without a backup or without room there is nothing to tell yet: the card says how old the last good drill is.
    if (!result.ok || this.#isAside || !isReady()) return
    await host.ask('internal.recordDrill', result.value, null)
    onChange()
  }
}
