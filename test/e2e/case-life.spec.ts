// A case from the desk to the archive in the real window: handed over, received, supplemented, submitted, decided, returned; by the
// keyboard, with the reasons and dates that the page then shows.
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type App, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const card = (page: Page) => page.locator('section').filter({ has: page.getByRole('heading', { name: 'Việc đang làm' }) })
const steps = (page: Page) => page.locator('section').filter({ has: page.getByRole('heading', { name: 'Các bước giải quyết' }) })

/** A case of the trade register on the intake screen, not saved yet. */
async function typeIntake(page: Page, name: string): Promise<void> {
  const { keyboard } = page
  await keyboard.press('Control+n')
  await expect(page.getByRole('combobox', { name: /thủ tục/i }).first()).toBeFocused()
  await keyboard.type('hkd')
  await expect(page.getByRole('option', { name: /hộ kinh doanh/i }).first()).toBeVisible()
  await keyboard.press('Enter')
  await keyboard.press('Alt+3')
  await keyboard.type(name)
}

/** The usual act, by its key; its dialog is answered with Ctrl+Enter's plain cousin: Enter in the first field. */
async function usual(page: Page, label: string, fill?: (dialog: Locator) => Promise<void>): Promise<void> {
  await expect(card(page).getByRole('button', { name: new RegExp(`^${label}`) })).toBeVisible()
  await page.keyboard.press('F9')
  const dialog = page.locator('.dialog[data-open]')
  await expect(dialog).toBeVisible()
  await fill?.(dialog)
  await dialog.getByRole('button').last().click()
  await expect(dialog).toHaveCount(0)
}

/** The usual act where it asks for nothing; its button must stand there and rest, or the key would do the next one. */
async function atOnce(page: Page, label: string): Promise<void> {
  const button = card(page).getByRole('button', { name: new RegExp(`^${label}`) })
  await expect(button).toBeVisible()
  await page.keyboard.press('F9')
  await expect(button).toHaveCount(0)
}

/** An act of the menu, by keyboard. */
async function choose(page: Page, label: string): Promise<Locator> {
  await card(page).getByRole('button', { name: 'Việc khác' }).focus()
  await page.keyboard.press('Enter')
  const item = page.getByRole('menuitem', { name: label })
  await expect(item).toBeVisible()
  await item.click()
  const dialog = page.locator('.dialog[data-open]')
  await expect(dialog).toBeVisible()
  return dialog
}

test('one officer with every role takes a case from the desk to the archive', async () => {
  await app.setUp()
  await app.page.evaluate(async () => {
    const staff = await window.motcua.people.listStaff({})
    if (!staff.ok || !staff.value[0]) throw new Error('nobody')
    const { id: staffId, fullName, positionTitle, isActive } = staff.value[0]
    const roles = ['administrator', 'deskOfficer', 'handler', 'head'] as const
    await window.motcua.people.changeStaff({ staffId, fullName, positionTitle, isActive, roles: [...roles] })
  })
  await app.restart()
  await app.signIn()
  const { page } = app
  const { keyboard } = page
  await typeIntake(page, 'Trần Thị Bình')
  await keyboard.press('Control+s')
  await expect(page.getByText(/TAM-19789-A-/).first()).toBeVisible()
  await page.getByRole('link', { name: /Hồ sơ/ }).first().click()
  await page.getByRole('gridcell', { name: 'Trần Thị Bình' }).dblclick()
  await expect(card(page).getByText('Đang ở bộ phận một cửa, chờ chuyển cho nơi giải quyết.')).toBeVisible()
  await expect(steps(page).locator('li').first()).not.toHaveClass(/ahead/) // the receipt has happened
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/case-life-received.png', fullPage: true })

  await usual(page, 'Chuyển giải quyết', async (dialog) => {
    await expect(dialog.getByRole('combobox', { name: 'Giao cho' })).toBeFocused()
    await expectAccessible(page)
    await page.screenshot({ path: 'test-results/screens/case-life-forward.png' })
    await dialog.getByLabel('Ghi chú').fill('Đủ hồ sơ, nhờ xử lý sớm')
  })
  await expect(page.getByText('Chờ nhận bàn giao').first()).toBeVisible()
  await expect(card(page).getByText('Đủ hồ sơ, nhờ xử lý sớm')).toBeVisible()
  await atOnce(page, 'Nhận hồ sơ')
  await expect(page.getByText('Đang giải quyết').first()).toBeVisible()
})

test('a supplement stops the clock, starts the limit anew and keeps both dates', async () => {
  const { page } = app
  const first = await page.locator('.case-due-date').textContent()
  const ask = await choose(page, 'Yêu cầu bổ sung…')
  await ask.getByRole('button', { name: 'Ghi yêu cầu' }).click()
  await expect(ask.getByText('Cần nhập ô này').first()).toBeVisible()
  await expect(ask.getByLabel('Giấy tờ, nội dung cần bổ sung')).toBeFocused()
  await ask.getByLabel('Giấy tờ, nội dung cần bổ sung').fill('Hợp đồng thuê địa điểm')
  await ask.getByRole('button', { name: 'Thêm dòng' }).click()
  await ask.getByLabel('Giấy tờ, nội dung cần bổ sung').last().fill('Bản sao căn cước')
  await ask.getByLabel('Lý do').fill('Chưa chứng minh địa điểm kinh doanh')
  await expect(ask.getByText('thời hạn tính lại từ đầu')).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/case-life-supplement.png' })
  await ask.getByRole('button', { name: 'Ghi yêu cầu' }).click()
  await expect(ask).toHaveCount(0)
  await expect(page.getByText('Tạm dừng').first()).toBeVisible()
  await expect(page.getByText('Phiếu yêu cầu bổ sung số 01/')).toBeVisible()
  await usual(page, 'Người dân đã bổ sung')
  await expect(page.getByRole('heading', { name: 'Diễn biến hạn trả' })).toBeVisible()
  await expect(page.getByText(/Chờ bổ sung từ .* – tính lại từ đầu khi đủ \(Điều 19\(4\)/)).toBeVisible()
  expect(await page.locator('.case-due-date').textContent()).toBe(first) // the same day: the whole limit from today
})

test('it goes on by the steps to the decision, the desk and the archive', async () => {
  const { page } = app
  await usual(page, 'Chuyển giải quyết')
  await atOnce(page, 'Nhận hồ sơ')
  await expect(page.getByText('Đang giải quyết').first()).toBeVisible()
  const refer = await choose(page, 'Nhờ nơi khác giải quyết một phần…')
  await refer.getByLabel('Cơ quan, đơn vị').fill('Công an phường')
  await refer.getByLabel('Nội dung').fill('Xác minh nơi ở')
  await refer.getByRole('textbox', { name: /Trả lời trước ngày/ }).fill('31/12/2030')
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/case-life-refer.png' })
  await refer.getByRole('button', { name: 'Nhờ giải quyết' }).click()
  await expect(refer).toHaveCount(0)
  await expect(card(page).getByText('Còn 1 việc đang nhờ nơi khác')).toBeVisible()
  await steps(page).getByRole('button', { name: 'Ghi trả lời' }).click()
  const answer = page.locator('.dialog[data-open]')
  await answer.getByLabel('Nội dung trả lời').fill('Đúng nơi ở')
  await answer.getByRole('button', { name: 'Ghi', exact: true }).click()
  await expect(answer).toHaveCount(0)
  await expect(steps(page).getByText('Đúng nơi ở')).toBeVisible()

  await usual(page, 'Trình duyệt')
  await atOnce(page, 'Nhận hồ sơ')
  await usual(page, 'Duyệt')
  await atOnce(page, 'Nhận kết quả về một cửa')
  await expect(page.getByText('Trước hạn')).toBeVisible()
  await usual(page, 'Trả kết quả', async (dialog) => {
    await dialog.getByLabel('Trả cho').fill('Trần Thị Bình')
  })
  await expect(page.getByText('Đã trả kết quả').first()).toBeVisible()
  await usual(page, 'Đưa vào lưu trữ', async (dialog) => {
    await dialog.getByLabel('Nơi cất').fill('Kho 2, hộp 14')
  })
  await expect(page.getByText('Đã lưu trữ').first()).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/case-life-archived.png', fullPage: true })
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1920, 1080))
  await page.screenshot({ path: 'test-results/screens/case-life-archived-1920.png', fullPage: true })
})

test('a file that is not complete is kept without a limit, and accepted when it comes again', async () => {
  const { page } = app
  const { keyboard } = page
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768))
  await typeIntake(page, 'Lê Văn Thiếu')
  const notAccepted = page.getByRole('button', { name: 'Chưa nhận được…' })
  await notAccepted.focus()
  await keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Yêu cầu bổ sung…' })).toBeVisible()
  await page.getByRole('menuitem', { name: 'Yêu cầu bổ sung…' }).click()
  const dialog = page.locator('.dialog[data-open]')
  await dialog.getByLabel('Lý do').fill('Thiếu giấy đề nghị')
  await dialog.getByRole('button', { name: 'Ghi yêu cầu' }).click()
  await expect(dialog.getByText('Cần nhập ô này')).toBeVisible() // the paper that is missing has no name
  await dialog.getByLabel('Giấy tờ, nội dung cần bổ sung').fill('Giấy đề nghị đăng ký')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Ghi yêu cầu' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(/Đã ghi yêu cầu bổ sung, mã tạm TAM-/)).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/intake-not-accepted.png' })

  await page.getByRole('link', { name: /Hồ sơ/ }).first().click()
  await page.getByRole('gridcell', { name: 'Lê Văn Thiếu' }).dblclick()
  await expect(page.getByText('Chờ bổ sung (chưa nhận)').first()).toBeVisible()
  await expect(page.getByText('Chưa có hạn trả')).toBeVisible()
  await atOnce(page, 'Người dân nộp lại')
  await expect(page.getByText('Đang kiểm tra').first()).toBeVisible()
  await atOnce(page, 'Tiếp nhận')
  await expect(page.getByText('Đã tiếp nhận').first()).toBeVisible()
  await expect(page.getByText('Chưa có hạn trả')).toHaveCount(0)
  await expect(page.locator('.case-due-date')).toHaveText(/17:30 /)
})

test('what waits is listed by what it waits for, and several cases are handed on at once', async () => {
  const { page } = app
  const { keyboard } = page
  for (const name of ['Hoàng Thị Một', 'Hoàng Văn Hai']) {
    await typeIntake(page, name)
    await keyboard.press('Control+s')
    await expect(page.getByText(/TAM-19789-A-/).first()).toBeVisible()
    await expect(page.getByRole('combobox', { name: /thủ tục/i }).first()).toHaveValue('')
  }
  await page.getByRole('link', { name: 'Việc của tôi' }).click()
  await expect(page.getByText('Bạn không giữ hồ sơ nào')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('tab', { name: /Chờ chuyển/ }).click()
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await expect(row('Hoàng Văn Hai')).toBeVisible()
  for (const name of ['Hoàng Thị Một', 'Hoàng Văn Hai']) {
    await row(name).click()
    await keyboard.press('Space')
  }
  await expect(page.getByText('Đã chọn 2')).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/work-to-hand-over.png' })
  await page.getByRole('button', { name: 'Chuyển bước sau' }).click()
  const dialog = page.locator('.dialog[data-open]')
  await expect(dialog.getByText('Chuyển 2 hồ sơ')).toBeVisible()
  const staff = dialog.getByRole('combobox', { name: 'Giao cho' })
  await expect(staff).toBeFocused()
  await keyboard.type('duyen')
  await expect(page.getByRole('option', { name: /Nguyễn Thị Duyên/ })).toBeVisible()
  await keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Chuyển bước sau' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('Đã làm 2 hồ sơ')).toBeVisible()
  await page.getByRole('tab', { name: /Đang giữ/ }).click()
  await expect(row('Hoàng Thị Một').getByText('chưa nhận')).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/work-mine.png' })
  await row('Hoàng Thị Một').click()
  await keyboard.press('Enter')
  await expect(card(page).getByRole('button', { name: 'Nhận hồ sơ' })).toBeVisible()
})

test('what was received is corrected with a reason; old and new are told', async () => {
  const { page } = app
  await page.getByRole('button', { name: 'Sửa thông tin' }).click()
  const dialog = page.locator('.dialog[data-open]')
  await expect(dialog.getByLabel('Họ và tên')).toHaveValue('Hoàng Thị Một')
  await dialog.getByLabel('Họ và tên').fill('Hoàng Thị Mốt')
  await dialog.getByLabel('Điện thoại').fill('0905 111 222')
  await dialog.getByRole('button', { name: 'Lưu sửa đổi' }).click()
  await expect(dialog.getByText('Cần nhập ô này')).toBeVisible()
  await expect(dialog.getByLabel('Lý do sửa')).toBeFocused()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/case-correct.png' })
  await dialog.getByLabel('Lý do sửa').fill('Gõ nhầm tên')
  await dialog.getByRole('button', { name: 'Lưu sửa đổi' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1, name: 'Hoàng Thị Mốt' })).toBeVisible()
  await expect(page.getByText('Sửa thông tin hồ sơ: Gõ nhầm tên')).toBeVisible()
  await expect(page.getByText('Chủ hồ sơ, Họ và tên: Hoàng Thị Một → Hoàng Thị Mốt')).toBeVisible()
})

test('a procedure gets a rule of its own for the time in which the applicant is waited for', async () => {
  const { page } = app
  const { keyboard } = page
  await page.evaluate(async () => {
    const found = await window.motcua.procedures.list({ query: 'hkd', field: null, limit: 1 })
    if (!found.ok || !found.value.rows[0]) throw new Error('no procedure')
    location.hash = `/procedures/${found.value.rows[0].id}`
  })
  const rule = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Khi chờ người dân' }) })
  await expect(rule.getByText('Quy định chung')).toBeVisible()
  await rule.getByRole('button', { name: 'Ghi quy định riêng…' }).click()
  const dialog = page.locator('.dialog[data-open]')
  const payment = dialog.getByRole('combobox', { name: 'Chờ nộp tiền' })
  await payment.focus()
  await keyboard.press('Enter')
  await expect(page.locator('[role=option][data-highlighted]')).toBeVisible()
  await page.getByRole('option', { name: 'Không tính vào thời hạn' }).click()
  await dialog.getByRole('button', { name: 'Ghi quy định' }).click()
  await expect(dialog.getByText('Cần nhập ô này')).toBeVisible()
  await expect(dialog.getByLabel('Căn cứ khi chờ nộp tiền')).toBeFocused()
  await expectAccessible(page)
  await dialog.getByLabel('Căn cứ khi chờ nộp tiền').fill('Điều 63 Luật Đất đai')
  await dialog.getByRole('button', { name: 'Ghi quy định' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(rule.getByText('Không tính vào thời hạn – Điều 63 Luật Đất đai')).toBeVisible()
})
