// The main job: a clerk receives a case file by keyboard alone and holds the receipt. Drafts, scanner, warnings, refusals.
import { existsSync, mkdirSync } from 'node:fs'
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

/** Pictures for the README; `MOTCUA_SCREENS=keep` writes them where the README shows them. */
const screens = process.env.MOTCUA_SCREENS === 'keep' ? join(import.meta.dirname, 'screens') : join('test-results', 'screens')
mkdirSync(screens, { recursive: true })
const picture = (name: string) => app.page.screenshot({ path: join(screens, `${name}.png`) })

const procedureBox = (page: Page) => page.getByRole('combobox', { name: /Tìm thủ tục/ })

async function openSearch(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
}

/** Text of a PDF, page after page, as a reader program would copy it. */
/** Presses keys and counts them; free text is typed apart. */
function keyboardOf(page: Page) {
  let count = 0
  return {
    press: async (...keys: string[]) => {
      for (const key of keys) {
        count += key.split('+').length
        await page.keyboard.press(key)
      }
    },
    code: async (text: string) => {
      count += text.length
      await page.keyboard.type(text)
    },
    freeText: (text: string) => page.keyboard.type(text),
    count: () => count,
  }
}

/** What a hand scanner in keyboard mode does: every character a key, no time between them however busy the machine, Enter at the end. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((characters) => {
    for (const key of [...characters, 'Enter']) {
      const target = document.activeElement ?? document.body
      const init = { key, bubbles: true, cancelable: true, composed: true }
      const goesOn = target.dispatchEvent(new KeyboardEvent('keydown', init))
      if (goesOn && key.length === 1 && target instanceof HTMLInputElement) {
        const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
        setter?.call(target, target.value + key)
        target.dispatchEvent(new InputEvent('input', { bubbles: true, data: key }))
      }
      target.dispatchEvent(new KeyboardEvent('keyup', init))
    }
  }, text)
}

test('a case is received by keyboard alone, in at most 40 keys besides free text, and its receipt is held', async () => {
  const { page } = app
  const keys = keyboardOf(page)
  await keys.press('Control+n')
  await expect(procedureBox(page)).toBeFocused()
  await expectAccessible(page)
  await keys.code('ks')
  await expect(page.getByRole('option', { name: /Thủ tục đăng ký khai sinh/ }).first()).toBeVisible()
  await keys.press('Enter')
  await expect(
    page
      .getByText('Nhận trước 15:00')
      .or(page.getByText(/Nhận từ 15:00|Chuyển từ/))
      .first(),
  ).toBeVisible()
  await keys.press('Alt+3')
  await keys.freeText('Trần Thị Bình')
  await keys.press('Tab', 'Tab')
  await keys.code('046305004321')
  await keys.press('Tab')
  await keys.freeText('20112005')
  await picture('intake')
  await expectAccessible(page)
  await keys.press('Control+p')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('In giấy tiếp nhận').first()).toBeVisible()
  const paper = page.frameLocator('iframe')
  await expect(paper.getByText('TAM-19789-A-', { exact: false }).first()).toBeVisible()
  await expect(paper.getByText('Trần Thị Bình').first()).toBeVisible()
  await page.waitForTimeout(300)
  await picture('receipt')
  expect(keys.count()).toBeLessThanOrEqual(40)

  const file = join(app.folder, 'giay-tiep-nhan.pdf')
  await app.electron.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await dialog.getByRole('button', { name: /Lưu PDF/ }).click()
  await expect.poll(() => existsSync(file)).toBe(true)
  const text = (await textOf(file)).replace(/\s+/g, ' ')
  expect(text).toBe(text.normalize('NFC'))
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    'Trần Thị Bình',
    '046305004321',
    'Đăng ký khai sinh',
    'Liên 1',
    'Liên 2',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).toMatch(/TAM-19789-A-\d{6}-0001/)
  expect(text).toMatch(/17 giờ 30 phút, ngày \d{2} tháng \d{1,2} năm \d{4}/)
})

test('the receipt printed again carries its count', async () => {
  const { page } = app
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await openSearch(page)
  await page.keyboard.type('tran thi binh')
  await expect(page.getByRole('option', { name: /Trần Thị Bình KS/ })).toBeVisible() // the person is offered too
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Trần Thị Bình' })).toBeVisible()
  await expectAccessible(page)
  await picture('case')
  await page.keyboard.press('Control+p')
  await expect(
    page
      .frameLocator('iframe')
      .getByText(/Bản in lần 2, thay bản in ngày/)
      .first(),
  ).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('without a printer the save is not blocked and the dialog says what to do', async () => {
  const { page } = app
  const reply = await page.evaluate(async () => {
    const { motcua } = window
    const found = await motcua.cases.search({ query: 'binh', limit: 1 })
    const caseId = found.ok ? (found.value[0]?.id ?? '') : ''
    return motcua.print.printReceipt({ caseId, layout: 'a5', printer: 'không có máy này' })
  })
  expect(reply).toMatchObject({ ok: false, error: { code: 'print.noPrinter' } })
})

test('a scanned citizen card fills the applicant, leading zeros and all', async () => {
  const { page } = app
  await page.keyboard.press('Control+n')
  await expect(procedureBox(page)).toBeFocused()
  await scan(page, '046090001234|191234567|Nguyễn Văn An|01021990|Nam|12 Lê Lợi, Vĩnh Ninh, Huế, Thừa Thiên Huế|15082021')
  await expect(page.getByLabel(/^Họ và tên/).first()).toHaveValue('Nguyễn Văn An')
  await expect(page.getByLabel('Số giấy tờ').first()).toHaveValue('046090001234')
  await expect(procedureBox(page)).toHaveValue('')
})

test('a name in small letters is offered with capitals and never changed unasked', async () => {
  const { page } = app
  await page.waitForTimeout(300) // a Tab right after a scan belongs to the scan
  const name = page.getByLabel(/^Họ và tên/).first()
  await page.keyboard.press('Alt+3')
  await name.fill('nguyễn văn an')
  await expect(page.getByRole('button', { name: /Viết hoa/ })).toHaveCount(0)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: /Viết hoa: Nguyễn Văn An/ })).toBeVisible()
  await expect(name).toHaveValue('nguyễn văn an')
  await expectAccessible(page)
  await picture('intake-capitals')
  await page.keyboard.press('Alt+h')
  await expect(name).toHaveValue('Nguyễn Văn An')
  await expect(page.getByRole('button', { name: /Viết hoa/ })).toHaveCount(0)
  await name.fill('trần thị bình')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: /Viết hoa: Trần Thị Bình/ }).click()
  await expect(name).toHaveValue('Trần Thị Bình')
  await expect(name).toBeFocused()
  await name.fill('Nguyễn Văn An')
  await page.waitForTimeout(300)
  await page.keyboard.press('Alt+1')
})

test('what is missing is said beside the field, the focus goes there, nothing typed is lost', async () => {
  const { page } = app
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Cần nhập ô này').first()).toBeVisible()
  await expect(procedureBox(page)).toBeFocused()
  await expect(page.getByLabel(/^Họ và tên/).first()).toHaveValue('Nguyễn Văn An')
})

test('a draft survives the power cut, at most two seconds old', async () => {
  // An Enter right after a scan belongs to the scan (CR and LF); no person is that quick, this test is.
  await app.page.waitForTimeout(300)
  await app.page.keyboard.type('kt')
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('button', { name: /Đổi thủ tục/ })).toBeVisible()
  await expect(app.page.getByText('luôn phải nộp đã được đánh dấu sẵn')).toBeVisible()
  await app.page.keyboard.press('Alt+3')
  await expect(app.page.getByLabel(/^Họ và tên/).first()).toBeFocused()
  await app.page.keyboard.press('End')
  await app.page.keyboard.type(' Khánh')
  await app.page.waitForTimeout(2_000)
  await app.kill()
  await app.signIn()
  const { page } = app
  await page.keyboard.press('Control+n')
  await expect(page.getByLabel(/^Họ và tên/).first()).toHaveValue('Nguyễn Văn An Khánh')
  await expect(page.getByLabel(/^Họ và tên/).first()).toBeFocused()
  await expect(page.getByText(/khôi phục bản nháp/i).first()).toBeVisible()
})

test('the same person and procedure again is a warning, not a block', async () => {
  const { page } = app
  const name = page.getByLabel(/^Họ và tên/).first()
  await name.fill('Nguyễn Văn An')
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/Đã tiếp nhận hồ sơ TAM-\S+-0002/).first()).toBeVisible()
  await expect(procedureBox(page)).toBeFocused()
  await page.keyboard.type('kt')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await scan(page, '046090001234|191234567|Nguyễn Văn An|01021990|Nam|12 Lê Lợi, Vĩnh Ninh, Huế, Thừa Thiên Huế|15082021')
  await expect(page.getByText(/30 ngày/).first()).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/Đã tiếp nhận hồ sơ TAM-\S+-0003/).first()).toBeVisible()
})

test('the list, the official code and the receipt scanned back', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Hồ sơ', exact: true }).click()
  await expect(page.getByRole('row')).toHaveCount(4)
  await picture('cases')
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([]) // bug: names of procedures could not be read
  await openSearch(page)
  await page.keyboard.type('nguyen van an')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Nguyễn Văn An' })).toBeVisible()
  await page.keyboard.press('F4')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('H57-1')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(/Mã chính thức chưa đúng dạng/)).toBeVisible()
  await dialog.getByRole('textbox').fill('H57.10.12-261123-0001')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('H57.10.12-261123-0001').first()).toBeVisible()
  await page.getByRole('link', { name: 'Bàn làm việc' }).click()
  await picture('board')
  await expectAccessible(page)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await scan(page, 'H57.10.12-261123-0001')
  await expect(page.getByRole('heading', { name: 'Nguyễn Văn An' })).toBeVisible()
})

test('a number that the register knows under another name is doubted, and so is a case without papers', async () => {
  const { page } = app
  await page.keyboard.press('Control+n')
  await expect(procedureBox(page)).toBeFocused()
  await page.keyboard.type('ks')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('checkbox').first()).toBeChecked()
  await page.getByRole('checkbox').first().uncheck()
  await page
    .getByLabel(/^Họ và tên/)
    .first()
    .fill('046090001234')
  await page.getByLabel('Số giấy tờ').first().fill('046090001234')
  await expect(page.getByText(/đã có trong sổ với tên Nguyễn Văn An/)).toBeVisible()
  await expect(page.getByText(/Chưa đánh dấu giấy tờ nào/)).toBeVisible()
  // Bug: a number typed into the name field was saved and printed as the person's name.
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/Họ tên phải có chữ/)).toBeVisible()
  await page.getByRole('button', { name: /Xóa trắng/ }).click()
  await expect(procedureBox(page)).toBeFocused()
})

test('a procedure page starts the intake of its procedure', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Thủ tục' }).click()
  await page.keyboard.type('kh')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: /kết hôn/i })).toBeVisible()
  await page.keyboard.press('Control+n')
  await expect(page.getByText('Hạn trả kết quả').first()).toBeVisible()
  await expect(page.getByRole('checkbox').first()).toBeVisible()
  await expect(page.getByText(/kết hôn/i).first()).toBeVisible()
  expect(await page.evaluate(() => window.location.search)).toBe('')
})

test('an organisation, a submitter and a collector of their own, a due date typed where no limit is known', async () => {
  const { page } = app
  const found = await page.evaluate(async () => {
    const reply = await window.motcua.procedures.list({ query: '', field: null, limit: 2_000 })
    return reply.ok ? reply.value.rows.find((row) => row.timeLimit === null)?.shortCode : undefined
  })
  await page.keyboard.press('Alt+1')
  await page.getByRole('button', { name: /Đổi thủ tục/ }).click()
  await page.keyboard.type(found ?? '')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Chưa tính được hạn trả')).toBeVisible()
  await expect(page.getByRole('checkbox').first()).toBeFocused()
  await page.getByRole('radio', { name: 'Cá nhân' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByLabel(/^Tên tổ chức/).fill('Hợp tác xã Quảng Thọ')
  await page.getByLabel(/^Mã số thuế/).fill('0100109106')
  await page.keyboard.press('Alt+u')
  await page
    .getByLabel(/^Họ và tên/)
    .first()
    .fill('Lê Thị Hồng Nhung')
  await page.keyboard.press('Alt+n')
  await expect(page.getByText('Người nhận kết quả').first()).toBeVisible()
  await page.keyboard.type('Phan Văn Khải Hoàn')
  await picture('intake-parties')
  await expectAccessible(page)
})
