// Turns papers into PDFs or sends them to a printer, in a hidden window without a preload script. The window is kept for a while: a
// desk prints one receipt after the other, and opening one with its fonts takes longer than all the rest of a print.
import { BrowserWindow, type Session } from 'electron'
import type { SheetSize } from '../../db/disclosure/rules.ts'
import { AppError } from '../../db/model/errors.ts'
import type { FormLayout } from './form-templates.ts'
import type { PaperShelf } from './paper-shelf.ts'

const printLimitMs = 60_000
/** From the last paper to the moment when the window's memory is given back. */
const keptMs = 5 * 60_000
/** A paper that is looked at is drawn first. */
const warmUpDelayMs = 500
/** Ours alone: the paper's own policy lets no script run in its world. */
const isolatedWorld = 999
// A window that is never shown lays nothing out by itself, so it asks for no font, and printing without them leaves the words out.
// Laying it out asks for just those that the paper's words need.
const loadFonts = 'document.body.getBoundingClientRect(); document.fonts.ready.then(() => true)'
/** Puts another paper of the same style into the page, whose fonts are there already. */
const replace = (html: string) => `{
  const next = new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html')
  document.title = next.title
  document.body.replaceWith(document.adoptNode(next.body))
}
${loadFonts}`
/** Nobody's paper stays in the window. */
const clear = "document.title = ''; document.body.replaceChildren()"

const printed = {
  a5: { pageSize: 'A5' },
  'a4-two-up': { pageSize: 'A4', landscape: true },
  a4: { pageSize: 'A4' },
  'a4-across': { pageSize: 'A4', landscape: true },
  a3: { pageSize: 'A3' },
} as const satisfies Readonly<Record<FormLayout | SheetSize, object>>

interface PaperWindow {
  readonly window: BrowserWindow
  readonly css: string
}

const run = (window: BrowserWindow, code: string): Promise<unknown> =>
  window.webContents.executeJavaScriptInIsolatedWorld(isolatedWorld, [{ code }])

const discard = (window: BrowserWindow): void => {
  if (!window.isDestroyed()) window.destroy()
}

export class PaperPress {
  readonly #session: Session
  readonly #shelf: PaperShelf
  #kept: PaperWindow | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(session: Session, shelf: PaperShelf) {
    this.#session = session
    this.#shelf = shelf
  }

  /** Opens the window ahead of need, for a paper that is being looked at. */
  warmUp(address: string): void {
    setTimeout(() => {
      if (!this.#kept) this.#withPaper(address, async () => {}).catch(() => {}) // whoever prints is told
    }, warmUpDelayMs).unref()
  }

  /** The paper as PDF, its page size as the form's style says. `footer` stands beside the number of each page; without tags it can be joined to others. */
  toPdf(
    address: string,
    { footer, isTagged = true }: { readonly footer?: string; readonly isTagged?: boolean } = {},
  ): Promise<Buffer> {
    return this.#withPaper(address, (window) =>
      window.webContents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
        generateTaggedPDF: isTagged,
        ...(footer !== undefined && {
          displayHeaderFooter: true,
          headerTemplate: '<span></span>',
          footerTemplate: numbering(footer),
        }),
      }),
    )
  }

  /**
   * Sends the paper to a printer; null is the system's default. With a `footer` the system adds it, the day and the number of the page to
   * the margins of each. Throws print.noPrinter, print.failed.
   */
  toPrinter(
    address: string,
    printer: string | null,
    layout: FormLayout | SheetSize,
    { footer }: { readonly footer?: string } = {},
  ): Promise<void> {
    return this.#withPaper(address, async (window) => {
      const printers = await window.webContents.getPrintersAsync()
      if (printers.length === 0 || (printer !== null && !printers.some(({ name }) => name === printer)))
        throw new AppError('print.noPrinter')
      await new Promise<void>((done, failed) => {
        const timer = setTimeout(() => failed(new AppError('print.failed')), printLimitMs)
        // Default margins: any other kind makes Chromium pass over the margins that the form's own @page rule sets.
        window.webContents.print(
          {
            silent: true,
            printBackground: true,
            deviceName: printer ?? '',
            margins: { marginType: 'default' },
            ...(footer !== undefined && { footer }),
            ...printed[layout],
          },
          (printed) => {
            clearTimeout(timer)
            if (printed) done()
            else failed(new AppError('print.failed'))
          },
        )
      })
    })
  }

  async #withPaper<T>(address: string, use: (window: BrowserWindow) => Promise<T>): Promise<T> {
    const { html, css } = this.#shelf.getAt(address)
    const paperWindow = this.#take(css) ?? { window: this.#open(), css }
    const { window } = paperWindow
    try {
      if (window.webContents.getURL() === '') {
        await window.loadURL(address)
        await run(window, loadFonts)
      } else await run(window, replace(html))
      const result = await use(window)
      this.#keep(paperWindow)
      return result
    } catch (error) {
      discard(window)
      throw error
    }
  }

  #open(): BrowserWindow {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: this.#session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
      },
    })
    window.webContents.on('render-process-gone', () => discard(window))
    window.once('closed', () => {
      if (this.#kept?.window === window) this.#kept = undefined
    })
    return window
  }

  /** The kept window, for one paper alone, when it has this style. */
  #take(css: string): PaperWindow | undefined {
    clearTimeout(this.#timer)
    const kept = this.#kept
    this.#kept = undefined
    if (kept === undefined || kept.css === css) return kept
    discard(kept.window)
    return undefined
  }

  #keep(paperWindow: PaperWindow): void {
    const { window } = paperWindow
    if (window.isDestroyed()) return
    if (this.#kept) {
      discard(window)
      return
    }
    this.#kept = paperWindow
    this.#timer = setTimeout(() => discard(window), keptMs)
    this.#timer.unref()
    run(window, clear).catch(() => discard(window))
  }
}

/** Chromium's own margin line: a text and the number of the page. It knows nothing of the page's fonts. */
const numbering = (text: string): string => {
  const escaped = text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<div style="width:100%;margin:0 15mm 0 25mm;display:flex;justify-content:space-between;font:9pt serif"><span>${escaped}</span><span>Trang <span class="pageNumber"></span>/<span class="totalPages"></span></span></div>`
}
