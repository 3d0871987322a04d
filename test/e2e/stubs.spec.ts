// A storm is coming: blank receipts are printed ahead; afterwards a clerk keys the stubs in by keyboard alone, each with the hour written on
// it, and a further power cut costs at most two seconds of typing.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type App, cutTexts, expectAccessible, startApp } from './app.ts'
import { textOf } from './pdf-text.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
})
test.afterAll(() => app.stop())

const dialog = () => app.page.locator('.dialog[data-open]')
const picture = (name: string) => app.page.screenshot({ path: `test-results/screens/${name}.png` })
const row = (text: string | RegExp) => app.page.getByRole('row').filter({ hasText: text })
const stubField = () => app.page.getByLabel('Số cuống')
const procedureBox = () => app.page.getByRole('combobox', { name: /Tìm thủ tục/ })
const nameField = () => app.page.getByLabel(/^Họ và tên/).first()
/** The wall clock of the office, whatever this machine's zone. */
const hourNow = () => new Date().toLocaleTimeString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })
const resize = async (width: number, height: number) => {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.setContentSize(w ?? 0, h ?? 0)
    },
    [width, height],
  )
  await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBeGreaterThanOrEqual(width - 1)
}

/** From the stub to the procedure, by Enter; the field with the hour is typed into. */
async function typeHead(page: Page, hour: string): Promise<void> {
  const { keyboard } = page
  await expect(stubField()).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByLabel('Ngày nhận')).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByLabel('Giờ nhận')).toBeFocused()
  await keyboard.type(hour)
  await keyboard.press('Enter')
  await expect(procedureBox()).toBeFocused()
}

async function typeCase(page: Page, fullName: string): Promise<void> {
  await page.keyboard.type('ks')
  await expect(page.getByRole('option', { name: /Thủ tục đăng ký khai sinh/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Đổi thủ tục' })).toBeVisible()
  await page.keyboard.press('Alt+3')
  await expect(nameField()).toBeFocused()
  await page.keyboard.type(fullName)
}

test('a block of blank receipts is reserved, looked at and printed, and is listed', async () => {
  const { page } = app
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('mat dien')
  await expect(page.getByRole('option', { name: 'Mất điện, bão lũ' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Chưa có giấy tiếp nhận trống nào')).toBeVisible()
  await expectAccessible(page)
  await picture('stubs-empty')
  await page.keyboard.press('Control+p')
  await expect(dialog().getByLabel('Số tờ')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  const paper = page.frameLocator('iframe')
  await expect(paper.getByText(/^TAM-\d+-A-C00003/).first()).toBeAttached()
  await expectAccessible(page)
  await picture('stubs-print')
  const file = join(app.folder, 'giay-trong.pdf')
  await app.electron.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await dialog()
    .getByRole('button', { name: /Lưu PDF/ })
    .click()
  await expect.poll(() => existsSync(file)).toBe(true)
  await expect(dialog()).toHaveCount(0)
  const text = (await textOf(file)).replace(/\s+/g, ' ')
  for (const number of ['C00001', 'C00002', 'C00003']) expect(text.split(number).length).toBeGreaterThan(4)
  expect(text).toContain('Cuống: lưu tại nơi tiếp nhận')
  expect(text).toContain('Liên giao người nộp')
  expect(text).not.toContain('Bản in lần')
  await expect(row(/C00003/).getByText('Chưa dùng')).toBeVisible()
  await expect(row(/C0000/)).toHaveCount(3)
})

test('a pile of stubs is keyed in by keyboard, and a further power cut leaves what was typed', async () => {
  const { page } = app
  await page.keyboard.press('F9')
  await expect(stubField()).toHaveValue(/-C00001$/)
  await typeHead(page, '0001')
  await typeCase(page, 'Trần Thị Bình')
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/Trước lúc giấy được in/)).toBeVisible()
  await expect(page.getByLabel('Ngày nhận')).toBeFocused()
  await picture('stubs-refused')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(hourNow().replace(':', ''))
  await expectAccessible(page)
  await picture('stubs-key-in')
  await page.keyboard.press('Control+s')
  await expect(stubField()).toHaveValue(/-C00002$/)
  await expect(stubField()).toBeFocused()
  await expect(page.getByText(/Đã tiếp nhận hồ sơ TAM-.*C00001/)).toBeVisible()
  await picture('stubs-next')

  // A number that is used already, typed by its last figures.
  await page.keyboard.press('Control+a')
  await page.keyboard.type('1')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type(hourNow().replace(':', ''))
  await page.keyboard.press('Enter')
  await typeCase(page, 'Lê Văn Cường')
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/-C00001 đã được nhập/)).toBeVisible()
  await expect(stubField()).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('2')
  await page.waitForTimeout(2_000) // what a power cut may cost at most
  await app.kill()
  await app.signIn()
  await expect(app.page.getByText(/Đã khôi phục bản nháp/)).toBeVisible()
  await expect(stubField()).toHaveValue('2')
  await expect(nameField()).toHaveValue('Lê Văn Cường')
  await app.page.keyboard.press('Control+s')
  await expect(stubField()).toHaveValue(/-C00003$/)
})

test('the list, the page of the case and the register tell what was keyed in from a stub; a spoiled number is gone for good', async () => {
  const { page } = app
  await page.getByRole('navigation', { name: 'Vị trí trang' }).getByRole('button').click()
  await row(/C00003/)
    .getByRole('button', { name: /Việc với tờ/ })
    .click()
  await page.getByRole('menuitem', { name: 'Ghi là hỏng…' }).click()
  await expect(dialog().getByLabel('Lý do')).toBeFocused()
  await page.keyboard.type('Bị ướt')
  await page.keyboard.press('Enter')
  await expect(row(/C00003/).getByText('Bị ướt')).toBeVisible()
  await expect(row(/C00002/).getByText('Lê Văn Cường')).toBeVisible()
  await expect(row(/C00002/).getByText('Đã nhập')).toBeVisible()
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await picture('stubs-list')
  await resize(1920, 1080)
  await picture('stubs-list-large')
  await resize(1366, 768)
  await row(/C00002/).dblclick()
  await expect(page.getByText(/Nhập lại từ cuống TAM-\d+-A-C00002/).first()).toBeVisible()
  await expect(page.getByText('giờ nhận là giờ ghi trên cuống')).toBeVisible()
  await expectAccessible(page)
  await picture('stubs-case')
  await page.getByRole('link', { name: 'Sổ theo dõi', exact: true }).click()
  await expect(row('Lê Văn Cường').getByText('Từ cuống')).toBeVisible()
  await expectAccessible(page)
  await picture('stubs-register')
})
