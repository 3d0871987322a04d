// The register of laws in the real window: search, recording, refusals beside the field, replacement with what it touches and the
// three months of Quyết định 19/2014/QĐ-TTg, and the laws that come along for an office of before.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openConnection } from '../../db/store/sqlite.ts'
import { type App, expectAccessible, startApp } from './app.ts'

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

const head = { fullName: 'Lê Thị Chánh', signInName: 'chanhlt', password: 'nui-ngu-binh' }
/** The line of a law: others may name it too. */
const row = (number: string) => app.page.getByRole('row', { name: new RegExp(`^${number}`) })
const button = (name: string | RegExp) => app.page.getByRole('button', { name })
/** Not the short notes, which are dialogs to a screen reader. */
const dialog = () => app.page.locator('.dialog')
const field = (name: string) => dialog().getByLabel(name)
const openRegister = () => app.page.getByRole('link', { name: 'Văn bản pháp luật' }).click()
const searchBox = () => app.page.getByRole('textbox', { name: 'Tìm văn bản' })
const choose = async (name: string, typed: string, option: RegExp) => {
  await dialog().getByRole('combobox', { name }).fill(typed)
  await app.page.getByRole('option', { name: option }).click()
}

/** Enters a process as it was issued on paper: another screen's work. */
const enterProcess = (code: string, name: string, law: string, place: 'ground' | 'form', effectiveFrom: string) =>
  app.page.evaluate(
    async ([documentCode, title, number, where, from]) => {
      const reply = await window.motcua.documents.enter({
        document: { kind: 'process', group: 'procedure', code: documentCode },
        body: {
          kind: 'process',
          content: {
            ...{ name: title, field: '', authority: 'provincialCommittee', ownerUnit: '', skeleton: 'classic', purpose: '' },
            ...{ procedures: ['1.001193'], scope: '', references: [], definitions: [], conditions: '', ways: '', components: [] },
            ...{ setCount: 1, receivingPlace: '', fee: '', subjects: '', results: [], performingBody: '', decidingBody: '' },
            ...{ delegatedBody: '', coordinatingBodies: '', records: [], responsibility: '' },
            variants: [{ key: '', name: '', timeLimit: null, groups: [], steps: [] }],
            legalGrounds: where === 'ground' ? [{ law: number, title: '', articles: '' }] : [],
            forms: where === 'form' ? [{ code: 'Mẫu 01', name: 'Giấy tiếp nhận hồ sơ', law: number }] : [],
          } as never,
        },
        ...{ issue: 1, revision: 0, reason: '', approvedOn: from, effectiveFrom: from, reviewDueOn: null, approverName: '' },
      })
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    },
    [code, name, law, place, effectiveFrom] as const,
  )

test('the laws of the program are there, and only who keeps the register may change it', async () => {
  const { page } = app
  await page.evaluate(async ({ password, ...staff }) => {
    const given = { ...staff, positionTitle: 'Chánh Văn phòng', roles: ['head' as const], password: 'lan-dau-tien' }
    await window.motcua.people.addStaff(given)
    return password
  }, head)
  await openRegister()
  await expect(page.getByRole('heading', { name: 'Văn bản pháp luật' })).toBeVisible()
  await expect(page.getByText('49 văn bản')).toBeVisible()
  await expect(button(/Ghi văn bản mới/)).toHaveCount(0)
  await expect(button(/Thêm văn bản có sẵn/)).toHaveCount(0)
  await expectAccessible(page)

  await page.evaluate(
    async ([signInName, next]) => {
      await window.motcua.people.signOut({})
      await window.motcua.people.signIn({ signInName, password: 'lan-dau-tien' })
      await window.motcua.people.changeOwnPassword({ current: 'lan-dau-tien', next })
      await window.motcua.people.signOut({})
    },
    [head.signInName, head.password] as const,
  )
  await app.signInAs(head.fullName, head.password)
  await openRegister()
  await expect(button(/Ghi văn bản mới/)).toBeVisible()
})

test('a law is found by its number or by words without marks, and filtered by its state', async () => {
  const { page } = app
  await page.keyboard.type('thong tu so 3/2025/tt-vpcp')
  await expect(row('03/2025/TT-VPCP')).toBeVisible()
  await expect(page.getByText('1 văn bản', { exact: true })).toBeVisible()
  await searchBox().fill('mot cua lien thong')
  await expect(row('118/2025/NĐ-CP')).toBeVisible()
  await expect(row('61/2018/NĐ-CP')).toBeVisible()
  await button(/^Hết hiệu lực/).click()
  await expect(row('118/2025/NĐ-CP')).toHaveCount(0)
  await searchBox().fill('khong co van ban nay')
  await expect(page.getByText('Không có văn bản nào phù hợp')).toBeVisible()
  await expectAccessible(page)
  await button('Bỏ lọc').click()
  await expect(searchBox()).toBeFocused()
  await expect(page.getByText('49 văn bản')).toBeVisible()
})

test('a circular of November 2025 that names the old forms is late since 15/12/2025', async () => {
  const { page } = app
  await enterProcess('QT.XNKBCXB.01', 'Cấp CFS', 'Thông tư 01/2018/TT-VPCP', 'form', '2025-02-01')
  await page.reload()
  await openRegister()
  await expect(page.getByText(/đã quá hạn 3 tháng/)).toBeVisible()
  await button('Chỉ xem văn bản phải cập nhật').click()
  await expect(row('01/2018/TT-VPCP').getByText('1 quá hạn cập nhật')).toBeVisible()
  await picture('laws')
  await row('01/2018/TT-VPCP').dblclick()
  await expect(page.getByRole('heading', { name: '01/2018/TT-VPCP' })).toBeVisible()
  await expect(page.getByText('1 lần cập nhật đã quá hạn')).toBeVisible()
  const process = page.getByRole('row').filter({ hasText: 'QT.XNKBCXB.01' })
  await expect(process).toContainText('15/12/2025')
  await expect(process.locator('.badge-error')).toHaveText(/^Quá hạn \d+ ngày$/)
  await expect(process).toContainText('Biểu mẫu')
  await expect(page.getByText('Bản niêm yết liên quan (1)')).toBeVisible()
  await expectAccessible(page)
  await picture('law')
})

test('a law is recorded, and what cannot be is refused beside its field', async () => {
  const { page } = app
  await page.keyboard.press('Alt+ArrowLeft')
  await page.keyboard.press('Control+Shift+N')
  await expect(dialog()).toContainText('Ghi văn bản mới')
  await field('Số, ký hiệu').fill('QĐ 19/2014/QĐ-TTG')
  await field('Ngày ban hành').fill('1/11/2026')
  await field('Có hiệu lực từ').fill('1/10/2026')
  await button('Lưu').click()
  await expect(dialog().getByText('Danh mục đã có văn bản 19/2014/QĐ-TTg')).toBeVisible()
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await expect(dialog().getByText(/không được trước ngày ban hành/)).toBeVisible()
  await expect(field('Số, ký hiệu')).toBeFocused()
  await expectAccessible(page)
  await field('Số, ký hiệu').fill('50/2026/QĐ-TTg')
  await field('Trích yếu').fill('Áp dụng hệ thống quản lý chất lượng (văn bản thử)')
  await field('Ngày ban hành').fill('1/10/2026')
  await field('Có hiệu lực từ').fill('1/11/2026')
  await button('Lưu').click()
  await expect(page.getByRole('heading', { name: '50/2026/QĐ-TTg' })).toBeVisible()
  await expect(page.getByText('Không có quy trình nào đang áp dụng')).toBeVisible()
})

test('a replaced law shows what it touches and starts the three months', async () => {
  const { page } = app
  await enterProcess('QT.HT.01', 'Kiểm soát thông tin dạng văn bản', '19/2014/QĐ-TTg', 'ground', '2020-01-02')
  await openRegister()
  await button('Xem tất cả').click()
  await searchBox().fill('19/2014')
  await expect(row('19/2014/QĐ-TTg')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '19/2014/QĐ-TTg' })).toBeVisible()
  await button('Đã bị thay thế bởi…').click()
  await expectAccessible(page)
  await choose('Bị thay thế bởi', '50/2026', /^50\/2026/)
  await expect(field('Hết hiệu lực từ')).toHaveValue('01/11/2026')
  await field('Hết hiệu lực từ').fill('1/9/2026')
  await button('Ghi thay thế và xem ảnh hưởng').click()
  await expect(dialog().getByText(/không được trước ngày ban hành/)).toBeVisible()
  await field('Hết hiệu lực từ').fill('1/11/2026')
  await button('Ghi thay thế và xem ảnh hưởng').click()
  await expect(page.getByText('1 lần cập nhật phải xong trước hết ngày 01/02/2027')).toBeVisible()
  const process = page.getByRole('row').filter({ hasText: 'QT.HT.01' })
  await expect(process).toContainText('01/02/2027')
  await expect(process).toContainText('Còn')
  await expectAccessible(page)
  await picture('law-replaced')
  await process.getByRole('link', { name: 'QT.HT.01' }).click()
  await expect(page.getByRole('heading', { name: 'Kiểm soát thông tin dạng văn bản' })).toBeVisible()

  await openRegister()
  await searchBox().fill('50/2026')
  await expect(row('50/2026/QĐ-TTg')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '50/2026/QĐ-TTg' })).toBeVisible()
  await button('Đã bị thay thế bởi…').click()
  await choose('Bị thay thế bởi', '19/2014', /^19\/2014/)
  await field('Hết hiệu lực từ').fill('20/11/2026')
  await button('Ghi thay thế và xem ảnh hưởng').click()
  await expect(dialog().getByText(/Thay thế vòng tròn: 19\/2014\/QĐ-TTg → 50\/2026\/QĐ-TTg/)).toBeVisible()
  await expect(dialog().getByRole('combobox', { name: 'Bị thay thế bởi' })).toHaveValue('19/2014/QĐ-TTg')
  await button('Hủy').click()
  await page.getByRole('button', { name: 'Bỏ', exact: true }).click()
})

test('unknown laws of a process are one note, and each is recorded from its words', async () => {
  const { page } = app
  await enterProcess(
    'QT.HT.09',
    'Đăng ký khai sinh',
    'Nghị định 123/2015/NĐ-CP ngày 15/11/2015 của Chính phủ',
    'ground',
    '2020-01-02',
  )
  await page.getByRole('link', { name: 'Quy trình', exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'QT.HT.09' }).dblclick()
  await page.getByRole('tab', { name: 'Kiểm tra' }).click()
  await expect(page.getByText('Có 1 văn bản được nêu làm căn cứ')).toBeVisible()
  await expectAccessible(page)
  await picture('unknown-laws')
  await button(/^Ghi vào danh mục: Nghị định 123/).focus()
  await page.keyboard.press('Enter')
  await expect(field('Số, ký hiệu')).toHaveValue('123/2015/NĐ-CP')
  await expect(field('Cơ quan ban hành')).toHaveValue('Chính phủ')
  await expect(field('Ngày ban hành')).toHaveValue('15/11/2015')
  await field('Trích yếu').fill('Quy định chi tiết một số điều của Luật Hộ tịch')
  await button('Lưu').click()
  await expect(dialog()).toHaveCount(0)
  await expect(page.getByText('được nêu làm căn cứ')).toHaveCount(0)
})

test('the check of a process names the article, and the small window holds the register', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Quy trình', exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'QT.HT.01' }).dblclick()
  await page.getByRole('tab', { name: 'Kiểm tra' }).click()
  await expect(page.getByText('Chưa có bước nào.', { exact: false })).toBeVisible()
  await expect(page.getByText(/Căn cứ: TCVN ISO 9001:2015, điều 8\.1/).first()).toBeVisible()
  await expectAccessible(page)
  await picture('findings')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700))
  await picture('findings-small')
  await openRegister()
  await searchBox().fill('')
  await expect(page.getByText('51 văn bản')).toBeVisible()
  await expectAccessible(page)
  await picture('laws-small')
  await searchBox().fill('01/2018')
  await row('01/2018/TT-VPCP').dblclick()
  await expect(page.getByRole('heading', { name: '01/2018/TT-VPCP' })).toBeVisible()
  await picture('law-small')
  await button('Sửa…').click()
  await expect(field('Trích yếu')).toBeVisible()
  await expectAccessible(page)
  await picture('law-dialog-small')
  await page.keyboard.press('Escape')
})

test('an office of before is offered the laws of the program', async () => {
  await app.stop()
  const connection = openConnection(join(app.folder, 'data', 'motcua.db'), 'writer')
  connection.exec(`DELETE FROM law_amendment; DELETE FROM law WHERE number NOT LIKE '19/2014/%'`)
  connection.close()
  app = await startApp({ folder: app.folder })
  const { page } = app
  await app.signInAs(head.fullName, head.password)
  await openRegister()
  await button('Thêm văn bản có sẵn (48)').click()
  await expect(page.getByText('Đã thêm 48 văn bản')).toBeVisible()
  await expect(page.getByText('49 văn bản', { exact: true })).toBeVisible()
  await expect(button(/Thêm văn bản có sẵn/)).toHaveCount(0)
})
