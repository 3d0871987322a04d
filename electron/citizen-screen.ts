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
  #greeting: CitizenPage | undefined
  /** What is shown; undefined for the greeting. */
  #key: string | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(parts: CitizenScreenParts) {
    this.#parts = parts
  }

  isShowing(key: string): boolean {
    return this.#window !== undefined && this.#key === key
  }

  /** `key` tells one case from another; `beside` is the clerk's window. */
  async show(key: string, page: CitizenPage, greeting: CitizenPage, beside: BrowserWindow): Promise<void> {
    this.#key = key
    this.#greeting = greeting
    const window = this.#window ?? this.#open(beside)
    await this.#load(page)
    if (window.isDestroyed()) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.clear(), this.#parts.idleMs)
    this.#timer.unref()
    // The clerk goes on typing where there are two monitors; over the only one the keys must reach this window, or Esc would not close it.
    if (screen.getAllDisplays().length > 1) window.showInactive()
    else window.show()
  }

  /** Nobody's case is shown any more; the greeting takes its place. */
  clear(): void {
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
      if (type === 'keyDown' && closingKeys.has(key)) this.close()
    })
    window.webContents.on('render-process-gone', () => this.close())
    window.once('closed', () => {
      if (this.#window === window) this.close()
    })
    beside.once('closed', () => this.close())
    this.#window = window
    return window
  }
}
