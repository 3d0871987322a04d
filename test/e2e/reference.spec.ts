// The screens around the cases: catalogue, calendar, backups, help. Native file windows are answered in place of the person; all
// else is the real program.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type App, administrator, expectAccessible, startApp } from './app.ts'

const resources = join(import.meta.dirname, '..', '..', 'resources')

/** The next file window chooses this file. */
const chooseFile = (app: App, file: string) =>
  app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(resources, ...path), 'utf8'))

function writeJson(app: App, name: string, content: unknown): string {
  const file = join(app.folder, name)
  writeFileSync(file, JSON.stringify(content, null, 1))
  return file
}

let app: App

test.beforeEach(async () => {
  app = await startApp()
  await app.setUp()
})
test.afterEach(() => app.stop())

test('a procedure is found by its short code, read, and left again by keyboard alone', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Thủ tục' }).click()
  await expect(page.getByText('208 thủ tục')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.type('ks')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Thủ tục đăng ký khai sinh', exact: true })).toBeVisible()
  await expect(page.getByText('Trả trong ngày; tiếp nhận sau 15:00 thì trả trong ngày làm việc tiếp theo')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('textbox', { name: 'Tìm thủ tục' })).toHaveValue('ks')
  await expect(page.getByRole('row', { name: /1\.001193/ })).toBeFocused()
})

test('words without marks find a procedure, the arrows choose it', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Thủ tục' }).click()
  await page.keyboard.type('lai khai sinh')
  await expect(page.getByRole('row', { name: /^KSL / })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  await expect(page.getByRole('row', { name: /^KSL / })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Thủ tục đăng ký lại khai sinh', exact: true })).toBeVisible()
})

test('a wrong catalogue imports nothing and names every line; the mended one is published', async () => {
  const { page } = app
  const starter = readJson('catalogue', 'hue-starter.json')
  const [birth, ...others] = starter.procedures
  const added = { ...birth, local_id: 'X.1', code: 'X.1', short_code: 'XKH', name: 'Thủ tục thử khi nhập danh mục' }
  const changed = { ...birth, fee_text: 'Lệ phí: 8.000 đồng' }
  await page.getByRole('link', { name: 'Thủ tục' }).click()

  await chooseFile(app, writeJson(app, 'wrong.json', { ...starter, procedures: [{ ...changed, level: null }, added, ...others] }))
  await page.getByRole('button', { name: 'Nhập danh mục…' }).click()
  const refused = page.getByRole('dialog', { name: 'Tệp này chưa nhập được' })
  await expect(refused.getByRole('listitem')).toHaveText([/^Dòng \d+: 1\.001193 \(Thủ tục đăng ký khai sinh\) › level – ./])
  await expect(refused.getByText('Chưa nhập gì cả; dữ liệu đang dùng vẫn giữ nguyên.')).toBeVisible()
  await expectAccessible(page)
  await refused.getByRole('button', { name: 'Chép danh sách lỗi' }).click()
  await expect(refused.getByText(/^Đã chép/)).toBeVisible()
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/Dòng \d+: 1\.001193/)
  await page.keyboard.press('Escape')
  await expect(page.getByText('208 thủ tục')).toBeVisible()

  await chooseFile(app, writeJson(app, 'mended.json', { ...starter, procedures: [changed, added, ...others] }))
  await page.getByRole('button', { name: 'Nhập danh mục…' }).click()
  const preview = page.getByRole('dialog', { name: 'Công bố danh mục mới' })
  await expect(preview.getByText('207 thủ tục')).toBeVisible()
  await expect(preview.getByText('1 thủ tục')).toHaveCount(2)
  await expectAccessible(page)
  await preview.getByRole('button', { name: 'Công bố' }).click()
  await expect(page.getByText('209 thủ tục')).toBeVisible()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('KS')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Phiên bản 2, áp dụng từ/)).toBeVisible()
  await expect(page.getByText('Lệ phí: 8.000 đồng')).toBeVisible()
})

test('a due date is tried by hand, and a new calendar brings its year', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Lịch làm việc' }).click()
  await page.getByRole('tab', { name: '2026' }).click()
  await expect(page.getByText('249 ngày làm việc trong năm')).toBeVisible()
  await expect(page.getByRole('table', { name: /Tháng 11/ }).getByTitle(/Ngày Văn hóa Việt Nam/)).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('tab', { name: 'Thử tính hạn trả' }).click()
  await page.getByRole('textbox', { name: 'Thời hạn' }).fill('3')
  await page.getByRole('textbox', { name: 'Ngày nhận đủ hồ sơ' }).fill('20/11/2026')
  await page.getByRole('textbox', { name: 'Giờ nhận' }).fill('8h30')
  await page.keyboard.press('Tab')
  const result = page.getByRole('region', { name: 'Kết quả tính hạn trả' })
  await expect(result.getByText('17:30 26/11/2026, thứ Năm')).toBeVisible()
  await expect(result.getByText(/Ngày Văn hóa Việt Nam/)).toBeVisible()
  await expectAccessible(page)

  const calendar = readJson('calendars', 'vn.json')
  const draft = { decided: false, source: 'Chờ thông báo', days: [] }
  await chooseFile(
    app,
    writeJson(app, 'calendar.json', { ...calendar, version: '2026-11-23', years: { ...calendar.years, 2028: draft } }),
  )
  await page.getByRole('button', { name: 'Nhập lịch…' }).click()
  const preview = page.getByRole('dialog', { name: 'Công bố lịch mới' })
  await expect(preview.getByText('2024, 2025, 2026, 2027, 2028')).toBeVisible()
  await preview.getByRole('button', { name: 'Công bố' }).click()
  await page.getByRole('tab', { name: 'Hồ sơ theo lịch cũ' }).click()
  await expect(page.getByText('Không có hồ sơ nào lệch hạn')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('tab', { name: '2028 (chưa quyết định)' }).click()
  await expect(page.getByText('Căn cứ: Chờ thông báo')).toBeVisible()
  await expect(page.getByText(/ngày làm việc trong năm/)).toHaveCount(0)
})

test('a backup is made, proved readable and restored; everyone is signed out and the device gets a new code', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Sao lưu' }).click()
  await expect(page.getByText('Chưa có bản sao lưu nào')).toBeVisible()
  await page.keyboard.press('Control+s')
  const row = page.getByRole('row', { name: /Do cán bộ yêu cầu/ })
  await expect(row).toBeVisible()
  await row.getByRole('button', { name: 'Kiểm tra' }).click()
  await expect(row.getByText('Dùng được')).toBeVisible()
  await expect(page.getByText(/thay đổi đã ghi, 0 hồ sơ\./)).toBeVisible()
  await expectAccessible(page)

  await row.getByRole('button', { name: 'Khôi phục…' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question.getByRole('button', { name: 'Hủy' })).toBeFocused()
  await expect(question.getByText(/motcua-aside/)).toBeVisible()
  await question.getByRole('button', { name: 'Khôi phục bản này' }).click()
  await expect(page.getByText('Đã khôi phục dữ liệu')).toBeVisible()
  await page.getByLabel('Mật khẩu', { exact: true }).fill(administrator.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Màn hình' })).toBeVisible()
  const office = await page.evaluate(() => window.motcua.people.getOffice({}))
  expect(office).toMatchObject({ ok: true, value: { deviceCode: 'AR01' } })
})

test('F1 names the keys of the screen and leads to the help', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Sao lưu' }).click()
  await page.keyboard.press('F1')
  const sheet = page.getByRole('dialog', { name: 'Phím tắt' })
  await expect(sheet.getByText('Trên màn hình này')).toBeVisible()
  await expect(sheet.getByText('Sao lưu ngay')).toBeVisible()
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Mở trợ giúp' }).click()
  await page.getByRole('button', { name: 'Hạn trả và vì sao' }).click()
  await expect(page.getByText(/Bộ luật Dân sự 2015, Điều 147, 148/)).toBeVisible()
  await expectAccessible(page)
})
