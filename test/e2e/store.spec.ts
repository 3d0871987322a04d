// A database that cannot be used: a plain explanation and a way on, and the file left as it was.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startApp } from './app.ts'

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-'))
  mkdirSync(join(folder, 'data'))
  return folder
}
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** SQL in a child on Node 24, where the package's own binding loads. */
const writeDatabase = (file: string, sql: string) =>
  execFileSync('node', ['-e', `new (require('better-sqlite3'))(${JSON.stringify(file)}).exec(${JSON.stringify(sql)})`], {
    env: process.env,
  })

test('a database of a newer program is refused in plain words and stays untouched', async () => {
  const folder = newFolder()
  const file = join(folder, 'data', 'motcua.db')
  writeDatabase(file, 'PRAGMA application_id = 0x4d435541; PRAGMA user_version = 9999; CREATE TABLE t (x)')
  const before = digest(file)
  const app = await startApp({ folder })
  await expect(app.page.getByText('phiên bản chương trình mới hơn')).toBeVisible()
  await expect(app.page.getByRole('button', { name: 'Thử lại' })).toBeFocused()
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByText('phiên bản chương trình mới hơn')).toBeVisible()
  // The data are whole: going back to an old copy is neither offered nor done.
  await expect(app.page.getByRole('button', { name: /bản sao lưu|Khôi phục/ })).toHaveCount(0)
  const name = 'motcua-20261123T020000Z-manual.db'
  const reply = await app.page.evaluate((backup) => window.motcua.recovery.restore({ name: backup }), name)
  expect(reply).toMatchObject({ ok: false, error: { code: 'recovery.notNow' } })
  await app.stop()
  expect(digest(file)).toBe(before)
  expect(readdirSync(join(folder, 'data')).filter((name) => name.startsWith('motcua.db'))).toEqual(['motcua.db'])
})

test('a file that is no database is refused, and trying again works once it is mended', async () => {
  const folder = newFolder()
  const file = join(folder, 'data', 'motcua.db')
  writeFileSync(file, 'Đây không phải cơ sở dữ liệu. '.repeat(400))
  const before = digest(file)
  const app = await startApp({ folder })
  await expect(app.page.getByText('không phải của Một Cửa')).toBeVisible()
  expect(digest(file)).toBe(before)
  execFileSync('mv', [file, `${file}.aside`])
  await app.page.getByRole('button', { name: 'Thử lại' }).click()
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  await app.stop()
})

test('a second window on the same data is refused', async () => {
  const app = await startApp()
  const lockHolder = await startApp({ folder: app.folder }).catch((error: unknown) => error)
  // Electron's own single-instance lock ends the second program before it opens anything.
  expect(lockHolder).toBeInstanceOf(Error)
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  await app.stop()
})
