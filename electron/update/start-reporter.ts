// What a version that another program is starting tells it: alive while the database is being brought to its schema, started once
// the page has asked its first question and the database is open or has said why not. Started by a person, it tells nobody.
import { type StartReport, writeReport } from './hand-over.ts'

const aliveEveryMs = 5_000

/** Failures that the version itself may be the cause of: the older one gets its turn. */
const ownFailures: ReadonlySet<string> = new Set(['store.migrationFailed', 'app.unexpected', 'store.restarting'])

export class StartReporter {
  readonly #file: string | undefined
  readonly #onStarted: () => void
  #hasPage = false
  #hasData = false
  #isDone = false
  #timer: NodeJS.Timeout | undefined

  /** @param onStarted called once when this program has come up whole, whoever started it. */
  constructor(file: string | undefined, onStarted: () => void) {
    this.#file = file
    this.#onStarted = onStarted
  }

  /** Another program waits for this one to come up. */
  get isWatched(): boolean {
    return this.#file !== undefined && !this.#isDone
  }

  /** From the first window on, work on the database is a sign of life. */
  stayAlive(): void {
    if (!this.isWatched) return
    this.#tell('alive')
    this.#timer = setInterval(() => this.#hasData || this.#tell('alive'), aliveEveryMs)
    this.#timer.unref()
  }

  /** The page runs: its scripts are loaded and it has reached the main process. */
  notePage(): void {
    this.#hasPage = true
    this.#check()
  }

  /** The database is open (null), or why it is not. Returns false when this version is to give way to the one that started it. */
  noteData(failureCode: string | null): boolean {
    if (this.isWatched && failureCode !== null && ownFailures.has(failureCode)) {
      this.#finish('failed')
      return false
    }
    this.#hasData = true
    this.#check()
    return true
  }

  /** The window is open in another process already. */
  noteElsewhere(): void {
    this.#finish('elsewhere')
  }

  /** The person closed the window before all was ready: no failure while the database opens, but one of a page that stayed empty. */
  noteClosed(): void {
    this.#finish(this.#hasData && !this.#hasPage ? 'failed' : 'started')
  }

  noteFailed(): void {
    this.#finish('failed')
  }

  #check(): void {
    if (!this.#hasPage || !this.#hasData || this.#isDone) return
    this.#onStarted()
    this.#finish('started')
  }

  #finish(report: StartReport): void {
    clearInterval(this.#timer)
    if (this.#isDone) return
    this.#isDone = true
    this.#tell(report)
  }

  #tell(report: StartReport): void {
    if (this.#file !== undefined) writeReport(this.#file, report)
  }
}
