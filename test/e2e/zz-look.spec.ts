import { test } from '@playwright/test'
import { startApp } from './app.ts'

test('look', async () => {
  const app = await startApp()
  const { page } = app
  let n = 0
  const shot = async (name: string) => page.screenshot({ path: `/tmp/shots/${String(++n).padStart(2, '0')}-${name}.png` })
  await page.waitForTimeout(800)
  await shot('wizard')
  await page.keyboard.type('thuan hoa')
  await page.waitForTimeout(400)
  await shot('wizard-typed')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(200)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(400)
  await shot('desk')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(400)
  await shot('device')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(400)
  await page.keyboard.type('Nguyễn Thị Duyên')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.waitForTimeout(200)
  await shot('admin')
  await page
    .getByLabel('Mật khẩu mới', { exact: true })
    .fill('mua-xuan-2026')
    .catch(() => {})
  for (const box of await page.locator('input[type=password]').all()) await box.fill('mua-xuan-2026')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(500)
  await shot('review')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(2000)
  await shot('board')
  for (const r of ['cases', 'procedures', 'calendar', 'staff', 'office', 'backups', 'help']) {
    await page.evaluate((x) => {
      location.hash = '#/' + x
    }, r)
    await page.waitForTimeout(700)
    await shot(r)
  }
  await app.stop()
})
