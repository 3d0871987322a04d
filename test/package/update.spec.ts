// Updating what an office has installed: a new version comes in a file, runs after the restart, and one that does not run gives
// way to the last good one. The packed, fused program; the release's own script makes the file.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createPackage, extractAll } from '@electron/asar'
import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { administrator, answerFirstRun } from '../e2e/app.ts'
import { makePublisher, makeUpdateFile, type Publisher, signByHand } from '../fixtures/update.ts'

const packed = resolve(import.meta.dirname, '..', '..', 'dist', 'linux-unpacked')
const place = mkdtempSync(join(tmpdir(), 'motcua-update-'))
const userData = join(place, 'user')
const installed = join(place, 'installed')
const publisher: Publisher = makePublisher()
const stateFile = join(userData, 'versions', 'state.json')
const startLimitMs = 60_000

/** The packed program as another version, and with a publisher that it trusts. Files that do not change are shared. */
async function makeVersion(folder: string, version: string): Promise<void> {
  execFileSync('cp', ['-al', packed, folder])
  const archive = join(folder, 'resources', 'app.asar')
  const content = mkdtempSync(join(place, 'content-'))
  extractAll(archive, content)
  const description = JSON.parse(readFileSync(join(content, 'package.json'), 'utf8')) as object
  writeFileSync(join(content, 'package.json'), JSON.stringify({ ...description, version }))
  const keys = join(folder, 'resources', 'resources', 'update', 'keys.json')
  for (const file of [archive, keys]) rmSync(file)
  await createPackage(content, archive)
  writeFileSync(keys, JSON.stringify({ keys: [publisher.publicText] }))
}

const sandbox = process.getuid?.() === 0 || process.env.MOTCUA_NO_SANDBOX ? ['--no-sandbox'] : []

/** Starts the installed program as a menu entry does. Which process shows the window is the program's affair. */
function startProgram(...args: string[]): void {
  rmSync(join(userData, 'DevToolsActivePort'), { force: true })
  spawn(join(installed, 'motcua'), [...sandbox, '--remote-debugging-port=0', `--user-data-dir=${userData}`, ...args], {
    stdio: 'ignore',
    detached: true,
  }).unref()
}

let browser: Browser | undefined
/** The window of a version, once it shows. */
async function windowOf(version: string): Promise<Page> {
  for (let waitedMs = 0; waitedMs < startLimitMs; waitedMs += 200) {
    const page = await findWindow(version).catch(() => undefined)
    if (page) return page
    await browser?.close().catch(() => {})
    await wait(200)
  }
  throw new Error(`version ${version} shows no window`)
}

async function findWindow(version: string): Promise<Page | undefined> {
  const [port] = readFileSync(join(userData, 'DevToolsActivePort'), 'utf8').split('\n')
  browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5_000 })
  const page = browser.contexts()[0]?.pages()[0]
  const running = await page?.evaluate(async () => {
    const reply = await window.motcua.app.getStatus({})
    return reply.ok ? reply.value.version : ''
  })
  if (!page || running !== version) return undefined
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  return page
}

async function quit(page: Page): Promise<void> {
  await page.evaluate(() => void window.motcua.app.quit({})).catch(() => {})
  await expect.poll(() => existsSync(join(userData, 'SingletonLock')), { timeout: 30_000 }).toBe(false)
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Mật khẩu', { exact: true }).fill(administrator.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Màn hình' })).toBeVisible()
}

/** The file was opened with the program: its screen shows by itself. */
async function takeUpdate(page: Page, version: string): Promise<void> {
  await page.getByRole('button', { name: `Cài bản ${version}` }).click()
  await expect(page.getByText(`Bản ${version} đã sẵn sàng`)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Khởi động lại để dùng bản mới' }).click()
}

test.skip(process.platform !== 'linux', 'the folder that is packed here is for Linux')
test.beforeAll(() => makeVersion(installed, '0.1.0'))
// The last program of the test may still be writing its profile.
test.afterAll(() => rmSync(place, { recursive: true, force: true, maxRetries: 40, retryDelay: 250 }))

test('a new version comes in a file and runs after the restart; one that does not run gives way', async () => {
  test.setTimeout(300_000)
  const next = join(place, 'next')
  await makeVersion(next, '0.2.0')
  const file = join(place, 'motcua-0.2.0.mcupdate')
  makeUpdateFile(next, file, publisher)

  startProgram(file)
  let page = await windowOf('0.1.0')
  await answerFirstRun(page)
  await takeUpdate(page, '0.2.0')

  page = await windowOf('0.2.0')
  await expect(page.getByRole('heading', { name: 'Phường Thuận Hóa' })).toBeVisible()
  await expect.poll(() => readFileSync(stateFile, 'utf8')).toContain('"provenAt": "20')
  await quit(page)
  // A command is answered by the version that has last worked on the data; the installed one might not understand them.
  const version = [...sandbox, '--log-level=3', `--user-data-dir=${userData}`, '--version']
  expect(execFileSync(join(installed, 'motcua'), version, { encoding: 'utf8' })).toBe('0.2.0\n')

  // Ends at once, as a program does whose library is missing.
  const broken = join(place, 'motcua-0.3.0.mcupdate')
  signByHand(broken, publisher, {
    manifest: { version: '0.3.0' },
    files: [{ path: 'motcua', text: '#!/bin/sh\nexit 127\n', isExecutable: true }],
  })
  startProgram(broken) // the menu entry still starts the installed program
  page = await windowOf('0.2.0')
  await signIn(page)
  await takeUpdate(page, '0.3.0')
  page = await windowOf('0.2.0')
  await expect(page.getByText('Bản 0.3.0 không chạy được trên máy này')).toBeVisible()
  await signIn(page)
  await quit(page)

  // Even when every newer version is gone bad, the installed one opens.
  writeFileSync(join(userData, 'versions', '0.2.0', 'resources', 'app.asar'), 'damaged')
  startProgram()
  page = await windowOf('0.1.0')
  await expect(page.getByText('không chạy được trên máy này')).toBeVisible()
  await signIn(page)
  await quit(page)
})
