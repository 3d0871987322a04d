// Saves the draft by itself: half a second after the last change, and during steady typing at least every 1.5 seconds, so that a power
// cut costs at most two seconds of typing. One save at a time, always of what stands there then; a failed save is repeated.

type DraftState =
  | { readonly kind: 'none' }
  /** Changed since the last save. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly error: unknown }

const quietMs = 500
const longestMs = 1_500
const retryMs = 3_000

interface DraftKeeperOptions {
  /** The draft as it stands now. */
  readonly read: () => string
  /** Whether it holds anything that somebody would miss; asked only before the first save. */
  readonly isWorthKeeping: () => boolean
  /** Stores it; returns the UTC instant. */
  readonly save: (payload: string) => Promise<string>
}

export class DraftKeeper {
  readonly #read: DraftKeeperOptions['read']
  readonly #isWorthKeeping: DraftKeeperOptions['isWorthKeeping']
  readonly #save: DraftKeeperOptions['save']
  readonly #listeners = new Set<() => void>()
  #state: DraftState = { kind: 'none' }
  #saved: { readonly payload: string; readonly at: string } | null = null
  #quietTimer: ReturnType<typeof setTimeout> | undefined
  #longestTimer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  #isHeld = false

  constructor({ read, isWorthKeeping, save }: DraftKeeperOptions) {
    this.#read = read
    this.#isWorthKeeping = isWorthKeeping
    this.#save = save
  }

  get state(): DraftState {
    return this.#state
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Something changed. */
  touch(): void {
    if (this.#isHeld) return
    if (this.#state.kind !== 'changed' && this.#state.kind !== 'failed') this.#become({ kind: 'changed' })
    clearTimeout(this.#quietTimer)
    this.#quietTimer = setTimeout(() => void this.flush(), quietMs)
    this.#longestTimer ??= setTimeout(() => void this.flush(), longestMs)
  }

  /** Saves what is not saved yet, now. Never rejects: a failure becomes the state and is repeated. */
  async flush(): Promise<void> {
    if (!this.#isHeld) await this.#saveNow()
  }

  /** Stops saving and waits for the save that runs: afterwards none can come behind what the caller does to the draft. */
  async hold(): Promise<void> {
    this.#isHeld = true
    this.#stopTimers()
    while (this.#running) await this.#running
  }

  /** Goes on after `hold` or `stop`. */
  start(): void {
    this.#isHeld = false
  }

  /** Goes on; the store holds no draft any more. */
  forget(): void {
    this.#isHeld = false
    this.#saved = null
    this.#become({ kind: 'none' })
  }

  /** The screen closes: saves the last change and keeps quiet. */
  async stop(): Promise<void> {
    this.#isHeld = true
    await this.#saveNow()
  }

  /** The draft that was found at the start is the one that stands on the screen. */
  adopt(payload: string, at: string): void {
    this.#saved = { payload, at }
    this.#become({ kind: 'saved', at })
  }

  async #saveNow(): Promise<void> {
    this.#stopTimers()
    while (this.#running) await this.#running
    if (this.#saved === null && !this.#isWorthKeeping()) return this.#become({ kind: 'none' })
    const payload = this.#read()
    if (payload === this.#saved?.payload) return this.#become({ kind: 'saved', at: this.#saved.at })
    this.#running = this.#store(payload).finally(() => {
      this.#running = null
    })
    await this.#running
  }

  async #store(payload: string): Promise<void> {
    try {
      const at = await this.#save(payload)
      this.#saved = { payload, at }
      this.#become({ kind: 'saved', at })
    } catch (error) {
      this.#become({ kind: 'failed', error })
      if (!this.#isHeld) this.#longestTimer ??= setTimeout(() => void this.flush(), retryMs)
    }
  }

  #stopTimers(): void {
    clearTimeout(this.#quietTimer)
    clearTimeout(this.#longestTimer)
    this.#quietTimer = undefined
    this.#longestTimer = undefined
  }

  #become(state: DraftState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
