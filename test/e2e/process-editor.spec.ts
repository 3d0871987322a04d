// A process is written in the editor: QTTP-20 of Hà Nội (QĐ 1594/QĐ-TTPVHCC) by keyboard and paste, its sums, its flow, its drafts.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type App, expectAccessible, startApp } from './app.ts'

let app: App
let documentId = ''
let versionId = ''
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
  await app.page.evaluate(async () => {
    const staff = await window.motcua.people.listStaff({})
    const [me] = staff.ok ? staff.value : []
    if (!me) throw new Error('nobody')
    const roles: ('administrator' | 'qualitySecretary' | 'deskOfficer')[] = ['administrator', 'qualitySecretary', 'deskOfficer']
    await window.motcua.people.changeStaff({
      staffId: me.id,
      fullName: me.fullName,
      positionTitle: '',
      roles,
      isActive: true,
    })
    await window.motcua.people.signOut({})
  })
  await app.signIn()
  const registered = await app.page.evaluate(() =>
    window.motcua.documents.register({
      kind: 'process',
      group: 'procedure',
      code: 'QTTP-20',
      name: 'Thay đổi trụ sở của tổ chức tôn giáo',
      field: '',
    }),
  )
  if (!registered.ok) throw new Error(registered.error.code)
  documentId = registered.value.documentId
  versionId = registered.value.versionId
})
test.afterAll(() => app.stop())

const screens = join('test-results', 'screens')
mkdirSync(screens, { recursive: true })
const picture = (name: string) => app.page.screenshot({ path: join(screens, `process-editor-${name}.png`) })

async function openEditor(page: Page): Promise<void> {
  await page.evaluate((address) => {
    window.location.hash = address
  }, `/processes/${documentId}/versions/${versionId}/edit`)
  await expect(page.getByRole('heading', { name: 'QTTP-20' })).toBeVisible()
}
const show = (page: Page, section: string) =>
  page.getByRole('navigation', { name: 'Các mục của quy trình' }).getByRole('button', { name: section }).click()
const purpose = (page: Page) => page.getByRole('textbox', { name: 'Mục đích' })
const saved = (page: Page) => expect(page.getByText('Đã lưu quy trình').last()).toBeVisible()
const contentOf = (page: Page) =>
  page.evaluate(async (id) => {
    const reply = await window.motcua.documents.getVersion({ versionId: id })
    if (!reply.ok || reply.value.body.kind !== 'process') throw new Error('no process')
    return reply.value.body.content
  }, versionId)

/** What Word leaves on the clipboard. */
const copyHtml = (html: string) =>
  app.electron.evaluate(({ clipboard }, text) => {
    const { write } = clipboard as unknown as { write: (data: { html: string; text: string }) => void }
    write.call(clipboard, { html: text, text: 'x' })
  }, html)
const copyText = (text: string) => app.electron.evaluate(({ clipboard }, words) => clipboard.writeText(words), text)

const steps: ReadonlyArray<readonly [string, string, string, string]> = [
  ['Bước 1', 'Sở Dân tộc và Tôn giáo: Cán bộ TN&TKQ', 'Kiểm tra, số hóa, lập Giấy tiếp nhận', '0,5 ngày'],
  ['Bước 2', 'Trưởng bộ phận → Lãnh đạo Sở → Lãnh đạo phòng', 'Chuyển hồ sơ', '0,5 + 1 + 1 ngày'],
  ['Bước 3', 'Phòng nghiệp vụ: Chuyên viên', 'Thẩm định, lấy ý kiến, dự thảo', '16 ngày'],
  ['Bước 4', 'Phòng nghiệp vụ: Lãnh đạo phòng', 'Kiểm tra, ký nháy', '01 ngày'],
  ['Bước 5', 'Sở Dân tộc và Tôn giáo: Lãnh đạo Sở', 'Ký, gửi UBND Thành phố', '1 ngày'],
  ['Bước 6', 'UBND Thành phố: Phòng Hành chính – Quản trị', 'Tiếp nhận', '07 ngày'],
  ['Bước 7', 'UBND Thành phố: Lãnh đạo Văn phòng', 'Phân công', ''],
  ['Bước 8', 'UBND Thành phố: Lãnh đạo phòng chuyên môn', 'Phân công', ''],
  ['Bước 9', 'UBND Thành phố: Chuyên viên', 'Thẩm tra, dự thảo', ''],
  ['Bước 10', 'UBND Thành phố: Lãnh đạo phòng chuyên môn', 'Kiểm tra', ''],
  ['Bước 11', 'UBND Thành phố: Lãnh đạo Văn phòng', 'Kiểm tra, ký nháy', ''],
  ['Bước 12', 'UBND Thành phố: Lãnh đạo UBND', 'Ký văn bản chấp thuận', ''],
  ['Bước 13', 'UBND Thành phố: Văn thư', 'Phát hành', ''],
  ['Bước 14', 'Sở Dân tộc và Tôn giáo: Phòng nghiệp vụ', 'Nhận kết quả, đóng hồ sơ', '02 ngày'],
  ['Bước 15', 'Sở Dân tộc và Tôn giáo: Bộ phận TN&TKQ', 'Trả kết quả, lưu trữ', 'Giờ hành chính'],
]
const wordTable = () => {
  const rows = steps.map(([label, who, work, time], index) => {
    const cell =
      index === 5 ? `<td rowspan="8">${time}</td>` : index > 5 && index < 13 ? '' : `<td><p>${time}<o:p></o:p></p></td>`
    const form = index === 0 ? 'Mẫu 01' : index === 14 ? 'Mẫu 07' : ''
    return `<tr><td>${label}</td><td><p class=MsoNormal>${who}</p></td><td>${work}</td>${cell}<td>${form}</td></tr>`
  })
  const heads = ['Tên bước', 'Đơn vị/người thực hiện', 'Nội dung công việc', 'Thời hạn giải quyết', 'Biểu mẫu/kết quả']
  const head = heads.map((text) => `<th>${text}</th>`).join('')
  return `<html><body><!--StartFragment--><table><tr>${head}</tr>${rows.join('\n')}
    <tr><td colspan="3">Tổng</td><td>30 ngày</td><td></td></tr></table><!--EndFragment--></body></html>`
}

test('a process is written by keyboard and paste, saved, and its steps add up to the limit', async () => {
  const { page } = app
  const { keyboard } = page
  await openEditor(page)
  await expectAccessible(page)
  await page.getByRole('combobox', { name: 'Lĩnh vực' }).focus()
  await keyboard.type('Tín ngưỡng, tôn giáo')
  await keyboard.press('Tab')
  await keyboard.type('Sở Dân tộc và Tôn giáo')
  await picture('general')

  // The next section by keyboard: the procedures, from the catalogue.
  await keyboard.press('Control+PageDown')
  await expect(page.getByRole('combobox', { name: 'Thêm thủ tục' })).toBeFocused()
  await keyboard.type('khai sinh')
  // Bug: the procedure of that very name stood fifth.
  await expect(page.getByRole('option').first()).toHaveText(/^Thủ tục đăng ký khai sinh\d/)
  await expect(page.locator('[role=option][data-highlighted]')).toHaveText(/^Thủ tục đăng ký khai sinh\d/)
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Bỏ Thủ tục đăng ký khai sinh', exact: true })).toBeVisible()
  // What is still empty comes from the catalogue, and can be given back at once: this process has a limit and papers of its own.
  await expect(page.getByText(/thời hạn, thành phần hồ sơ, căn cứ pháp lý/)).toBeVisible()
  await show(page, 'Trình tự các bước')
  await expect(page.getByRole('combobox', { name: 'Đơn vị thời hạn' })).toHaveText('trong ngày')
  // Bug: "no limit to compare with" stood here.
  await expect(page.getByText('Thời hạn: trong ngày')).toBeVisible()
  await expect(page.getByText(/một ngày làm việc/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect(page.getByRole('combobox', { name: 'Đơn vị thời hạn' })).not.toHaveText('trong ngày')

  await show(page, 'Biểu mẫu')
  await page.getByRole('button', { name: 'Thêm dòng' }).focus()
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await copyText(
    'TT\tTên biểu mẫu\tMã hiệu\tVăn bản quy định\n1\tGiấy tiếp nhận hồ sơ và hẹn trả kết quả\tMẫu 01\t03/2025/TT-VPCP\n2\tSổ theo dõi hồ sơ\tMẫu 07\t03/2025/TT-VPCP\n',
  )
  await keyboard.press('Control+v')
  await expect(page.getByRole('gridcell', { name: 'Mẫu 07' })).toBeVisible()
  // Bug: the heading and the numbers became entries, and the last column was lost.
  await expect(page.getByRole('row')).toHaveCount(4) // the heads, two entries, and the empty one

  await show(page, 'Trình tự các bước')
  await page.getByLabel('Thời hạn giải quyết').focus()
  await keyboard.type('30')
  const grid = page.getByRole('grid', { name: 'Bảng các bước' })
  await grid.getByRole('textbox').focus()
  await copyHtml(wordTable())
  await keyboard.press('Control+v')
  await expect(page.getByText('Đã dán 15 bước')).toBeVisible()
  await expect(page.getByText('Các bước: 30 ngày (240 giờ)')).toBeVisible()
  await expect(page.getByText('Bằng thời hạn')).toBeVisible()

  // Step 4 goes back to step 3, step 5 to step 4, chosen among the earlier ones.
  for (const [row, label] of [
    [4, 'Bước 3'],
    [5, 'Bước 4'],
  ] as const) {
    await grid
      .getByRole('row', { name: new RegExp(`^${row} Bước ${row}`) })
      .getByRole('gridcell')
      .nth(8)
      .click()
    await keyboard.type(label)
    await keyboard.press('Tab')
    await keyboard.type('Hồ sơ chưa đạt')
    await keyboard.press('Enter')
  }
  await picture('steps')
  await expectAccessible(page)
  await keyboard.press('Control+s')
  await saved(page)

  const content = await contentOf(page)
  const [variant] = content.variants
  expect(content).toMatchObject({ field: 'Tín ngưỡng, tôn giáo', ownerUnit: 'Sở Dân tộc và Tôn giáo' })
  expect(content.procedures).toHaveLength(1)
  expect(variant?.timeLimit).toEqual({ limit: 30, unit: 'working-days' })
  expect(variant?.groups).toEqual([{ key: '1', label: '', minutes: 3_360, unit: 'days' }])
  expect(variant?.steps.map(({ label }) => label)).toEqual(steps.map(([label]) => label))
  expect(variant?.steps.filter(({ time }) => time.kind === 'group')).toHaveLength(8)
  expect(variant?.steps[1]?.time).toEqual({ kind: 'amount', minutes: 1_200, unit: 'days' })
  expect(variant?.steps[0]).toMatchObject({
    act: 'receive',
    forms: ['Mẫu 01'],
    unit: 'Sở Dân tộc và Tôn giáo',
    role: 'Cán bộ TN&TKQ',
  })
  expect(variant?.steps[3]).toMatchObject({ returnsTo: 'Bước 3', condition: 'Hồ sơ chưa đạt' })
  expect(variant?.steps[11]).toMatchObject({ act: 'decide', role: 'Lãnh đạo UBND' })
  expect(variant?.steps[14]).toMatchObject({ act: 'return', time: { kind: 'officeHours' } })

  await page.getByRole('tab', { name: 'Sơ đồ' }).click()
  await expect(page.getByRole('img', { name: 'Sơ đồ các bước' })).toBeVisible()
  await picture('flow')
  await expectAccessible(page)
})

test('cells are typed into as in a spreadsheet, and everything can be undone', async () => {
  const { page } = app
  const { keyboard } = page
  await page.getByRole('tab', { name: 'Bảng các bước' }).click()
  const grid = page.getByRole('grid', { name: 'Bảng các bước' })
  const cell = (row: number, column: number) => grid.getByRole('row').nth(row).getByRole('gridcell').nth(column)
  await cell(2, 5).click()
  await keyboard.type('khoảng 2 tuần')
  await keyboard.press('Enter')
  await expect(cell(2, 5)).toContainText('khoảng 2 tuần')
  await expect(cell(2, 5)).toContainText('Chưa đọc được thời gian')
  await keyboard.press('Control+s')
  await expect(page.getByRole('alert').getByText(/Chưa đọc được thời gian/)).toBeVisible()
  await expect(cell(2, 5).getByRole('combobox')).toBeFocused()
  await keyboard.type('½ ngày')
  await keyboard.press('Tab')
  await expect(cell(2, 5)).toContainText('0,5 ngày')
  await expect(page.getByText('Còn thiếu 2 ngày (16 giờ) so với thời hạn')).toBeVisible()
  await expect(page.getByText(/Kiểm tra: [1-9]\d* lỗi/)).toBeVisible()
  await keyboard.press('Control+z')
  await keyboard.press('Control+z')
  await expect(page.getByText('Bằng thời hạn')).toBeVisible()

  // A row of its own, moved up, and taken away again.
  await cell(3, 1).click()
  await keyboard.press('Control+Enter')
  await keyboard.press('Tab')
  await keyboard.type('Việc thêm')
  await keyboard.press('Enter')
  await keyboard.press('ArrowUp')
  await keyboard.press('Alt+ArrowUp')
  await expect(cell(3, 1)).toContainText('Việc thêm')
  await keyboard.press('Control+Delete')
  await expect(page.getByText('Việc thêm')).toHaveCount(0)
  await page.locator('.toast', { hasText: 'Đã xóa dòng' }).getByRole('button', { name: 'Hoàn tác' }).click()
  await expect(cell(3, 1)).toContainText('Việc thêm')
  await cell(3, 1).click()
  await keyboard.press('Control+Delete')

  // Copied out as a table, and one cell filled into several.
  await cell(1, 0).click()
  await keyboard.press('Shift+ArrowRight')
  await keyboard.press('Control+c')
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toBe('Bước 1\tKiểm tra, số hóa, lập Giấy tiếp nhận')
  await copyText('Phòng nghiệp vụ')
  await cell(3, 2).click()
  await keyboard.press('Shift+ArrowDown')
  await keyboard.press('Control+v')
  await expect(cell(4, 2)).toContainText('Phòng nghiệp vụ')

  await page.getByRole('button', { name: 'Đánh số lại' }).click()
  await page.getByRole('menuitem', { name: 'B1, B2' }).click()
  await expect(cell(4, 8)).toContainText('B3')

  // Two rows share one time.
  await cell(14, 5).click()
  await keyboard.press('Shift+ArrowDown')
  await page.getByRole('button', { name: 'Gộp thời gian' }).click()
  await expect(page.getByRole('dialog').locator('input:focus')).toHaveCount(1)
  await keyboard.type('2 ngày')
  await keyboard.press('Enter')
  await expect(cell(15, 5)).toContainText('Gộp 2')
  await expect(page.getByText('Bằng thời hạn')).toBeVisible()
})

test('what was typed survives a power cut, and leaving asks', async () => {
  const { page } = app
  await show(page, 'Mục đích')
  await purpose(page).fill('Quy định trình tự giải quyết thủ tục.')
  // Two seconds are what a power cut may cost.
  await page.waitForTimeout(2_000)
  await expect(page.getByText(/bản nháp giữ lúc/)).toBeVisible()
  await app.kill()
  await app.signIn()
  const again = app.page
  await openEditor(again)
  await expect(again.getByText(/Đã mở lại nội dung chưa lưu/)).toBeVisible()
  await show(again, 'Mục đích')
  await expect(purpose(again)).toHaveValue('Quy định trình tự giải quyết thủ tục.')
  // The way up leads to the register first, then to the process.
  const crumbs = again.getByRole('navigation', { name: 'Vị trí trang' })
  await expect(crumbs.getByRole('button')).toHaveCount(2)
  await expect(crumbs.getByRole('button').first()).toHaveText('Quy trình')
  await again.getByRole('link', { name: 'Hồ sơ', exact: true }).click()
  const question = again.getByRole('dialog', { name: 'Lưu thay đổi trước khi rời đi?' })
  await expect(question).toBeVisible()
  await expectAccessible(again)
  await question.getByRole('button', { name: 'Ở lại' }).click()
  await expect(purpose(again)).toBeVisible()
  await again.keyboard.press('Control+s')
  await saved(again)
  expect((await contentOf(again)).purpose).toBe('Quy định trình tự giải quyết thủ tục.')
})

test('a save of somebody else in between is shown beside one’s own, and nothing is lost', async () => {
  const { page } = app
  await purpose(page).fill('Mục đích của tôi.')
  await page.evaluate(async (id) => {
    const version = await window.motcua.documents.getVersion({ versionId: id })
    if (!version.ok || version.value.body.kind !== 'process') throw new Error('no process')
    const content = { ...version.value.body.content, purpose: 'Mục đích của người khác.', scope: 'Phạm vi của người khác.' }
    const basedOnHash = version.value.version.hash
    const change = { change: 'issue' as const, reason: '' }
    const done = await window.motcua.documents.save({ versionId: id, body: { kind: 'process', content }, ...change, basedOnHash })
    if (!done.ok) throw new Error(done.error.code)
  }, versionId)
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'Người khác vừa lưu bản này' })
  await expect(dialog.getByText('Mục đích của tôi.')).toBeVisible()
  await expect(dialog.getByText('Mục đích của người khác.')).toBeVisible()
  await picture('merge')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Gộp và lưu' }).click()
  await saved(page)
  expect(await contentOf(page)).toMatchObject({ purpose: 'Mục đích của tôi.', scope: 'Phạm vi của người khác.' })
})

test('the editor fits the larger screen', async () => {
  const { page } = app
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1920, 1080))
  await show(page, 'Trình tự các bước')
  await expect(page.getByRole('grid', { name: 'Bảng các bước' })).toBeVisible()
  await page.keyboard.press('F8')
  await picture('steps-wide')
  await page.getByRole('tab', { name: 'Sơ đồ' }).click()
  await expect(page.getByRole('img', { name: 'Sơ đồ các bước' })).toBeVisible()
  await page.locator('.flow').evaluate((flow) => flow.scrollTo(0, 260))
  await picture('flow-wide')
})
