// Processes from and to Excel in the real window, through real files; only the native file windows are answered in place of the person.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { SheetRows } from '../../db/processes/workbook/sheets.ts'
import { readWorkbookFile } from '../../electron/workbook/read-file.ts'
import { writeWorkbookFile } from '../../electron/workbook/write-file.ts'
import { type App, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
  const { page } = app
  await page.evaluate(async () => {
    const person = { fullName: 'Trần Văn Thư', signInName: 'thutv', positionTitle: '', roles: ['qualitySecretary'] as never }
    await window.motcua.people.addStaff({ ...person, password: 'lan-dau-tien' })
    await window.motcua.people.signOut({})
    await window.motcua.people.signIn({ signInName: 'thutv', password: 'lan-dau-tien' })
    await window.motcua.people.changeOwnPassword({ current: 'lan-dau-tien', next: 'song-huong-xanh' })
    await window.motcua.people.signOut({})
  })
  await app.signInAs('Trần Văn Thư', 'song-huong-xanh')
  await page.getByRole('link', { name: 'Quy trình', exact: true }).click()
})
test.afterAll(() => app.stop())

const choose = async (item: string, file: string) => {
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, file)
  await app.page.getByRole('button', { name: 'Excel' }).click()
  await app.page.getByRole('menuitem', { name: item }).click()
}
const button = (name: string) => app.page.getByRole('button', { name, exact: true })
const backups = () => {
  const folder = join(app.folder, 'data', 'backups')
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('import')).length : 0
}

/** The template as the window saved it, with rows typed below the headings by what they stand under. */
async function fill(template: string, name: string, rows: Record<string, ReadonlyArray<Record<string, string | number>>>) {
  const sheets: SheetRows[] = await readWorkbookFile(template)
  const filled = sheets.map((sheet) => {
    const headings = sheet.rows[0] ?? []
    const typed = (rows[sheet.name] ?? []).map((row) => headings.map((heading) => row[String(heading)] ?? null))
    return { ...sheet, rows: [...sheet.rows, ...typed], widths: [], isForm: true }
  })
  const file = join(app.folder, name)
  writeFileSync(file, await writeWorkbookFile(filled))
  return file
}

const process = {
  'Mã quy trình': 'QT.BC.01',
  'Tên quy trình': 'Cấp giấy phép bưu chính',
  Nhóm: 'thu tuc hanh chinh',
  'Thẩm quyền quyết định': 'UBND tỉnh',
  'Lần ban hành': 1,
  'Ngày ban hành': '05/01/2026',
  'Ngày hiệu lực': '10/01/2026',
}
const rows = (limit: number, time: string) => ({
  'Quy trình': [process],
  'Thủ tục': [{ 'Mã quy trình': 'QT.BC.01', 'Mã TTHC': '1.001193' }],
  'Trường hợp': [{ 'Mã quy trình': 'QT.BC.01', 'Thời hạn': limit, 'Đơn vị tính': 'Ngày làm việc' }],
  Bước: [
    { 'Mã quy trình': 'QT.BC.01', Bước: 'B1', 'Loại bước': 'Tiếp nhận', 'Thời gian': 'Giờ hành chính' },
    { 'Mã quy trình': 'QT.BC.01', Bước: 'B2', 'Loại bước': 'Quyết định', 'Thời gian': time },
  ],
})

test('a template that was filled in with mistakes is refused whole, each by sheet, row and column', async () => {
  const { page } = app
  const template = join(app.folder, 'mau.xlsx')
  await choose('Tải mẫu Excel…', template)
  await expect(page.getByText('Đã lưu mau.xlsx')).toBeVisible()
  await choose('Nhập từ Excel…', await fill(template, 'sai.xlsx', rows(0, 'sớm')))
  const dialog = page.getByRole('dialog', { name: 'sai.xlsx chưa nhập được' })
  await expect(dialog.getByText('Có 2 chỗ cần sửa')).toBeVisible()
  await expect(dialog.getByRole('row', { name: 'Trường hợp 2 D – Thời hạn Phải lớn hơn 0' })).toBeVisible()
  await expect(dialog.getByRole('row', { name: /^Bước 3 H – Thời gian Chưa hiểu/ })).toBeVisible()
  await expect(button('Nhập')).toHaveCount(0)
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: 'QT.BC.01' })).toHaveCount(0)
})

test('a good one is shown, entered after a backup, and given out again as the same', async () => {
  const { page } = app
  await choose('Nhập từ Excel…', await fill(join(app.folder, 'mau.xlsx'), 'dung.xlsx', rows(2, '2 ngày')))
  await expect(page.getByRole('dialog', { name: 'Nhập quy trình từ Excel' })).toBeVisible()
  await expectAccessible(page)
  expect(backups()).toBe(0)
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 quy trình mới, 0 bản mới')).toBeVisible()
  expect(backups()).toBeGreaterThan(0)
  await expect(page.getByRole('row').filter({ hasText: 'QT.BC.01' })).toContainText('Đang hiệu lực')

  const out = join(app.folder, 'xuat.xlsx')
  await choose('Xuất ra Excel…', out)
  await expect(page.getByText('Đã lưu xuat.xlsx')).toBeVisible()
  await choose('Nhập từ Excel…', out)
  await expect(page.getByText('Chương trình đã có đúng những quy trình này')).toBeVisible()
  await expect(button('Nhập')).toHaveCount(0)
  await page.keyboard.press('Escape')
})

test('what is no workbook is refused in plain words', async () => {
  const { page } = app
  const file = join(app.folder, 'van-ban.xlsx')
  writeFileSync(file, 'không phải bảng tính')
  await choose('Nhập từ Excel…', file)
  await expect(page.getByText(/van-ban\.xlsx không phải tệp Excel/)).toBeVisible()
  await page.keyboard.press('Escape')
})
