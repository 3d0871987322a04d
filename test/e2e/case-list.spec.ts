// The list of cases as a spreadsheet, in the real window: columns, filters under the heads, saved views, the cell cursor and what it copies.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { readWorkbookFile } from '../../electron/workbook/read-file.ts'
import { type App, expectAccessible, startApp } from './app.ts'

const screens = join('test-results', 'screens')
mkdirSync(screens, { recursive: true })
const picture = (page: Page, name: string) => page.screenshot({ path: join(screens, `case-list-${name}.png`) })
const grid = (page: Page) => page.getByRole('grid', { name: 'Hồ sơ' })
const heads = (page: Page) => grid(page).getByRole('columnheader').allInnerTexts()
const names = ['Trần Thị Bình', 'Nguyễn Văn An', '=Lê Thị Ánh']
const usual = ['Mã hồ sơ', 'Chủ hồ sơ', 'Thủ tục', 'Ngày nhận', 'Hạn trả', 'Trạng thái']
const viewButton = (page: Page, name = 'Cách xem') => page.getByRole('button', { name, exact: true })
const dialog = (page: Page) => page.locator('.dialog[data-open]')

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
})
test.afterAll(() => app.stop())

async function openMenu(page: Page, item: string, button = 'Cách xem') {
  await viewButton(page, button).focus()
  await page.keyboard.press('Enter')
  const entry = page.getByRole('menuitem', { name: item })
  await expect(entry).toBeVisible()
  await entry.click()
}

test('columns are chosen and ordered by keyboard, and stay', async () => {
  await app.page.evaluate(async (applicants) => {
    const staff = await window.motcua.people.listStaff({})
    if (!staff.ok || !staff.value[0]) throw new Error('nobody')
    const { id: staffId, fullName, positionTitle, isActive } = staff.value[0]
    await window.motcua.people.changeStaff({
      staffId,
      fullName,
      positionTitle,
      isActive,
      roles: ['administrator', 'deskOfficer', 'handler', 'head'],
    })
    const found = await window.motcua.procedures.list({ query: 'ks', field: null, limit: 1 })
    if (!found.ok || !found.value.rows[0]) throw new Error('no procedure')
    for (const [index, name] of applicants.entries()) {
      const reply = await window.motcua.cases.receive({
        caseId: crypto.randomUUID(),
        procedureId: found.value.rows[0].id,
        receivedAt: null,
        components: [],
        applicantId: null,
        applicant: {
          kind: 'citizen',
          fullName: name,
          idKind: 'none',
          idNumber: '',
          birthDate: '',
          sex: '',
          phone: `090512345${index}`,
          email: '',
          address: 'Số 5 đường Lê Lợi',
          cardAddress: '',
          taxNumber: '',
          representative: '',
        },
        submitter: null,
        collector: null,
        summary: 'Đăng ký khai sinh',
        note: '',
        channel: 'inPerson',
        returnMethod: 'desk',
        returnPlace: '',
        setCount: index + 1,
        book: '',
        serial: null,
        manualDueAt: null,
        variant: null,
      })
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    }
  }, names)
  await app.restart()
  await app.signIn()
  const { page } = app
  await page.getByRole('link', { name: 'Hồ sơ', exact: true }).click()
  await expect(grid(page).getByRole('row')).toHaveCount(4)
  expect(await heads(page)).toEqual(usual)

  await openMenu(page, 'Chọn cột…')
  await expect(dialog(page).getByRole('checkbox').first()).toBeFocused()
  await expectAccessible(page)
  await picture(page, 'columns')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(dialog(page).getByRole('checkbox', { name: 'Mã hồ sơ', exact: true })).toBeFocused()
  await dialog(page).getByRole('checkbox', { name: 'Số bộ' }).focus()
  await page.keyboard.press('Space')
  await dialog(page).getByRole('checkbox', { name: 'Điện thoại' }).click()
  await dialog(page).getByRole('button', { name: 'Đưa Điện thoại lên' }).click()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  const chosen = ['Chủ hồ sơ', 'Mã hồ sơ', 'Thủ tục', 'Ngày nhận', 'Hạn trả', 'Trạng thái', 'Điện thoại', 'Số bộ']
  expect((await heads(page)).toSorted()).toEqual(chosen.toSorted())
  expect((await heads(page)).slice(0, 2)).toEqual(['Chủ hồ sơ', 'Mã hồ sơ'])
  await expect(grid(page).getByRole('gridcell', { name: '••••••3450' })).toBeVisible()
  await app.restart()
  await app.signIn()
  await app.page.getByRole('link', { name: 'Hồ sơ', exact: true }).click()
  await expect(grid(app.page).getByRole('columnheader')).toHaveCount(8)
})

test('the arrows move from cell to cell, Shift spans a range, and Ctrl+C copies it', async () => {
  const { page } = app
  const { keyboard } = page
  const first = grid(page).locator('[data-row="0"]')
  await first.focus() // the list was the screen that the restart began with; the click on its link took the focus
  await keyboard.press('ArrowRight')
  await expect(first.getByRole('gridcell').first()).toBeFocused()
  await keyboard.press('Shift+ArrowDown')
  await keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('Đã chọn 3 ô')).toBeVisible()
  await expectAccessible(page)
  await keyboard.press('Control+c')
  const copied = () => app.electron.evaluate(async ({ clipboard }) => (await clipboard.readText()).replaceAll('\r', ''))
  await expect.poll(copied).toBe(`'=Lê Thị Ánh\nNguyễn Văn An\nTrần Thị Bình`)

  await keyboard.press('Home')
  await keyboard.press('End')
  const place = (await heads(page)).indexOf('Số bộ')
  await grid(page).locator('[data-row="0"] [role=gridcell]').nth(place).click()
  await grid(page)
    .locator('[data-row="2"] [role=gridcell]')
    .nth(place)
    .click({ modifiers: ['Shift'] })
  await expect(page.getByText('Tổng 6')).toBeVisible()
  await picture(page, 'range')
  await keyboard.press('Escape')
  await expect(page.getByText('Tổng 6')).toHaveCount(0)
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trần Thị Bình')
  await page.getByRole('link', { name: 'Hồ sơ', exact: true }).click()
  await expect(grid(page)).toBeVisible()
})

test('filters under the heads work together, and the count follows', async () => {
  const { page } = app
  const { keyboard } = page
  await keyboard.press('Control+Shift+l')
  const name = grid(page).getByRole('textbox', { name: 'Lọc theo tên chủ hồ sơ' })
  await name.focus()
  await keyboard.type('thi')
  await expect(page.getByText('2 hồ sơ', { exact: true })).toBeVisible()
  await expect(name).toBeFocused()
  await keyboard.type(' anh')
  await expect(page.getByText('1 hồ sơ', { exact: true })).toBeVisible()
  await expect(grid(page).getByRole('gridcell', { name: '=Lê Thị Ánh' })).toBeVisible()
  await expectAccessible(page)
  await picture(page, 'filters')
  await grid(page).getByRole('textbox', { name: 'Lọc theo mã hồ sơ' }).fill('0001')
  await expect(page.getByText('Không có hồ sơ nào khớp bộ lọc')).toBeVisible()
  await grid(page).getByRole('textbox', { name: 'Lọc theo mã hồ sơ' }).fill('')
  await expect(page.getByText('1 hồ sơ', { exact: true })).toBeVisible()

  await grid(page)
    .getByRole('button', { name: /Lọc theo hạn trả/ })
    .click()
  await expect(dialog(page).getByRole('textbox').first()).toBeFocused()
  await keyboard.type('01/01/2020')
  await keyboard.press('Tab')
  await expectAccessible(page)
  await keyboard.press('Escape')
  await expect(grid(page).getByRole('button', { name: 'Lọc theo hạn trả: 01/01–…' })).toBeVisible()
  await expect(page.getByText('1 hồ sơ', { exact: true })).toBeVisible()
})

test('a view is saved, opened, renamed, and taken away with an undo', async () => {
  const { page } = app
  const { keyboard } = page
  await openMenu(page, 'Lưu cách xem này…')
  await expect(dialog(page).getByRole('textbox')).toBeFocused()
  await keyboard.press('Enter')
  await expect(dialog(page).getByText('Cần đặt tên cho cách xem')).toBeVisible()
  await keyboard.type('Của bà Ánh')
  await expectAccessible(page)
  await keyboard.press('Enter')
  await expect(viewButton(page, 'Của bà Ánh')).toBeVisible()

  await page.getByRole('button', { name: 'Bỏ lọc' }).first().click()
  await expect(page.getByText('3 hồ sơ', { exact: true })).toBeVisible()
  await expect(viewButton(page)).toBeVisible()
  await openMenu(page, 'Của bà Ánh')
  await expect(page.getByText('1 hồ sơ', { exact: true })).toBeVisible()
  await expect(grid(page).getByRole('textbox', { name: 'Lọc theo tên chủ hồ sơ' })).toHaveValue('thi anh')

  await openMenu(page, 'Sửa các cách xem đã lưu…', 'Của bà Ánh')
  await expect(dialog(page).getByRole('textbox')).toBeFocused()
  await keyboard.press('Control+a')
  await keyboard.type('Bà Ánh')
  await keyboard.press('Enter')
  await expect(dialog(page).getByRole('button', { name: 'Xóa cách xem Bà Ánh' })).toBeVisible()
  await expectAccessible(page)
  await dialog(page).getByRole('button', { name: 'Xóa cách xem Bà Ánh' }).click()
  await expect(dialog(page).getByText('Chưa có cách xem nào được lưu.')).toBeVisible()
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect(dialog(page).getByRole('button', { name: 'Xóa cách xem Bà Ánh' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(viewButton(page, 'Bà Ánh')).toBeVisible()
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1920, 1080))
  await picture(page, 'view-1920')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768))
})

test('the list is written to files as it is shown', async () => {
  const { page } = app
  for (const [format, item] of [
    ['xlsx', 'Xuất ra Excel (.xlsx)…'],
    ['csv', 'Xuất ra tệp .csv…'],
  ] as const) {
    const file = join(app.folder, `list.${format}`)
    await app.electron.evaluate(({ dialog: native }, path) => {
      native.showSaveDialog = async () => ({ canceled: false, filePath: path })
    }, file)
    await openMenu(page, item, 'Bà Ánh')
    await expect(page.getByText(`Đã ghi 1 hồ sơ vào list.${format}`)).toBeVisible()
    const shown = await heads(page)
    const rows =
      format === 'xlsx'
        ? (await readWorkbookFile(file))[0]?.rows
        : readFileSync(file, 'utf8')
            .replace('\uFEFF', '')
            .trimEnd()
            .split('\r\n')
            .map((line) => line.split(','))
    expect(rows?.[0]).toEqual(shown)
    expect(rows).toHaveLength(2)
    expect(rows?.[1]?.[0]).toBe(format === 'xlsx' ? '=Lê Thị Ánh' : "'=Lê Thị Ánh")
  }
  await expectAccessible(page)
})
