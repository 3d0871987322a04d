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

const root = resolve(import.meta.dirname, '..', '..')

export const administrator = { fullName: 'Nguyễn Thị Duyên', signInName: 'duyennt', password: 'mua-xuan-2026' }

interface Tools {
  readonly electron: string
  readonly binding: string | null
}

const tools = (): Tools => JSON.parse(readFileSync(join(root, '.cache', 'runtime.json'), 'utf8')) as Tools

export interface StartOptions {
  readonly folder?: string
  readonly size?: { readonly width: number; readonly height: number }
}

export interface App {
  readonly folder: string
  readonly page: Page
  readonly electron: ElectronApplication
  setUp(): Promise<void>
  signIn(person?: { signInName: string; fullName: string; password: string }): Promise<void>
  restart(): Promise<void>
  kill(): Promise<void>
  stop(): Promise<void>
}

async function launch(folder: string, size: { width: number; height: number }) {
  const { electron: executablePath, binding } = tools()
  // Root and CI containers cannot have Chromium's sandbox.
  const sandbox = process.getuid?.() === 0 || process.env.MOTCUA_NO_SANDBOX ? ['--no-sandbox'] : []
  const electron = await _electron.launch({
    executablePath,
    args: [...sandbox, `--user-data-dir=${folder}`, root],
    cwd: root,
    env: { ...(process.env as Record<string, string>), ...(binding ? { MOTCUA_SQLITE_BINDING: binding } : {}) },
  })
  const page = await electron.firstWindow()
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.unmaximize()
    window?.setContentSize(width, height)
  }, size)
  await page.waitForFunction(() => document.querySelector('#root')?.childElementCount)
  return { electron, page }
}

export async function startApp({
  folder = mkdtempSync(join(tmpdir(), 'motcua-')),
  size = { width: 1366, height: 768 },
}: StartOptions = {}): Promise<App> {
  let running = await launch(folder, size)
  const app: App = {
    folder,
    get page() {
      return running.page
    },
    get electron() {
      return running.electron
    },
    setUp: () => answerFirstRun(running.page),
    signIn: async (person = administrator) => {
      const { page } = running
      await page.getByRole('option', { name: person.fullName }).click()
      await page.getByLabel('Mật khẩu', { exact: true }).fill(person.password)
      await page.keyboard.press('Enter')
      await page.getByRole('navigation', { name: 'Màn hình' }).waitFor()
    },
    restart: async () => {
      await running.electron.close()
      running = await launch(folder, size)
    },
    kill: async () => {
      const exited = new Promise((done) => running.electron.process().once('exit', done))
      running.electron.process().kill('SIGKILL')
      await exited
      running = await launch(folder, size)
    },
    stop: () => running.electron.close(),
  }
  return app
}

/** The wizard, by keyboard alone. */
export async function answerFirstRun(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toBeVisible()
}

/** Fails with axe's own words when the page breaks an accessibility rule. */
export async function expectAccessible(page: Page): Promise<void> {
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
  expect(violations).toEqual([])
}
