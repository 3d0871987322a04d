// What was received is corrected in the real window: the papers, who hands in and collects, the procedure; with a reason, old and new told.
import { expect, test } from '@playwright/test'
import { type App, cutTexts, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
  const caseId = await app.page.evaluate(async () => {
    const found = await window.motcua.procedures.list({ query: 'hkd', field: null, limit: 1 })
    const procedureId = (found.ok && found.value.rows[0]?.id) || ''
    const caseId = crypto.randomUUID()
    const blank = { birthDate: '', sex: '' as const, email: '', address: '', cardAddress: '', taxNumber: '', representative: '' }
    const reply = await window.motcua.cases.receive({
      ...{ caseId, procedureId, receivedAt: null, applicantId: null, submitter: null, collector: null, variant: null },
      components: ['Tờ khai', 'Bản sao căn cước'].map((name) => ({ name, originals: 1, certified: 0, copies: 0, note: '' })),
      applicant: { ...blank, kind: 'citizen', fullName: 'Lê Thị Hoa', idKind: 'citizenId', idNumber: '046190001234', phone: '' },
      ...{ summary: 'Đăng ký', note: '', channel: 'inPerson', returnMethod: 'desk', returnPlace: '', setCount: 1 },
      ...{ book: '', serial: null, manualDueAt: null },
    })
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    return caseId
  })
  await app.page.evaluate((id) => {
    window.location.hash = `/cases/${id}`
  }, caseId)
})
test.afterAll(() => app.stop())

const dialog = () => app.page.locator('.dialog[data-open]')
const history = () => app.page.locator('section').filter({ has: app.page.getByRole('heading', { name: 'Quá trình xử lý' }) })
const save = async (reason: string) => {
  await dialog().getByLabel('Lý do sửa').fill(reason)
  await app.page.keyboard.press('Enter')
  await expect(dialog()).toHaveCount(0)
}
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

test('the papers: a count, one taken away, one forgotten, by keyboard', async () => {
  const { page } = app
  const { keyboard } = page
  await page.getByRole('button', { name: 'Sửa giấy tờ' }).press('Enter')
  await dialog().getByLabel('Bản chính, giấy tờ 1').fill('2')
  await dialog().getByRole('button', { name: 'Bỏ giấy tờ 2' }).press('Enter')
  await dialog().getByRole('button', { name: 'Thêm giấy tờ' }).press('Enter')
  await expect(dialog().getByLabel('Tên giấy tờ 2')).toBeFocused()
  await keyboard.press('Control+Enter')
  await dialog().getByRole('button', { name: 'Lưu sửa đổi' }).press('Enter')
  await expect(dialog().getByText('Cần nhập ô này')).toHaveCount(1)
  await dialog().getByLabel('Lý do sửa').fill('Đếm lại')
  await keyboard.press('Enter')
  await expect(dialog().getByLabel('Tên giấy tờ 2')).toBeFocused()
  await look('correct-papers')
  await keyboard.type('Hợp đồng thuê nhà')
  await save('Đếm lại')
  await expect(
    history().getByText('Tờ khai (1/0/0); Bản sao căn cước (1/0/0) → Tờ khai (2/0/0); Hợp đồng thuê nhà (1/0/0)'),
  ).toBeVisible()
})

test('somebody else handed the file in; the number is hidden in the history', async () => {
  const { page } = app
  await page.getByRole('button', { name: 'Sửa người nộp, người nhận' }).press('Enter')
  await dialog().getByLabel('Người khác nộp thay chủ hồ sơ').press('Space')
  await dialog().getByLabel('Họ và tên').fill('Trần Văn Nộp')
  await dialog().getByLabel('Số giấy tờ', { exact: true }).fill('046090001111')
  await dialog().getByLabel('Ngày sinh').fill('31/2/1990')
  await dialog().getByLabel('Giấy tờ ủy quyền').fill('Giấy ủy quyền số 01')
  await dialog().getByLabel('Lý do sửa').fill('Ghi thiếu người nộp')
  await page.keyboard.press('Enter')
  await expect(dialog().getByLabel('Ngày sinh')).toBeFocused()
  await look('correct-others')
  await dialog().getByLabel('Ngày sinh').fill('28/2/1990')
  await save('Ghi thiếu người nộp')
  await expect(history().getByText('Người nộp, Họ và tên: (để trống) → Trần Văn Nộp')).toBeVisible()
  await expect(history().getByText('046090001111')).toHaveCount(0)
})

test('the procedure was chosen wrongly: both dates before saving and after', async () => {
  const { page } = app
  await page.getByRole('button', { name: 'Sửa thủ tục' }).press('Enter')
  const box = dialog().getByRole('combobox', { name: 'Thủ tục' })
  await box.fill('khai sinh')
  await expect(page.getByRole('option', { name: /khai sinh/i }).first()).toBeVisible()
  await page
    .getByRole('option', { name: /khai sinh/i })
    .first()
    .click()
  await expect(dialog().getByText(/Hạn đã hẹn: .*Hạn mới: /)).toBeVisible()
  await look('correct-procedure')
  await save('Chọn nhầm thủ tục')
  await expect(history().getByText(/^Thủ tục: .* → .*khai sinh/)).toBeVisible()
  await expect(page.getByText(/^Sửa hồ sơ lúc/)).toBeVisible()
  await expect(page.getByText(/^Hạn ban đầu: /)).toBeVisible()
  await look('correct-done')
})
