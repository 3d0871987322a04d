// A morning at the desk: the numbers open the cases that they count, files change hands with a sheet to sign, the list is printed as it is
// shown and changed by a paste from Excel, and the citizen sees their own case and nobody else's.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { sampleIntake, samplePerson } from '../fixtures/office.ts'
import { type App, expectAccessible, startApp } from './app.ts'
import { placedTextOf, textOf } from './pdf-text.ts'

let app: App
test.describe.configure({ mode: 'serial' })
const idleMs = 4_000
test.beforeAll(async () => {
  app = await startApp({ switches: [`--citizen-idle-ms=${idleMs}`] })
  await app.setUp()
  await app.page.evaluate(async () => {
    const listed = await window.motcua.people.listStaff({})
    const [me] = listed.ok ? listed.value : []
    if (!me) throw new Error('nobody')
    const roles = ['administrator' as const, 'deskOfficer' as const, 'handler' as const, 'head' as const]
    await window.motcua.people.changeStaff({
      staffId: me.id,
      fullName: me.fullName,
      positionTitle: me.positionTitle,
      roles,
      isActive: true,
    })
  })
  await app.restart()
  await app.signIn()
  for (const fullName of names) await receive(fullName)
})
test.afterAll(() => app.stop())

const names = ['Trần Thị Bình', 'Lê Văn Cường', 'Phạm Minh Châu']
const receive = (fullName: string) =>
  app.page.evaluate(
    async (intake) => {
      const found = await window.motcua.procedures.list({ query: 'hkd', field: null, limit: 5 })
      const procedureId = found.ok ? found.value.rows[0]?.id : undefined
      if (!procedureId) throw new Error('no procedure')
      const reply = await window.motcua.cases.receive({ ...intake, procedureId } as never)
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    },
    sampleIntake({
      procedureId: '',
      applicant: samplePerson({ fullName, idNumber: '046190001234', phone: '0905123456' }),
      components: [{ name: 'Giấy đề nghị', originals: 1, certified: 0, copies: 2, note: '' }],
    }),
  )
const dialog = () => app.page.locator('.dialog[data-open]')
const place = (name: string) =>
  app.page.getByRole('navigation', { name: 'Màn hình' }).getByRole('link', { name, exact: true }).click()
const picture = (name: string) => app.page.screenshot({ path: `test-results/screens/morning-${name}.png` })
const grid = (name: string) => app.page.getByRole('grid', { name })
const answerSave = async (name: string): Promise<string> => {
  const file = join(app.folder, name)
  await app.electron.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  return file
}

test('each number of the board opens the cases that it counts', async () => {
  const { page } = app
  await place('Cơ quan')
  const days = page.getByLabel('Đếm kết quả chưa trả từ')
  await expect(days).toHaveValue('7')
  await days.fill('9')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Lưu số ngày' }).click()
  await expect(page.getByRole('button', { name: 'Lưu số ngày' })).toHaveCount(0)

  await place('Bàn làm việc')
  const waits = page.getByRole('navigation', { name: 'Việc đang chờ' })
  await expect(waits.getByRole('link', { name: 'Kết quả chưa trả' })).toContainText('từ 9 ngày trở lên')
  await expect(waits.getByRole('link', { name: 'Chưa bàn giao' })).toContainText('3')
  await expectAccessible(page)
  await picture('board')
  await waits.getByRole('link', { name: 'Chờ bổ sung, nộp tiền' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Chờ từ (ngày) trở lên')).toHaveValue('14')
  await place('Bàn làm việc')
  await waits.getByRole('link', { name: 'Chưa bàn giao' }).click()
  await expect(grid('Chờ chuyển').locator('[data-row]')).toHaveCount(3)
})

test('files are handed over together, and the sheet for both signatures is made of just these', async () => {
  const { page } = app
  const rows = grid('Chờ chuyển').locator('[data-row]')
  for (const name of names.slice(0, 2)) await rows.filter({ hasText: name }).getByRole('checkbox').click()
  await page.getByRole('button', { name: 'Chuyển bước sau' }).click()
  await expect(dialog()).toBeVisible()
  await dialog().getByRole('button', { name: 'Chuyển bước sau' }).click()
  await expect(page.getByText('Đã chuyển 2 hồ sơ. In danh sách để hai bên ký.')).toBeVisible()
  await expect(rows).toHaveCount(1)
  await expectAccessible(page)
  await picture('handed')
  await page
    .getByRole('status')
    .or(page.locator('.banner'))
    .getByRole('button', { name: 'In danh sách bàn giao' })
    .first()
    .click()
  await expect(page.frameLocator('iframe').getByText('Bên nhận:')).toBeVisible()
  await expectAccessible(page)
  await picture('sheet')
  const file = await answerSave('ban-giao.pdf')
  await page.keyboard.press('Control+s')
  await expect(dialog()).toHaveCount(0)
  const text = (await textOf(file)).replace(/\s+/g, ' ')
  expect(text).toMatch(/DANH SÁCH BÀN GIAO HỒ SƠ/i)
  for (const name of names.slice(0, 2)) expect(text).toContain(name)
  expect(text).not.toContain(names[2])
  expect(text).toContain('1 bản chính, 2 bản sao')
  expect(text).toContain('Trang 1/1')
})

test('the list is filtered under the heads and printed just as it is shown', async () => {
  const { page } = app
  const { keyboard } = page
  await place('Bàn làm việc')
  await page.getByRole('link', { name: 'Đã chuyển, chưa nhận' }).click()
  const list = grid('Hồ sơ')
  await expect(list.locator('[data-row]')).toHaveCount(2)
  await keyboard.press('Control+Shift+l')
  await expect(page.getByRole('combobox', { name: 'Lọc theo trạng thái' })).toContainText('Chờ nhận bàn giao')
  await page.getByRole('combobox', { name: 'Lọc theo thủ tục' }).click()
  await keyboard.type('hkd')
  await expect(page.getByRole('option', { name: /HKD/ }).first()).toBeVisible()
  await keyboard.press('Enter')
  await expect(list.locator('[data-row]')).toHaveCount(2)
  await expectAccessible(page)
  await picture('filters')
  await list.locator('[data-row="0"]').focus()
  await keyboard.press('Control+p')
  await expect(page.frameLocator('iframe').getByText('Trạng thái: Chờ nhận bàn giao')).toBeVisible()
  await picture('list-paper')
  const file = await answerSave('danh-sach.pdf')
  await keyboard.press('Control+s')
  await expect(dialog()).toHaveCount(0)
  const { texts } = await placedTextOf(file)
  const words = texts.map(({ text }) => text).join(' ')
  for (const shown of ['Mã hồ sơ', 'Chủ hồ sơ', 'Hạn trả', ...names.slice(0, 2), 'Thứ tự: Cũ nhất trước', 'Trang 1/1'])
    expect(words).toContain(shown)
  expect(words).not.toContain(names[2])
})

const paste = (text: string) =>
  app.page.evaluate((given) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', given)
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)

test('cells are pasted from Excel: red ones stop it, all is changed at once and taken back at once', async () => {
  const { page } = app
  const { keyboard } = page
  await page.getByRole('button', { name: 'Bỏ lọc' }).click()
  const list = grid('Hồ sơ')
  await expect(list.locator('[data-row]')).toHaveCount(3)
  const applicants = () => list.locator('[data-row] [data-column="1"]').allInnerTexts()
  await expect.poll(applicants).toEqual(names)
  await list.locator('[data-row="0"]').focus()
  await keyboard.press('ArrowRight')
  await keyboard.press('ArrowRight')
  await expect(list.locator('[data-row="0"] [data-column="1"]')).toBeFocused()

  await paste('Trần Thị Bính\tHKD\n123\nPhạm Minh Chân')
  await expect(dialog().getByText('Họ tên phải có chữ')).toBeVisible()
  await expect(dialog().getByText('Cột này không sửa bằng cách dán').first()).toBeVisible()
  const apply = dialog().getByRole('button', { name: /^Sửa \d ô$/ })
  await expect(apply).toBeDisabled()
  await expectAccessible(page)
  await picture('paste')
  await dialog().getByRole('button', { name: 'Bỏ các ô đỏ' }).click()
  await apply.click()
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await dialog().getByLabel('Lý do sửa').fill('Đối chiếu lại với giấy')
  await apply.click()
  await expect(dialog()).toHaveCount(0)
  await expect.poll(applicants).toEqual(['Trần Thị Bính', 'Lê Văn Cường', 'Phạm Minh Chân'])
  await keyboard.press('Control+z')
  await expect.poll(applicants).toEqual(names)
})

/** The window of the citizen's screen; a hidden one that prints stands at such an address too. */
async function citizenPage(): Promise<Page | undefined> {
  for (const page of app.electron.windows()) {
    if (!page.url().startsWith('motcua://print/')) continue
    // A window may go while it is looked at.
    const isShown = await app.electron
      .browserWindow(page)
      .then((window) => window.evaluate((one) => one.isVisible()))
      .catch(() => false)
    if (isShown) return page
  }
  return undefined
}
const citizenText = async () => (await (await citizenPage())?.locator('body').innerText()) ?? null
/** A key in the citizen's window. */
const pressThere = async (keyCode: string) => {
  const shown = await citizenPage()
  if (!shown) throw new Error('no window for the citizen')
  const window = await app.electron.browserWindow(shown)
  await window.evaluate((one, key) => one.webContents.sendInputEvent({ type: 'keyDown', keyCode: key }), keyCode)
}
/** The window's own picture: Playwright takes one by a script, and this window runs none. */
const citizenPicture = async (name: string) => {
  const png = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(
      (one) => one.isVisible() && one.webContents.getURL().startsWith('motcua://print/'),
    )
    return (await window?.webContents.capturePage())?.toPNG().toString('base64') ?? ''
  })
  writeFileSync(`test-results/screens/morning-${name}.png`, Buffer.from(png, 'base64'))
}

test('the citizen sees their own case with hidden numbers, then a greeting, and Esc puts it away', async () => {
  const { page } = app
  const { keyboard } = page
  await grid('Hồ sơ').locator('[data-row="1"]').dblclick()
  await expect(page.getByRole('heading', { level: 1, name: 'Lê Văn Cường' })).toBeVisible()
  await expectAccessible(page)
  await keyboard.press('F8')
  await expect.poll(citizenText).toContain('Lê Văn Cường')
  await citizenPicture('citizen')
  const text = await citizenText()
  for (const shown of ['TAM-19789-A-', 'Đang giải quyết', '••••••••1234', 'Giấy đề nghị', 'Không thiếu giấy tờ nào.'])
    expect(text).toContain(shown)
  expect(text).not.toMatch(/046190001234|0905123456/)
  // No bridge and no script: it can ask for nothing.
  expect(await (await citizenPage())?.evaluate(() => 'motcua' in window)).toBe(false)
  expect(await (await citizenPage())?.locator('script').count()).toBe(0)

  // Nobody does anything: the greeting, without anybody.
  await expect.poll(citizenText, { timeout: idleMs + 10_000 }).toContain('Kính chào quý công dân')
  expect(await citizenText()).not.toContain('Lê Văn Cường')
  await citizenPicture('greeting')
  await keyboard.press('F8')
  await expect.poll(citizenText).toContain('Lê Văn Cường')
  // The clerk turns to something else.
  await keyboard.press('Alt+ArrowLeft')
  await expect.poll(citizenText).toContain('Kính chào quý công dân')
  await pressThere('Escape')
  await expect.poll(citizenPage).toBe(undefined)
})

test('at the intake it shows what was handed in and what is missing, and locking takes it away', async () => {
  const { page } = app
  const { keyboard } = page
  await keyboard.press('Control+n')
  await expect(page.getByRole('combobox', { name: /thủ tục/i }).first()).toBeFocused()
  await keyboard.type('hkd')
  await expect(page.getByRole('option', { name: /hộ kinh doanh/i }).first()).toBeVisible()
  await keyboard.press('Enter')
  await keyboard.press('Alt+3')
  await keyboard.type('Đỗ Thị Ánh')
  await expect(page.getByRole('button', { name: 'Cho công dân xem hồ sơ' })).toBeVisible()
  // A note that is on its way out is hidden before it is gone.
  await expect(page.locator('[aria-hidden="true"] [aria-label="Đóng"]')).toHaveCount(0)
  await expectAccessible(page)
  await picture('intake')
  await keyboard.press('F8')
  await expect.poll(citizenText).toContain('Đỗ Thị Ánh')
  const text = (await citizenText()) ?? ''
  expect(text).toContain('Đang tiếp nhận')
  expect(text.slice(text.indexOf('Còn thiếu')).trim().split('\n').length).toBeGreaterThan(1)
  await citizenPicture('citizen-intake')
  await keyboard.press('Control+l')
  await expect.poll(citizenText).toContain('Kính chào quý công dân')
  await pressThere('F8')
  await expect.poll(citizenPage).toBe(undefined)
})
