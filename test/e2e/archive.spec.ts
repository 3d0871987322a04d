// Old paper files and kept originals in the real window, and the store of scans on the screens of the office and of backups.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { writeWorkbookFile } from '../../electron/workbook/write-file.ts'
import { scanFile } from '../fixtures/scans.ts'
import { type App, cutTexts, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
})
test.afterAll(() => app.stop())

const dialog = () => app.page.locator('.dialog').last()
const row = (text: string) => app.page.getByRole('row').filter({ hasText: text })
const picture = (name: string) => app.page.screenshot({ path: `test-results/screens/${name}.png` })
const choose = (...filePaths: string[]) =>
  app.electron.evaluate(({ dialog: system }, files) => {
    system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: files })
  }, filePaths)
const resize = async (width: number, height: number) => {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
    [width, height],
  )
  await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBeGreaterThanOrEqual(width - 1)
}
const list = async (name: string, rows: (string | number | null)[][]) => {
  const file = join(app.folder, name)
  writeFileSync(file, Buffer.from(await writeWorkbookFile([{ name: 'Danh mục', rows, widths: [], isForm: true }])))
  return file
}
const headings = ['STT', 'Tên hồ sơ', 'Họ và tên', 'Năm', 'Quyển số', 'Trang', 'Kệ', 'Hộp']

test('a file is entered, found without marks, lent and taken back by keyboard alone', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Hồ sơ giấy cũ' }).click()
  await expect(page.getByText('Chưa có hồ sơ giấy cũ nào')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Tìm hồ sơ giấy cũ' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Control+Insert')
  await expect(dialog().getByLabel('Tên hồ sơ')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await page.keyboard.type('Đăng ký kết hôn')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Nguyễn Thị Duyên')
  await dialog().getByLabel('Năm').fill('1998')
  await dialog().getByLabel('Kệ').fill('K2')
  await dialog().getByLabel('Hộp').fill('H15')
  await expectAccessible(page)
  await picture('archive-entry')
  await page.keyboard.press('Enter')
  await expect(row('Đăng ký kết hôn')).toContainText('H15')
  await page.getByRole('textbox', { name: 'Tìm hồ sơ giấy cũ' }).fill('duyen k2')
  await expect(row('Đăng ký kết hôn')).toBeVisible()
  await row('Đăng ký kết hôn').focus()
  await page.keyboard.press('Enter')
  await expect(dialog().getByLabel('Ai mượn')).toBeFocused()
  await page.keyboard.type('Trần Văn Hải – Phòng Tư pháp')
  await dialog().getByLabel('Ngày mượn').fill('02/11/2026')
  await dialog().getByLabel('Hạn trả').fill('01/11/2026')
  await page.keyboard.press('Enter')
  await expect(dialog().getByText('Hạn trả phải từ ngày mượn trở đi')).toBeVisible()
  await dialog().getByLabel('Hạn trả').fill('09/11/2026')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(row('Đăng ký kết hôn')).toContainText('quá hạn 09/11/2026')
  await page.getByRole('radio', { name: 'Quá hạn (1)' }).check()
  await expect(row('Đăng ký kết hôn')).toBeVisible()
  await expectAccessible(page)
  await picture('archive-overdue')
  expect(await cutTexts(page)).toEqual([])
  await row('Đăng ký kết hôn').focus()
  await page.keyboard.press('Enter')
  await expect(dialog().getByText('Trần Văn Hải – Phòng Tư pháp mượn từ 02/11/2026.')).toBeVisible()
  await expect(dialog().getByRole('textbox', { name: 'Ngày nhận lại' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Không tìm thấy')).toBeVisible()
})

test('a list from Excel is checked whole, told by row and column, brought in once', async () => {
  const { page } = app
  await page.getByRole('radio', { name: 'Tất cả' }).check()
  await page.getByRole('textbox', { name: 'Tìm hồ sơ giấy cũ' }).fill('')
  const open = async () => {
    await page.getByRole('button', { name: 'Excel' }).click()
    await page.getByRole('menuitem', { name: 'Nhập danh mục từ Excel…' }).click()
    await dialog().getByRole('button', { name: 'Chọn tệp Excel…' }).click()
  }
  await choose(await list('sai.xlsx', [headings, [1, 'Khai sinh', 'Lê An', 1999], [2, '', 'Không tên', 'xưa']]))
  await open()
  await expect(dialog().getByText('Dòng 3, cột Tên hồ sơ: Cần nhập ô này')).toBeVisible()
  await expect(dialog().getByText(/Dòng 3, cột Năm/)).toBeVisible()
  await expectAccessible(page)
  await picture('archive-import-wrong')
  const many = Array.from({ length: 1_200 }, (_, n) => [
    n + 1,
    `Khai sinh số ${n + 1}`,
    'Lê An',
    1990 + (n % 30),
    '03',
    `${n}`,
    'K1',
    `H${n % 50}`,
  ])
  await choose(await list('dung.xlsx', [['DANH MỤC'], headings, ...many]))
  await dialog().getByRole('button', { name: 'Chọn tệp Excel…' }).click()
  await dialog().getByRole('button', { name: 'Nhập 1.200 hồ sơ' }).click()
  await expect(page.getByText('Hiện 200 trong 1.201')).toBeVisible()
  expect(await cutTexts(page)).toEqual([])
  await resize(1920, 1080)
  await picture('archive-1920')
  await resize(1366, 768)
  await picture('archive')
  await open()
  await expect(dialog().getByText('0 hồ sơ mới, 1.200 hồ sơ đã có.')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('originals that the office has are listed and given back from there', async () => {
  const { page } = app
  await choose(scanFile('photo.jpg'))
  await page.evaluate(async () => {
    const found = await window.motcua.procedures.list({ query: 'khai sinh', field: null, limit: 1 })
    const caseId = crypto.randomUUID()
    const blank = { birthDate: '', sex: '' as const, email: '', address: '', cardAddress: '', taxNumber: '', representative: '' }
    const reply = await window.motcua.cases.receive({
      ...{ caseId, procedureId: (found.ok && found.value.rows[0]?.id) || '', receivedAt: null, applicantId: null },
      ...{ submitter: null, collector: null, variant: null },
      components: [{ name: 'Sổ đỏ', originals: 1, certified: 0, copies: 0, note: '' }],
      applicant: { ...blank, kind: 'citizen', fullName: 'Lê Thị Hoa', idKind: 'citizenId', idNumber: '046190001234', phone: '' },
      ...{ summary: 'Khai sinh', note: '', channel: 'inPerson', returnMethod: 'desk', returnPlace: '', setCount: 1 },
      ...{ book: '', serial: null, manualDueAt: null },
    })
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    await window.motcua.originals.keep({ caseId, component: 1, title: 'Sổ đỏ CB 123456', count: 1, keptOn: '2026-11-02' })
    const picked = await window.motcua.papers.pickFiles({})
    const token = picked.ok ? picked.value.files[0]?.token : undefined
    await window.motcua.papers.attach({ token: token ?? '', caseId, component: 1, title: '', issuedOn: null, validUntil: null })
  })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('ban chinh')
  await page.getByRole('option', { name: 'Bản chính đang giữ' }).click()
  await expect(row('Sổ đỏ CB 123456')).toContainText('Lê Thị Hoa')
  await expectAccessible(page)
  await picture('originals')
  expect(await page.locator('.table-scroll').evaluate((table) => table.scrollWidth - table.clientWidth)).toBeLessThanOrEqual(1)
  await page.getByRole('checkbox', { name: 'Chỉ của hồ sơ đã xong' }).check()
  await expect(page.getByText('Cơ quan không giữ bản chính nào')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Chỉ của hồ sơ đã xong' }).uncheck()
  await row('Sổ đỏ CB 123456').focus()
  await page.keyboard.press('Enter')
  await dialog().getByRole('button', { name: 'Trả 1 bản chính' }).click()
  await expect(page.getByText('Cơ quan không giữ bản chính nào')).toBeVisible()
})

test('the scanner’s folder and the limit are the office’s settings', async () => {
  const { page } = app
  const folder = join(app.folder, 'may-quet')
  mkdirSync(folder)
  await choose(folder)
  await page.getByRole('link', { name: 'Cơ quan' }).click()
  await page.getByRole('button', { name: 'Chọn thư mục máy quét…' }).click()
  await expect(page.getByText(`Máy quét của máy này lưu tệp vào: ${folder}`)).toBeVisible()
  await page.getByLabel('Mỗi tệp không quá').fill('0')
  await page.keyboard.press('Tab')
  await page.getByLabel('Mỗi tệp không quá').fill('40')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Lưu', exact: true })).toHaveCount(0)
  await expectAccessible(page)
  await picture('scan-settings')
  expect(await page.evaluate(() => window.motcua.papers.getSettings({}))).toMatchObject({
    ok: true,
    value: { scannerFolder: folder, limitMegabytes: 40 },
  })
})

test('scans stand among the backups: checked, copied to a stick, brought back when they are lost', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Sao lưu' }).click()
  await expect(page.getByText('1 tệp,', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Sao lưu ngay' }).first().click()
  const copies = join(app.folder, 'data', 'backups', 'blobs')
  await expect.poll(() => existsSync(copies) && readdirSync(copies).length).toBe(1)
  const stick = join(app.folder, 'usb')
  mkdirSync(stick)
  await choose(stick)
  await page.getByRole('button', { name: 'Chép ra USB…', exact: true }).click()
  await expect(page.getByText(/Đã chép 1 tệp quét/)).toBeVisible()
  const blobs = join(app.folder, 'data', 'blobs')
  const [two = ''] = readdirSync(blobs)
  const [sum = ''] = readdirSync(join(blobs, two))
  writeFileSync(join(blobs, two, sum), 'hỏng')
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).first().click()
  await expect(page.getByText('thiếu 0 tệp, hỏng 1 tệp', { exact: false })).toBeVisible()
  await expectAccessible(page)
  await picture('scan-store')
  await page.getByRole('button', { name: 'Nhận lại…' }).click()
  await expect(page.getByText(/Đã nhận lại 1 tệp quét/)).toBeVisible()
  await expect(page.getByText('hỏng 1 tệp', { exact: false })).toHaveCount(0)
  await page.getByRole('button', { name: 'Sao lưu ra USB có mật khẩu…' }).click()
  await expect(dialog().getByText('Tệp này không gồm tệp quét', { exact: false })).toBeVisible()
  await page.keyboard.press('Escape')
})
