// Starts the real application in the real Electron on an empty folder, as a person would, and drives it by keyboard.
//
//   const app = await startApp()            // new folder: the wizard shows
//   await app.setUp()                       // answers the first-run questions; the board shows
//   app.page                                // Playwright's page: app.page.keyboard.type(...), app.page.getByRole(...)
//   await app.restart()                     // quits in order, starts again on the same folder
//   await app.kill()                        // SIGKILL, as a power cut would
//   await app.stop()
//
// MOTCUA_ELECTRON and MOTCUA_SQLITE_BINDING come from build/setup.mjs; DISPLAY from build/display.mjs.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import axe from 'axe-core'
import type { Bridge } from '../../electron/api/contract.ts'

declare global {
  interface Window {
    readonly motcua: Bridge
  }
}

const root = resolve(import.meta.dirname, '..', '..')

export const administrator = { fullName: 'Nguyễn Thị Duyên', signInName: 'duyennt', password: 'mua-xuan-2026' }

interface Tools {
  readonly electron: string
  readonly binding: string
}

const tools = (): Tools => JSON.parse(readFileSync(join(root, '.cache', 'runtime.json'), 'utf8')) as Tools

export interface StartOptions {
  readonly folder?: string
  readonly size?: { readonly width: number; readonly height: number }
  /** Further switches for Electron. */
  readonly switches?: readonly string[]
}

export interface App {
  readonly folder: string
  readonly page: Page
  readonly electron: ElectronApplication
  setUp(): Promise<void>
  /** On the sign-in screen: picks the person, types the password, presses Enter. */
  signInAs(fullName: string, password: string): Promise<void>
  signIn(): Promise<void>
  restart(): Promise<void>
  kill(): Promise<void>
  stop(): Promise<void>
}

/** How the application is started on a folder. */
export function launchCommand(folder: string, switches: readonly string[] = []) {
  const { electron: program, binding } = tools()
  // Root and CI containers cannot have Chromium's sandbox.
  const sandbox = process.getuid?.() === 0 || process.env.MOTCUA_NO_SANDBOX ? ['--no-sandbox'] : []
  return {
    program,
    args: [...sandbox, ...switches, `--user-data-dir=${folder}`, root],
    cwd: root,
    env: { ...(process.env as Record<string, string>), MOTCUA_SQLITE_BINDING: binding },
  }
}

async function launch(folder: string, size: { width: number; height: number }, switches: readonly string[]) {
  const { program: executablePath, ...how } = launchCommand(folder, switches)
  const electron = await _electron.launch({ executablePath, ...how })
  const page = await electron.firstWindow()
  // Before that the program is still being read, and what it throws away takes the answer to a question from outside along.
  await page.waitForFunction(() => document.querySelector('#root')?.childElementCount)
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.unmaximize()
    window?.setContentSize(width, height)
  }, size)
  pressWhenStill(page)
  return { electron, page }
}

/**
 * A person presses a key at what stands: nothing is on its way in or out, an open dialog or menu has the focus, an open list its
 * lit option. On a slow machine a key is faster than the focus. What never comes to rest gets its key all the same.
 */
function pressWhenStill(page: Page): void {
  const { keyboard } = page
  const press = keyboard.press.bind(keyboard)
  const type = keyboard.type.bind(keyboard)
  const still = async () => {
    try {
      if (await page.evaluate(standsStill)) return
      await page.waitForFunction(standsStill, null, { timeout: 2_000 })
    } catch {
      // The key goes out, and the test says what came of it.
    }
  }
  keyboard.press = async (...given) => {
    await still()
    await press(...given)
  }
  keyboard.type = async (...given) => {
    await still()
    await type(...given)
  }
}

/** Runs in the window. */
function standsStill(): boolean {
  if (document.querySelector('[data-starting-style], [data-ending-style]')) return false
  const focused = document.activeElement
  const isLit = document.querySelector('[role=option][data-highlighted]') !== null
  if (document.querySelector('button[role=combobox][aria-expanded=true]')) return isLit
  const layer = [...document.querySelectorAll('.dialog[data-open], [role=menu][data-open]')].at(-1)
  return !layer || layer.contains(focused) || focused?.closest('[role=listbox], [role=menu]') !== null
}

export async function startApp({
  folder = mkdtempSync(join(tmpdir(), 'motcua-')),
  size = { width: 1366, height: 768 },
  switches = [],
}: StartOptions = {}): Promise<App> {
  let running = await launch(folder, size, switches)
  const app: App = {
    folder,
    get page() {
      return running.page
    },
    get electron() {
      return running.electron
    },
    setUp: () => answerFirstRun(running.page),
    signInAs: async (fullName, password) => {
      const { page } = running
      const field = page.getByLabel('Mật khẩu', { exact: true })
      // One person needs no picking and gets the password field at once; of several, one is picked first.
      const person = page.getByRole('option', { name: fullName })
      await expect(person.or(field).first()).toBeVisible()
      if ((await person.count()) > 0) await person.click()
      await field.fill(password)
      await page.keyboard.press('Enter')
    },
    signIn: async () => {
      await app.signInAs(administrator.fullName, administrator.password)
      await expect(running.page.getByRole('navigation', { name: 'Màn hình' })).toBeVisible()
    },
    restart: async () => {
      await running.electron.close()
      running = await launch(folder, size, switches)
    },
    kill: async () => {
      const exited = new Promise((done) => running.electron.process().once('exit', done))
      running.electron.process().kill('SIGKILL')
      await exited
      running = await launch(folder, size, switches)
    },
    stop: () => running.electron.close(),
  }
  return app
}

/** The wizard, by keyboard alone: an office is picked without diacritics, everything else keeps its proposal. */
export async function answerFirstRun(page: Page): Promise<void> {
  const { keyboard } = page
  const question = (text: string) => expect(page.getByRole('heading', { name: text })).toBeVisible()
  await question('Cơ quan của bạn là đơn vị nào?')
  await keyboard.type('thuan hoa')
  await expect(page.getByRole('option', { name: /Phường Thuận Hóa/ })).toBeVisible()
  await keyboard.press('Enter')
  await expect(page.getByRole('option')).toHaveCount(0)
  await keyboard.press('Enter')
  await question('Giấy tiếp nhận in tên gì, và bàn tiếp nhận làm việc lúc nào?')
  await keyboard.press('Enter')
  await question('Máy này mang mã gì?')
  await keyboard.press('Enter')
  await question('Ai quản trị chương trình?')
  await keyboard.type(administrator.fullName)
  for (let field = 0; field < 3; field += 1) await keyboard.press('Tab')
  await keyboard.type(administrator.password)
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await keyboard.type(administrator.password)
  await keyboard.press('Enter')
  await question('Xem lại trước khi bắt đầu')
  await keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Màn hình' })).toBeVisible()
}

/** Fails with axe's own words when the page breaks an accessibility rule. */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour on its way has no contrast yet: what is under way ends first, and nothing sets out while axe looks.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof import('axe-core') }
    const result = await checker.run(document, { resultTypes: ['violations'] })
    return result.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      at: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    }))
  })
  await page.emulateMedia({ reducedMotion: null })
  expect(violations).toEqual([])
}

/** What a table shows only in part: text that runs out of its cell. */
export const cutTexts = (page: Page): Promise<string[]> =>
  page
    .locator('.table-clip')
    .evaluateAll((cells) =>
      cells
        .filter((cell) => cell.scrollWidth > cell.clientWidth || cell.scrollHeight > cell.clientHeight)
        .map((cell) => cell.textContent ?? ''),
    )
