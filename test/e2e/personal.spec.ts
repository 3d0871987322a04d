// Finding a case or a person by what a clerk has at hand, the history of one person, whole numbers only with a record, the log of looks, and
// all that is held on a person as a file.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { scanFile } from '../fixtures/scans.ts'
import { type App, cutTexts, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
  await app.page.evaluate(async () => {
    const listed = await window.motcua.people.listStaff({})
    const [me] = listed.ok ? listed.value : []
    if (!me) throw new Error('nobody')
    const { id: staffId, fullName, positionTitle } = me
    const roles = ['administrator' as const, 'deskOfficer' as const, 'head' as const]
    await window.motcua.people.changeStaff({ staffId, fullName, positionTitle, roles, isActive: true })
    const found = await window.motcua.procedures.list({ query: 'khai sinh', field: null, limit: 1 })
    const procedureId = (found.ok && found.value.rows[0]?.id) || ''
    const receive = async (fullName: string, birthDate: string, idNumber: string, phone: string, serial: number) => {
      const blank = {
        sex: '' as const,
        email: '',
        address: 'Phường Thuận Hóa',
        cardAddress: '',
        taxNumber: '',
        representative: '',
      }
      const reply = await window.motcua.cases.receive({
        ...{ caseId: crypto.randomUUID(), procedureId, receivedAt: null, applicantId: null, submitter: null, collector: null },
        ...{ variant: null, summary: 'Khai sinh', note: '', channel: 'inPerson', returnMethod: 'desk', returnPlace: '' },
        ...{ setCount: 1, book: '01', serial, manualDueAt: null },
        components: [{ name: 'Tờ khai', originals: 1, certified: 0, copies: 0, note: '' }],
        applicant: { ...blank, kind: 'citizen', fullName, birthDate, idKind: 'citizenId', idNumber, phone },
      })
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
      return reply.value.caseId
    }
    await receive('Nguyễn Văn An', '1990-05-06', '046090005678', '0905000111', 11)
    await receive('Trần Thị Bình', '1979', '046179000123', '0905000222', 12)
    const caseId = await receive('Nguyễn Văn An', '1985-03-02', '046085001234', '0905123456', 13)
    await receive('Nguyễn Văn An', '1985-03-02', '046085001234', '0905123456', 14)
    sessionStorage.setItem('caseId', caseId)
  })
  await app.electron.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
  }, scanFile('photo.jpg'))
  await app.page.evaluate(async () => {
    const caseId = sessionStorage.getItem('caseId') ?? ''
    const picked = await window.motcua.papers.pickFiles({})
    const token = picked.ok ? picked.value.files[0]?.token : undefined
    const done = await window.motcua.papers.attach({
      ...{ token: token ?? '', caseId, component: 1, title: 'Giấy chứng sinh', issuedOn: null, validUntil: null },
    })
    if (!done.ok) throw new Error(JSON.stringify(done.error))
  })
  await app.restart()
  await app.signIn()
})
test.afterAll(() => app.stop())

const dialog = () => app.page.locator('.dialog[data-open]').last()
const picture = (name: string) => app.page.screenshot({ path: `test-results/screens/${name}.png` })
const resize = async (width: number, height: number) => {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
    [width, height],
  )
  await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBeGreaterThanOrEqual(width - 1)
}
const box = () => app.page.getByRole('combobox', { name: 'Tìm kiếm' })
const search = async (text: string) => {
  await app.page.keyboard.press('Control+k')
  await expect(box()).toBeFocused()
  await app.page.keyboard.type(text)
  await expect(app.page.getByRole('listbox', { name: 'Kết quả' })).toHaveAttribute('aria-busy', 'false')
}
const group = (name: string) => app.page.getByRole('group', { name, exact: true })

test('one box finds by name and birth, last digits, number of the register; each result says where the file is', async () => {
  const { page } = app
  await search('nguyen van an 1985')
  await expect(group('Hồ sơ theo số, ngày sinh').getByRole('option')).toHaveCount(2)
  await expect(group('Hồ sơ theo số, ngày sinh').getByRole('option').first()).toContainText(
    'Ở bàn tiếp nhận: Nguyễn Thị Duyên, từ',
  )
  await expect(group('Người').getByRole('option')).toContainText('••••••••1234')
  await expect(group('Người').getByRole('option')).toContainText('••••••3456')
  expect(await group('Người').textContent()).not.toContain('046085001234')
  await expectAccessible(page)
  await picture('search-birth')
  await page.keyboard.press('Escape')
  await search('…0123')
  await expect(group('Hồ sơ theo số, ngày sinh').getByRole('option')).toHaveText([/Trần Thị Bình/])
  await page.keyboard.press('Escape')
  const year = await page.evaluate(() => new Date().getFullYear())
  await search(`12/${year}`)
  await expect(group('Hồ sơ theo số, ngày sinh').getByRole('option')).toHaveText([/Trần Thị Bình/])
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Trần Thị Bình' })).toBeVisible()
})

test('the page of a case shows tails, and whole numbers after a press that is recorded', async () => {
  const { page } = app
  const card = page.locator('.card').filter({ hasText: 'Người liên quan' })
  await expect(card).toContainText('••••••••0123')
  await expect(card).toContainText('••••••0222')
  await card.getByRole('button', { name: 'Hiện đủ số' }).press('Enter')
  await expect(card).toContainText('046179000123')
  await expect(card).toContainText('0905000222')
  await card.getByRole('button', { name: 'Che số' }).press('Enter')
  await expect(card).not.toContainText('046179000123')
  await page.getByRole('button', { name: 'Sửa thông tin' }).click()
  await expect(dialog().getByLabel('Điện thoại')).toHaveValue('0905000222')
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
})

test('the history of a person is reached by keyboard: cases, papers, whole numbers for a purpose', async () => {
  const { page } = app
  const { keyboard } = page
  await search('an 2/3/1985')
  await keyboard.press('End')
  for (let line = 0; line < 10; line += 1) {
    if ((await group('Người').getByRole('option').getAttribute('aria-selected')) === 'true') break
    await keyboard.press('ArrowDown')
  }
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Nguyễn Văn An' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Hồ sơ', exact: true }).getByRole('listitem')).toHaveCount(2)
  await expect(page.getByRole('list', { name: 'Giấy tờ quét' })).toContainText('Giấy chứng sinh')
  await expect(page.getByText('••••••••1234')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Hiện đủ số' }).press('Enter')
  await expect(dialog().getByLabel('Xem để làm gì')).toBeFocused()
  await keyboard.press('Enter')
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await keyboard.type('Gọi điện hẹn trả kết quả')
  await expectAccessible(page)
  await keyboard.press('Enter')
  await expect(page.getByText('046085001234')).toBeVisible()
  await page.getByRole('button', { name: 'Giấy chứng sinh' }).press('Enter')
  await expect(dialog().getByRole('img')).toBeVisible()
  await keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
  await picture('person')
  await resize(1920, 1080)
  await picture('person-1920')
  await resize(1366, 768)
})

test('all that is held on a person is saved on a stated ground', async () => {
  const { page } = app
  const file = join(app.folder, 'du-lieu.zip')
  await app.electron.evaluate(({ dialog: system }, filePath) => {
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await page.getByRole('button', { name: 'Xuất dữ liệu…' }).press('Enter')
  await expect(dialog().getByLabel('Căn cứ')).toBeFocused()
  await page.keyboard.type('Đơn của công dân ngày 20/11/2026')
  await expectAccessible(page)
  await picture('person-export')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Đã lưu du-lieu.zip')).toBeVisible()
  const entries = unzipSync(readFileSync(file))
  const names = Object.keys(entries)
  expect(names[0]).toBe('Du-lieu-ca-nhan.xlsx')
  expect(names[1]).toMatch(/^Giay-to-quet\/TAM-.*\/1-photo\.jpg$/)
  const sheets = unzipSync(entries['Du-lieu-ca-nhan.xlsx'] as Uint8Array)
  const text = Object.values(sheets)
    .map((sheet) => strFromU8(sheet))
    .join('')
  for (const part of ['046085001234', 'Nguyễn Văn An', 'Giấy chứng sinh', 'Gọi điện hẹn trả kết quả'])
    expect(text).toContain(part)
})

test('the log says who looked, filtered by person and by viewer', async () => {
  const { page } = app
  const row = (text: string) => page.getByRole('row').filter({ hasText: text })
  await page.getByRole('button', { name: 'Ai đã xem' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Nhật ký tra cứu' })).toBeVisible()
  for (const look of ['Xuất dữ liệu', 'Xem giấy tờ quét', 'Xem đủ số', 'Mở trang lịch sử']) await expect(row(look)).toHaveCount(1)
  await expect(row('Xem đủ số')).toContainText('Gọi điện hẹn trả kết quả')
  await expect(row('Trần Thị Bình')).toHaveCount(0)
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await picture('looks')
  await page.getByRole('button', { name: 'Xóa nội dung' }).click()
  await expect(row('Trần Thị Bình')).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Việc' }).click()
  await page.getByRole('option', { name: 'Xuất dữ liệu' }).click()
  await expect(row('Xem đủ số')).toHaveCount(0)
  await expect(row('Đơn của công dân ngày 20/11/2026')).toContainText('Nguyễn Thị Duyên')
  await resize(1920, 1080)
  await picture('looks-1920')
})

test('the checklist for a lost computer tells what the records know, and is printed', async () => {
  const { page } = app
  await resize(1366, 768)
  await search('mat usb')
  await page.getByRole('option', { name: 'Khi mất máy, mất USB' }).click()
  await expect(page.getByText('Máy A (máy này)')).toBeVisible()
  await expect(page.getByText(/3 người dân, tổ chức; 4 hồ sơ; 1 giấy tờ quét/)).toBeVisible()
  await expect(page.getByText(/Làm việc gần đây: Nguyễn Thị Duyên/)).toBeVisible()
  await expectAccessible(page)
  await picture('lost-device')
  await page.keyboard.press('Control+p')
  const paper = dialog().frameLocator('iframe')
  await expect(paper.getByText('Thông báo cơ quan chuyên trách trong 72 giờ')).toBeVisible()
  await expectAccessible(page)
  await picture('lost-device-paper')
  await resize(1920, 1080)
  await picture('lost-device-1920')
})
