// The packed and fused program as an office has it: the main job from the first start to finding the case again, the command line
// with and without a display, and what its fuses refuse.
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { expect, type Page, test } from '@playwright/test'
import { administrator, answerFirstRun } from '../e2e/app.ts'
import { type Installation, installDeb, openPackaged, runInstalled } from './installed.ts'
import { expectedFuses, fusesOf, version } from './product.ts'

test.skip(process.platform !== 'linux', 'Linux')

let program: Installation
test.describe.configure({ mode: 'serial' })
test.beforeAll(() => {
  test.setTimeout(120_000)
  program = installDeb()
})
test.afterAll(() => program.remove())

/** The person without rights that every Linux has. */
const nobody = 65_534
const newFolder = () => mkdtempSync(join(tmpdir(), 'motcua-'))
const folder = newFolder()

const procedureBox = (page: Page) => page.getByRole('combobox', { name: /Tìm thủ tục/ })

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Mật khẩu', { exact: true }).fill(administrator.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Màn hình' })).toBeVisible()
}

test('an office is set up, receives a case by keyboard, and finds it again after a restart', async () => {
  test.setTimeout(240_000)
  const first = await openPackaged(program, folder)
  let { page } = first
  expect(
    await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')]),
  ).toEqual(['undefined', 'undefined'])
  await answerFirstRun(page)
  await page.keyboard.press('Control+n')
  await expect(procedureBox(page)).toBeFocused()
  await page.keyboard.type('ks')
  await expect(page.getByRole('option', { name: /Thủ tục đăng ký khai sinh/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Đổi thủ tục/ })).toBeVisible()
  await page.keyboard.press('Alt+3')
  await page.keyboard.type('Trần Thị Bình')
  await page.keyboard.press('Control+p')
  const paper = page.frameLocator('iframe')
  await expect(paper.getByText(/TAM-19789-A-\d{6}-0001/).first()).toBeVisible()
  await expect(paper.getByText('Trần Thị Bình').first()).toBeVisible()
  expect(await first.quit()).toBe(0)

  const second = await openPackaged(program, folder)
  page = second.page
  await signIn(page)
  await expect(procedureBox(page)).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('tran thi binh')
  await expect(page.getByRole('option', { name: /Trần Thị Bình KS/ })).toBeVisible() // the person is offered too
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Trần Thị Bình' })).toBeVisible()
  expect(await second.quit()).toBe(0)
})

test('the command line answers from the package without a display, and with one', () => {
  const deadline = ['deadline', '--limit', '3', '--unit', 'working-days', '--received', '2026-08-26T09:00']
  const answer = { code: 0, stdout: expect.stringContaining('17:30 thứ Năm 03/09/2026'), stderr: '' }
  expect(runInstalled(program, deadline)).toEqual(answer)
  expect(runInstalled(program, deadline, { env: { DISPLAY: process.env.DISPLAY ?? '' } })).toEqual(answer)
  expect(runInstalled(program, ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  expect(runInstalled(program, ['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('motcua backup list') })
  expect(runInstalled(program, ['nonsense'])).toMatchObject({ code: 2, stderr: expect.stringContaining('motcua --help') })
  const refused = runInstalled(program, ['deadline', '--limit=-3', '--unit', 'days', '--received', '2026-08-26T09:00'])
  expect(refused.code).toBe(1)
})

test('a batch that comes slowly is answered line by line, and nothing of Chromium stays behind', () => {
  const line = '{"limit":3,"unit":"working-days","received":"2026-08-26T09:00"}\n'
  const home = newFolder()
  const { code, stdout } = runInstalled(program, ['deadline', '--batch', '--json'], {
    input: line.repeat(500),
    env: { HOME: home, XDG_CONFIG_HOME: join(home, 'config') },
  })
  expect(code).toBe(0)
  const answers = stdout.trim().split('\n')
  expect(answers).toHaveLength(500)
  expect(new Set(answers.map((answer) => JSON.parse(answer).dueAt))).toEqual(new Set(['2026-09-03T17:30']))
  expect(existsSync(join(home, 'config'))).toBe(false)
})

test('the command line works on the data of the window: finds the case, makes a backup and lists it', () => {
  const data = ['--data', join(folder, 'data')]
  const found = runInstalled(program, ['case', 'list', 'tran thi binh', '--json', ...data])
  expect(found.code).toBe(0)
  expect(JSON.parse(found.stdout)).toMatchObject([{ applicantName: 'Trần Thị Bình' }])
  expect(runInstalled(program, ['backup', 'create', ...data])).toMatchObject({ code: 0 })
  const listed = runInstalled(program, ['backup', 'list', '--json', ...data])
  expect(JSON.parse(listed.stdout).length).toBeGreaterThan(0)
})

test('the installed program diagnoses itself on the command line, its fonts in the archive included', () => {
  const { code, stdout } = runInstalled(program, ['diagnose', '--json', '--data', join(folder, 'data')])
  expect(code).toBe(0)
  const { steps } = JSON.parse(stdout) as { steps: Array<{ id: string; verdict: string }> }
  const verdicts = Object.fromEntries(steps.map(({ id, verdict }) => [id, verdict]))
  expect(verdicts).toMatchObject({ versions: 'ok', fonts: 'ok', database: 'ok', chain: 'ok' })
})

test("an ordinary person's program keeps the sandbox: its page may neither call the system freely nor gain rights", async () => {
  test.skip(!program.isInstalled, 'only a real installation has the helper with its rights')
  const home = newFolder()
  chownSync(home, nobody, nobody)
  const app = await openPackaged(program, home, nobody)
  const status = readFileSync(`/proc/${findPageProcess(home)}/status`, 'utf8')
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m)
  expect(status).toMatch(/^Seccomp:\s+2$/m)
  expect(status).toMatch(/^CapEff:\s+0+$/m)
  expect(await app.quit()).toBe(0)
})

/** The process that shows the page of the program which keeps its data in this folder. */
function findPageProcess(home: string): string {
  const isPage = (id: string) => {
    try {
      const args = readFileSync(`/proc/${id}/cmdline`, 'utf8').split(/[\0 ]/) // Chromium joins them by spaces in a forked process
      return args.includes('--type=renderer') && args.includes(`--user-data-dir=${home}`)
    } catch {
      return false // ended meanwhile
    }
  }
  const [id] = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isPage(name))
  if (!id) throw new Error('no page runs')
  return id
}

test('the fuses stand in the installed program', async () => {
  expect(await fusesOf(join(program.folder, 'motcua'))).toMatchObject(expectedFuses)
})

test('ELECTRON_RUN_AS_NODE and NODE_OPTIONS have no effect', () => {
  const place = newFolder()
  const proof = join(place, 'proof')
  const script = join(place, 'script.js')
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(proof)}, '')`)
  // Were either obeyed, the script would run instead of the command, or before it.
  const asNode = runInstalled({ ...program, switches: [] }, [script, '--version'], { env: { ELECTRON_RUN_AS_NODE: '1' } })
  expect(asNode.stdout).not.toMatch(/^v\d/)
  expect(existsSync(proof)).toBe(false)
  const withOptions = runInstalled(program, ['--version'], { env: { NODE_OPTIONS: `--require ${script}` } })
  expect(withOptions).toMatchObject({ code: 0, stdout: `${version}\n` })
  expect(existsSync(proof)).toBe(false)
})

test('an inspector cannot be opened', () => {
  const { code, stderr } = runInstalled(program, ['--inspect=0', '--version'])
  expect(code).toBe(0)
  expect(stderr).not.toContain('Debugger listening')
})

test('the archive replaced by a folder does not start', () => {
  const place = join(newFolder(), 'copy')
  cpSync(program.folder, place, { recursive: true })
  const archive = join(place, 'resources', 'app.asar')
  const copied = { ...program, command: join(place, 'motcua'), switches: ['--no-sandbox', '--log-level=3'] }
  expect(runInstalled(copied, ['--version']).code).toBe(0)
  extractAll(archive, join(place, 'resources', 'app'))
  rmSync(archive)
  expect(runInstalled(copied, ['--version'])).toMatchObject({ code: expect.not.stringMatching('0'), stdout: '' })
  mkdirSync(archive)
  cpSync(join(place, 'resources', 'app'), archive, { recursive: true })
  const folderInstead = runInstalled(copied, ['--version'])
  expect(folderInstead.code).not.toBe(0)
  expect(folderInstead.stdout).toBe('')
  rmSync(place, { recursive: true, force: true })
})
