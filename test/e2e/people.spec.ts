// Signing in, the lock, switching between people, staff and passwords, in the real window.
import { expect, test } from '@playwright/test'
import { type App, administrator, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const colleague = { fullName: 'Lê Minh Khôi', signInName: 'khoilm', firstPassword: 'mat-khau-dau', password: 'song-huong-xanh' }
const navigation = () => app.page.getByRole('navigation', { name: 'Màn hình' })
const passwordField = () => app.page.getByLabel('Mật khẩu', { exact: true })

test('the wizard is answered by keyboard alone and passes axe', async () => {
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible() // its code comes after the page's first
  await expectAccessible(app.page)
  // Bug: a look at another way turned the field left for it red.
  await expect(app.page.getByRole('combobox').first()).toBeFocused()
  await app.page.getByRole('button', { name: 'Tập thử với dữ liệu mẫu' }).click()
  await expect(app.page.getByRole('alertdialog')).toBeVisible()
  await app.page.keyboard.press('Escape')
  await expect(app.page.getByRole('alertdialog')).toHaveCount(0)
  await expect(app.page.getByText('Cần nhập ô này')).toHaveCount(0)
  await app.page.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(app.page.getByText('Cần nhập ô này')).toBeVisible()
  await app.page.getByRole('combobox').first().fill('thuan hoa')
  await app.page.getByRole('option', { name: /Phường Thuận Hóa/ }).click()
  await expect(app.page.getByText('Cần nhập ô này')).toHaveCount(0)
  await app.page.getByRole('combobox').first().fill('')
  await app.setUp()
  await expect(app.page.getByText('Phường Thuận Hóa').first()).toBeVisible()
})

test('after a restart the same office asks for the password; a wrong one is refused beside the field', async () => {
  await app.restart()
  const { page } = app
  await expect(page.getByRole('button', { name: 'Đăng nhập' })).toBeVisible()
  await expectAccessible(page)
  await passwordField().fill('sai-mat-khau')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Mật khẩu chưa đúng.').first()).toBeVisible()
  await expect(passwordField()).toBeFocused()
  await passwordField().fill(administrator.password)
  await page.keyboard.press('Enter')
  await expect(navigation()).toBeVisible()
})

test('Ctrl+L locks: the screen behind is gone, calls are refused, the password brings it back', async () => {
  const { page } = app
  await page.keyboard.press('Control+l')
  await expect(page.getByText('Màn hình đang khóa').first()).toBeVisible()
  await expect(navigation()).toBeHidden()
  const reply = await page.evaluate(() => window.motcua.cases.count({}))
  expect(reply).toMatchObject({ ok: false, error: { code: 'access.signedOut' } })
  await expectAccessible(page)
  // Bug: it spoke of a user name, which nobody is asked for here.
  await passwordField().fill('sai-mat-khau')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Mật khẩu chưa đúng.').first()).toBeVisible()
  await expect(page.getByText('Tên đăng nhập')).toHaveCount(0)
  await passwordField().fill(administrator.password)
  await page.keyboard.press('Enter')
  await expect(navigation()).toBeVisible()
})

test('the administrator adds a person, who must change the first password and then has only the rights of the role', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Cán bộ' }).click()
  await page.getByRole('button', { name: /Thêm người/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Họ và tên').fill(colleague.fullName)
  await expect(dialog.getByLabel('Tên đăng nhập')).toHaveValue(colleague.signInName)
  await dialog.getByLabel('Mật khẩu ban đầu').fill(colleague.firstPassword)
  const roles = dialog.getByRole('checkbox')
  for (const role of await roles.all()) await role.uncheck()
  await dialog.getByRole('checkbox', { name: /Người xem/ }).check()
  await page.screenshot({ path: 'test-results/screens/staff-add.png' })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('gridcell', { name: colleague.fullName })).toBeVisible()
  await expectAccessible(page)

  // Bug: the next person landed on the screen of the one before, from an answer cached for that person.
  await page.getByRole('link', { name: 'Lịch làm việc' }).click()
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: 'Đổi người' }).click()
  await app.signInAs(colleague.fullName, colleague.firstPassword)
  await expect(page.getByRole('heading', { name: /hãy đặt mật khẩu của riêng bạn/ })).toBeVisible()
  const refused = await page.evaluate(() => window.motcua.cases.count({}))
  expect(refused).toMatchObject({ ok: false, error: { code: 'access.denied' } })
  await page.getByLabel('Mật khẩu đang dùng').fill(colleague.firstPassword)
  await page.getByLabel(/^Mật khẩu mới/).fill(colleague.password)
  await page.getByLabel('Gõ lại mật khẩu mới').fill(colleague.password)
  await page.keyboard.press('Enter')
  await expect(navigation()).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Bàn làm việc' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Tiếp nhận hồ sơ' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Cán bộ' })).toHaveCount(0)
  const staff = await page.evaluate(() => window.motcua.people.listStaff({}))
  expect(staff).toMatchObject({ ok: false, error: { code: 'access.denied' } })
})

test('wrong passwords in a row make the person wait, and a restart does not end the wait', async () => {
  const { page } = app
  const attempt = (password: string) =>
    page.evaluate(([signInName, given]) => window.motcua.people.signIn({ signInName, password: given }), [
      administrator.signInName,
      password,
    ] as const)
  for (let n = 0; n < 3; n += 1) await attempt('sai')
  await app.restart()
  const reply = await app.page.evaluate(([signInName, given]) => window.motcua.people.signIn({ signInName, password: given }), [
    administrator.signInName,
    administrator.password,
  ] as const)
  expect(reply).toMatchObject({ ok: false, error: { code: 'signIn.wait' } })
})

test('nobody at the keyboard for the minutes of the office: the screen locks itself', async () => {
  test.setTimeout(150_000)
  const idle = await startApp()
  await idle.setUp()
  const saved = await idle.page.evaluate(async () => {
    const office = await window.motcua.people.getOffice({})
    if (!office.ok) return office
    const { officeId: _, ...settings } = office.value.settings
    return window.motcua.people.changeOffice({ ...settings, lockMinutes: 1 })
  })
  expect(saved.ok).toBe(true)
  await idle.page.waitForTimeout(40_000)
  await idle.page.keyboard.press('Tab') // somebody is there: the minute begins anew
  await idle.page.waitForTimeout(40_000)
  await expect(idle.page.getByRole('navigation', { name: 'Màn hình' })).toBeVisible()
  await expect(idle.page.getByText('Màn hình đang khóa').first()).toBeVisible({ timeout: 40_000 })
  await idle.stop()
})
