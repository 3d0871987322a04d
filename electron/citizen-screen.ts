// The screen for the citizen at the desk. A window without scripts and without a bridge: it shows a page that the main process has made, and
// nothing in it can ask for another person's data. It stands on a second monitor where there is one, else over the clerk's window; Esc
// and F8 close it. What it shows is taken away when the clerk turns to something else, locks or signs out, and by itself after a while.
import { BrowserWindow, type Session, screen } from 'electron'
import type { Paper, PaperShelf } from './print/paper-shelf.ts'

interface CitizenScreenParts {
  readonly session: Session
  readonly shelf: PaperShelf
  /** How long a case stays without anybody doing something. */
  readonly idleMs: number
}

export interface CitizenPage {
  readonly paper: Paper
  readonly isTraining: boolean
}

const closingKeys: ReadonlySet<string> = new Set(['Escape', 'F8'])

export class CitizenScreen {
  readonly #parts: CitizenScreenParts
  #window: BrowserWindow | undefined
  /** The clerk's window, without which this one does not stand. */
  #beside: BrowserWindow | undefined
  #greeting: CitizenPage | undefined
  /** Counts what was asked for and what was left. */
  #turn = 0
  /** What is shown; undefined for the greeting. */
  #key: string | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(parts: CitizenScreenParts) {
    this.#parts = parts
  }

  isShowing(key: string): boolean {
    return this.#window !== undefined && this.#key === key
  }

  /** Before a case is read: what has been left, or locked away, until it is there is not shown any more. */
  begin(): number {
    this.#turn += 1
    return this.#turn
  }

  /** `key` tells one case from another; `beside` is the clerk's window. False when it was left since `begin`. */
  async show(turn: number, key: string, page: CitizenPage, greeting: CitizenPage, beside: BrowserWindow): Promise<boolean> {
    if (turn !== this.#turn) return false
    this.#key = key
    this.#greeting = greeting
    if (this.#beside !== beside) beside.once('closed', () => this.close())
    this.#beside = beside
    const window = this.#window ?? this.#open(beside)
    await this.#load(page)
    if (window.isDestroyed()) return false
    this.touch()
    // The clerk goes on typing where there are two monitors; over the only one the keys must reach this window, or Esc would not close it.
    if (screen.getAllDisplays().length > 1) window.showInactive()
    else window.show()
    return true
  }

  /** The clerk does something: the wait for the greeting begins anew. */
  touch(): void {
    clearTimeout(this.#timer)
    if (this.#key === undefined) return
    this.#timer = setTimeout(() => this.clear(), this.#parts.idleMs)
    this.#timer.unref()
  }

  /** Nobody's case is shown any more; the greeting takes its place. */
  clear(): void {
    this.#turn += 1
    clearTimeout(this.#timer)
    if (this.#key === undefined || !this.#greeting) return
    this.#key = undefined
    this.#load(this.#greeting).catch(() => this.close())
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#key = undefined
    this.#window?.destroy()
    this.#window = undefined
  }

  async #load({ paper, isTraining }: CitizenPage): Promise<void> {
    const window = this.#window
    await window?.loadURL(this.#parts.shelf.put(paper, { isTraining })).catch((error: unknown) => {
      // Another page was asked for before this one stood, or the window is gone: nothing of this one is seen.
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED') && this.#window) throw error
    })
  }

  #open(beside: BrowserWindow): BrowserWindow {
    const here = screen.getDisplayMatching(beside.getBounds())
    const display = screen.getAllDisplays().find(({ id }) => id !== here.id) ?? here
    const window = new BrowserWindow({
      ...display.bounds,
      show: false,
      frame: false,
      fullscreen: true,
      autoHideMenuBar: true,
      backgroundColor: '#f6f5f1',
      webPreferences: {
        session: this.#parts.session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        spellcheck: false,
      },
    })
    window.removeMenu()
    window.webContents.on('before-input-event', (event, { type, key }) => {
      event.preventDefault()
      // Not while the window still tells of the key.
      if (type === 'keyDown' && closingKeys.has(key)) setImmediate(() => this.close())
    })
    window.webContents.on('render-process-gone', () => this.close())
    window.once('closed', () => {
      if (this.#window === window) this.close()
    })
    this.#window = window
    return window
  }
}
