// The scheme motcua://, the only one our pages load from: `app` is the built page, `print` the papers waiting to be shown or
// printed. Files are served by exact containment in a folder; every answer carries its own content security policy.

import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative } from 'node:path'
import { protocol, type Session } from 'electron'
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
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; frame-src motcua://print; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const printPolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors motcua://app"

/** Must run before the application is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'motcua', privileges: { standard: true, secure: true, codeCache: true } }])
}

const refusal = (status: number): Response => new Response(null, { status })

function respond(body: Uint8Array | string, type: string, policy: string): Response {
  return new Response(body as BodyInit, {
    headers: {
      'content-type': type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  })
}

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

export function serveScheme(
  session: Session,
  folders: { readonly page: string; readonly fonts: string },
  shelf: PaperShelf,
): void {
  session.protocol.handle('motcua', async (request) => {
    if (request.method !== 'GET') return refusal(405)
    const url = new URL(request.url)
    if (url.host === 'print') return servePaper(url.pathname)
    if (url.host !== 'app') return refusal(404)
    return serveFile(folders.page, url.pathname, appPolicy)
  })

  async function serveFile(folder: string, pathname: string, policy: string): Promise<Response> {
    const file = findContained(folder, pathname)
    const type = file && contentTypes[extname(file)]
    if (!file || !type) return refusal(404)
    try {
      return respond(await readFile(file), type, policy)
    } catch {
      return refusal(404)
    }
  }

  /** `/<token>/` the paper, `/<token>/form.css` its style, `/<token>/fonts/<file>` the fonts. */
  async function servePaper(pathname: string): Promise<Response> {
    const [, token = '', ...rest] = pathname.split('/')
    const paper = shelf.find(token)
    if (!paper) return refusal(404)
    const name = rest.join('/')
    if (name === '') return respond(paper.html, 'text/html; charset=utf-8', printPolicy)
    if (name === 'form.css') return respond(paper.css, 'text/css; charset=utf-8', printPolicy)
    return rest[0] === 'fonts' ? serveFile(folders.fonts, `/${rest.slice(1).join('/')}`, printPolicy) : refusal(404)
  }
}
