// A pack goes from the province's program to a ward's through a real file: signed, refused while its key is unknown or its bytes were altered,
// looked through, approved, worked under, and then no longer taken back.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { emptyProcessContent } from '../../db/processes/content.ts'
import { type App, administrator, cutTexts, expectAccessible, startApp } from './app.ts'

let province: App
let ward: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  province = await startApp()
  ward = await startApp()
})
test.afterAll(async () => {
  await province.stop()
  await ward.stop()
})

const screens = process.env.MOTCUA_SCREENS === 'keep' ? join(import.meta.dirname, 'screens') : join('test-results', 'screens')
mkdirSync(screens, { recursive: true })
const picture = (app: App, name: string) => app.page.screenshot({ path: join(screens, `${name}.png`) })
const packFile = () => join(province.folder, 'goi.mcpack')
const passphrase = 'sông hương núi ngự'

/** The native file windows answer with this file. */
const answerFile = (app: App, file: string) =>
  app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, file)
const button = (app: App, name: string | RegExp) => app.page.getByRole('button', { name })
const dialog = (app: App) => app.page.locator('.dialog')
const openPacks = (app: App) => app.page.getByRole('link', { name: 'Gói quy trình' }).click()

/** One person does everything: an office of one desk. */
async function giveAllRoles(app: App) {
  await app.page.evaluate(async () => {
    const staff = await window.motcua.people.listStaff({})
    if (!staff.ok || !staff.value[0]) throw new Error('nobody')
    const { id: staffId, fullName, positionTitle, isActive } = staff.value[0]
    const roles = ['administrator', 'deskOfficer', 'head', 'qualitySecretary'] as const
    await window.motcua.people.changeStaff({ staffId, fullName, positionTitle, isActive, roles: [...roles] })
  })
  await app.restart() // with the new rights
  await app.signIn()
}

const enterProcess = (app: App, code: string, name: string, fee: string) =>
  app.page.evaluate(
    async ({ code, name, fee, content }) => {
      const { motcua } = window
      const found = await motcua.procedures.list({ query: 'hkd', field: null, limit: 1 })
      if (!found.ok || !found.value.rows[0]) throw new Error('no procedure')
      const procedures = [found.value.rows[0].localKey]
      const reply = await motcua.documents.enter({
        document: { kind: 'process', group: 'procedure', code },
        body: { kind: 'process', content: { ...content, name, fee, procedures } },
        ...{ issue: 1, revision: 0, reason: '', approvedOn: '2026-01-05', effectiveFrom: '2026-01-05', reviewDueOn: null },
        approverName: 'Phan Thị Lan',
      })
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    },
    { code, name, fee, content: emptyProcessContent },
  )

test('the province makes its key and a pack, by keyboard', async () => {
  const { page } = province
  await page.evaluate(async ({ fullName, signInName, password }) => {
    const hours = [{ start: '07:30', end: '11:30' }]
    const reply = await window.motcua.people.setUp({
      office: { source: 'list', code: '46' },
      deviceCode: 'A',
      ...{ deskName: 'Văn phòng', governingBody: 'UBND thành phố Huế', place: 'Huế', hours },
      administrator: { fullName, signInName, password, positionTitle: '', alsoDeskOfficer: true },
    } as never)
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  }, administrator)
  await giveAllRoles(province)
  await enterProcess(province, 'QT-HKD', 'Đăng ký hộ kinh doanh', 'Miễn phí')
  await enterProcess(province, 'QT-TINH', 'Quy trình của tỉnh', '')
  await openPacks(province)
  await expect(province.page.getByText('Chưa có gói nào')).toBeVisible()
  await expectAccessible(province.page)

  const { keyboard } = province.page
  await button(province, 'Khóa ký…').click()
  await button(province, 'Tạo khóa ký').click()
  await expect(dialog(province).getByLabel(/^Mật khẩu ký/)).toBeFocused()
  await keyboard.type('ngắn')
  await keyboard.press('Tab')
  await keyboard.type('ngắn')
  await keyboard.press('Enter')
  await expect(dialog(province).getByText('tối thiểu 12')).toBeVisible()
  await dialog(province)
    .getByLabel(/^Mật khẩu ký/)
    .fill(passphrase)
  await dialog(province).getByLabel('Gõ lại mật khẩu ký').fill(passphrase)
  await keyboard.press('Enter')
  await expect(province.page.getByText('Gửi dòng dưới đây')).toBeVisible()
  await expectAccessible(province.page)
  await picture(province, 'pack-keys')

  await keyboard.press('Alt+ArrowLeft')
  await keyboard.press('Control+Shift+N')
  await expect(province.page.getByRole('heading', { name: 'Làm gói quy trình' })).toBeVisible()
  await expect(province.page.getByLabel('Tên gói')).toBeFocused()
  await keyboard.type('Quy trình đăng ký kinh doanh')
  await keyboard.press('Tab')
  await keyboard.type('12/QĐ-UBND')
  await province.page.getByLabel('Tìm trong Quy trình, biểu mẫu').fill('dang ky ho')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await expect(button(province, 'Chọn cả 1')).toBeFocused()
  await keyboard.press('Enter')
  await province.page.getByLabel('Tìm trong Thủ tục', { exact: true }).fill('hkd')
  await province.page.getByRole('group', { name: 'Thủ tục', exact: true }).getByRole('checkbox').first().check()
  await expectAccessible(province.page)
  await picture(province, 'pack-make')
  await answerFile(province, packFile())
  // What was chosen is not thrown away by a slip.
  await keyboard.press('Alt+ArrowLeft')
  await expect(button(province, 'Nhập tiếp')).toBeFocused()
  await keyboard.press('Enter')
  await expect(province.page.getByRole('alertdialog')).toHaveCount(0)
  await expect(province.page.getByLabel('Tên gói')).toHaveValue('Quy trình đăng ký kinh doanh')
  await keyboard.press('Control+S')
  await expect(province.page.getByLabel('Mật khẩu ký')).toBeFocused()
  await expect(province.page.getByText('Cần nhập ô này')).toBeVisible()
  await province.page.getByLabel('Mật khẩu ký').fill('sai mật khẩu rồi')
  await keyboard.press('Control+S')
  await expect(province.page.getByText('Mật khẩu ký chưa đúng')).toBeVisible()
  await province.page.getByLabel('Mật khẩu ký').fill(passphrase)
  await keyboard.press('Control+S')
  await expect(province.page.getByText('Đã lưu goi.mcpack, gói số 1')).toBeVisible()
  await expect(province.page.getByRole('row', { name: /Quy trình đăng ký kinh doanh/ })).toContainText('Đã làm')
  await province.page.getByRole('row', { name: /Quy trình đăng ký kinh doanh/ }).focus()
  await keyboard.press('Enter')
  await expect(province.page.getByRole('heading', { name: 'Quy trình và tài liệu (1)' })).toBeVisible()
  await expect(province.page.getByText('Đăng ký hộ kinh doanh').first()).toBeVisible()
  await expectAccessible(province.page)
  await picture(province, 'pack-made')
  await keyboard.press('Alt+ArrowLeft')
  await keyboard.press('Control+O')
  await expect(province.page.getByRole('alert')).toContainText('do chính cơ quan này làm')
  await expect(province.page.getByText('1 gói', { exact: true })).toBeVisible()
})

test('a ward refuses it while the key is unknown, and lets the key in once it was compared', async () => {
  await ward.setUp()
  await giveAllRoles(ward)
  await enterProcess(ward, 'QT-HKD', 'Đăng ký hộ kinh doanh', '100.000 đồng')
  const { page } = ward
  const { keyboard } = page
  await answerFile(ward, packFile())
  await openPacks(ward)
  await expect(page.getByText('Chưa có gói nào')).toBeVisible()
  await keyboard.press('Control+O')
  await expect(page.getByRole('alert')).toContainText('Gói ký bằng khóa chưa được ghi ở đây')
  await expect(page.getByRole('row', { name: /goi.mcpack/ })).toContainText('Bị từ chối')

  const line = await province.page.evaluate(async () => {
    const reply = await window.motcua.packs.getKeys({})
    return reply.ok ? (reply.value.keys[0]?.text ?? '') : ''
  })
  await button(ward, 'Khóa ký…').click()
  await keyboard.press('Control+Shift+N')
  await expect(dialog(ward).getByLabel('Dòng khóa')).toBeFocused()
  await keyboard.type('motcua-key 1 nhầm')
  await expect(dialog(ward).getByText('Đây không phải dòng khóa ký')).toBeVisible()
  await dialog(ward).getByLabel('Dòng khóa').fill(line)
  await expect(dialog(ward).getByText(/Gọi cho .* \(46\) và đối chiếu/)).toBeVisible()
  await expectAccessible(page)
  await button(ward, 'Ghi khóa').last().click()
  await expect(dialog(ward).getByText('Hãy đối chiếu qua điện thoại')).toBeVisible()
  await dialog(ward).getByRole('checkbox').check()
  await keyboard.press('Enter')
  await expect(page.getByText('Đã ghi khóa')).toBeVisible()
  await keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('row', { name: /goi.mcpack/ })).toBeVisible()
})

test('a forged one is refused, and says so in the list', async () => {
  const { page } = ward
  const bytes = readFileSync(packFile())
  const at = bytes.indexOf('12/QĐ-UBND')
  const forged = join(ward.folder, 'gia-mao.mcpack')
  bytes.write('99', at)
  writeFileSync(forged, bytes)
  await answerFile(ward, forged)
  await page.keyboard.press('Control+O')
  await expect(page.getByRole('alert')).toContainText('tệp đã bị sửa hoặc giả mạo')
  await expect(page.getByRole('row', { name: /gia-mao.mcpack/ })).toContainText('Bị từ chối')
  await expect(page.getByText('0 gói', { exact: true })).toBeVisible()
  await expect(page.getByText('2 tệp bị từ chối')).toBeVisible()
  expect(await cutTexts(page)).toEqual([])
  // The row that a newer one moved down keeps its own height.
  const rows = await page
    .locator('[role=row][data-row]')
    .evaluateAll((all) => all.map((row) => row.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom] as const))
  const inOrder = rows.toSorted(([a], [b]) => a - b)
  expect(inOrder.slice(1).every(([top], index) => top >= (inOrder[index]?.[1] ?? 0) - 1)).toBe(true)
  await expectAccessible(page)
  await picture(ward, 'pack-list')
  await page.getByRole('row', { name: /gia-mao.mcpack/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Tệp bị từ chối' })).toBeVisible()
  await expect(page.getByText('Gửi cho')).toHaveCount(0)
  await expect(page.getByText('Khóa ký', { exact: true })).toHaveCount(0)
  await expectAccessible(page)
  await picture(ward, 'pack-refused')
  await page.keyboard.press('Alt+ArrowLeft')
})

test('the good one is looked through: nothing changes until the head has chosen and approved', async () => {
  const { page } = ward
  const { keyboard } = page
  await answerFile(ward, packFile())
  await keyboard.press('Control+O')
  await expect(page.getByRole('heading', { name: 'Quy trình đăng ký kinh doanh' })).toBeVisible()
  await expect(page.getByText('Chưa có gì thay đổi', { exact: true })).toBeVisible()
  await expect(page.getByText('Còn 1 mục cần chọn')).toBeVisible()
  await page.getByText('Xem 1 chỗ khác nhau').click()
  await expect(page.getByRole('row', { name: /100.000 đồng/ })).toContainText('Miễn phí')
  await expectAccessible(page)
  await picture(ward, 'pack-preview')
  await page.setViewportSize({ width: 1920, height: 1080 })
  await picture(ward, 'pack-preview-1920')
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.getByRole('radio', { name: 'Nhận của gói' }).check({ force: true })
  await keyboard.press('Control+S')
  await expect(dialog(ward).getByLabel('Lý do')).toBeFocused()
  await button(ward, 'Phê duyệt').last().click()
  await expect(dialog(ward).getByText('Cần nhập ô này')).toBeVisible()
  await expect(dialog(ward).getByLabel('Lý do')).toBeFocused()
  await keyboard.type('Công văn 5/UBND')
  await button(ward, 'Phê duyệt').last().click()
  await expect(page.getByText('Đã áp dụng gói')).toBeVisible()
  await expect(button(ward, 'Hoàn lại…')).toBeEnabled()
  await expectAccessible(page)
})

test('a case is received under it, and then it is not taken back', async () => {
  const { page } = ward
  const received = await page.evaluate(async () => {
    const { motcua } = window
    const found = await motcua.procedures.list({ query: 'hkd', field: null, limit: 1 })
    const procedureId = found.ok ? (found.value.rows[0]?.id ?? '') : ''
    const person = { kind: 'citizen', fullName: 'Nguyễn Văn An', idKind: 'none', idNumber: '', birthDate: '', sex: '', phone: '' }
    const reply = await motcua.cases.receive({
      ...{ caseId: crypto.randomUUID(), procedureId, receivedAt: null, applicantId: null, submitter: null, collector: null },
      components: [{ name: 'Tờ khai', originals: 1, certified: 0, copies: 0, note: '' }],
      applicant: { ...person, email: '', address: 'Huế', cardAddress: '', taxNumber: '', representative: '' },
      ...{
        summary: 'x',
        note: '',
        channel: 'inPerson',
        returnMethod: 'desk',
        returnPlace: '',
        setCount: 1,
        book: '',
        serial: null,
      },
      ...{ manualDueAt: null, variant: null },
    } as never)
    return reply.ok ? reply.value.provisionalCode : JSON.stringify(reply.error)
  })
  await page.keyboard.press('Alt+ArrowLeft')
  await page.getByRole('row', { name: /Quy trình đăng ký kinh doanh/ }).dblclick()
  await expect(page.getByText('QT-HKD', { exact: true })).toBeVisible()
  await expect(page.getByText('lần 1/0').or(page.getByText('lần 2/0'))).toBeVisible()
  await page.reload()
  await expect(page.getByText('Không còn hoàn lại được gói này')).toBeVisible()
  await expect(page.getByText(received).first()).toBeVisible()
  await expect(button(ward, 'Hoàn lại…')).toHaveAttribute('aria-disabled', 'true')
  await expectAccessible(page)
  await picture(ward, 'pack-applied')
})
