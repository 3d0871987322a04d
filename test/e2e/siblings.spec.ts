// Two computers of an office that worked apart: one takes the other's bundle, and a person chooses between two steps of one case.
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { recordBundles } from '../../db/bundles/commands.ts'
import { writeBundles } from '../../db/bundles/export.ts'
import { receiveCase } from '../../db/cases/commands.ts'
import { act } from '../../db/cases/life/commands.ts'
import { openDeviceKey } from '../../db/sync/device-key.ts'
import { takeTrust } from '../../db/trust/commands.ts'
import { adminPassword, firstRun, openTestOffice, sampleIntake, samplePerson, TestClock } from '../fixtures/office.ts'
import { give, issueList, logOf, openSiblings, type Sibling } from '../fixtures/siblings.ts'
import { type App, cutTexts, expectAccessible, startApp } from './app.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-'))
const stick = join(folder, 'usb')
const screens = join('test-results', 'screens')
let app: App
let bundle = ''

/** Both have one case, both hand it over, and the first one writes its bundle; the second one's data are what the window opens. */
test.beforeAll(async () => {
  mkdirSync(stick, { recursive: true })
  const clock = new TestClock()
  const { siblings, close } = await openSiblings(2, clock)
  const [a, b] = siblings as [Sibling, Sibling]
  const province = await openTestOffice()
  const now = '2026-11-23T02:00:00.000Z'
  const keyOfA = await openDeviceKey(a.office.folder, a.deviceId, now)
  const keyOfB = await openDeviceKey(b.office.folder, b.deviceId, now)
  const text = await issueList(province, [
    { sibling: a, key: keyOfA },
    { sibling: b, key: keyOfB },
  ])
  await province.close()
  const applicant = samplePerson({ fullName: 'Tôn Nữ Thị Hoàng Yến' })
  const intake = sampleIntake({ procedureId: await a.office.procedureId('KS'), applicant })
  await receiveCase(a.office.db, a.office.actor, intake, a.office.formKeyOn)
  await give(a, b, await logOf(a))
  for (const { office } of [a, b]) {
    clock.advance({ minutes: 10 })
    const unit = office === a.office ? 'Phòng Kinh tế, Hạ tầng và Đô thị' : 'Phòng Văn hóa - Xã hội'
    await act(office.db, office.actor, intake.caseId, { act: 'forward', unit, staffId: null, note: '', onBehalf: false })
    await takeTrust(office.db, office.actor, { text, fileName: 'x', isCompared: true, policyKeys: [] })
  }
  const place = { db: a.office.db, dataFolder: a.office.folder, key: keyOfA, clock, program: '1' }
  const choice = { from: null, to: null, caseId: null, bundleIds: null, withScans: true, splitMegabytes: null }
  const { bundles } = await writeBundles(place, { scope: 'siblings', ...choice }, stick)
  await recordBundles(a.office.db, a.office.actor, bundles)
  bundle = join(stick, bundles[0]?.fileName ?? '')
  const from = b.office.folder
  b.office.office.store.connection.pragma('wal_checkpoint(TRUNCATE)')
  cpSync(from, join(folder, 'data'), { recursive: true, filter: (path) => !path.endsWith('.lock') })
  await close()
  app = await startApp({ folder })
  await app.signInAs(firstRun.administrator.fullName, adminPassword)
})
test.afterAll(() => app.stop())

test('a person chooses between what two computers did', async () => {
  const { page, electron } = app
  await page.getByRole('link', { name: 'Gói dữ liệu' }).click()
  await page.getByRole('button', { name: 'Máy khác của đơn vị…' }).click()
  await expect(page.getByText('Không có việc nào phải chọn')).toBeVisible()
  await expectAccessible(page)
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, bundle)
  await page.getByRole('button', { name: 'Nhận gói của máy khác' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Tôn Nữ Thị Hoàng Yến' })
  await expect(row).toContainText('Phòng Kinh tế')
  await expect(row).toContainText('Phòng Văn hóa')
  await expectAccessible(page)
  await page.screenshot({ path: join(screens, 'clashes.png') })
  await row.click()
  await page.keyboard.press('Enter')
  const dialog = page.locator('.dialog[data-open]')
  await expect(dialog.getByText('Hai máy cùng làm tiếp hồ sơ này')).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: join(screens, 'clash-dialog.png') })
  await page.getByRole('radio', { name: 'Lấy việc của máy kia' }).check()
  await page.getByLabel('Ghi chú').fill('Đã hỏi hai người')
  await page.getByRole('button', { name: 'Xác nhận' }).click()
  await expect(page.getByText('Không có việc nào phải chọn')).toBeVisible()
  expect(await cutTexts(page)).toEqual([])
})

test('what the other computer lacks goes out under a choice of its own', async () => {
  const { page, electron } = app
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, stick)
  await page.getByRole('link', { name: 'Gói dữ liệu' }).click()
  await page
    .getByRole('button', { name: /^Tạo gói/ })
    .first()
    .click()
  await page.getByRole('radio', { name: /^Cho máy khác của đơn vị/ }).check()
  await page.getByRole('button', { name: 'Chọn nơi ghi…' }).click()
  await page.screenshot({ path: join(screens, 'sibling-bundle.png') })
  await page.locator('.dialog').getByRole('button', { name: 'Ghi gói' }).click()
  await expect(page.getByText(/-AR01-1\.mcbundle/).first()).toBeVisible()
})
