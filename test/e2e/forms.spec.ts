// The papers of cases: forms of both circulars worded anew and laid out in Word, printed one by one and in one run, logged with what they
// replace; the register with numbers that the program gives, printed for a day and locked at the end of the year.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { sampleIntake, samplePerson } from '../fixtures/office.ts'
import { type App, cutTexts, expectAccessible, startApp } from './app.ts'
import { textOf } from './pdf-text.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
  // The administrator also sits at the desk and is the head, who locks the books.
  await app.page.evaluate(async () => {
    const listed = await window.motcua.people.listStaff({})
    const [me] = listed.ok ? listed.value : []
    if (!me) throw new Error('nobody')
    const roles = ['administrator' as const, 'deskOfficer' as const, 'head' as const]
    const { id: staffId, fullName, positionTitle } = me
    await window.motcua.people.changeStaff({ staffId, fullName, positionTitle, roles, isActive: true })
  })
  await app.restart()
  await app.signIn()
})
test.afterAll(() => app.stop())

const names = ['Trần Thị Bình', 'Lê Văn Cường', 'Phạm Minh Châu']
const receive = (shortCode: string, fullName: string) =>
  app.page.evaluate(
    async ([intake, code]) => {
      const found = await window.motcua.procedures.list({ query: code, field: null, limit: 5 })
      const procedureId = found.ok ? found.value.rows[0]?.id : undefined
      if (!procedureId) throw new Error(`no procedure ${code}`)
      const reply = await window.motcua.cases.receive({ ...intake, procedureId } as never)
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
      return reply.value.caseId
    },
    [sampleIntake({ procedureId: '', applicant: samplePerson({ fullName }) }), shortCode] as const,
  )
const dialog = () => app.page.locator('.dialog')
const button = (name: string | RegExp) => app.page.getByRole('button', { name })
const row = (text: string | RegExp) => app.page.getByRole('row').filter({ hasText: text })
const place = (name: string) => app.page.getByRole('link', { name, exact: true }).click()
const picture = (name: string) => app.page.screenshot({ path: `test-results/screens/${name}.png` })
const resize = async (width: number, height: number) => {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      // The hidden window that prints is kept too.
      for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.setContentSize(w ?? 0, h ?? 0)
    },
    [width, height],
  )
  await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBeGreaterThanOrEqual(width - 1)
}
const answerSave = async (name: string): Promise<string> => {
  const file = join(app.folder, name)
  await app.electron.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  return file
}
const answerOpen = (file: string) =>
  app.electron.evaluate(({ dialog: native }, filePath) => {
    native.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
  }, file)
const pdfOf = async (file: string) => {
  await expect.poll(() => existsSync(file)).toBe(true)
  return (await textOf(file)).replace(/\s+/g, ' ')
}

test('the register gives numbers without a gap once the office wants it', async () => {
  const { page } = app
  await place('Sổ theo dõi')
  await expect(page.getByText('Chưa có hồ sơ nào vào sổ')).toBeVisible()
  await expectAccessible(page)
  await button('Cách ghi số…').click()
  await expect(dialog()).toBeVisible()
  await dialog().getByRole('checkbox', { name: 'Chương trình tự cấp số tiếp theo' }).click()
  await button('Thêm nhóm').click()
  await dialog().getByLabel('Ký hiệu').fill('ht')
  await dialog().getByLabel('Tên nhóm').fill('Hộ tịch')
  await dialog().getByLabel('Lĩnh vực, mỗi dòng một tên').fill('Hộ tich')
  await expect(dialog().getByText('Danh mục không có lĩnh vực: Hộ tich')).toBeVisible()
  await expectAccessible(page)
  await picture('register-settings')
  await dialog().getByLabel('Lĩnh vực, mỗi dòng một tên').fill('Hộ tịch')
  await button('Lưu').click()
  await expect(dialog()).toHaveCount(0)
  for (const name of names) await receive('KS', name)
  await receive('HKD', 'Đặng Ánh')
  await place('Bàn làm việc')
  await place('Sổ theo dõi')
  await page.getByRole('combobox', { name: 'Quyển' }).click()
  await page.getByRole('option', { name: /quyển HT-01 \(3 hồ sơ\)/ }).click()
  await expect(row('Phạm Minh Châu')).toContainText('03')
  await expect(page.getByRole('row')).toHaveCount(4)
  // A long address is shown whole on hover; the headings are never cut.
  const headings = await page.getByRole('columnheader').allInnerTexts()
  expect((await cutTexts(page)).filter((text) => headings.includes(text))).toEqual([])
  await expectAccessible(page)
  await picture('register')
  await resize(1920, 1080)
  await picture('register-wide')
  await resize(1366, 768)
})

test('a day of the register is printed as it is shown, with page numbers and room to sign', async () => {
  const { page } = app
  await button('Hôm nay').click()
  await page.keyboard.press('Control+p')
  await expect(dialog().getByLabel('Số trang đầu')).toHaveValue('1')
  await dialog().getByLabel('Số trang đầu').fill('7')
  await page.keyboard.press('Tab')
  await expect(page.frameLocator('.dialog iframe').getByText('Trang 7')).toBeVisible()
  await expectAccessible(page)
  await picture('register-print')
  const file = await answerSave('so.pdf')
  await page.keyboard.press('Control+s')
  const text = await pdfOf(file)
  for (const words of [
    'SỔ THEO DÕI HỒ SƠ',
    'Quyển số: HT-01',
    'Hộ tịch',
    'Trang 7',
    'Phương thức nhận kết quả',
    'Ký nhận',
    ...names,
  ])
    expect(text).toContain(words)
  await expect(dialog()).toHaveCount(0)
})

test('the control slip is printed from the case, and a reprint says what it replaces', async () => {
  const { page } = app
  await place('Hồ sơ')
  await row('Trần Thị Bình').focus()
  await page.keyboard.press('Enter')
  await button('Giấy tờ khác').click()
  await expect(page.frameLocator('.dialog iframe').getByText('Phiếu kiểm soát quá trình giải quyết hồ sơ')).toBeVisible()
  await expectAccessible(page)
  await picture('case-papers')
  const first = await answerSave('phieu.pdf')
  await dialog().getByRole('button', { name: 'Lưu PDF' }).click()
  expect(await pdfOf(first)).toMatch(/Cơ quan phối hợp giải quyết hồ sơ.*Hẹn trả kết quả vào/)
  await expect(dialog().getByText('Đã in 1 lần')).toBeVisible()
  await dialog().getByLabel('Lý do in lại').fill('Bản trước bị ướt')
  const second = await answerSave('phieu-2.docx')
  await dialog().getByRole('button', { name: 'Lưu Word' }).click()
  await expect.poll(() => existsSync(second)).toBe(true)
  const word = strFromU8(unzipSync(readFileSync(second))['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, '')
  expect(word).toContain('Bản in lần 2, thay bản in ngày')
  expect(word).not.toContain('{{')
  await expect(dialog().getByText('Đã in 2 lần')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Phiếu kiểm soát, lần 2: lưu tệp Word')).toBeVisible()
})

test('the print log lists and filters what left the computer', async () => {
  const { page } = app
  await place('Sổ in')
  await expect(row('Phiếu kiểm soát')).toHaveCount(2)
  await expect(row(/Lần 2, thay bản lần 1 in .* – Bản trước bị ướt/)).toHaveCount(1)
  await expect(row('Sổ theo dõi hồ sơ')).toContainText('quyển HT-01')
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await picture('prints')
  await resize(1920, 1080)
  await picture('prints-wide')
  await resize(1366, 768)
  await page.getByRole('checkbox', { name: 'Chỉ bản in lại' }).click()
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Chỉ bản in lại' }).click()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('khong co ai')
  await expect(page.getByText('Không có bản in nào như vậy')).toBeVisible()
})

test('many papers go into one file in one run', async () => {
  const { page } = app
  await page.getByRole('tab', { name: 'In hàng loạt' }).click()
  await page.getByRole('checkbox', { name: /Chọn tất cả \(4\)/ }).click()
  await page.getByRole('checkbox', { name: 'Giấy tiếp nhận và hẹn trả' }).click()
  await expectAccessible(page)
  await picture('bulk')
  await button(/In 8 giấy…/).click()
  await expect(dialog().getByRole('heading', { name: 'In 8 giấy' })).toBeVisible()
  await expectAccessible(page)
  const file = await answerSave('tat-ca.pdf')
  await dialog().getByRole('button', { name: 'Lưu một tệp PDF' }).click()
  const text = await pdfOf(file)
  for (const name of [...names, 'Đặng Ánh']) expect(text).toContain(name)
  expect(text.match(/PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ/g)).toHaveLength(4)
  await expect(dialog()).toHaveCount(0)
})

test('the office words a form anew from a day on, and nothing that the form asks for gets lost', async () => {
  const { page } = app
  await place('Biểu mẫu')
  await expect(row('Thông báo dừng giải quyết hồ sơ')).toContainText('chỗ chưa đối chiếu')
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await picture('forms')
  await row('Phiếu kiểm soát quá trình').first().focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' })).toBeVisible()
  const sentence = page.getByRole('textbox', { name: /^Câu 2/ })
  await expect(sentence).toHaveValue(/Cơ quan \(bộ phận\) giải quyết hồ sơ/)
  await sentence.fill('Nơi giải quyết:')
  await page.keyboard.press('Control+s')
  await dialog().getByRole('button', { name: 'Ban hành' }).click()
  await expect(dialog().getByText('Thiếu trường {{unit}}; mẫu yêu cầu phải có')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
  await sentence.fill('Nơi giải quyết: ')
  await button('Cơ quan, bộ phận giải quyết').click()
  await expect(sentence).toHaveValue('Nơi giải quyết: {{unit}}')
  await expect(page.frameLocator('.forms-desk iframe').getByText('Nơi giải quyết: Phòng Tư pháp')).toBeVisible()
  await expectAccessible(page)
  await picture('form-page')
  await resize(1920, 1080)
  await picture('form-page-wide')
  await resize(1366, 768)
  // What is not issued is not lost by going elsewhere.
  await place('Hồ sơ')
  await dialog().getByRole('button', { name: 'Ở lại' }).click()
  await expect(sentence).toHaveValue('Nơi giải quyết: {{unit}}')
  await page.keyboard.press('Control+s')
  await dialog().getByRole('button', { name: 'Ban hành' }).click()
  await expect(dialog()).toHaveCount(0)
  await expect(page.getByText('Từ ', { exact: false }).first()).toBeVisible()
})

test('a Word template is saved, changed, brought back, and refused whole when it names what is not there', async () => {
  const { page } = app
  const start = await answerSave('mau.docx')
  await button('Lưu tệp Word mẫu…').click()
  await expect.poll(() => existsSync(start)).toBe(true)
  const parts = unzipSync(readFileSync(start))
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  expect(xml).toContain('{{applicantName}}'.slice(2, -2))
  const write = (name: string, change: (text: string) => string) => {
    const file = join(app.folder, name)
    writeFileSync(file, zipSync({ ...parts, 'word/document.xml': strToU8(change(xml)) }))
    return file
  }
  await answerOpen(write('sai.docx', (text) => text.replace('{{unit}}', '{{donvi}}')))
  await button('Đưa tệp Word vào…').click()
  await expect(page.getByText('Không có trường nào tên: {{donvi}}')).toBeVisible()
  await expectAccessible(page)
  const notWord = join(app.folder, 'khong-phai.docx')
  copyFileSync(join(app.folder, 'so.pdf'), notWord)
  await answerOpen(notWord)
  await button('Đưa tệp Word vào…').click()
  await expect(page.getByText('khong-phai.docx không phải tệp Word (.docx) đọc được.')).toBeVisible()
  await answerOpen(write('dung.docx', (text) => text.replace('Độc lập - Tự do - Hạnh phúc', 'Mẫu riêng của phường')))
  await button('Đưa tệp Word vào…').click()
  await expect(page.getByText(/dung\.docx dùng \d+ trường/)).toBeVisible()
  await button(/^Ban hành lời văn…/).click()
  await dialog().getByRole('button', { name: 'Ban hành' }).click()
  await expect(dialog()).toHaveCount(0)
  await expect(page.getByText('Đang dùng: dung.docx')).toBeVisible()
  // A case received after that is filled into it; one that was printed before keeps its words.
  const caseId = await receive('KS', 'Hồ Thị Mai')
  const filled = await answerSave('dien.docx')
  const reply = await page.evaluate(
    (id) =>
      window.motcua.forms.save({ caseId: id, kind: 'controlSlip', documentId: '', layout: 'a4', format: 'docx', reason: '' }),
    caseId,
  )
  expect(reply).toMatchObject({ ok: true, value: { copyNumber: 1 } })
  const text = strFromU8(unzipSync(readFileSync(filled))['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, '')
  expect(text).toContain('Mẫu riêng của phường')
  expect(text).toContain('Nơi giải quyết: ')
  expect(text).not.toContain('{{')
})

test('a locked book takes no further number', async () => {
  const { page } = app
  await place('Sổ theo dõi')
  await page.getByRole('combobox', { name: 'Quyển' }).click()
  await page.getByRole('option', { name: /quyển HT-01/ }).click()
  await button('Mở quyển mới…').click()
  await dialog().getByRole('combobox', { name: 'Nhóm lĩnh vực' }).click()
  await page.getByRole('option', { name: 'HT – Hộ tịch' }).click()
  await dialog().getByRole('button', { name: 'Mở quyển' }).click()
  await expect(dialog()).toHaveCount(0)
  await receive('KS', 'Ngô Thị Lan')
  await page.getByRole('combobox', { name: 'Quyển' }).click()
  await page.getByRole('option', { name: /quyển HT-02/ }).click()
  await expect(row('Ngô Thị Lan')).toContainText('05')
  await button('Khóa sổ…').click()
  await dialog().getByLabel('Người đứng đầu ký khóa sổ').fill('')
  await dialog().getByRole('button', { name: 'Khóa sổ' }).click()
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await dialog().getByLabel('Người đứng đầu ký khóa sổ').fill('Lê Thị Hương')
  await expectAccessible(page)
  await picture('register-lock')
  await dialog().getByRole('button', { name: 'Khóa sổ' }).click()
  await expect(page.getByText(/Sổ đã khóa ngày .* người ký: Lê Thị Hương; số cuối 5, tổng số 1 hồ sơ/)).toBeVisible()
  await expect(receive('KS', 'Ai Đó')).rejects.toThrow(/registerLocked/)
  await button('Ghi bổ sung…').press('Enter')
  await expect(dialog().getByLabel('Nội dung đúng')).toBeFocused()
  await page.keyboard.type('Số 5: họ tên đúng là Ngô Thị Lân')
  await dialog().getByRole('button', { name: 'Ghi bổ sung' }).press('Enter')
  await expect(dialog().getByLabel('Lý do')).toBeFocused()
  await expectAccessible(page)
  await picture('register-addendum')
  await page.keyboard.type('Chép nhầm dấu')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Bổ sung sau khi khóa sổ' })).toContainText(
    'Số 5: họ tên đúng là Ngô Thị Lân – lý do: Chép nhầm dấu',
  )
  await expectAccessible(page)
  await picture('register-addenda')
})
