// Puts the deb where an office would have it: really installed when we are root on Debian and nothing is in the way, else unpacked
// into a folder. What was installed is removed afterwards.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { debFile } from './product.ts'

export interface Installation {
  readonly isInstalled: boolean
  /** What a person or a menu entry starts, and the switches it must get here. */
  readonly command: string
  readonly switches: readonly string[]
  /** The program's own folder. */
  readonly folder: string
  remove(): void
}

const isRoot = process.getuid?.() === 0
const mayInstall = () =>
  isRoot && existsSync('/etc/debian_version') && !existsSync('/opt/motcua') && !existsSync('/usr/bin/motcua')

export function installDeb(): Installation {
  if (mayInstall()) {
    execFileSync('dpkg', ['--install', debFile], { stdio: 'pipe' })
    return {
      isInstalled: true,
      command: '/usr/bin/motcua',
      switches: [],
      folder: '/opt/motcua',
      remove: () => void execFileSync('dpkg', ['--purge', 'motcua'], { stdio: 'pipe' }),
    }
  }
  const place = mkdtempSync(join(tmpdir(), 'motcua-package-'))
  execFileSync('dpkg-deb', ['--extract', debFile, place])
  return {
    isInstalled: false,
    command: join(place, 'opt/motcua/motcua'),
    // The sandbox's helper must belong to root, which only a real installation gives.
    switches: ['--no-sandbox', '--log-level=3'],
    folder: join(place, 'opt/motcua'),
    remove: () => rmSync(place, { recursive: true, force: true, maxRetries: 40, retryDelay: 250 }),
  }
}

export interface PackagedApp {
  readonly page: Page
  /** Closes the window as a person would and waits for the program's end. Returns its exit code. */
  quit(): Promise<number | null>
}

const startLimitMs = 60_000

/**
 * Starts the installed program on a data folder and attaches from outside, since its fuses refuse an inspector inside.
 * @param user the number of the person who starts it, when it is another than the tests' own
 */
export async function openPackaged({ command, switches }: Installation, folder: string, user?: number): Promise<PackagedApp> {
  const child = spawn(command, [...switches, '--remote-debugging-port=0', `--user-data-dir=${folder}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(user === undefined ? {} : { uid: user, gid: user, cwd: folder, env: { ...process.env, HOME: folder } }),
  })
  const exited = new Promise<number | null>((done) => child.once('exit', done))
  const address = await new Promise<string>((done, failed) => {
    let said = ''
    child.stderr.on('data', (data) => {
      said += data
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found) done(found)
    })
    child.once('exit', (code) => failed(new Error(`ended with ${code}: ${said}`)))
    setTimeout(() => failed(new Error(`no answer: ${said}`)), startLimitMs).unref()
  })
  const browser = await chromium.connectOverCDP(address)
  const page = await firstPage(browser)
  // A bare X server has no window manager that would give the window the keyboard.
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  await page.waitForFunction(() => document.querySelector('#root')?.childElementCount)
  return {
    page,
    quit: async () => {
      await page.close().catch(() => {}) // the program may be gone before the answer comes
      const code = await exited
      await browser.close().catch(() => {})
      return code
    },
  }
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (!context) throw new Error('the program shows no window')
  return context.pages()[0] ?? context.waitForEvent('page')
}

/** Runs the installed program as a command. The display is left away unless one is named. */
export function runInstalled(
  { command, switches }: Installation,
  args: readonly string[],
  { env = {}, input = '' }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
) {
  const { DISPLAY, WAYLAND_DISPLAY, ...rest } = process.env
  const { status, stdout, stderr } = spawnSync(command, [...switches, ...args], {
    env: { ...rest, ...env },
    input,
    encoding: 'utf8',
    timeout: startLimitMs,
  })
  return { code: status, stdout, stderr }
}
