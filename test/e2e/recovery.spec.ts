// The bad days, and moving house: a database that is damaged, lost or elsewhere comes back through the window alone, without a command
// line. Native file windows are answered in place of the person; all else is the real program and real files.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { listBackups } from '../../db/backup/shelf.ts'
import { fileStamp } from '../../db/model/local-time.ts'
import { sampleIntake } from '../fixtures/office.ts'
import { type App, administrator, cutTexts, expectAccessible, startApp } from './app.ts'

const pageBytes = 4_096
const dataOf = (app: App) => join(app.folder, 'data')
const databaseOf = (app: App) => join(dataOf(app), 'motcua.db')
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** Receives a case as the intake screen does, and returns its code. */
async function receive(page: Page): Promise<string> {
  const code = await page.evaluate(
    async (intake) => {
      const found = await window.motcua.procedures.list({ query: 'KS', field: null, limit: 1 })
      const procedureId = found.ok ? (found.value.rows[0]?.id ?? '') : ''
      const reply = await window.motcua.cases.receive({ ...intake, components: [...intake.components], procedureId })
      return reply.ok ? reply.value.provisionalCode : JSON.stringify(reply.error)
    },
    sampleIntake({ procedureId: '' }),
  )
  expect(code).toMatch(/^TAM-/)
  return code
}

/** A set-up office with one case, closed in order. */
async function closedOffice(): Promise<{ app: App; code: string }> {
  const app = await startApp()
  await app.setUp()
  const code = await receive(app.page)
  await app.stop()
  return { app, code }
}

function overwrite(file: string, page: number, by = 0xa5): void {
  const bytes = readFileSync(file)
  bytes.fill(by, (page - 1) * pageBytes, page * pageBytes)
  writeFileSync(file, bytes)
}

/** The page on which a table begins, asked in a child on Node 24, where the package's own binding loads. */
const rootOf = (file: string, table: string): number =>
  Number(
    execFileSync(
      'node',
      [
        '-e',
        `process.stdout.write(String(new (require('better-sqlite3'))(${JSON.stringify(file)}).prepare("SELECT rootpage FROM sqlite_schema WHERE name = ?").pluck().get('${table}')))`,
      ],
      { encoding: 'utf8' },
    ),
  )

const signInTo = async (app: App, code: string) => {
  await app.signIn()
  await app.page.getByRole('link', { name: 'Hồ sơ', exact: true }).click()
  await expect(app.page.getByText(code)).toBeVisible()
}

test('a damaged database: the window says so, a backup is checked and taken back, and the case is there', async () => {
  const { app: before, code } = await closedOffice()
  overwrite(databaseOf(before), 1)
  const damaged = digest(databaseOf(before))
  const app = await startApp({ folder: before.folder })
  const { page } = app
  await expect(page.getByText('không phải của Một Cửa')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Thử lại' })).toBeFocused()
  const row = page.getByRole('row', { name: /Khi đóng chương trình/ })
  await expect(row).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/recovery-window.png' })
  await row.getByRole('button', { name: 'Kiểm tra' }).click()
  await expect(row.getByRole('button', { name: 'Dùng được' })).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: 'Bản sao lưu dùng được' })).toBeVisible()
  expect(await cutTexts(page)).toEqual([])

  await row.getByRole('button', { name: 'Khôi phục…' }).focus()
  await page.keyboard.press('Enter')
  const question = page.getByRole('alertdialog')
  await expect(question.getByText('không bị xóa')).toBeVisible()
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Khôi phục bản này' }).focus()
  await page.keyboard.press('Enter')
  await signInTo(app, code)
  const aside = readdirSync(dataOf(app)).filter((name) => /^motcua-aside-.*\.db$/.test(name))
  expect(aside.map((name) => digest(join(dataOf(app), name)))).toEqual([damaged])
  await app.stop()
})

test('without any backup the damaged file is salvaged, and everything is there again', async () => {
  const { app: before, code } = await closedOffice()
  rmSync(join(dataOf(before), 'backups'), { recursive: true, force: true })
  overwrite(databaseOf(before), 1, 0)
  const damaged = digest(databaseOf(before))
  const app = await startApp({ folder: before.folder })
  const { page } = app
  await expect(page.getByText('Máy này chưa có bản sao lưu nào')).toBeVisible()
  await page.getByRole('button', { name: 'Cứu dữ liệu từ tệp hỏng…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Tệp hỏng chỉ được đọc, không bị sửa.')).toBeVisible()
  await expectAccessible(page)
  await expect(dialog.getByRole('button', { name: 'Bắt đầu cứu dữ liệu' })).toBeFocused() // it was the cross
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Đã cứu được dữ liệu' })).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByRole('button', { name: 'Khôi phục bản này…' })).toBeFocused()
  await expect(dialog.getByText('Không thấy chỗ nào bị đứt giữa chừng.')).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/recovery-salvage.png' })
  expect(digest(databaseOf(app))).toBe(damaged)
  await dialog.getByRole('button', { name: 'Khôi phục bản này…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Khôi phục bản này' }).click()
  await signInTo(app, code)
  await app.stop()
})

test('a sealed copy moves the office to another computer: first run, passphrase, sign-in', async () => {
  const old = await startApp()
  await old.setUp()
  const code = await receive(old.page)
  const stick = join(old.folder, 'USB.db.gz.age')
  await old.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async (_, options = _ as never) => {
      Object.assign(globalThis, { proposed: (options as { defaultPath?: string }).defaultPath })
      return { canceled: false, filePath: path }
    }
  }, stick)
  await old.page.getByRole('link', { name: 'Sao lưu', exact: true }).click()
  await old.page.getByRole('button', { name: 'Sao lưu ra USB có mật khẩu…' }).click()
  const sealing = old.page.getByRole('dialog')
  await sealing.getByLabel(/^Mật khẩu của bản sao lưu/).fill('ngan qua')
  await sealing.getByRole('button', { name: 'Chọn nơi lưu…' }).click()
  await expect(sealing.getByText('Mật khẩu cần ít nhất 12 ký tự')).toBeVisible()
  await sealing.getByRole('button', { name: 'Dùng mật khẩu này' }).click()
  await expect(sealing.getByLabel(/^Mật khẩu của bản sao lưu/)).toBeFocused()
  const passphrase = await sealing.getByLabel(/^Mật khẩu của bản sao lưu/).inputValue()
  expect(passphrase).toMatch(/^([a-z]+-){6}\d\d$/)
  await expectAccessible(old.page)
  await old.page.screenshot({ path: 'test-results/recovery-seal.png' })
  await old.page.keyboard.press('Enter')
  await expect(old.page.getByRole('dialog', { name: 'Đã lưu và đọc kiểm tra' })).toBeVisible({ timeout: 60_000 })
  // Bugs: neither the folder was told nor the day of the office in the proposed name, and Enter did not close.
  await expect(sealing.getByText(old.folder, { exact: true })).toBeVisible()
  const proposed = await old.electron.evaluate(() => (globalThis as { proposed?: string }).proposed)
  expect(proposed).toMatch(new RegExp(`motcua-19789-${fileStamp(new Date().toISOString()).slice(0, 8)}-\\d{4}\\.db\\.gz\\.age$`))
  await expect(sealing.getByRole('button', { name: 'Đóng' }).last()).toBeFocused()
  await expect(sealing.getByText('đừng tiếp nhận hồ sơ trên máy này nữa')).toBeVisible()
  // A copy on the disk of the data is no second one (the card turned green all the same).
  await expect(sealing.getByText('nằm trên chính ổ đĩa chứa dữ liệu')).toBeVisible()
  expect(await old.page.evaluate(() => window.motcua.backup.getState({}))).toMatchObject({
    ok: true,
    value: { carried: { at: null } },
  })
  await expectAccessible(old.page)
  // What belongs to the recovery window is refused while the database is in use, whoever asks.
  const refused = await old.page.evaluate(async () => [
    await window.motcua.recovery.list({}),
    await window.motcua.recovery.pick({}),
    await window.motcua.recovery.salvage({}),
    await window.motcua.recovery.restore({ name: 'motcua-20261123T020000Z-manual.db' }),
  ])
  for (const reply of refused) expect(reply).toMatchObject({ ok: false, error: { code: 'recovery.notNow' } })
  await old.stop()
  expect(readFileSync(stick).toString('latin1', 0, 21)).toBe('age-encryption.org/v1')

  const app = await startApp()
  const { page } = app
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, stick)
  await expect(page.getByRole('heading', { name: 'Cơ quan của bạn là đơn vị nào?' })).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/recovery-first-run.png' })
  await page.getByRole('button', { name: 'Đã có dữ liệu từ máy khác hoặc bản sao lưu?' }).click()
  const opening = page.getByRole('dialog')
  // Bug: the system's window came without a word, and the field left behind turned red.
  await expect(opening.getByText('.db.gz.age')).toBeVisible()
  await expect(page.getByText('Cần nhập ô này')).toHaveCount(0)
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/recovery-pick.png' })
  await expect(opening.getByRole('button', { name: 'Chọn tệp…' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(opening.getByLabel(/^Mật khẩu của bản sao lưu/)).toBeFocused()
  await opening.getByLabel(/^Mật khẩu của bản sao lưu/).fill('sai-mat-khau-1')
  await page.keyboard.press('Enter')
  await expect(opening.getByText(/Mật khẩu không mở được/)).toBeVisible({ timeout: 30_000 })
  await opening.getByLabel(/^Mật khẩu của bản sao lưu/).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(opening.getByText('Phường Thuận Hóa')).toBeVisible({ timeout: 60_000 })
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/recovery-preview.png' })
  await opening.getByRole('button', { name: 'Dùng dữ liệu này' }).click()
  await signInTo(app, code)
  const office = await page.evaluate(() => window.motcua.people.getOffice({}))
  expect(office).toMatchObject({ ok: true, value: { deviceCode: 'AR01' } })
  expect(readdirSync(dataOf(app)).filter((name) => name.includes('unsealed'))).toEqual([])
  // Bug: the moved office had no backup before the hourly look, and its diagnosis began with a fault.
  await expect.poll(() => listBackups(dataOf(app)).map(({ reason }) => reason)).toEqual(['hourly'])
  await page.evaluate(() => {
    location.hash = '/help/diagnostics'
  })
  const steps = page.getByRole('list', { name: 'Các bước kiểm tra' }).getByRole('listitem')
  await expect(steps).toHaveCount(12, { timeout: 60_000 })
  await expect(steps.nth(7)).toContainText('Đạt')
  await app.stop()
})

test('damage found while people work stops the writing, and trying again proves the file first', async () => {
  const { app: before } = await closedOffice()
  const sound = readFileSync(databaseOf(before))
  overwrite(databaseOf(before), rootOf(databaseOf(before), 'case_file'))
  const app = await startApp({ folder: before.folder })
  const { page } = app
  await app.signInAs(administrator.fullName, administrator.password)
  await expect(page.getByText('Tệp dữ liệu bị hỏng')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('heading', { name: 'Chưa mở được dữ liệu' })).toBeVisible()
  await page.getByRole('button', { name: 'Thử lại' }).click()
  await expect(page.getByRole('button', { name: 'Thử lại' })).toBeEnabled()
  await expect(page.getByText('Tệp dữ liệu bị hỏng')).toBeVisible()
  for (const suffix of ['-wal', '-shm']) rmSync(databaseOf(app) + suffix, { force: true })
  writeFileSync(databaseOf(app), sound)
  await page.getByRole('button', { name: 'Thử lại' }).click()
  await expect(page.getByRole('navigation', { name: 'Màn hình' })).toBeVisible({ timeout: 30_000 })
  await app.stop()
})

test('after an unclean end the whole file is looked at behind the first screen', async () => {
  const before = await startApp()
  await before.setUp()
  await receive(before.page)
  const gone = new Promise((done) => before.electron.process().once('exit', done))
  before.electron.process().kill('SIGKILL')
  await gone
  // No screen reads this table before a receipt is printed.
  overwrite(databaseOf(before), rootOf(databaseOf(before), 'case_print'))
  const app = await startApp({ folder: before.folder })
  await expect(app.page.getByLabel('Mật khẩu', { exact: true })).toBeVisible()
  await expect(app.page.getByText('Tệp dữ liệu bị hỏng')).toBeVisible({ timeout: 60_000 })
  await app.stop()
})
