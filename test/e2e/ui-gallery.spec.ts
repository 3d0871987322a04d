// The parts of renderer/ui in a real window: no accessibility violation in any theme, nothing wider than the window, no <style>
// element (the content security policy refuses them), and the keyboard does what the parts promise.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import axe, { type AxeResults } from 'axe-core'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')
const gallery = join(root, 'test/fixtures/ui-gallery')

let folder: string
let application: ElectronApplication
let page: Page
const complaints: string[] = []

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-gallery-'))
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: gallery,
    logLevel: 'error',
    build: { outDir: join(folder, 'out'), chunkSizeWarningLimit: 2000 },
  })
  const runtime: { electron: string } = JSON.parse(readFileSync(join(root, '.cache/runtime.json'), 'utf8'))
  application = await _electron.launch({
    executablePath: runtime.electron,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      gallery,
      `--user-data-dir=${join(folder, 'profile')}`,
      join(folder, 'out/index.html'),
    ],
  })
  page = await application.firstWindow()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.getByRole('main').waitFor()
  await page.evaluate(axe.source)
})

test.afterAll(async () => {
  await application.close()
  rmSync(folder, { recursive: true, force: true })
})

test.afterEach(() => {
  expect(complaints).toEqual([])
})

async function show(sheet: string, theme = 'light', contrast = 'normal', textSize = '100'): Promise<void> {
  await page.evaluate(
    ([hash = '', ...look]) => {
      ;[
        document.documentElement.dataset.theme,
        document.documentElement.dataset.contrast,
        document.documentElement.dataset.textSize,
      ] = look
      location.hash = hash
    },
    [sheet, theme, contrast, textSize],
  )
  await page.locator(`[data-sheet="${sheet}"]`).waitFor()
}

const violations = (): Promise<string[]> =>
  page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (target: Document) => Promise<AxeResults> } }
    // Colours in the middle of a fade are not the colours meant.
    await Promise.all(
      document.getAnimations().map((animation) => (animation instanceof CSSTransition ? animation.finished : undefined)),
    )
    const found = await axe.run(document)
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
  })

const looks = [
  ['light', 'normal', '100'],
  ['dark', 'normal', '112'],
  ['light', 'high', '125'],
  ['dark', 'high', '100'],
]

for (const [theme, contrast, textSize] of looks) {
  test(`nothing is inaccessible or cut off: ${theme}, ${contrast} contrast, ${textSize} %`, async () => {
    for (const sheet of ['forms', 'table', 'parts']) {
      await show(sheet, theme, contrast, textSize)
      expect(await violations(), sheet).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), sheet).toBe(0)
      expect(await page.locator('style').count()).toBe(0)
    }
  })
}

test('a date is typed the short way; what is not a date is kept and refused', async () => {
  await show('forms')
  const birth = page.getByLabel('Ngày sinh')
  await birth.fill('1/2/90')
  await birth.press('Tab')
  await expect(birth).toHaveValue('01/02/1990')
  await birth.fill('31/02/1990')
  await expect(birth).not.toHaveAttribute('aria-invalid')
  await birth.press('Tab')
  await expect(birth).toHaveValue('31/02/1990')
  await expect(birth).toHaveAttribute('aria-invalid', 'true')
  await expect(birth).toHaveAccessibleDescription(/Ngày không hợp lệ/)
  await birth.fill('05061954')
  await birth.press('Alt+ArrowDown')
  await expect(page.getByRole('gridcell', { selected: true })).toHaveText('5')
  expect(await violations()).toEqual([])
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(birth).toHaveValue('06/06/1954')
  await expect(birth).toBeFocused()
})

test('lists are searched without marks and chosen by the keyboard', async () => {
  await show('forms')
  const procedure = page.getByRole('combobox', { name: 'Thủ tục hành chính' })
  await procedure.fill('sinh khai')
  await expect(page.getByRole('option')).toHaveText(/Đăng ký khai sinh/)
  await page.keyboard.press('Enter')
  await expect(procedure).toHaveValue('Đăng ký khai sinh')
  const village = page.getByRole('combobox', { name: 'Thôn, tổ dân phố' })
  await village.fill('loc')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(village).toHaveValue('Thôn Phú Lộc')
  await expect(page.getByText('Đã chọn: Thôn Phú Lộc')).toBeVisible()
  await village.fill('Xóm mới')
  await village.press('Tab')
  await expect(village).toHaveValue('Xóm mới')
})

test('the table keeps the focus wherever it is scrolled', async () => {
  await show('table')
  const row = (index: number) => page.locator(`[data-row="${index}"]`)
  await row(3).focus()
  await page.keyboard.press('ArrowDown')
  await expect(row(4)).toBeFocused()
  await expect(row(4)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('End')
  await expect(row(59)).toBeFocused()
  await page.getByRole('grid').hover()
  await page.mouse.wheel(0, -100_000)
  await expect(row(0)).toBeVisible()
  await page.keyboard.press('Home')
  await expect(row(0)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Đã mở H35.19777-261123-0001')).toBeVisible()
  expect(await page.locator('[data-row]').count()).toBeLessThan(60)
})

test('a dialog silences the shortcuts under it, and Esc closes one thing at a time', async () => {
  await show('parts')
  await page.keyboard.press('F2')
  await expect(page.getByText('F2: 1')).toBeVisible()
  await page.getByRole('button', { name: 'Mở hộp thoại' }).click()
  const dialog = page.getByRole('dialog', { name: 'Yêu cầu bổ sung hồ sơ' })
  await expect(dialog.getByRole('textbox', { name: 'Nội dung cần bổ sung' })).toBeFocused()
  expect(await violations()).toEqual([])
  await page.keyboard.press('F2')
  await dialog.getByRole('combobox', { name: 'Thành phần' }).click()
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Mở hộp thoại' })).toBeFocused()
  await expect(page.getByText('F2: 1')).toBeVisible()
})

test('a dangerous question starts on Cancel, a note can be taken back', async () => {
  await show('parts')
  await page.getByRole('button', { name: 'Hỏi xác nhận' }).click()
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Hủy' })).toBeFocused()
  expect(await violations()).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await page.getByRole('button', { name: 'Hiện ghi chú' }).click()
  expect(await violations()).toEqual([])
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect(page.getByText('Đã hoàn tác')).toBeVisible()
})
