// Training mode in the real window: going in, practising, the marks that cannot be missed, and nothing of it among the real data.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { listBackups } from '../../db/backup/shelf.ts'
import { databaseName } from '../../db/store/folder.ts'
import { inspectFile } from '../../db/store/sqlite.ts'
import { dataFolder } from '../../electron/paths.ts'
import { type App, administrator, expectAccessible, startApp } from './app.ts'

const screens = join('test-results', 'screens')
mkdirSync(screens, { recursive: true })
const mark = 'TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ'

const band = (page: Page) => page.getByText('CHẾ ĐỘ TẬP HUẤN', { exact: true })
const navigation = (page: Page) => page.getByRole('navigation', { name: 'Màn hình' })
const picture = (page: Page, name: string) => page.screenshot({ path: join(screens, `training-${name}.png`) })
const total = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.motcua.cases.count({})
    return reply.ok ? reply.value.total : reply.error.code
  })
/** The frame as the screen draws it: width of its line, and that nothing is hindered by it. */
const frameOf = (page: Page, part: string) =>
  page.evaluate((selector) => {
    const holder = document.querySelector(selector)
    const style = holder && getComputedStyle(holder, '::after')
    return style && { width: style.borderTopWidth, position: style.position, pointer: style.pointerEvents }
  }, part)
const drawnFrame = { width: '4px', position: 'fixed', pointer: 'none' }

async function confirmEntering(page: Page): Promise<void> {
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByRole('button', { name: 'Vào tập huấn' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Bắt đầu tập huấn' })).toBeFocused({ timeout: 30_000 })
}

async function begin(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await expect(navigation(page)).toBeVisible()
}

async function enterFromMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: new RegExp(administrator.fullName) }).click()
  await page.getByRole('menuitem', { name: 'Chế độ tập huấn' }).click()
  await confirmEntering(page)
  await begin(page)
}

async function receive(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('combobox', { name: /Tìm thủ tục/ })).toBeFocused()
  await page.keyboard.type('hkd')
  await expect(page.getByRole('option', { name: /hộ kinh doanh/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+3')
  await page.keyboard.type(name)
}

async function textOf(file: string): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
  }
  return pages
}
const withoutSpaces = (text: string) => text.replace(/\s/g, '')

test.describe('with an office', () => {
  let app: App
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => {
    app = await startApp()
    await app.setUp()
  })
  test.afterAll(() => app.stop())

  test('the sign-in screen leads in; samples are there, the frame, the band and the title cannot be missed', async () => {
    const { page } = app
    await page.evaluate(() => window.motcua.people.signOut({}))
    await page.getByRole('button', { name: 'Chế độ tập huấn' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await picture(page, 'question')
    await expectAccessible(page)
    await confirmEntering(page)
    await expect(band(page)).toBeVisible()
    await expectAccessible(page)
    await picture(page, 'sign-in')
    await begin(page)
    await expect(band(page)).toBeVisible()
    await expect(page).toHaveTitle(/CHẾ ĐỘ TẬP HUẤN/)
    expect(await frameOf(page, 'body')).toEqual(drawnFrame)
    expect(await total(page)).toBe(40)
    await expect(page.getByRole('link', { name: 'Sao lưu' })).toHaveCount(0)
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((value) => document.documentElement.setAttribute('data-theme', value), theme)
      await expectAccessible(page)
      await picture(page, `board-${theme}`)
    }
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'system'))
    const refused = await page.evaluate(async () => {
      const { backup, recovery, diagnostics, program } = window.motcua
      const calls = [backup.create, recovery.list, recovery.salvage, diagnostics.run, program.restart]
      return Promise.all(calls.map(async (call) => ((await call({})) as { error?: { code: string } }).error?.code))
    })
    expect(refused).toEqual(Array(5).fill('training.notHere'))
  })

  test('the frame and the band take no room from the work', async () => {
    const { page } = app
    const boxOf = async () => {
      const box = await page.locator('.shell-content').boundingBox()
      return box && { ...box }
    }
    const inTraining = await boxOf()
    expect(inTraining).toMatchObject({ y: 48, height: 720 })
    await page.getByRole('link', { name: 'Hồ sơ', exact: true }).click()
    await picture(page, 'cases')
  })

  test('a case is received; its paper bears the mark in the preview and on every page of the PDF, whose name says so', async () => {
    const { page } = app
    await receive(page, 'Lê Thị Thực Hành')
    await picture(page, 'intake')
    await page.keyboard.press('Control+p')
    const paper = page.frameLocator('iframe')
    await expect(paper.getByText('TAM-TAP-TH-', { exact: false }).first()).toBeVisible()
    await expect(paper.getByText(mark).first()).toBeVisible()
    await page.waitForTimeout(300)
    await picture(page, 'receipt')
    await expectAccessible(page)
    const file = join(app.folder, 'giay-tap-huan.pdf')
    await app.electron.evaluate(({ dialog: native }, filePath) => {
      const seen = globalThis as { proposed?: string }
      native.showSaveDialog = async (...given: unknown[]) => {
        seen.proposed = (given.at(-1) as { defaultPath: string }).defaultPath
        return { canceled: false, filePath }
      }
    }, file)
    await page.getByRole('button', { name: /Lưu PDF/ }).click()
    await expect.poll(() => existsSync(file)).toBe(true)
    const proposed = await app.electron.evaluate(() => (globalThis as { proposed?: string }).proposed ?? '')
    expect(proposed).toMatch(/TAP-HUAN-TAM-TAP-TH-\d{6}-\d{4}\.pdf$/)
    const pages = await textOf(file)
    expect(pages.length).toBeGreaterThan(0)
    for (const text of pages) expect(withoutSpaces(text)).toContain(withoutSpaces(mark))
    await page.keyboard.press('Escape')
    expect(await total(page)).toBe(41)
  })

  test('the lock shows the frame and the band too, and opens without a password', async () => {
    const { page } = app
    await page.keyboard.press('Control+l')
    await expect(page.getByText('Màn hình đang khóa', { exact: false }).first()).toBeVisible()
    await expect(page.getByRole('dialog').getByText('CHẾ ĐỘ TẬP HUẤN', { exact: true })).toBeVisible()
    expect(await frameOf(page, '.lock-frame')).toEqual(drawnFrame)
    // Bug: the focus was on the way back to the real data.
    await expect(page.getByRole('button', { name: 'Mở khóa' })).toBeFocused()
    await picture(page, 'lock')
    await expectAccessible(page)
    const refused = await page.evaluate(() => window.motcua.training.reset({}))
    expect(refused).toMatchObject({ ok: false, error: { code: 'access.signedOut' } })
    await page.keyboard.press('Enter')
    await expect(navigation(page)).toBeVisible()
  })

  test('beginning anew throws away what was practised', async () => {
    const { page } = app
    await page.getByRole('button', { name: /Học viên/ }).click()
    await page.getByRole('menuitem', { name: 'Làm lại từ đầu' }).click()
    const dialog = page.getByRole('alertdialog')
    await picture(page, 'reset')
    await dialog.getByRole('button', { name: 'Làm lại' }).click()
    await expect(page.getByRole('button', { name: 'Bắt đầu tập huấn' })).toBeFocused({ timeout: 30_000 })
    await begin(page)
    expect(await total(page)).toBe(40)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('TAM-19789-A-261123-0001')
    await expect(page.getByText('là của hồ sơ thật', { exact: false })).toBeVisible()
    await expectAccessible(page)
    await picture(page, 'real-code')
    await page.keyboard.press('Escape')
  })

  test('the band leads back: the real office asks for its password and has none of it', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Về dữ liệu thật' }).click()
    await expect(page.getByLabel('Mật khẩu', { exact: true })).toBeVisible()
    await expect(band(page)).toHaveCount(0)
    await expect(page).toHaveTitle('Một Cửa')
    expect((await frameOf(page, 'body'))?.width).not.toBe('4px')
    const refused = await page.evaluate(() => window.motcua.training.signIn({ signInName: 'hocvien' }))
    expect(refused).toMatchObject({ ok: false, error: { code: 'store.realData' } })
    const untouched = await page.evaluate(() => window.motcua.training.reset({}))
    expect(untouched).toMatchObject({ ok: false, error: { code: 'store.realData' } })
    await app.signIn()
    expect(await total(page)).toBe(0)
    await expect(page.getByRole('link', { name: 'Sao lưu' })).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('TAM-TAP-TH-261123-0001')
    // Bug: nothing was said of it before Enter.
    await expect(page.getByText('do chế độ tập huấn cấp', { exact: false })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  test('a draft of the real data waits; nothing of it is seen in training mode', async () => {
    const { page } = app
    await receive(page, 'Nguyễn Văn Đang Gõ')
    await expect(page.getByText(/Đã lưu nháp|Bản nháp/).first()).toBeVisible()
    await page.waitForTimeout(2_000)
    await enterFromMenu(page)
    await page.keyboard.press('Control+n')
    await expect(page.getByRole('combobox', { name: /Tìm thủ tục/ })).toBeVisible()
    const draft = await page.evaluate(() => window.motcua.cases.getDraft({}))
    expect(draft).toEqual({ ok: true, value: null })
    await page.getByRole('button', { name: 'Về dữ liệu thật' }).click()
    await app.signIn()
    const kept = await page.evaluate(() => window.motcua.cases.getDraft({}))
    expect(JSON.stringify(kept)).toContain('Nguyễn Văn Đang Gõ')
  })

  test('a catalogue is imported for practice, without a backup; quitting there backs up the own data alone', async () => {
    const { page } = app
    await enterFromMenu(page)
    const calendar = join(process.cwd(), 'resources', 'calendars', 'vn.json')
    await app.electron.evaluate(({ dialog: native }, filePath) => {
      native.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
    }, calendar)
    const imported = await page.evaluate(async () => {
      const picked = await window.motcua.calendar.pickImport({})
      if (!picked.ok || picked.value === null) return picked
      return window.motcua.calendar.import({ token: picked.value.token })
    })
    expect(imported).toEqual({ ok: true, value: {} })
    const real = dataFolder(app.folder)
    expect(listBackups(real)).toEqual([])
    await app.restart()
    expect(listBackups(real).map(({ reason }) => reason)).toEqual(['exit'])
    expect(existsSync(join(app.folder, 'training', 'backups'))).toBe(false)
    await app.signIn()
    await expect(band(app.page)).toHaveCount(0)
  })

  test('a program that dies in training mode comes back with the real data', async () => {
    await enterFromMenu(app.page)
    await app.kill()
    await expect(app.page.getByLabel('Mật khẩu', { exact: true })).toBeVisible()
    await expect(band(app.page)).toHaveCount(0)
    await app.signIn()
    expect(await total(app.page)).toBe(0)
    expect(readdirSync(join(app.folder, 'training'))).toContain('motcua.db')
  })
})

test('a drill that meets the change to training ends with the own data or not at all', async () => {
  const app = await startApp()
  await app.setUp()
  const { page } = app
  expect(await page.evaluate(() => window.motcua.backup.create({}))).toMatchObject({ ok: true })
  const race = (first: 'drill' | 'training', delayMs: number) =>
    page.evaluate(
      async ([drillsFirst, ms]) => {
        const drill = () => window.motcua.backup.drill({})
        const enter = () => window.motcua.training.enter({})
        const [one, other] = drillsFirst ? [drill, enter] : [enter, drill]
        const begun = one()
        await new Promise((done) => setTimeout(done, ms))
        const replies = await Promise.all([begun, other()])
        const [drilled, entered] = drillsFirst ? replies : replies.toReversed()
        return { drilled, entered }
      },
      [first === 'drill', delayMs] as const,
    )
  const drillState = () =>
    page.evaluate(async () => {
      const reply = await window.motcua.backup.getState({})
      return reply.ok ? reply.value.drill.at : reply.error.code
    })
  let last = await drillState()
  for (const [first, delayMs] of [
    ['training', 0],
    ['training', 150],
    ['drill', 0],
    ['training', 20],
    ['drill', 30],
  ] as const) {
    const { drilled, entered } = await race(first, delayMs)
    const about = `${first} first, the other ${delayMs} ms later`
    expect(entered, about).toEqual({ ok: true, value: {} })
    // Begun before, it is waited for; begun after, it comes in time, is called off or is refused.
    if (first === 'drill') expect(drilled, about).toMatchObject({ ok: true })
    await page.getByRole('button', { name: 'Bắt đầu tập huấn' }).click()
    await expect(navigation(page)).toBeVisible()
    expect(await total(page), about).toBe(40)
    expect(readdirSync(join(app.folder, 'training')), about).not.toContain('motcua-drill')
    await page.getByRole('button', { name: 'Về dữ liệu thật' }).click()
    await app.signIn()
    const at = await drillState()
    if (drilled?.ok) expect(at, about).not.toBe(last)
    else expect(at, about).toBe(last)
    last = at
    expect(readdirSync(dataFolder(app.folder)), about).not.toContain('motcua-drill')
  }
  await app.stop()
  const recorded = inspectFile(join(app.folder, 'training', databaseName), {}, (connection) =>
    connection.prepare('SELECT count(*) FROM backup_record').pluck().get(),
  )
  expect(recorded).toBe(0)
})

test('before the first run a quiet button leads in and back, and the wizard still stands there', async () => {
  const app = await startApp({ size: { width: 1024, height: 640 } })
  const { page } = app
  await expect(page.getByRole('heading', { name: 'Cơ quan của bạn là đơn vị nào?' })).toBeVisible()
  await expectAccessible(page)
  await picture(page, 'first-run')
  await page.getByRole('button', { name: 'Tập thử với dữ liệu mẫu' }).click()
  await confirmEntering(page)
  await begin(page)
  expect(await total(page)).toBe(40)
  await page.evaluate(() => document.documentElement.setAttribute('data-text-size', '125'))
  await picture(page, 'narrow')
  await expectAccessible(page)
  for (const part of [band(page), page.getByRole('button', { name: 'Về dữ liệu thật' })]) {
    const box = await part.boundingBox()
    expect(box && box.y >= 4 && box.y + box.height <= 60).toBe(true)
  }
  await page.getByRole('button', { name: 'Về dữ liệu thật' }).click()
  await expect(page.getByRole('heading', { name: 'Cơ quan của bạn là đơn vị nào?' })).toBeVisible()
  await app.stop()
})
