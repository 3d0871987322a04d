// How long cases are kept, in the real window: a term with its ground, the cases whose time has passed, a decision; and a destruction that is carried out under signed minutes.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from '@playwright/test'
import { type App, cutTexts, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
  await app.page.evaluate(async () => {
    const listed = await window.motcua.people.listStaff({})
    const [me] = listed.ok ? listed.value : []
    if (!me) throw new Error('nobody')
    const { id: staffId, fullName, positionTitle } = me
    const roles = ['administrator' as const, 'deskOfficer' as const, 'head' as const]
    await window.motcua.people.changeStaff({ staffId, fullName, positionTitle, roles, isActive: true })
    const found = await window.motcua.procedures.list({ query: 'khai sinh', field: null, limit: 1 })
    const procedureId = (found.ok && found.value.rows[0]?.id) || ''
    const blank = { birthDate: '', sex: '' as const, email: '', address: '', cardAddress: '', taxNumber: '', representative: '' }
    for (const fullName of ['Nguyễn Văn An', 'Trần Thị Bình']) {
      const reply = await window.motcua.cases.receive({
        ...{ caseId: crypto.randomUUID(), procedureId, receivedAt: null, applicantId: null, submitter: null, collector: null },
        ...{ variant: null, components: [], summary: 'Khai sinh', note: '', channel: 'inPerson', returnMethod: 'desk' },
        ...{ returnPlace: '', setCount: 1, book: '', serial: null, manualDueAt: null },
        applicant: { ...blank, kind: 'citizen', fullName, idKind: 'none', idNumber: '', phone: '' },
      })
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    }
  })
  const { folder } = app
  await app.stop()
  // Years pass: the rows as they would stand then.
  const database = new DatabaseSync(join(folder, 'data', 'motcua.db'))
  database.exec(`UPDATE case_file SET status = 'archived', clock = 'ended', received_at = '2019-03-04T01:00:00.000Z',
    finished_at = '2019-03-05T01:00:00.000Z'`)
  database.close()
  app = await startApp({ folder })
  await app.signIn()
})
test.afterAll(() => app.stop())

const dialog = () => app.page.locator('.dialog[data-open]').last()
const row = (text: string) => app.page.getByRole('row').filter({ hasText: text })
const picture = (name: string) => app.page.screenshot({ path: `test-results/screens/${name}.png` })

test('a term is set by keyboard, the cases that pass it are listed and decided about', async () => {
  const { page } = app
  const { keyboard } = page
  await keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Tìm kiếm' })).toBeFocused()
  await keyboard.type('bao quan')
  await expect(page.getByRole('option', { name: 'Thời hạn bảo quản' })).toBeVisible()
  await keyboard.press('Enter')
  await expect(page.getByText('Chưa đặt thời hạn nào')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Đặt thời hạn…' }).press('Enter')
  await dialog().getByRole('combobox', { name: 'Theo quy định' }).click()
  await page.getByRole('option', { name: 'Chứng thực chữ ký: 02 năm' }).click()
  await expect(dialog().getByLabel('Căn cứ')).toHaveValue('Điều 14 Nghị định 23/2015/NĐ-CP')
  await dialog().getByRole('combobox', { name: 'Áp dụng cho' }).click()
  await page.getByRole('option', { name: 'Mọi hồ sơ còn lại' }).click()
  await dialog().getByLabel('Căn cứ').fill('Bảng thời hạn của phường')
  await expectAccessible(page)
  await picture('retention-rule')
  await dialog().getByLabel('Căn cứ').press('Enter')
  await expect(dialog()).toHaveCount(0)
  await expect(page.getByRole('radio', { name: 'Đã hết hạn (2)' })).toBeVisible()
  await expect(row('Nguyễn Văn An')).toContainText('2 năm – Bảng thời hạn của phường')
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await picture('retention')
  await row('Nguyễn Văn An').click()
  await keyboard.press('Space')
  await expect(row('Nguyễn Văn An').getByRole('checkbox')).toBeChecked()
  await page.getByRole('button', { name: 'Đề nghị hủy…' }).press('Enter')
  await expect(dialog().getByLabel('Văn bản số')).toBeFocused()
  await keyboard.press('Enter')
  await expect(dialog().getByText('Cần nhập ô này').first()).toBeVisible()
  await keyboard.type('02/BB-TH')
  await keyboard.press('Tab')
  await keyboard.type('Hết thời hạn')
  await expectAccessible(page)
  await picture('retention-destroy')
  await keyboard.press('Enter')
  await expect(dialog()).toHaveCount(0)
  await expect(row('Nguyễn Văn An')).toHaveCount(0)
  await page.getByRole('radio', { name: 'Đề nghị hủy' }).check()
  await expect(row('Nguyễn Văn An')).toContainText('02/BB-TH')
  await expectAccessible(page)
  await row('Nguyễn Văn An').press('Enter')
  await expect(page.getByText('Quyết định về thời hạn bảo quản: Hết thời hạn')).toBeVisible()
})

test('what was decided is destroyed under minutes, with the number of cases typed; the page says what is left', async () => {
  const { page } = app
  const { keyboard } = page
  await page.evaluate(() => {
    window.location.hash = '/people/retention'
  })
  await page.getByRole('radio', { name: 'Đề nghị hủy' }).check()
  await row('Nguyễn Văn An').click()
  await keyboard.press('Space')
  await page.getByRole('button', { name: 'In biên bản tiêu hủy…' }).press('Enter')
  const paper = page.frameLocator('iframe')
  await expect(paper.getByText('Tổng số: 1 hồ sơ, 0 tệp quét.')).toBeVisible()
  await expect(paper.getByText('Nguyễn Văn An')).toHaveCount(0)
  await expectAccessible(page)
  await picture('retention-minutes')
  await keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
  await page.getByRole('button', { name: 'Tiêu hủy…', exact: true }).press('Enter')
  await dialog().getByLabel('Biên bản số').fill('05/BB-TH')
  await dialog().getByLabel('Gõ lại số hồ sơ').fill('2')
  await keyboard.press('Enter')
  await expect(dialog().getByText('Số hồ sơ phải đúng là 1')).toBeVisible()
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await picture('retention-carry-out')
  await dialog().getByLabel('Gõ lại số hồ sơ').fill('1')
  await keyboard.press('Enter')
  await expect(dialog()).toHaveCount(0)
  await expect(row('Đã tiêu hủy').first()).toContainText('Biên bản 05/BB-TH')
  await expect(row('Nguyễn Văn An')).toHaveCount(0)
  await expectAccessible(page)
  await picture('retention-destroyed')
  await row('05/BB-TH').press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Đã tiêu hủy' })).toBeVisible()
  await expect(page.getByText(/Dữ liệu của hồ sơ đã tiêu hủy theo biên bản 05\/BB-TH/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sửa thông tin' })).toHaveCount(0)
  await expectAccessible(page)
  await picture('case-destroyed')
})
