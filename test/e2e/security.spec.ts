// What an attacker's script inside the page could try; the checklist of Electron stands in checklist.spec.ts, markup in markup.spec.ts.
import { expect, test } from '@playwright/test'
import type { Bridge } from '../../electron/api/contract.ts'
import { type App, startApp } from './app.ts'

let app: App
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

test('the page has neither Node nor Electron, only the calls of the contract', async () => {
  const found = await app.page.evaluate(() => ({
    node: [typeof (globalThis as { require?: unknown }).require, typeof (globalThis as { process?: unknown }).process],
    subjects: Object.keys((window as unknown as { motcua: object }).motcua).sort(),
  }))
  expect(found.node).toEqual(['undefined', 'undefined'])
  expect(found.subjects).toEqual([
    'app',
    'archive',
    'backup',
    'batches',
    'bundles',
    'calendar',
    'cases',
    'citizen',
    'conformity',
    'conversions',
    'copies',
    'diagnostics',
    'disclosure',
    'documents',
    'duties',
    'forms',
    'hub',
    'laws',
    'life',
    'lists',
    'merge',
    'onNotice',
    'originals',
    'packs',
    'papers',
    'people',
    'personal',
    'persons',
    'print',
    'printing',
    'procedures',
    'program',
    'readings',
    'recovery',
    'register',
    'retention',
    'stubs',
    'system',
    'training',
    'trust',
    'units',
  ])
})

test('the page cannot go elsewhere, open windows, or be framed into another origin', async () => {
  const before = app.page.url()
  await app.page.evaluate(() => {
    window.location.href = 'https://example.org/'
  })
  await app.page.evaluate(() => {
    window.open('https://example.org/')
  })
  await app.page.waitForTimeout(300)
  expect(app.page.url()).toBe(before)
  const windows = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  expect(windows).toBe(1)
})

test('scripts from text, inline handlers and foreign addresses do not run', async () => {
  const ran = await app.page.evaluate(async () => {
    const holder = document.createElement('div')
    holder.innerHTML = '<img src="x" onerror="window.attacked = true">'
    document.body.append(holder)
    const script = document.createElement('script')
    script.textContent = 'window.attacked = true'
    document.body.append(script)
    await new Promise((done) => setTimeout(done, 200))
    holder.remove()
    script.remove()
    return (window as { attacked?: boolean }).attacked ?? false
  })
  expect(ran).toBe(false)
})

test('nothing is fetched from outside, and the own scheme serves no file outside its folder', async () => {
  const results = await app.page.evaluate(async () => {
    const attempt = async (address: string) => {
      try {
        return (await fetch(address)).status
      } catch {
        return 'refused'
      }
    }
    return Promise.all(
      [
        'https://example.org/',
        'http://127.0.0.1:9/',
        'file:///etc/passwd',
        'motcua://app/../main/main.cjs',
        'motcua://app/%2e%2e/main/main.cjs',
      ].map(attempt),
    )
  })
  expect(results).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
  // The policy stops fetch; the handler itself must hold as well.
  const statuses = await app.electron.evaluate(async ({ session }) => {
    const get = async (address: string) => (await session.defaultSession.fetch(address)).status
    return Promise.all(
      [
        'motcua://app/index.html',
        'motcua://app/%2e%2e/main/main.cjs',
        'motcua://app/..%2fmain%2fmain.cjs',
        'motcua://print/no-such-token/',
        'motcua://scan/no-such-token',
        'motcua://scan/..%2f..%2fblobs',
        'motcua://other/index.html',
      ].map(get),
    )
  })
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404])
})

test('a frame of the print origin cannot call', async () => {
  const hasBridge = await app.page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.src = 'motcua://print/00000000-0000-4000-8000-000000000000/'
    document.body.append(frame)
    await new Promise((done) => setTimeout(done, 300))
    try {
      return 'motcua' in (frame.contentWindow as object)
    } catch {
      return false // another origin: not even readable
    } finally {
      frame.remove()
    }
  })
  expect(hasBridge).toBe(false)
})

test('before sign-in every call that needs a person is refused', async () => {
  const replies = await app.page.evaluate(async () => {
    const { motcua } = window as unknown as { motcua: Bridge }
    return Promise.all([
      motcua.cases.count({}),
      motcua.people.listStaff({}),
      motcua.backup.create({}),
      motcua.procedures.list({ query: '', field: null, limit: 1 }),
    ])
  })
  expect(replies.map((reply) => (reply.ok ? 'answered' : reply.error.code))).toEqual(Array(4).fill('access.signedOut'))
})

test('malformed, hostile and oversized input never reaches a command', async () => {
  const codes = await app.page.evaluate(async () => {
    const { people } = (
      window as unknown as {
        motcua: Record<string, Record<string, (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>>>
      }
    ).motcua
    const inputs: unknown[] = [
      undefined,
      null,
      7,
      'x',
      [],
      { signInName: 1, password: 2 },
      { signInName: 'a', password: 'b'.repeat(2_000_000) },
      { __proto__: { signInName: 'a' } },
    ]
    const replies = await Promise.all(inputs.map((input) => people?.signIn?.(input)))
    return replies.map((reply) => (reply?.ok ? 'answered' : reply?.error?.code))
  })
  expect(new Set(codes)).toEqual(new Set(['input.invalid']))
})

test('permissions, downloads and foreign contents are denied', async () => {
  const state = await app.page.evaluate(async () => {
    const camera = await navigator.mediaDevices?.getUserMedia({ video: true }).then(
      () => 'given',
      () => 'denied',
    )
    const notification = await Notification.requestPermission()
    return { camera: camera ?? 'denied', notification }
  })
  expect(state).toEqual({ camera: 'denied', notification: 'denied' })
})
