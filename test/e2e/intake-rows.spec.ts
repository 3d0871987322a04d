// Several cases at once in the real window: a table from Excel with a heading, red cells, all cases saved together and taken back together.
import { expect, test } from '@playwright/test'
import { type App, cutTexts, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
})
test.afterAll(() => app.stop())

const look = async (name: string) => {
  for (const [width, height] of [
    [1920, 1080],
    [1366, 768],
  ] as const) {
    await app.electron.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
      [width, height],
    )
    await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBeGreaterThanOrEqual(width - 1)
    await app.page.screenshot({ path: `test-results/screens/${name}-${width}.png` })
  }
  expect(await cutTexts(app.page)).toEqual([])
  await expectAccessible(app.page)
}
const table = [
  'STT\tHọ tên\tSố CCCD\tNgày sinh\tSĐT\tĐịa chỉ',
  '1\tLê Thị Hoa\t46190001234\t2/9/1990\t905123456\t12 Lê Lợi',
  '2\tTrần Văn Ba\t\t1985\t\t',
  '3\t\t\t31/2/1990\t\tkiệt 5',
].join('\n')

test('a table is pasted, its red cells mended, every row received; the zero that Excel dropped is back', async () => {
  const { page } = app
  const { keyboard } = page
  await keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Tìm kiếm' })).toBeFocused()
  await keyboard.type('bang excel')
  await expect(page.getByRole('option', { name: 'Tiếp nhận từ bảng Excel' })).toBeVisible()
  await keyboard.press('Enter')
  const box = page.getByRole('combobox', { name: 'Thủ tục' })
  await box.fill('hkd')
  await expect(page.getByRole('option', { name: /HKD/ }).first()).toBeVisible()
  await page.getByRole('option', { name: /HKD/ }).first().click()
  await expect(page.getByText(/Nhận bây giờ thì hạn trả là/)).toBeVisible()
  await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), table)
  await page.getByRole('gridcell').first().click()
  await keyboard.press('Control+v')
  await expect(page.getByText('046190001234')).toBeVisible()
  await expect(page.getByText('0905123456')).toBeVisible()
  await expect(page.getByText('Còn 2 ô đỏ; sửa hết rồi mới lưu được.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Tiếp nhận 3 hồ sơ' })).toBeDisabled()
  await look('intake-rows-faulty')
  await page.getByRole('gridcell', { name: /kiệt 5/ }).click()
  await keyboard.press('Home')
  await keyboard.type('Phạm Thị Cúc')
  await keyboard.press('Enter')
  await page.getByRole('gridcell', { name: /31\/2\/1990/ }).click()
  await keyboard.type('28/2/1990')
  await keyboard.press('Enter')
  const save = page.getByRole('button', { name: 'Tiếp nhận 3 hồ sơ' })
  await expect(save).toBeEnabled()
  await keyboard.press('Control+s')
  await expect(page.getByText('Đã tiếp nhận 3 hồ sơ')).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Phạm Thị Cúc' })).toBeVisible()
  await look('intake-rows-done')
})

test('all of them are taken back with one key: struck through, counted no more', async () => {
  const { page } = app
  const open = () =>
    page.evaluate(async () => {
      const reply = await window.motcua.cases.count({})
      return reply.ok ? [reply.value.total, reply.value.open] : []
    })
  expect(await open()).toEqual([3, 3])
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Đã gạch bỏ 3 hồ sơ ghi nhầm')).toBeVisible()
  expect(await open()).toEqual([0, 0])
  await page.getByRole('link', { name: 'Hồ sơ', exact: true }).first().click()
  await expect(page.getByText('Đã gạch bỏ').first()).toBeVisible()
})
