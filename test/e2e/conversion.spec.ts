// A conversion from ISO 9001:2008 to 2015 in the real window, from the plan to the replaced certificate.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type App, administrator, expectAccessible, startApp } from './app.ts'
import { textOf } from './pdf-text.ts'

const screens = join('test-results', 'screens')
mkdirSync(screens, { recursive: true })
const picture = (page: Page, name: string) => page.screenshot({ path: join(screens, `conversion-${name}.png`) })

const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Màn hình' }).getByRole('link', { name, exact: true })
const heading = (page: Page, name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name })
const step = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
  await app.page.evaluate(async () => {
    const staff = await window.motcua.people.listStaff({})
    const me = staff.ok ? staff.value[0] : undefined
    if (!me) throw new Error('nobody')
    const { id: staffId, fullName, positionTitle, isActive } = me
    await window.motcua.people.changeStaff({ staffId, fullName, positionTitle, isActive, roles: ['administrator', 'head'] })
    await window.motcua.people.signOut({})
  })
  await app.signInAs(administrator.fullName, administrator.password)
  await expect(place(app.page, 'Công bố')).toBeVisible()
})
test.afterAll(() => app.stop())

async function openTab(page: Page): Promise<void> {
  await place(page, 'Công bố').click()
  await tab(page, /Chuyển đổi phiên bản/).click()
}

/** What the office has before it begins: two documents of 2012 and the certificate to the edition of 2008. */
const enterHistory = (page: Page) =>
  page.evaluate(async () => {
    const { motcua } = window
    const take = <Value>(reply: { ok: true; value: Value } | { ok: false; error: { code: string } }): Value => {
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
      return reply.value
    }
    const paper = {
      issue: 2,
      revision: 0,
      reason: '',
      approvedOn: '2012-07-02',
      effectiveFrom: '2012-07-02',
      reviewDueOn: null,
      approverName: 'Chủ tịch',
    }
    for (const [code, name] of [
      ['ST-01', 'Sổ tay chất lượng'],
      ['CS-01', 'Chính sách chất lượng'],
    ] as const) {
      const kind = code === 'ST-01' ? ('manual' as const) : ('policy' as const)
      const sections = [{ heading: 'Nội dung', body: name }]
      take(
        await motcua.documents.enter({
          ...paper,
          document: { kind, group: '', code },
          body: { kind, content: { name, field: '', ownerUnit: '', sections } },
        }),
      )
    }
    const title = 'Giấy chứng nhận lần 2'
    const { instrumentId } = take(await motcua.conformity.draft({ kind: 'certificate', title, after: null }))
    const { instrument } = take(await motcua.conformity.get({ instrumentId, date: null }))
    take(
      await motcua.conformity.save({
        instrumentId,
        basedOnHash: instrument.hash,
        details: {
          title,
          issuer: 'Tổng cục TCĐLCL',
          edition: '2008',
          number: 'HC 12',
          ordinal: 1,
          issuedOn: '2012-09-01',
          inForceFrom: null,
          expiresOn: '2028-08-31',
          isExpiryAssumed: false,
          headName: '',
          headTitle: '',
          addresses: [],
          surveillances: [],
          links: [],
          note: '',
        },
        lines: [{ group: 'office', text: 'Quản lý văn bản', field: 'Văn thư', processCode: '', procedureKey: null }],
      }),
    )
    take(await motcua.conformity.issue({ instrumentId, reason: '' }))
  })

test('nothing teaches how to begin; bad plans are refused beside their fields and lose nothing', async () => {
  const { page } = app
  await openTab(page)
  await expect(page.getByText('Chưa có kế hoạch chuyển đổi nào')).toBeVisible()
  await expectAccessible(page)
  await picture(page, 'empty')
  await page.getByRole('button', { name: 'Lập kế hoạch chuyển đổi' }).click()
  await expect(page.locator('.dialog').getByText('Chưa có văn bản nào để thay thế')).toBeVisible()
  await expect(page.locator('.dialog').getByRole('textbox')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Mở thẻ Văn bản' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(tab(page, /^Văn bản/)).toHaveAttribute('aria-selected', 'true')
  await enterHistory(page)
  await place(page, 'Tổng quan ISO').click()
  await openTab(page)
  await page.getByRole('button', { name: 'Lập kế hoạch chuyển đổi' }).click()
  const dialog = page.locator('.dialog')
  await expect(dialog.getByText('Đang theo phiên bản 2008')).toBeVisible()
  await dialog.getByRole('combobox', { name: /Chuyển sang/ }).click()
  await page.getByRole('option', { name: 'TCVN ISO 9001:2000' }).click()
  await dialog.getByRole('textbox', { name: /Người phụ trách/ }).fill('Thư ký ISO')
  await dialog.getByRole('textbox', { name: /Bắt đầu/ }).fill('1/11/2026')
  await dialog.getByRole('textbox', { name: /Dự kiến xong/ }).fill('31/10/2026')
  await dialog.getByRole('button', { name: 'Lập kế hoạch', exact: true }).click()
  await expect(dialog.getByText('Phiên bản chuyển đến phải mới hơn')).toBeVisible()
  await expect(dialog.getByText('Ngày dự kiến xong phải từ ngày bắt đầu trở đi.')).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: /Người phụ trách/ })).toHaveValue('Thư ký ISO')
  await expectAccessible(page)
  await picture(page, 'refused')
  await dialog.getByRole('combobox', { name: /Chuyển sang/ }).click()
  await page.getByRole('option', { name: 'TCVN ISO 9001:2015' }).click()
  await dialog.getByRole('textbox', { name: /Dự kiến xong/ }).fill('31/12/2026')
  await dialog.getByRole('textbox', { name: /Lý do/ }).fill('Kế hoạch 12/KH-VP')
  await dialog.getByRole('button', { name: 'Lập kế hoạch', exact: true }).click()
  await heading(page, 'Chuyển đổi 2008 → 2015')
  await expect(step(page, 'Đánh giá nội bộ')).toContainText('chưa xong')
  await expect(step(page, 'Xét khoảng trống')).toContainText('làm bước này trước')
  // Bug: "nothing to do" stood here while no clause had been looked at.
  await expect(step(page, 'Ban hành lại tài liệu')).toContainText('Chưa biết tài liệu nào phải ban hành lại')
  await expectAccessible(page)
  await picture(page, 'steps')
})

test('the gap list proposes documents from the old clauses, is judged by keyboard, filtered and saved', async () => {
  const { page } = app
  await tab(page, /Khoảng trống/).click()
  await page.getByRole('button', { name: 'Tài liệu theo 2008…' }).click()
  const dialog = page.locator('.dialog')
  const clause = dialog.getByRole('combobox', { name: /Điều khoản/ })
  await clause.fill('4.2.3')
  await page.getByRole('option', { name: /4.2.3 Kiểm soát tài liệu/ }).click()
  const documents = dialog.getByRole('combobox', { name: 'Tài liệu đáp ứng' })
  await documents.fill('so tay')
  await page.getByRole('option', { name: /ST-01/ }).click()
  await expect(dialog.getByRole('button', { name: 'Bỏ ST-01' })).toBeVisible()
  await expectAccessible(page)
  await picture(page, 'old-clauses')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await expect(dialog).toHaveCount(0)
  await page.getByRole('button', { name: 'Lấy tài liệu đề xuất (2)' }).click()
  const search = page.getByRole('searchbox', { name: 'Tìm điều, tài liệu, việc' })
  await search.fill('7.5.3')
  await expect(page.getByRole('row').filter({ hasText: '7.5.3' })).toContainText('ST-01')
  await search.fill('rui ro')
  await expect(page.getByText('1/56 điều khoản')).toBeVisible()
  await page.getByRole('row').filter({ hasText: '6.1' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Điều tương ứng của phiên bản 2008: 5.4.2, 8.5.3.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await expect(dialog.getByRole('alert').or(dialog.locator('.field-error')).first()).toBeVisible()
  await dialog.getByRole('radio', { name: 'Chưa đáp ứng' }).check()
  await dialog.getByRole('textbox', { name: /Việc phải làm/ }).fill('Lập sổ rủi ro')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await expect(dialog.getByRole('textbox', { name: /Người phụ trách/ })).toBeFocused()
  await page.keyboard.type('Văn phòng')
  await dialog.getByRole('textbox', { name: /Thời hạn/ }).fill('30/11/2026')
  await expectAccessible(page)
  await picture(page, 'gap')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: '6.1' })).toContainText('Chưa đáp ứng')
  await search.fill('')

  const file = join(app.folder, 'khoang-trong.xlsx')
  await app.electron.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await page.getByRole('button', { name: 'Lưu Excel…' }).click()
  await expect.poll(() => existsSync(file)).toBe(true)
  const paper = join(app.folder, 'khoang-trong.pdf')
  await app.electron.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = async () => ({ canceled: false, filePath })
  }, paper)
  await page.getByRole('button', { name: 'In…', exact: true }).click()
  const printing = page.getByRole('dialog', { name: 'In danh mục khoảng trống' })
  await expect(printing.frameLocator('iframe').getByRole('columnheader', { name: 'Điều khoản', exact: true })).toBeVisible()
  await expectAccessible(page)
  await picture(page, 'gaps-print')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Đã lưu tệp khoang-trong.pdf')).toBeVisible()
  const said = (await textOf(paper)).normalize('NFC').replace(/\s+/g, ' ')
  for (const words of ['KHOẢNG TRỐNG KHI CHUYỂN TỪ TCVN ISO 9001:2008 SANG ISO 9001:2015', '6.1', 'Chưa đáp ứng', 'Người lập'])
    expect(said).toContain(words)
  await expectAccessible(page)
  await picture(page, 'gaps')

  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.setContentSize(1920, 1080),
  )
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThan(1_900)
  await picture(page, 'gaps-large')
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.setContentSize(1366, 768),
  )

  // The other clauses are judged as a person would, only faster.
  await page.evaluate(async () => {
    const { conversions } = window.motcua
    const listed = await conversions.list({})
    const conversionId = listed.ok ? (listed.value.rows[0]?.id ?? '') : ''
    const known = await conversions.get({ conversionId })
    if (!known.ok) throw new Error(known.error.code)
    for (const { clause, verdict, documents: met } of known.value.gaps) {
      if (verdict !== null) continue
      const found = { verdict: 'met' as const, note: 'Đã có', action: '', responsible: '', dueOn: null }
      await conversions.assess({ conversionId, clause, ...found, documentIds: met.map(({ id }) => id) })
    }
  })
})

test('a new issue is drafted from here with its reason and counts once it is approved', async () => {
  const { page } = app
  await tab(page, /Tài liệu ban hành lại/).click()
  await expect(page.getByRole('row').filter({ hasText: 'ST-01' })).toContainText('Bản cũ')
  await page.getByRole('checkbox', { name: 'Chọn ST-01' }).check()
  await page.getByRole('button', { name: 'Soạn lần ban hành mới (1 đã chọn)' }).click()
  const dialog = page.locator('.dialog')
  await expect(dialog.getByRole('textbox', { name: /Lý do ban hành lại/ })).toHaveValue('Chuyển đổi sang TCVN ISO 9001:2015')
  await dialog.getByRole('button', { name: 'Mở dự thảo' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'ST-01' })).toContainText('Đang soạn')
  await expectAccessible(page)
  await picture(page, 'documents')
  await page.evaluate(async () => {
    const { conversions, documents } = window.motcua
    const listed = await conversions.list({})
    const known = listed.ok ? await conversions.get({ conversionId: listed.value.rows[0]?.id ?? '' }) : listed
    const versionId = known.ok ? (known.value.documents[0]?.draft?.versionId ?? '') : ''
    const reply = await documents.enterDraft({
      versionId,
      issue: 3,
      revision: 0,
      approvedOn: '2026-11-10',
      effectiveFrom: '2026-11-12',
      reviewDueOn: null,
      approverName: 'Chủ tịch',
    })
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  })
  await openTab(page)
  await expect(page.getByRole('row').filter({ hasText: '2008 → 2015' })).toContainText('Đang thực hiện')
  await picture(page, 'list')
  await page.getByRole('row').filter({ hasText: '2008 → 2015' }).dblclick()
  await expect(step(page, 'Ban hành lại tài liệu')).toContainText('10/11/2026')
  await expect(step(page, 'Xét khoảng trống')).toContainText('Đã xét 56/56')
})

test('audit, review and confirmation keep their order; what is missing is named', async () => {
  const { page } = app
  const dialog = page.locator('.dialog')
  await page.getByRole('button', { name: 'Ghi nhận: Xem xét của lãnh đạo' }).click()
  await expect(dialog.getByText('Còn thiếu: Đánh giá nội bộ.')).toBeVisible()
  await dialog.getByRole('textbox', { name: /Số văn bản/ }).fill('01/BB')
  await dialog.getByRole('textbox', { name: /Kết luận/ }).fill('Phù hợp')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await expect(dialog.getByText('Còn 1 bước trước đó chưa xong.')).toBeVisible()
  await expectAccessible(page)
  await picture(page, 'step-refused')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Bỏ', exact: true }).click()

  const record = async (name: string, number: string, days: readonly string[]) => {
    await page.getByRole('button', { name: `Ghi nhận: ${name}` }).click()
    await dialog.getByRole('textbox', { name: /Số văn bản/ }).fill(number)
    await dialog.getByRole('textbox', { name: /Kết luận/ }).fill('Phù hợp')
    for (const day of days) {
      await dialog.getByRole('textbox', { name: /Ngày/ }).fill(day)
      await dialog.getByRole('button', { name: 'Lưu' }).click()
    }
  }
  await record('Đánh giá nội bộ', '05/BC-ĐGNB', ['31/10/2026'])
  await expect(dialog.getByText(/Kế hoạch bắt đầu ngày/)).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: /Số văn bản/ })).toHaveValue('05/BC-ĐGNB')
  await dialog.getByRole('textbox', { name: /Ngày/ }).fill('15/11/2026')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await expect(step(page, 'Đánh giá nội bộ')).toContainText('05/BC-ĐGNB')
  await record('Xem xét của lãnh đạo', '06/BB', ['16/11/2026'])
  await expect(step(page, 'Xem xét của lãnh đạo')).toContainText('16/11/2026')
  await record('Xác nhận hiệu lực', '07/XN', ['17/11/2026'])
  await expect(step(page, 'Xác nhận hiệu lực')).toContainText('07/XN')

  await place(page, 'Tổng quan ISO').click()
  await expect(page.getByRole('link', { name: 'Chuyển đổi phiên bản tiêu chuẩn' })).toBeVisible()
  await page.getByRole('link', { name: 'Chuyển đổi phiên bản tiêu chuẩn' }).click()
  await heading(page, 'Chuyển đổi 2008 → 2015')
})

test('the new declaration replaces the certificate, and the project is closed with what it leaves open', async () => {
  const { page } = app
  const dialog = page.locator('.dialog')
  await page.getByRole('button', { name: 'Lập văn bản mới' }).click()
  await dialog.getByRole('textbox', { name: 'Tên gọi' }).fill('Công bố theo phiên bản 2015')
  await dialog.getByRole('button', { name: 'Mở dự thảo' }).click()
  await heading(page, 'Công bố theo phiên bản 2015')
  await expect(page.getByRole('textbox', { name: 'Hoạt động, quy trình, dòng 1' })).toHaveValue('Quản lý văn bản')
  await page.getByRole('textbox', { name: 'Cơ quan cấp, ban hành' }).fill('Ủy ban nhân dân')
  await page.getByRole('textbox', { name: 'Số, ký hiệu' }).fill('15/QĐ-UBND')
  await page.getByRole('textbox', { name: 'Ngày ký' }).fill('18/11/2026')
  await page.getByRole('textbox', { name: 'Chức vụ người ký' }).fill('Chủ tịch')
  await page.getByRole('button', { name: 'Ban hành…' }).click()
  // The entries of the conversion are those of the law: no step is missing.
  await expect(dialog.getByText(/bước chưa đủ/)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Ban hành', exact: true }).click()
  await expect(page.getByText('Đang hiệu lực').first()).toBeVisible()

  await openTab(page)
  await page.getByRole('row').filter({ hasText: '2008 → 2015' }).dblclick()
  await expect(step(page, 'Thay văn bản cũ')).toContainText('18/11/2026')
  await picture(page, 'all-steps')
  await page.getByRole('button', { name: 'Hoàn thành…' }).click()
  await expect(dialog.getByText('Còn thiếu: 1 điều khoản còn thiếu.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Lý do làm khi còn thiếu' }).fill('Sổ rủi ro làm tiếp trong tháng 12')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Hoàn thành', exact: true }).click()
  await expect(page.getByText('Đã hoàn thành').first()).toBeVisible()
  await expect(page.getByText(/Sổ rủi ro làm tiếp trong tháng 12/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Hoàn thành…' })).toHaveCount(0)
  await expectAccessible(page)
  await picture(page, 'closed')
  await page.keyboard.press('Alt+ArrowLeft')
  await tab(page, /^Văn bản/).click()
  await expect(page.getByRole('row').filter({ hasText: 'HC 12' })).toContainText('Được thay thế')
})
