// The disk under the real window: full or write-protected at the start, full while a clerk works, held by another program.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { canMount, type Mount, mountMemoryDisk } from '../fixtures/mount.ts'
import { type App, expectAccessible, startApp } from './app.ts'

const commandLine = resolve(import.meta.dirname, '..', '..', 'electron', 'cli', 'main.ts')

test('the command line is refused beside the window, and works after it', async () => {
  const app = await startApp()
  await app.setUp()
  const run = (...words: string[]) =>
    spawnSync('node', ['--disable-warning=ExperimentalWarning', commandLine, ...words, '--data', join(app.folder, 'data')], {
      encoding: 'utf8',
    })
  const refused = run('check')
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('đang được một cửa sổ hoặc chương trình khác sử dụng')
  await app.kill()
  await app.stop()
  expect(run('check').status).toBe(0)
})

test('a data folder that is moved away while the program runs is told, and found again when it is back', async () => {
  const app = await startApp()
  await app.setUp()
  const [data, elsewhere] = [join(app.folder, 'data'), join(app.folder, 'elsewhere')]
  renameSync(data, elsewhere)
  await app.page.keyboard.press('Control+n')
  const told = app.page.getByText('Tệp dữ liệu không còn ở chỗ cũ', { exact: false }).first()
  await expect(told).toBeVisible()
  const retry = app.page.getByRole('button', { name: 'Thử lại' })
  await retry.click()
  await expect(told).toBeVisible()
  expect(existsSync(data)).toBe(false) // no empty office in its place
  renameSync(elsewhere, data)
  await retry.click()
  await expect(app.page.getByRole('navigation', { name: 'Màn hình' })).toBeVisible()
  await app.stop()
})

test.describe('a small disk', () => {
  test.skip(!canMount, 'needs root on Linux to mount one')
  let disk: Mount
  let app: App | undefined
  let folder: string
  test.beforeEach(() => {
    disk = mountMemoryDisk(16)
    folder = mkdtempSync(join(tmpdir(), 'motcua-'))
    symlinkSync(disk.folder, join(folder, 'data')) // Electron's own files stay where there is room
  })
  test.afterEach(async () => {
    await app?.stop().catch(() => {}) // a test that failed may have left it half started
    app = undefined
    disk.remove()
  })

  const fill = () => {
    for (let name = 0; name < 4; name += 1) {
      const { bavail, bsize } = statfsSync(disk.folder)
      if (bavail > 0) writeFileSync(join(disk.folder, `fill-${name}`), Buffer.alloc(bavail * bsize))
    }
  }
  const empty = () => {
    for (const name of readdirSync(disk.folder)) if (name.startsWith('fill-')) rmSync(join(disk.folder, name))
  }

  test('that is full at the start is told, and trying again works when there is room', async () => {
    fill()
    app = await startApp({ folder })
    await expect(app.page.getByText('Ổ đĩa đã đầy', { exact: false }).first()).toBeVisible()
    empty()
    await app.page.getByRole('button', { name: 'Thử lại' }).click()
    await expect(app.page.getByRole('heading', { name: 'Cơ quan của bạn là đơn vị nào?' })).toBeVisible()
  })

  test('that is write-protected is told', async () => {
    app = await startApp({ folder })
    await app.setUp()
    await app.stop()
    disk.makeReadOnly()
    app = await startApp({ folder })
    await expect(app.page.getByText('Thư mục dữ liệu chỉ cho đọc', { exact: false }).first()).toBeVisible()
  })

  test('that fills up under a clerk costs nothing: the case is saved when there is room again', async () => {
    app = await startApp({ folder })
    await app.setUp()
    const { page } = app
    await page.keyboard.press('Control+n')
    await expect(page.getByRole('combobox', { name: /Tìm thủ tục/ })).toBeFocused()
    await page.keyboard.type('ks')
    await expect(page.getByRole('option', { name: /Thủ tục đăng ký khai sinh/ }).first()).toBeVisible()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Alt+3')
    await page.keyboard.type('Trần Thị Bình')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('046305004321')
    fill()
    // The log beside the database has room for a little more; then it has none.
    const draft = page.locator('.intake-draft-failed')
    for (let change = 0; change < 200 && (await draft.count()) === 0; change += 1) {
      await page.evaluate(
        async (payload) => {
          await window.motcua.cases.saveDraft({ payload })
        },
        JSON.stringify({ filler: 'x'.repeat(100_000), change }),
      )
      await page.keyboard.press('Backspace')
      await page.keyboard.type('1')
      await page.waitForTimeout(600)
    }
    await expect(draft).toContainText('Ổ đĩa đã đầy')
    await page.keyboard.press('Control+s')
    await expect(page.getByText('Ổ đĩa đã đầy', { exact: false }).last()).toBeVisible()
    await expectAccessible(page)
    empty()
    await page.keyboard.press('Control+s')
    await expect(page.getByText(/Đã tiếp nhận hồ sơ TAM-\S+-0001/).first()).toBeVisible()
  })
})
