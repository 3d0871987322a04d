// A ward asks to be let in, sends what it has on a stick, and takes the province's answer: two programs and real files between them.
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { newId } from '../../db/model/ids.ts'
import { openBundle } from '../../db/sync/bundle/read.ts'
import { writeBundle } from '../../db/sync/bundle/write.ts'
import { findDeviceKey } from '../../db/sync/device-key.ts'
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
const passphrase = 'sông hương núi ngự'
const carried = (name: string) => join(province.folder, name)
const stick = () => carried('usb')

/** The native file windows answer with this file. */
const answerFile = (app: App, file: string) =>
  app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, file)
const button = (app: App, name: string | RegExp) => app.page.getByRole('button', { name })
const dialog = (app: App) => app.page.locator('.dialog')

async function openTrust(app: App) {
  await app.page.getByRole('link', { name: 'Gói dữ liệu' }).click()
  await button(app, /^Tin cậy…/).click()
  await expect(app.page.getByText('Mã của máy này')).toBeVisible()
}
const codeOf = (app: App) => app.page.locator('.bundles-code').first().innerText()

/** The computer's own key, as the program keeps it. */
function keyOf(app: App) {
  const data = join(app.folder, 'data')
  const [name = ''] = readdirSync(join(data, 'keys'))
  const deviceId = name.replace('.json', '')
  const key = findDeviceKey(data, deviceId)
  if (!key) throw new Error('no key')
  return { key, deviceId }
}

async function admit(app: App, file: string, code: string) {
  await answerFile(app, file)
  await button(app, 'Kết nạp máy…').click()
  await dialog(app)
    .getByLabel(/^Mã 12 ký tự/)
    .fill(code)
  await dialog(app)
    .getByLabel(/^Mật khẩu khóa ký/)
    .fill(passphrase)
  await app.page.keyboard.press('Enter')
}

test('the province makes its list and admits the ward by the code that was read to it', async () => {
  await province.page.evaluate(async ({ fullName, signInName, password }) => {
    const hours = [{ start: '07:30', end: '11:30' }]
    const reply = await window.motcua.people.setUp({
      office: { source: 'list', code: '46' },
      deviceCode: 'T',
      ...{ deskName: 'Văn phòng', governingBody: 'UBND thành phố Huế', place: 'Huế', hours },
      administrator: { fullName, signInName, password, positionTitle: '', alsoDeskOfficer: true },
    } as never)
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  }, administrator)
  await ward.setUp()
  await openTrust(ward)
  await expect(ward.page.getByText('Chưa có danh sách tin cậy')).toBeVisible()
  await expectAccessible(ward.page)
  await picture(ward, 'trust-none')
  await answerFile(ward, carried('ward.mcenrol'))
  await button(ward, 'Lưu tệp xin kết nạp…').click()
  await expect(ward.page.getByText('Đã lưu ward.mcenrol')).toBeVisible()

  await province.page.evaluate(async (phrase) => {
    const reply = await window.motcua.packs.makeKey({ passphrase: phrase })
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  }, passphrase)
  await openTrust(province)
  await answerFile(province, carried('khoa-du-phong.age'))
  await button(province, 'Lập danh sách…').click()
  await dialog(province)
    .getByLabel(/^Mật khẩu khóa dự phòng/)
    .fill('giữ ở nơi khác nhé')
  await dialog(province)
    .getByLabel(/^Nhập lại/)
    .fill('giữ ở nơi khác nhé')
  await dialog(province)
    .getByLabel(/^Mật khẩu khóa ký/)
    .fill(passphrase)
  await province.page.keyboard.press('Enter')
  await expect(province.page.getByText('Danh sách số 1')).toBeVisible()

  await admit(province, carried('ward.mcenrol'), '0000-0000-0000')
  await expect(dialog(province).getByText('Mã đọc qua điện thoại không khớp')).toBeVisible()
  await dialog(province)
    .getByLabel(/^Mã 12 ký tự/)
    .fill((await codeOf(ward)).toLowerCase())
  await province.page.keyboard.press('Enter')
  await expect(province.page.getByText('Danh sách số 2')).toBeVisible()
  // Its own computer, which signs the receipts.
  await answerFile(province, carried('province.mcenrol'))
  await button(province, 'Lưu tệp xin kết nạp…').click()
  await expect(province.page.getByText('Đã lưu province.mcenrol')).toBeVisible()
  await admit(province, carried('province.mcenrol'), await codeOf(province))
  await expect(province.page.getByText('Danh sách số 3')).toBeVisible()
  await expectAccessible(province.page)
  await picture(province, 'trust-list')
  await answerFile(province, carried('tinh.mctrust'))
  await button(province, 'Lưu danh sách…').click()
  await expect(province.page.getByText('Đã lưu tinh.mctrust')).toBeVisible()
})

test('the ward compares the fingerprint, takes the list, and writes a bundle with the keyboard', async () => {
  const { page } = ward
  const { keyboard } = page
  await answerFile(ward, carried('tinh.mctrust'))
  await button(ward, 'Nhận danh sách…').click()
  await dialog(ward).getByLabel('Tôi đã so và giống hết').check()
  await keyboard.press('Enter')
  await expect(page.getByText('Đã được kết nạp')).toBeVisible()

  mkdirSync(stick())
  await answerFile(ward, stick())
  await keyboard.press('Alt+ArrowLeft')
  await expect(page.getByText('Đang chờ gửi')).toBeVisible()
  await expect(page.getByText('Chưa tạo gói nào')).toBeVisible()
  await expectAccessible(page)
  await keyboard.press('Control+Shift+N')
  await expect(dialog(ward)).toBeVisible()
  await expectAccessible(page)
  await picture(ward, 'bundle-make')
  await button(ward, 'Ghi gói').click()
  await expect(page.getByText('Gói đã được ghi, đọc lại và đúng.')).toBeVisible()
  await expect(page.locator('.bundles-words li')).toHaveCount(8)
  expect(readdirSync(stick())).toEqual([expect.stringMatching(/^\d+-\w+-1\.mcbundle$/)])
  await picture(ward, 'bundle-made')
  await expectAccessible(page)
  await dialog(ward).getByRole('button', { name: 'In giấy giao' }).click()
  const paper = page.frameLocator('iframe')
  await expect(paper.getByText('Tám từ kiểm tra')).toBeVisible()
  await expect(paper.locator('.words span')).toHaveCount(8)
  await picture(ward, 'bundle-page')
  await keyboard.press('Escape')
  await expect(page.getByText('Đã gửi, chờ báo nhận')).toBeVisible()
})

test('the receipt says what arrived; a foreign file is refused in plain words', async () => {
  const { page } = ward
  const [file = ''] = readdirSync(stick())
  const { key } = keyOf(province)
  const bundle = await openBundle(join(stick(), file), [key.identity])
  const { manifest } = bundle
  await bundle.close()
  const [head] = manifest.heads
  if (!head) throw new Error('no head')
  const now = new Date().toISOString()
  const own = keyOf(ward)
  await writeBundle(
    carried('bao-nhan.mcbundle'),
    {
      ...{ bundleId: newId(Date.parse(now)), role: 'province', scope: 'answer', part: 1, parts: 1, madeAt: now },
      ...{ number: 1, previous: '', program: '0.0.0', schema: '', heads: [] },
      from: { officeCode: '46', officeName: 'UBND thành phố Huế' },
      to: { officeCode: manifest.from.officeCode },
      device: { id: keyOf(province).deviceId, code: 'T', publicKey: key.publicKey, recipient: key.recipient },
    },
    [
      {
        kind: 'receipt',
        json: {
          ...{ format: 1, officeCode: manifest.from.officeCode, fromCode: '46', madeAt: now, chunksLacking: [], sentBack: [] },
          devices: [
            {
              ...{ device: own.deviceId, code: head.code, acknowledged: { seq: head.seq, hash: head.hash } },
              ...{ missing: [], waiting: [], pending: 0, rejected: [] },
            },
          ],
        },
      },
    ],
    () => ({ counts: { events: 0, cases: 0, blobs: 0 }, firstCase: '', lastCase: '' }),
    { recipients: [own.key.recipient], keyId: key.keyId, signBytes: key.signBytes },
  )
  await answerFile(ward, carried('tinh.mctrust'))
  await button(ward, /^Nhận giấy báo/).click()
  await expect(page.getByText('không phải là gói dữ liệu của Một Cửa')).toBeVisible()
  await answerFile(ward, carried('bao-nhan.mcbundle'))
  await page.keyboard.press('Control+o')
  await expect(page.getByText('Tỉnh đã nhận')).toBeVisible()
  await expect(page.getByText('Không có gì mới để gửi')).toBeVisible()
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await picture(ward, 'bundles')
  await ward.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1920, 1080))
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeGreaterThan(1900)
  await picture(ward, 'bundles-1920')
  await button(ward, /^Nhập mã 12 ký tự/).click()
  await dialog(ward)
    .getByLabel(/^Mã 12 ký tự/)
    .fill('7QK2-M04F-9TXB')
  await page.keyboard.press('Enter')
  await expect(dialog(ward).getByText('không đúng')).toBeVisible()
})
