import { test } from '@playwright/test'
import { startApp } from './app.ts'
test('look', async () => {
  test.setTimeout(240000)
  const app = await startApp()
  const { page } = app
  page.on('console', (m) => console.log('CONSOLE', m.type(), m.text().slice(0, 500)))
  page.on('pageerror', (e) => console.log('PAGEERROR', e.message, e.stack?.slice(0,600)))
  let n = 0
  const shot = async (name: string) => { await page.waitForTimeout(350); await page.screenshot({ path: `/tmp/shots/${String(++n).padStart(2,'0')}-${name}.png` }) }
  await app.setUp()
  await page.keyboard.press('Control+n')
  await shot('intake-empty')
  await page.keyboard.type('ks')
  await shot('intake-ks')
  await page.keyboard.press('Enter')
  await shot('intake-picked')
  const where = () => page.evaluate(() => { const e = document.activeElement as HTMLElement; return e?.tagName + ' ' + (e?.getAttribute('aria-label') ?? e?.getAttribute('name') ?? e?.id) + ' ' + (e as HTMLInputElement)?.value })
  console.log(await where())
  for (let i = 0; i < 8; i++) { await page.keyboard.press('Tab'); console.log(await where()) }
  await app.stop()
})
