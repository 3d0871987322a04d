// The scheme motcua://, the only one our pages load from: `app` is the built page, `print` the papers waiting to be shown or
// printed, `scan` the scanned pictures that are being looked at. Files are served by exact containment in a folder; every answer carries its own content security policy.

import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative } from 'node:path'
import { type ProtocolRequest, type ProtocolResponse, protocol, type Session } from 'electron'
import type { ScanShelf } from './papers/scan-shelf.ts'
import type { PaperShelf } from './print/paper-shelf.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

const appPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: motcua://scan; frame-src motcua://print; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const printPolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors motcua://app"

/** The thread that reads PDFs: its decoders are WebAssembly, which the page itself may not have. It fetches nothing and draws nothing. */
const readerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"
const readerScript = /^\/assets\/pdf-worker-[\w-]+\.js$/
/** A picture alone: it draws nothing else and is framed by nobody. */
const scanPolicy = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
/** What Chromium draws by itself; other papers are given to the page as bytes. */
const pictureTypes: Readonly<Record<string, string>> = { jpeg: 'image/jpeg', png: 'image/png' }

/** Must run before the application is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'motcua', privileges: { standard: true, secure: true, codeCache: true } }])
}

const refusal = (statusCode: number): ProtocolResponse => ({ statusCode, data: Buffer.alloc(0) })

const answer = (data: Buffer, type: string, policy: string): ProtocolResponse => ({
  data,
  headers: {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  },
})

/** The file of `folder` that a path names, or undefined when it would lie outside (item 18: containment by path.relative). */
export function findContained(folder: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined
  const file = join(folder, decoded)
  const inside = relative(folder, file)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : file
}

/** Serves the scheme. Ends when the page has its first scripts and all that it asked for with them. */
export function serveScheme(
  session: Session,
  folders: { readonly page: string; readonly fonts: string },
  shelf: PaperShelf,
  scans: ScanShelf,
): Promise<void> {
  // Not `protocol.handle`: the web's own Request and Response, which it is made of, take as long to load as a tenth of an empty window.
  return new Promise<void>((resolve) => {
    let unanswered = 0
    let hasScript = false
    session.protocol.registerBufferProtocol('motcua', (request, callback) => {
      unanswered += 1
      serve(request)
        .catch(() => refusal(500))
        .then((response) => {
          callback(response)
          unanswered -= 1
          hasScript ||= request.url.endsWith('.js')
          if (hasScript && unanswered === 0) setImmediate(resolve)
        })
    })
  })

  async function serve(request: ProtocolRequest): Promise<ProtocolResponse> {
    if (request.method !== 'GET') return refusal(405)
    const url = new URL(request.url)
    if (url.host === 'print') return servePaper(url.pathname)
    if (url.host === 'scan') return servePicture(url.pathname)
    if (url.host !== 'app') return refusal(404)
    return serveFile(folders.page, url.pathname, readerScript.test(url.pathname) ? readerPolicy : appPolicy)
  }

  async function serveFile(folder: string, pathname: string, policy: string): Promise<ProtocolResponse> {
    const file = findContained(folder, pathname)
    const type = file && contentTypes[extname(file)]
    if (!file || !type) return refusal(404)
    try {
      return answer(await readFile(file), type, policy)
    } catch {
      return refusal(404)
    }
  }

  /** `/<token>` a scanned picture that is being looked at. */
  function servePicture(pathname: string): ProtocolResponse {
    const scan = scans.find(pathname.slice(1))
    const type = scan && pictureTypes[scan.kind]
    return scan && type ? answer(scan.content, type, scanPolicy) : refusal(404)
  }

  /** `/<token>/` the paper, `/<token>/form.css` its style, `/<token>/fonts/<file>` the fonts. */
  async function servePaper(pathname: string): Promise<ProtocolResponse> {
    const [, token = '', ...rest] = pathname.split('/')
    // Also for a paper that is gone: the window it was printed in goes on with the next one, whose words may need another font.
    if (rest[0] === 'fonts') return serveFile(folders.fonts, `/${rest.slice(1).join('/')}`, printPolicy)
    const paper = shelf.find(token)
    if (!paper) return refusal(404)
    const name = rest.join('/')
    if (name === '') return answer(Buffer.from(paper.html), 'text/html; charset=utf-8', printPolicy)
    if (name === 'form.css') return answer(Buffer.from(paper.css), 'text/css; charset=utf-8', printPolicy)
    return refusal(404)
  }
}
