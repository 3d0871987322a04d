// Taking an update in the window: pick, look, install, restart; and what the machine's policy says.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { createBackup } from '../../db/backup/copy.ts'
import { backupFolder } from '../../db/backup/shelf.ts'
import { systemClock } from '../../db/model/clock.ts'
import { databaseName } from '../../db/store/open.ts'
import { openConnection } from '../../db/store/sqlite.ts'
import { makePublisher, signByHand } from '../fixtures/update.ts'
import { type App, expectAccessible, startApp } from './app.ts'

const publisher = makePublisher()
const newFolder = () => mkdtempSync(join(tmpdir(), 'motcua-'))
const notes = {
  vi: 'Tra cứu nhanh hơn.\nSửa lỗi in giấy tiếp nhận khi tên quá dài.',
  en: 'Faster search.\nThe receipt prints right when a name is very long.',
}
const makeFile = (folder: string, version: string, manifest: object = {}, signer = publisher) => {
  const file = join(folder, `motcua-${version}.mcupdate`)
  signByHand(file, signer, { manifest: { version, notes, ...manifest } })
  return file
}

/** The system's window for choosing a file cannot be driven: it answers with this file. */
const choose = (app: App, file: string | null) =>
  app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: path === null, filePaths: path === null ? [] : [path] })
  }, file)

async function withPolicy(policy: unknown, use: (app: App, folder: string) => Promise<void>): Promise<void> {
  const folder = newFolder()
  const file = join(folder, 'policy.json')
  writeFileSync(file, typeof policy === 'string' ? policy : JSON.stringify(policy))
  process.env.MOTCUA_POLICY = file
  const app = await startApp({ folder: join(folder, 'user') })
  try {
    await use(app, folder)
  } finally {
    delete process.env.MOTCUA_POLICY
    await app.stop()
  }
}

const openScreen = async (page: Page) => {
  await page.getByRole('link', { name: 'Cập nhật' }).click()
  await expect(page.getByRole('heading', { name: 'Cập nhật', level: 1 })).toBeVisible()
}

test('an administrator takes an update from a stick: checked, backed up, recorded, ready for the restart', async () => {
  await withPolicy({ updateKeys: [publisher.publicText] }, async (app, folder) => {
    await app.setUp()
    const { page } = app
    await openScreen(page)
    await expectAccessible(page)

    await choose(app, null)
    await page.keyboard.press('Control+O')
    await expect(page.getByRole('button', { name: 'Chọn tệp cập nhật…' })).toBeEnabled()

    await choose(app, makeFile(folder, '0.3.0', {}, makePublisher()))
    await page.keyboard.press('Control+O')
    await expect(page.getByRole('alert')).toContainText('không có chữ ký được tin cậy')

    await choose(app, makeFile(folder, '0.0.1'))
    await page.keyboard.press('Control+O')
    await expect(page.getByRole('alert')).toContainText('Tệp này là bản 0.0.1; máy đang dùng bản 0.1.0')

    await choose(app, makeFile(folder, '0.2.0'))
    await page.keyboard.press('Control+O')
    await expect(page.getByRole('heading', { name: 'Bản 0.2.0' })).toBeVisible()
    await expect(page.getByText('Sửa lỗi in giấy tiếp nhận khi tên quá dài.')).toBeVisible()
    await expect(page.getByText(/Hợp lệ, khóa [0-9a-f]{16}/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Cài bản 0.2.0' })).toBeFocused()
    await expectAccessible(page)
    await page.screenshot({ path: test.info().outputPath('offer.png') })

    await page.keyboard.press('Enter')
    await expect(page.getByText('Bản 0.2.0 đã sẵn sàng')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('button', { name: 'Khởi động lại để dùng bản mới' })).toBeVisible()
    await expectAccessible(page)
    await page.screenshot({ path: test.info().outputPath('ready.png') })
    expect(existsSync(join(app.folder, 'versions', '0.2.0', 'motcua'))).toBe(true)
    expect(readdirSync(join(app.folder, 'data', 'backups')).filter((name) => name.endsWith('-update.db'))).toHaveLength(1)
  })
})

test('a file opened with the program is shown, also when the window is open already', async () => {
  await withPolicy({ updateKeys: [publisher.publicText] }, async (app, folder) => {
    await app.setUp()
    const { page } = app
    const file = makeFile(folder, '0.2.0')
    await app.electron.evaluate(({ app: program }, path) => {
      program.emit('second-instance', {}, ['motcua', path], '/')
    }, file)
    await expect(page.getByRole('heading', { name: 'Bản 0.2.0' })).toBeVisible()
    await page.getByRole('button', { name: 'Để sau' }).click()
    await expect(page.getByRole('heading', { name: 'Bản 0.2.0' })).toBeHidden()
  })
})

test('the policy’s folder, language and lock are in force, and a new version in the folder is offered', async () => {
  const stick = newFolder()
  makeFile(stick, '0.2.0')
  const data = join(newFolder(), 'data of the office')
  const policy = { updateKeys: [publisher.publicText], updateFolder: stick, language: 'en', dataFolder: data, maxLockMinutes: 5 }
  await withPolicy(policy, async (app) => {
    const { page } = app
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await page.getByRole('radio', { name: 'Tiếng Việt' }).click() // the person's own choice
    await page.getByRole('combobox').first().focus()
    await app.setUp()
    expect(existsSync(join(data, 'motcua.db'))).toBe(true)
    expect(existsSync(join(app.folder, 'data'))).toBe(false)
    await expect(page.getByText('Có bản mới 0.2.0')).toBeVisible()
    await expectAccessible(page)
    await page.screenshot({ path: test.info().outputPath('found.png') })
    await page.getByRole('link', { name: 'Cơ quan' }).click()
    await expect(page.getByText('Máy này tự khóa sau nhiều nhất 5 phút')).toBeVisible()
    await page.getByRole('button', { name: 'Xem bản mới' }).click()
    await expect(page.getByRole('heading', { name: 'Bản 0.2.0' })).toBeVisible()
    await expect(page.getByText(stick)).toBeVisible()
  })
})

test('a policy that keeps updates off, or contains a mistake, is said in plain words', async () => {
  await withPolicy({ updates: 'off' }, async (app) => {
    await app.setUp()
    await openScreen(app.page)
    await expect(app.page.getByText('Máy này không nhận tệp cập nhật')).toBeVisible()
    await expect(app.page.getByRole('button', { name: 'Chọn tệp cập nhật…' })).toHaveCount(0)
  })
  // Bug: a build without a publisher's key said that it takes no files, and nothing of the way on.
  await withPolicy({}, async (app) => {
    await app.setUp()
    const { page } = app
    await openScreen(page)
    await expect(page.getByRole('heading', { name: 'Bản này không nhận được tệp cập nhật' })).toBeVisible()
    await expect(page.getByText(/Lấy bộ cài đặt của bản mới/)).toBeVisible()
    await expect(page.getByText('đến bằng một tệp cập nhật')).toHaveCount(0)
    await expectAccessible(page)
    await page.screenshot({ path: test.info().outputPath('by-hand.png') })
    await page.getByRole('button', { name: 'Xem trợ giúp về cập nhật' }).click()
    await expect(page.getByRole('heading', { name: 'Khi bản này không nhận tệp cập nhật' })).toBeVisible()
  })
  await withPolicy('{"updates": ', async (app) => {
    const { page } = app
    await expect(page.getByText('Các mục chưa đúng: policy.json')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Cơ quan của bạn là đơn vị nào?' })).toBeVisible() // its code comes later
    await expectAccessible(page)
    await page.screenshot({ path: test.info().outputPath('policy.png') })
  })
})

/** As the program leaves it when a version was taken and then did not come up. */
function leaveFailed(folder: string) {
  const version = join(folder, 'versions', '0.2.0')
  mkdirSync(version, { recursive: true })
  writeFileSync(join(version, 'motcua'), '')
  const failed = { version: '0.2.0', executable: 'motcua', keyId: 'k', acceptedAt: '', provenAt: null, failures: 1 }
  const state = join(folder, 'versions', 'state.json')
  writeFileSync(state, JSON.stringify({ versions: [failed] }))
  return { state, failed }
}

test('a version that migrated the data and did not come up has harmed nothing', async () => {
  const app = await startApp()
  await app.setUp()
  await app.stop()
  const data = join(app.folder, 'data')
  const connection = openConnection(join(data, databaseName), 'writer')
  await createBackup(connection, backupFolder(data), 'migration', systemClock)
  connection.exec('CREATE TABLE of_the_future (x INTEGER) STRICT; PRAGMA user_version = 9999')
  connection.close()
  leaveFailed(app.folder)
  const again = await startApp({ folder: app.folder })
  await again.signIn()
  await expect(again.page.getByText('Bản 0.2.0 không chạy được trên máy này')).toBeVisible()
  await again.stop()
  expect(readdirSync(data).filter((name) => name.startsWith('motcua-aside-'))).toHaveLength(1)
})

test('a version that did not run is told on every screen, and may be tried again', async () => {
  const folder = newFolder()
  const { state, failed } = leaveFailed(folder)
  const app = await startApp({ folder })
  const notice = app.page.getByText('Bản 0.2.0 không chạy được trên máy này')
  await expect(notice).toBeVisible()
  await app.setUp()
  await expect(notice).toBeVisible()
  await expectAccessible(app.page)
  await app.page.screenshot({ path: test.info().outputPath('failed.png') })
  await app.electron.evaluate(({ app: program }) => {
    program.relaunch = () => {} // the window that would come up could not be ended by this test
  })
  const gone = new Promise((done) => app.electron.process().once('exit', done))
  await app.page.getByRole('button', { name: 'Thử lại bản 0.2.0' }).click()
  await gone
  expect(JSON.parse(readFileSync(state, 'utf8'))).toEqual({ versions: [{ ...failed, failures: 0 }] })
})
