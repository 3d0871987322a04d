// Turns a paper into a PDF or sends it to a printer, in a hidden window without a preload script.
import { BrowserWindow, type Session } from 'electron'
import { AppError } from '../../db/model/errors.ts'
import type { FormLayout } from './form-templates.ts'

const printLimitMs = 60_000
/** Ours alone: the paper's own policy lets no script run in its world. */
const isolatedWorld = 999
// A window that is never shown lays nothing out by itself, so it asks for no font, and printing without them leaves the words out.
// Laying it out asks for just those that the paper's words need.
const loadFonts = 'document.body.getBoundingClientRect(); document.fonts.ready.then(() => true)'

async function withPaperWindow<T>(session: Session, address: string, use: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  })
  try {
    await window.loadURL(address)
    await window.webContents.executeJavaScriptInIsolatedWorld(isolatedWorld, [{ code: loadFonts }])
    return await use(window)
  } finally {
    window.destroy()
  }
}

/** The paper as PDF, its page size as the form's style says. */
export const paperToPdf = (session: Session, address: string, { footer }: { readonly footer?: string } = {}): Promise<Buffer> =>
  withPaperWindow(session, address, (window) =>
    window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      ...(footer !== undefined && {
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: numbering(footer),
      }),
    }),
  )

/** Chromium's own margin line: a text and the number of the page. It knows nothing of the page's fonts. */
const numbering = (text: string): string => {
  const escaped = text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<div style="width:100%;margin:0 15mm 0 25mm;display:flex;justify-content:space-between;font:9pt serif"><span>${escaped}</span><span>Trang <span class="pageNumber"></span>/<span class="totalPages"></span></span></div>`
}

/** Sends the paper to a printer; null is the system's default. Throws print.noPrinter, print.failed. */
export const paperToPrinter = (session: Session, address: string, printer: string | null, layout: FormLayout): Promise<void> =>
  withPaperWindow(session, address, async (window) => {
    const printers = await window.webContents.getPrintersAsync()
    if (printers.length === 0 || (printer !== null && !printers.some(({ name }) => name === printer)))
      throw new AppError('print.noPrinter')
    await new Promise<void>((done, failed) => {
      const timer = setTimeout(() => failed(new AppError('print.failed')), printLimitMs)
      const paper = layout === 'a5' ? { pageSize: 'A5' as const } : { pageSize: 'A4' as const, landscape: true }
      // Default margins: any other kind makes Chromium pass over the margins that the form's own @page rule sets.
      window.webContents.print(
        { silent: true, printBackground: true, deviceName: printer ?? '', margins: { marginType: 'default' }, ...paper },
        (printed) => {
          clearTimeout(timer)
          if (printed) done()
          else failed(new AppError('print.failed'))
        },
      )
    })
  })
