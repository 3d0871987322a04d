// Who is signed in at this window, and the lock. Kept in the main process: a page can ask, never decide.
import type { Permission, Session } from './api/people.ts'

export interface SessionState {
  readonly session: Session | null
  readonly isLocked: boolean
}

export class SessionKeeper {
  #state: SessionState = { session: null, isLocked: false }
  readonly #onChange: () => void
  #idleTimer: NodeJS.Timeout | undefined
  #lockMinutes = 10

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get state(): SessionState {
    return this.#state
  }

  /** Staff id for whom calls run now; null when signed out or locked. */
  get activeStaffId(): string | null {
    return this.#state.isLocked ? null : (this.#state.session?.staffId ?? null)
  }

  may(permission: Permission): boolean {
    return !this.#state.isLocked && (this.#state.session?.permissions.includes(permission) ?? false)
  }

  signIn(session: Session): void {
    this.#set({ session, isLocked: false })
    this.touch()
  }

  /** The same person with today's name and rights. */
  replace(session: Session): void {
    this.#set({ ...this.#state, session })
    this.touch()
  }

  signOut(): void {
    this.#set({ session: null, isLocked: false })
  }

  lock(): void {
    if (this.#state.session && !this.#state.isLocked) this.#set({ ...this.#state, isLocked: true })
  }

  setLockMinutes(minutes: number): void {
    this.#lockMinutes = minutes
    this.touch()
  }

  /** Somebody is at the keyboard: the wait for the lock begins anew. */
  touch(): void {
    clearTimeout(this.#idleTimer)
    if (this.#state.session && !this.#state.isLocked) {
      this.#idleTimer = setTimeout(() => this.lock(), this.#lockMinutes * 60_000)
      this.#idleTimer.unref()
    }
  }

  #set(state: SessionState): void {
    this.#state = state
    if (!state.session || state.isLocked) clearTimeout(this.#idleTimer)
    this.#onChange()
  }
}
