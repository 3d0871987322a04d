// A province takes in what an office sent: through real files, in the real window. A damaged bundle is refused and then taken as far as it
// can be read, an unknown computer is refused with its code, a case is given back, and receipts go out as files and as codes.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import {
  append,
  appendCase,
  fixedId,
  type HubDevice,
  hubStart,
  makeHubDevice,
  procedureContent,
  writeParcel,
} from '../fixtures/hub.ts'
import { makeProvince } from '../fixtures/trust-issuer.ts'
import { type App, administrator, expectAccessible, startApp } from './app.ts'

let app: App
/** Of one office: a computer on the trust list, and one that is not. */
let known: HubDevice
let stranger: HubDevice
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  known = makeHubDevice('19768', 1)
  stranger = makeHubDevice('19768', 2)
  app = await startApp()
})
test.afterAll(() => app.stop())

const screens = process.env.MOTCUA_SCREENS === 'keep' ? join(import.meta.dirname, 'screens') : join('test-results', 'screens')
mkdirSync(screens, { recursive: true })
const sizes = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
]
async function picture(name: string) {
  for (const size of sizes) {
    await app.electron.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
    }, size)
    await app.page.screenshot({ path: join(screens, `${name}-${size.width}.png`) })
  }
}
const passphrase = 'sông hương núi ngự'
const inbox = () => join(app.folder, 'goi-den')
const outbox = () => join(app.folder, 'goi-di')
const answerFile = (path: string) =>
  app.electron.evaluate(({ dialog }, given) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [given] })
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: given })
  }, path)
const button = (name: string | RegExp) => app.page.getByRole('button', { name })
const rowOf = (name: string | RegExp) => app.page.getByRole('row', { name })
const card = (file: string) => app.page.locator('.hub-taken', { hasText: file })

const procedureId = fixedId(hubStart, 600)

function fill(device: HubDevice) {
  const content = procedureContent('Đăng ký khai sinh', 'Hộ tịch')
  const payload = { localKey: 'KS', versionId: fixedId(hubStart, 601), content }
  append(device, hubStart, { entity: 'procedure', entity_id: procedureId, type: 'procedure.published', payload })
  for (let number = 1; number <= 10; number += 1) appendCase(device, number, hubStart + number * 3_600_000, procedureId)
}

test('an office that is no province is told how to become one', async () => {
  const { page } = app
  await page.evaluate(async ({ fullName, signInName, password }) => {
    const { motcua } = window
    const hours = [{ start: '07:30', end: '11:30' }]
    const reply = await motcua.people.setUp({
      office: { source: 'list', code: '46' },
      deviceCode: 'A',
      ...{ deskName: 'Văn phòng', governingBody: 'UBND thành phố Huế', place: 'Huế', hours },
      administrator: { fullName, signInName, password, positionTitle: '', alsoDeskOfficer: true },
    } as never)
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    const staff = await motcua.people.listStaff({})
    if (!staff.ok || !staff.value[0]) throw new Error('nobody')
    const { id: staffId, positionTitle, isActive } = staff.value[0]
    const roles = ['administrator', 'deskOfficer', 'head', 'qualitySecretary'] as const
    await motcua.people.changeStaff({ staffId, fullName, positionTitle, isActive, roles: [...roles] })
  }, administrator)
  await app.restart()
  await app.signIn()
  await app.page.keyboard.press('Control+K')
  // Its code is read when it is first opened; what is typed before that goes nowhere.
  await expect(app.page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await app.page.keyboard.type('tong hop tinh')
  await app.page.getByRole('option', { name: 'Tổng hợp tỉnh' }).click()
  await expect(app.page.getByText('Cơ quan này chưa phát hành danh sách tin cậy')).toBeVisible()
  await expect(app.page.getByRole('link', { name: 'Tổng hợp tỉnh' })).toHaveCount(0)
  await expectAccessible(app.page)
  await picture('hub-no-trust')
  const key = await app.page.evaluate((text) => window.motcua.packs.makeKey({ passphrase: text }), passphrase)
  expect(key).toMatchObject({ ok: true })
})

test('a folder of bundles is taken: what came, what waits, what is damaged, who is unknown', async () => {
  const databaseFolder = await app.page.evaluate(async () => {
    const status = await window.motcua.app.getStatus({})
    return status.ok ? status.value.databaseFolder : ''
  })
  await app.stop()
  const { recipients } = await makeProvince(databaseFolder, passphrase, [known])
  for (const folder of [inbox(), outbox()]) mkdirSync(folder)
  for (const device of [known, stranger]) fill(device)
  const end = known.chain.length
  const cut = [15, 25, 35].map((at) => Math.min(at, end))
  const [first = 0, second = 0, third = 0] = cut
  const send = (number: number, from: number, to: number, signer = known) => {
    const half = Math.ceil((from + to) / 2)
    const chunks = [signer.chain.slice(from - 1, half), signer.chain.slice(half, to)]
    return writeParcel(inbox(), { signer, number, chunks, heads: [{ device: signer, count: to }] }, recipients)
  }
  await send(1, 1, first)
  await send(3, second + 1, third)
  const damaged = await send(4, third + 1, end)
  const bytes = readFileSync(damaged)
  bytes[500] = (bytes[500] ?? 0) ^ 1
  writeFileSync(damaged, bytes)
  await send(1, 1, 5, stranger)
  const late = await send(2, first + 1, second)
  copyFileSync(late, join(app.folder, 'D1-2.mcbundle'))
  writeFileSync(late, 'không phải gói')

  app = await startApp({ folder: app.folder })
  await app.signIn()
  await app.page.getByRole('link', { name: 'Tổng hợp tỉnh' }).click()
  await expect(app.page.getByText('Chưa nhận gói dữ liệu nào')).toBeVisible()
  await expect(rowOf(/Phường 19768/)).toContainText('Chưa gửi lần nào')
  await expectAccessible(app.page)
  await picture('hub-no-bundles')
  await app.page.keyboard.press('Control+O')
  await expect(app.page.getByText('Chọn gói của cơ quan để nhận')).toBeVisible()
  await answerFile(inbox())
  await app.page.keyboard.press('Control+Shift+O')
  await expect(card('D1-1.mcbundle')).toContainText('Đã nhận')
  await expect(card('D1-2.mcbundle')).toContainText('không phải là gói dữ liệu')
  await expect(card('D1-3.mcbundle')).toContainText('chờ phần gửi trước đó')
  await expect(card('D1-3.mcbundle')).toContainText(`Máy D1 còn thiếu thay đổi số ${first + 1}–${second}`)
  await expect(card('D1-3.mcbundle')).toContainText('Gói chưa đến: số 2')
  await expect(card('D1-4.mcbundle')).toContainText('Không nhận')
  await expect(card('D1-4.mcbundle')).toContainText('thiếu 1 trong 2 phần')
  await expect(card('D2-1.mcbundle').locator('.hub-code')).toHaveText(/^\S{4}.\S{4}.\S{4}$/)
  await expectAccessible(app.page)
  await picture('hub-taken')
})

test('a damaged bundle is taken as far as it can be read, a missing one fills the gap', async () => {
  const { page } = app
  await card('D1-4.mcbundle').getByRole('button', { name: 'Nhận phần còn đọc được' }).focus()
  await page.keyboard.press('Enter')
  await expect(card('D1-4.mcbundle')).toContainText('Nhận một phần')
  await expect(card('D1-4.mcbundle')).toContainText('phúc đáp sẽ yêu cầu gửi lại')
  await answerFile(join(app.folder, 'D1-2.mcbundle'))
  await page.keyboard.press('Control+O')
  await expect(card('D1-2.mcbundle')).toContainText('Ghi nhận 20 thay đổi mới')
  await page.keyboard.press('Control+O')
  await expect(card('D1-2.mcbundle')).toContainText('dữ liệu giữ nguyên')
})

test('an office, its cases and one case are seen, and the case is given back', async () => {
  const { page } = app
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(rowOf(/Phường 19768/)).toContainText('Gói số 4')
  await expectAccessible(page)
  await picture('hub-offices')
  await rowOf(/Phường 19768/).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Còn thiếu dữ liệu')).toBeVisible()
  await expect(rowOf(/D1-000001/)).toContainText('Nguyễn Thị D1-000001')
  await expectAccessible(page)
  await picture('hub-office')
  await page.getByLabel('Mã hồ sơ hoặc họ tên').fill('000005')
  await expect(rowOf(/D1-/)).toHaveCount(1)
  await page.getByLabel('Chỉ hồ sơ quá hạn').check()
  await expect(rowOf(/D1-000005/)).toContainText('Quá hạn')
  await rowOf(/D1-000005/).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Tiếp nhận hồ sơ, cấp mã tạm D1-000005')).toBeVisible()
  await expect(page.getByText('Gói gần nhất của máy này: số 4')).toBeVisible()
  await button('Trả lại kèm lý do…').click()
  await button('Trả lại').last().click()
  await expect(page.getByText('Cần nhập ô này')).toBeVisible()
  await page.keyboard.type('Thiếu giấy chứng sinh.')
  await button('Trả lại').last().click()
  await expect(page.getByText(/Tỉnh trả lại lúc/)).toBeVisible()
  await expectAccessible(page)
  await picture('hub-case')
})

test('the receipt goes out as a file and as a code, the totals as a sheet', async () => {
  const { page } = app
  await page.keyboard.press('Alt+ArrowLeft')
  await answerFile(outbox())
  await button('Ghi phúc đáp…').click()
  await expect(page.locator('.hub-codes dd')).toHaveText(/^\S{4}.\S{4}.\S{4}$/)
  expect(readdirSync(outbox())).toHaveLength(1)
  await expectAccessible(page)
  await picture('hub-receipt')
  await page.keyboard.press('Alt+ArrowLeft')
  await button('Số liệu').click()
  await expect(rowOf(/Phường 19768/)).toBeVisible()
  await page.getByRole('radio', { name: 'Thủ tục' }).check({ force: true })
  await expect(rowOf(/Đăng ký khai sinh/)).toBeVisible()
  await expectAccessible(page)
  await picture('hub-totals')
  await answerFile(join(app.folder, 'so-lieu.xlsx'))
  await page.keyboard.press('Control+S')
  await expect(page.getByText('Đã lưu so-lieu.xlsx')).toBeVisible()
  expect(readFileSync(join(app.folder, 'so-lieu.xlsx')).subarray(0, 2).toString()).toBe('PK')
})
