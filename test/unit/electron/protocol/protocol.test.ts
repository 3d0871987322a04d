import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'

// The npm package of Electron would download the runtime on import; a folder of our own keeps it from doing so.
vi.hoisted(() => {
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= '/nowhere'
})
const { findContained } = await import('../../../../electron/protocol.ts')

const folder = resolve('/srv/motcua/out/renderer')
const isInside = (file: string): boolean => {
  const inside = relative(folder, file)
  return inside !== '' && !isAbsolute(inside) && inside !== '..' && !inside.startsWith(`..${sep}`)
}

describe('findContained', () => {
  it.each([
    ['/index.html', 'index.html'],
    ['/assets/page-1a2b.js', join('assets', 'page-1a2b.js')],
    ['/assets/../index.html', 'index.html'],
    ['/%C4%90%C6%A1n.html', 'Đơn.html'],
    ['//index.html', 'index.html'],
    ['/a%20b.css', 'a b.css'],
  ])('finds %s', (pathname, file) => expect(findContained(folder, pathname)).toBe(join(folder, file)))

  it.each([
    '',
    '/',
    '/.',
    '/..',
    '/../main/main.cjs',
    '/../renderer-of-somebody/x.js',
    '/..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/../../main/main.cjs',
    '/..\\..\\windows\\win.ini',
    '/%5c..%5c..%5cwindows',
    '/index.html%00.js',
    '/%',
    '/%E0%A4%A',
  ])('refuses %j', (pathname) => expect(findContained(folder, pathname)).toBeUndefined())

  it('never leaves the folder, whatever the path is made of', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2E.',
      '%2f',
      '%5c',
      '\\',
      '/',
      '//',
      'assets',
      'index.html',
      '%00',
      '%252e',
      'C:',
      '~',
      '…',
    )
    const pathname = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part, { maxLength: 12 }).map((parts) => `/${parts.join('/')}`),
      fc.webPath(),
    )
    fc.assert(
      fc.property(pathname, (path) => {
        const file = findContained(folder, path)
        if (file !== undefined) expect(isInside(file), file).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })
})
