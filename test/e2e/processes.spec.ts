// The register of processes and the way of a version from draft to effect, in the real window: two people, return, approval, own approval
// with its exception, codes, filters, counts, keyboard, print.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type App, expectAccessible, startApp } from './app.ts'
import { textOf } from './pdf-text.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
})
test.afterAll(() => app.stop())

const screens = process.env.MOTCUA_SCREENS === 'keep' ? join(import.meta.dirname, 'screens') : join('test-results', 'screens')
mkdirSync(screens, { recursive: true })
const picture = (name: string) => app.page.screenshot({ path: join(screens, `${name}.png`) })

const secretary = { fullName: 'Trần Văn Thư', signInName: 'thutv', password: 'song-huong-xanh', roles: ['qualitySecretary'] }
const head = { fullName: 'Lê Thị Chánh', signInName: 'chanhlt', password: 'nui-ngu-binh', roles: ['head'] }
const both = { fullName: 'Phan Kiêm', signInName: 'kiemp', password: 'cau-truong-tien', roles: ['qualitySecretary', 'head'] }

const become = async ({ fullName, password }: { fullName: string; password: string }) => {
  const { page } = app
  await page.evaluate(() => window.motcua.people.signOut({}))
  await app.signInAs(fullName, password)
  await expect(page.getByRole('navigation', { name: 'Màn hình' })).toBeVisible()
}
const openRegister = () => app.page.getByRole('link', { name: 'Quy trình', exact: true }).click()
const row = (code: string) => app.page.getByRole('row').filter({ hasText: code })
const button = (name: string | RegExp) => app.page.getByRole('button', { name })
/** Not the short notes, which are dialogs to a screen reader. */
const dialog = () => app.page.locator('.dialog')

/** Work of a writer that another screen is for: fills the draft of a code. */
const fillDraft = (code: string, change: Record<string, unknown>) =>
  app.page.evaluate(
    async ([wanted, fields]) => {
      const value = <T>(reply: { ok: true; value: T } | { ok: false; error: unknown }): T => {
        if (!reply.ok) throw new Error(JSON.stringify(reply.error))
        return reply.value
      }
      const filter = {
        kind: null,
        group: null,
        field: null,
        authority: null,
        ownerUnit: null,
        state: null,
        procedureKey: null,
        law: null,
        query: '',
      }
      const { rows } = value(await window.motcua.documents.list({ filter, date: null }))
      const found = rows.find((candidate) => candidate.code === wanted)
      const versionId = found?.open?.versionId ?? found?.versionId ?? ''
      const { version, body } = value(await window.motcua.documents.getVersion({ versionId }))
      const content = { ...body.content, ...fields }
      value(
        await window.motcua.documents.save({
          versionId,
          body: { ...body, content } as typeof body,
          change: version.revision === 0 ? 'issue' : 'revision',
          reason: version.reason,
          basedOnHash: version.hash,
        }),
      )
    },
    [code, change] as const,
  )

const step = (label: string, work: string, role: string, act: string, time: object) => ({
  ...{ label, work, role, act, time, unit: 'Phòng Hành chính', forms: [], results: '', returnsTo: null, condition: '' },
})
const days = (number: number) => ({ kind: 'amount', minutes: number * 480, unit: 'days' })
const threeDays = {
  ...{ key: '', name: '', groups: [] },
  timeLimit: { limit: 3, unit: 'working-days' },
  steps: [
    step('B1', 'Tiếp nhận, kiểm tra hồ sơ', 'Cán bộ một cửa', 'receive', { kind: 'officeHours' }),
    step('B2', 'Thẩm định, dự thảo văn bản', 'Chuyên viên', 'handle', days(2)),
    step('B3', 'Ký duyệt', 'Lãnh đạo UBND', 'decide', days(1)),
    step('B4', 'Trả kết quả', 'Cán bộ một cửa', 'return', { kind: 'officeHours' }),
  ],
}

test('an empty register teaches how to begin, and only people who may write see the button', async () => {
  const { page } = app
  for (const person of [secretary, head, both]) {
    await page.evaluate(async ({ roles, ...staff }) => {
      const positionTitle = staff.fullName.startsWith('Lê') ? 'Chánh Văn phòng' : ''
      await window.motcua.people.addStaff({ ...staff, positionTitle, roles: roles as never, password: 'lan-dau-tien' })
    }, person)
  }
  await openRegister()
  await expect(page.getByRole('heading', { name: 'Danh mục quy trình' })).toBeVisible()
  await expect(page.getByText('Khi Thư ký ISO hoặc cán bộ soạn quy trình')).toBeVisible()
  await expect(button(/Quy trình mới/)).toHaveCount(0)
  for (const { signInName, password } of [secretary, head, both]) {
    await page.evaluate(
      async ([name, next]) => {
        await window.motcua.people.signOut({})
        await window.motcua.people.signIn({ signInName: name, password: 'lan-dau-tien' })
        await window.motcua.people.changeOwnPassword({ current: 'lan-dau-tien', next })
      },
      [signInName, password] as const,
    )
  }
  await become(secretary)
  await openRegister()
  await expect(page.getByText('Soạn quy trình đầu tiên')).toBeVisible()
  await expectAccessible(page)
  await picture('processes-empty')
})

test('a process is registered by keyboard alone, its code suggested by the pattern of the office', async () => {
  const { page } = app
  await page.keyboard.press('Control+Shift+n')
  await expect(dialog().getByLabel('Tên')).toBeFocused()
  await page.keyboard.type('Cấp giấy phép bưu chính')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Bưu chính')
  await expect(dialog().getByLabel('Mã')).toHaveValue('QT.BC.01')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(dialog()).toHaveCount(0)
  await openRegister()
  await expect(row('QT.BC.01')).toContainText('Dự thảo')
})

test('a code that was ever used is refused beside its field', async () => {
  const { page } = app
  await button(/Quy trình mới/).click()
  await dialog().getByLabel('Tên').fill('Quy trình khác')
  await dialog().getByLabel('Mã').fill('qt-bc-01')
  await page.keyboard.press('Enter')
  await expect(dialog().getByText('Đã có người hoặc mục khác dùng')).toBeVisible()
  await expect(dialog().getByLabel('Mã')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Bỏ', exact: true }).click()
})

test('a draft is submitted, sent back with a reason, submitted again, reviewed and approved by another person', async () => {
  const { page } = app
  await fillDraft('QT.BC.01', {
    authority: 'provincialChairman',
    ownerUnit: 'Phòng Hành chính',
    purpose: 'Quy định trình tự cấp giấy phép bưu chính.',
    // Twice the time of the steps: an error that the head must justify.
    variants: [{ ...threeDays, timeLimit: { limit: 6, unit: 'working-days' } }],
  })
  await openRegister()
  await row('QT.BC.01').dblclick()
  await expect(page.getByRole('heading', { name: 'Cấp giấy phép bưu chính' })).toBeVisible()
  await expect(page.getByText('≠ thời hạn 6 ngày')).toBeVisible()
  await expectAccessible(page)
  await button('Trình soát xét').click()
  await dialog().getByRole('button', { name: 'Trình soát xét' }).click()
  await expect(page.getByText('Chờ soát xét', { exact: true })).toBeVisible()
  await expect(button('Trình soát xét')).toHaveCount(0)

  await become(head)
  await page.getByRole('link', { name: 'Tổng quan ISO', exact: true }).click()
  await expect(page.getByText('Chờ bạn soát xét hoặc phê duyệt')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: '1 quy trình', exact: true }).click()
  await expect(page.getByText('1 quy trình chờ bạn soát xét hoặc phê duyệt')).toBeVisible()
  await button('Chỉ xem những mục này').click()
  await row('QT.BC.01').dblclick()
  await button('Trả lại').click()
  await dialog().getByRole('button', { name: 'Trả lại' }).click()
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await dialog().getByLabel('Lý do trả lại').fill('Thời hạn chưa đúng quyết định')
  await dialog().getByRole('button', { name: 'Trả lại' }).click()
  await expect(page.getByText('Thời hạn chưa đúng quyết định').first()).toBeVisible()

  await become(secretary)
  await openRegister()
  await row('QT.BC.01').dblclick()
  await expect(page.getByText('Bản này bị trả lại')).toBeVisible()
  await picture('process-returned')
  await button('Trình soát xét').click()
  await dialog().getByRole('button', { name: 'Trình soát xét' }).click()
  await button('Soát xét xong').click()
  await dialog().getByRole('button', { name: 'Soát xét xong' }).click()
  await expect(page.getByText('Chờ phê duyệt', { exact: true })).toBeVisible()
  await expect(button('Phê duyệt')).toHaveCount(0)

  await become(head)
  await openRegister()
  await row('QT.BC.01').dblclick()
  await button('Phê duyệt').click()
  await expect(dialog().getByLabel('Người ký')).toHaveValue('Lê Thị Chánh, Chánh Văn phòng')
  await dialog().getByRole('button', { name: 'Phê duyệt' }).click()
  await expect(dialog().getByText('Còn 1 lỗi kiểm tra chưa sửa')).toBeVisible()
  await dialog()
    .getByLabel(/Tổng thời gian các bước \(3 ngày\)/)
    .fill('Ba ngày lấy ý kiến không tính')
  await expectAccessible(page)
  await picture('process-approve')
  await dialog().getByRole('button', { name: 'Phê duyệt' }).click()
  await expect(dialog()).toHaveCount(0)
  await expect(page.getByText('Đã phê duyệt').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Kiểm tra' }).click()
  await expect(page.getByText('Chấp nhận vì: Ba ngày lấy ý kiến không tính')).toBeVisible()
  await page.getByRole('tab', { name: 'Lịch sử' }).click()
  for (const words of ['Đăng ký tài liệu', 'Trả lại người soạn', 'Soát xét xong', 'Phê duyệt']) {
    await expect(page.getByText(words, { exact: false }).first()).toBeVisible()
  }
  await expectAccessible(page)
})

test('in effect from its day on, and not before', async () => {
  const { page } = app
  await openRegister()
  await page.keyboard.press('Control+f')
  await page.getByLabel('Tính đến ngày').fill('31/12/2099')
  await expect(row('QT.BC.01')).toContainText('Đang hiệu lực')
  await expect(button(/Đang hiệu lực\s*1/)).toBeVisible()
})

test('who wrote a version approves it only with a reason that is kept', async () => {
  const { page } = app
  await become(both)
  await openRegister()
  await button(/Quy trình mới/).click()
  await dialog().getByLabel('Tên').fill('Kiểm soát thông tin dạng văn bản')
  await dialog().getByLabel('Mã').fill('QT.ISO.01')
  await dialog().getByLabel('Nhóm').click()
  await page.getByRole('option', { name: 'Hệ thống' }).click()
  await dialog().getByRole('button', { name: 'Tạo và soạn nội dung' }).click()
  await expect(dialog()).toHaveCount(0)
  await fillDraft('QT.ISO.01', { authority: 'provincialChairman', ownerUnit: 'Phòng Hành chính', variants: [threeDays] })
  await openRegister()
  await fillDraft('QT.ISO.01', { variants: [{ ...threeDays, timeLimit: null }] })
  await row('QT.ISO.01').dblclick()
  for (const words of ['Trình soát xét', 'Soát xét xong', 'Phê duyệt']) {
    await button(words).click()
    await dialog().getByRole('button', { name: words }).click()
    if (words === 'Phê duyệt') {
      await expect(dialog().getByText('Người soạn không tự phê duyệt')).toBeVisible()
      await dialog().getByLabel('Lý do tự phê duyệt').fill('Văn phòng chỉ có một người')
      await dialog().getByRole('button', { name: words }).click()
    }
    await expect(dialog()).toHaveCount(0)
  }
  await page.getByRole('tab', { name: /Phiên bản/ }).click()
  await expect(page.getByText('Văn phòng chỉ có một người')).toBeVisible()
  await expectAccessible(page)
  await picture('process-versions')
})

test('what was issued on paper is recorded from the draft with its own number and dates', async () => {
  const { page } = app
  await openRegister()
  await button(/Quy trình mới/).click()
  await dialog().getByLabel('Tên').fill('Đánh giá nội bộ')
  await dialog().getByLabel('Mã').fill('QT.ISO.02')
  await page.keyboard.press('Enter')
  await expect(dialog()).toHaveCount(0)
  await openRegister()
  await row('QT.ISO.02').dblclick()
  await button('Việc khác').click()
  await page.getByRole('menuitem', { name: 'Đã ban hành trên giấy' }).click()
  await dialog().getByLabel('Lần ban hành').fill('2')
  await dialog().getByLabel('Ngày ban hành').fill('27/12/2007')
  await dialog().getByRole('button', { name: 'Đã ban hành trên giấy' }).click()
  await expect(dialog()).toHaveCount(0)
  await expect(page.getByText('Lần ban hành 2, sửa đổi 0', { exact: false }).first()).toBeVisible()
  await expect(page.getByText('Đang hiệu lực').first()).toBeVisible()

  await page.keyboard.press('F2')
  await dialog().getByLabel('Lý do sửa đổi').fill('Bổ sung mục đích')
  await dialog().getByRole('button', { name: 'Bắt đầu soạn' }).click()
  await expect(dialog()).toHaveCount(0)
  await fillDraft('QT.ISO.02', { purpose: 'Đánh giá hằng năm.' })
  await openRegister()
  await expect(row('QT.ISO.02')).toContainText('Đang soạn bản mới')
  await row('QT.ISO.02').dblclick()
  await expect(page.getByText('Bản đang hiệu lực là 2/0.')).toBeVisible()
  await page.getByRole('tab', { name: /Phiên bản/ }).click()
  await button('So với bản trước').click()
  await expect(page.getByText('Đánh giá hằng năm.').first()).toBeVisible()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('tab', { name: /Phiên bản/ })).toBeVisible()
  await page.keyboard.press('Control+p')
  await expect(dialog().getByText('QT.ISO.02').first()).toBeVisible()
  await page.keyboard.press('Escape')
})

test('the register filters and counts by group and state, finds without marks, and is left and found again as it was', async () => {
  const { page } = app
  await openRegister()
  await expect(button(/^Thủ tục hành chính\s*2$/)).toBeVisible()
  await button(/^Hệ thống\s*1$/).click()
  await expect(row('QT.ISO.01')).toBeVisible()
  await expect(row('QT.BC.01')).toHaveCount(0)
  await expect(page.getByText('1/3')).toBeVisible()
  await row('QT.ISO.01').dblclick()
  await expect(page.getByRole('tab', { name: 'Nội dung' })).toBeVisible()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(button(/^Hệ thống\s*1$/)).toHaveAttribute('aria-pressed', 'true')
  await expect(row('QT.ISO.01')).toBeFocused()
  await app.restart()
  await app.signInAs(both.fullName, both.password)
  await expect(button(/^Hệ thống\s*1$/)).toHaveAttribute('aria-pressed', 'true')
  await button('Bỏ lọc').click()
  await app.page.keyboard.press('Control+f')
  await app.page.keyboard.type('buu chinh')
  await expect(app.page.getByText('1/3')).toBeVisible()
  await expectAccessible(app.page)
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('heading', { name: 'Cấp giấy phép bưu chính' })).toBeVisible()
  await app.page.keyboard.press('Alt+ArrowLeft')
  await button('Bỏ lọc').click()
  await picture('processes')
  // By what stands inside: words of the purpose, which the register itself does not show.
  await app.page.keyboard.press('Control+f')
  await app.page.keyboard.type('Quy định trình tự cấp')
  await expect(app.page.getByText('1/3')).toBeVisible()
  await expect(row('QT.BC.01')).toBeVisible()
  await button('Bỏ lọc').click()
})

test('what the register shows is printed as the list of internal documents, to a PDF', async () => {
  const { page } = app
  const file = join(app.folder, 'danh-muc.pdf')
  await app.electron.evaluate(({ dialog: system }, filePath) => {
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await page.keyboard.press('Control+p')
  const sheet = page.frameLocator('iframe')
  await expect(sheet.getByRole('heading', { name: 'Danh mục tài liệu nội bộ' })).toBeVisible()
  await expect(sheet.getByRole('cell', { name: 'QT.ISO.02' })).toBeVisible()
  await picture('register-paper')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Đã lưu tệp danh-muc.pdf')).toBeVisible()
  const words = await textOf(file)
  for (const text of ['BM.01.02', 'QT.BC.01', 'Đánh giá nội bộ', '27/12/2007', 'Tổng số: 3 tài liệu'])
    expect(words).toContain(text)
})
