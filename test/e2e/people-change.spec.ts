// People who change, in the real window: leave with a substitute; a person leaves and everything in hand goes over, with its record on paper.
import { expect, test } from '@playwright/test'
import { type App, cutTexts, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
})
test.afterAll(() => app.stop())

const dialog = () => app.page.locator('.dialog[data-open]').last()
const row = (text: string) => app.page.getByRole('row').filter({ hasText: text })
const picture = (name: string) => app.page.screenshot({ path: `test-results/screens/${name}.png` })
const resize = async (width: number, height: number) => {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
    [width, height],
  )
  await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBeGreaterThanOrEqual(width - 1)
}
/** What people wear: at 1366 and at 1920. */
const pictures = async (name: string) => {
  await picture(name)
  await resize(1920, 1080)
  await picture(`${name}-1920`)
  await resize(1366, 768)
}

test.beforeAll(() =>
  app.page.evaluate(async () => {
    const done = <Value>(reply: { ok: true; value: Value } | { ok: false; error: unknown }): Value => {
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
      return reply.value
    }
    const { motcua } = window
    const person = async (fullName: string, signInName: string, positionTitle: string) =>
      done(await motcua.people.addStaff({ fullName, signInName, positionTitle, roles: ['handler'], password: 'mua-thu-2026' })).id
    const leaver = await person('Lê Văn Cường', 'cuonglv', 'Công chức Tư pháp – Hộ tịch')
    await person('Phạm Thị Dung', 'dungpt', 'Công chức Văn phòng')
    const { rows } = done(await motcua.procedures.list({ query: 'khai sinh', field: null, limit: 1 }))
    const blank = { birthDate: '', sex: '' as const, email: '', address: '', cardAddress: '', taxNumber: '', representative: '' }
    for (const [index, fullName] of ['Lê Thị Hoa', 'Trần Văn Hải', 'Võ Thị Hạnh', 'Trần Văn Hảo'].entries()) {
      const caseId = crypto.randomUUID()
      done(
        await motcua.cases.receive({
          ...{ caseId, procedureId: rows[0]?.id ?? '', receivedAt: null, applicantId: null, submitter: null, collector: null },
          ...{ variant: null, components: [{ name: 'Tờ khai', originals: 1, certified: 0, copies: 0, note: '' }] },
          applicant: {
            ...blank,
            kind: 'citizen',
            fullName,
            idKind: 'citizenId',
            idNumber: `04619000123${index === 3 ? 1 : index}`,
            phone: '',
          },
          ...{ summary: 'Khai sinh', note: '', channel: 'inPerson', returnMethod: 'desk', returnPlace: '', setCount: 1 },
          ...{ book: '', serial: null, manualDueAt: null },
        }),
      )
      if (index === 3) continue // stays at the desk
      done(
        await motcua.life.act({
          caseId,
          input: { act: 'forward', staffId: leaver, unit: 'Phòng Tư pháp', note: '', onBehalf: false },
        }),
      )
    }
  }),
)

test('somebody goes on leave by keyboard, and the substitute sees their cases as such', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Việc của tôi' }).click()
  await page.getByRole('button', { name: 'Nghỉ phép' }).click()
  await expect(page.getByText('Chưa ghi ngày nghỉ nào')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+Insert')
  await expect(dialog().getByRole('combobox', { name: 'Người nghỉ' })).toBeFocused()
  await dialog().getByRole('combobox', { name: 'Người nghỉ' }).fill('cuong')
  await expect(page.getByRole('option', { name: /Lê Văn Cường/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option')).toHaveCount(0)
  await dialog().getByLabel('Đến hết ngày').fill('31/12/2099')
  const substitute = dialog().getByRole('combobox', { name: 'Người làm thay' })
  await substitute.focus()
  await page.keyboard.type('duyen')
  await expect(page.getByRole('option', { name: /Nguyễn Thị Duyên/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(dialog().getByText('Nguyễn Thị Duyên thiếu vai trò để làm thay')).toBeVisible()
  await expectAccessible(page)
  await picture('leave-dialog')
  await substitute.fill('dung')
  await expect(page.getByRole('option', { name: /Phạm Thị Dung/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(row('Lê Văn Cường')).toContainText('đang nghỉ')
  await expect(row('Lê Văn Cường')).toContainText('Phạm Thị Dung')
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await pictures('leave')
})

test('an account with something in hand is not closed, and the refusal says what is left', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Cán bộ' }).click()
  await row('Lê Văn Cường').click()
  await page.getByRole('button', { name: 'Sửa' }).click()
  await dialog().getByRole('checkbox', { name: 'Được đăng nhập' }).uncheck()
  await page.keyboard.press('Enter')
  await expect(dialog().getByText('3 hồ sơ đang giải quyết.')).toBeVisible()
  await expectAccessible(page)
  await picture('staff-holds')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Bỏ', exact: true }).click()
})

test('a part of it goes over by keyboard, the record is printed, the rest goes over and the account is closed', async () => {
  const { page } = app
  await page.getByRole('button', { name: 'Bàn giao' }).click()
  await expect(page.getByRole('heading', { name: 'Bàn giao công việc của Lê Văn Cường' })).toBeVisible()
  const receiver = page.getByRole('combobox', { name: 'Người nhận' })
  await receiver.focus()
  await page.keyboard.type('dung')
  await expect(page.getByRole('option', { name: /Phạm Thị Dung/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Giao tất cả (3)' }).click()
  await expect(page.getByText('Đã chọn người nhận cho 3 trong 3 mục')).toBeVisible()
  await row('Võ Thị Hạnh').click()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Bỏ người nhận' }).click()
  await expect(page.getByText('Đã chọn người nhận cho 2 trong 3 mục')).toBeVisible()
  // Another screen in between drops nothing.
  await page.getByRole('link', { name: 'Cán bộ' }).click()
  await expect(page.getByRole('heading', { name: 'Cán bộ' })).toBeVisible()
  await page.goBack()
  await expect(page.getByText('Đã chọn người nhận cho 2 trong 3 mục')).toBeVisible()
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await pictures('handover')
  await page.getByRole('button', { name: 'Lập biên bản (2)…' }).click()
  await expect(dialog().getByText('Còn 1 mục chưa có người nhận')).toBeVisible()
  await dialog().getByLabel('Lý do').focus()
  await page.keyboard.press('Enter')
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await page.keyboard.type('Chuyển công tác')
  await dialog().getByLabel('Bàn giao thêm').fill('Chìa khóa tủ hồ sơ số 2\nDấu “Bản sao”')
  await dialog().getByLabel('Người chứng kiến').fill('Nguyễn Văn An')
  await expectAccessible(page)
  await picture('handover-dialog')
  await dialog().getByLabel('Người chứng kiến').press('Enter')
  const paper = page.frameLocator('iframe')
  await expect(paper.getByText('Biên bản bàn giao công việc')).toBeVisible()
  await expect(paper.getByText('Dấu “Bản sao”')).toBeVisible()
  await expect(paper.getByText('Còn 1 mục')).toBeVisible()
  await picture('handover-paper')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Đã chọn người nhận cho 0 trong 1 mục')).toBeVisible()
  await receiver.focus()
  await page.keyboard.type('dung')
  await expect(page.getByRole('option', { name: /Phạm Thị Dung/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Giao tất cả (1)' }).click()
  await page.getByRole('button', { name: 'Lập biên bản (1)…' }).click()
  await dialog().getByLabel('Lý do').fill('Chuyển công tác')
  await dialog().getByRole('checkbox', { name: 'Khóa tài khoản của người giao' }).check()
  await dialog().getByRole('button', { name: 'Lập biên bản' }).click()
  await expect(paper.getByText('Võ Thị Hạnh')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Người này không giữ gì')).toBeVisible()
  await page.getByRole('button', { name: 'Nghỉ phép, bàn giao' }).click()
  await expect(row('Phạm Thị Dung')).toContainText('3 hồ sơ đang giải quyết')
  await expect(row('Lê Văn Cường')).toHaveCount(0)
  await expectAccessible(page)
  await pictures('duties')
  await page.getByRole('tab', { name: 'Biên bản bàn giao' }).click()
  await expect(row('Chuyển công tác')).toHaveCount(2)
  await expectAccessible(page)
  await picture('duties-records')
})

test('a department is split: each open case goes where the person says, and its history tells the decision', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Cơ quan' }).click()
  await page.getByRole('button', { name: 'Đổi tên, nhập, tách' }).click()
  await expect(page.getByText('Chưa có đơn vị nào thay đổi')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+Insert')
  await dialog().getByRole('radio', { name: 'Tách' }).check()
  await dialog().getByRole('combobox', { name: 'Đơn vị cũ' }).fill('tu phap')
  await page.getByRole('option', { name: 'Phòng Tư pháp' }).click()
  await dialog().getByRole('combobox', { name: 'Đơn vị mới 1' }).fill('Phòng Hộ tịch')
  await dialog().getByRole('combobox', { name: 'Đơn vị mới 2' }).fill('Phòng Chứng thực')
  await expect(dialog().getByText('3 bước đang mở')).toBeVisible()
  await dialog().getByRole('combobox', { name: 'Tất cả chuyển sang' }).click()
  await page.getByRole('option', { name: 'Phòng Hộ tịch' }).click()
  await dialog()
    .getByRole('combobox', { name: /của Lê Thị Hoa chuyển sang/ })
    .click()
  await page.getByRole('option', { name: 'Phòng Chứng thực' }).click()
  await dialog().getByRole('button', { name: 'Ghi thay đổi' }).click()
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await dialog().getByLabel('Căn cứ').fill('QĐ 12/QĐ-UBND')
  await expectAccessible(page)
  await pictures('unit-split')
  await page.keyboard.press('Enter')
  await expect(row('Phòng Hộ tịch; Phòng Chứng thực')).toContainText('QĐ 12/QĐ-UBND')
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await picture('units')
  await page.getByRole('link', { name: 'Hồ sơ', exact: true }).click()
  await row('Lê Thị Hoa').dblclick()
  await expect(page.getByText('Đơn vị thay đổi: từ Phòng Tư pháp sang Phòng Chứng thực (QĐ 12/QĐ-UBND)')).toBeVisible()
})

test('the office is renamed, and says so at once', async () => {
  const { page } = app
  await page.keyboard.press('Control+k')
  await page.keyboard.type('don vi thay doi')
  await page.getByRole('option', { name: 'Đơn vị thay đổi' }).click()
  await page.getByRole('button', { name: 'Cơ quan thay đổi' }).click()
  await dialog().getByLabel('Tên cơ quan mới').fill('Phường Thuận Hóa Mới')
  await dialog().getByLabel('Căn cứ').fill('NQ 5/NQ-HĐND')
  await expectAccessible(page)
  await picture('office-change')
  await page.keyboard.press('Enter')
  await expect(row('Phường Thuận Hóa Mới')).toContainText('NQ 5/NQ-HĐND')
  await expect(page.locator('.shell-office')).toHaveText('Phường Thuận Hóa Mới')
})

test('two records of one person are shown side by side, merged, and taken apart again', async () => {
  const { page } = app
  await page.keyboard.press('Control+k')
  await page.keyboard.type('nhap trung')
  await page.getByRole('option', { name: 'Người nhập trùng' }).click()
  await expect(row('Trần Văn Hải')).toContainText('cùng số giấy tờ')
  await expectAccessible(page)
  await picture('duplicates')
  await row('Trần Văn Hải').click()
  await page.keyboard.press('Enter')
  await expect(dialog().getByRole('radiogroup', { name: 'Họ và tên' })).toBeVisible()
  await dialog().getByRole('radio', { name: 'Trần Văn Hảo' }).check()
  await expectAccessible(page)
  await pictures('pair')
  await dialog().getByRole('button', { name: 'Gộp thành một' }).click()
  await expect(page.getByText('Không thấy ai nhập trùng')).toBeVisible()
  await page.getByRole('tab', { name: 'Đã gộp' }).click()
  await expect(row('Trần Văn Hảo')).toBeVisible()
  await expectAccessible(page)
  expect(await cutTexts(page)).toEqual([])
  await picture('merged')
  await page.getByRole('button', { name: /^Tách lại/ }).click()
  await dialog().getByRole('button', { name: 'Tách lại' }).click()
  await expect(page.getByText('Chưa gộp ai')).toBeVisible()
  await page.getByRole('tab', { name: 'Có thể trùng' }).click()
  await expect(row('Trần Văn Hải')).toBeVisible()
})
