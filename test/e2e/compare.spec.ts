// Two versions of a process side by side in the real window: what was changed is what is shown.
import { expect, test } from '@playwright/test'
import { emptyProcessContent, type ProcessContent } from '../../db/processes/content.ts'
import { type App, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const step = (label: string, work: string, days: number) => ({
  label,
  work,
  unit: 'Sở Nội vụ',
  role: 'Chuyên viên',
  act: 'handle' as const,
  time: { kind: 'amount' as const, minutes: days * 480, unit: 'days' as const },
  forms: [],
  results: '',
  returnsTo: null,
  condition: '',
})
const contentOf = (extra: Partial<ProcessContent>, ...steps: ReturnType<typeof step>[]): ProcessContent => ({
  ...emptyProcessContent,
  name: 'Thay đổi trụ sở của tổ chức tôn giáo',
  ...extra,
  variants: [{ key: '', name: '', timeLimit: { limit: 30, unit: 'working-days' }, groups: [], steps }],
})

test('what differs between two issues is listed with both values, swapped and read by keyboard', async () => {
  const { page } = app
  await app.setUp()
  const paper = (issue: number, approvedOn: string, content: ProcessContent, known: string | null) =>
    page.evaluate(
      async (input) => {
        const reply = await window.motcua.documents.enter(input)
        if (!reply.ok) throw new Error(JSON.stringify(reply.error))
        return reply.value
      },
      {
        document: known === null ? { kind: 'process' as const, group: 'procedure' as const, code: 'QTTP-20' } : { id: known },
        body: { kind: 'process' as const, content },
        issue,
        revision: 0,
        reason: 'Sửa theo quyết định mới',
        approvedOn,
        effectiveFrom: approvedOn,
        reviewDueOn: null,
        approverName: 'Chánh Văn phòng',
      },
    )
  await page.evaluate(async () => {
    const staff = await window.motcua.people.listStaff({})
    if (!staff.ok) throw new Error(staff.error.code)
    const [me] = staff.value
    if (!me) throw new Error('nobody')
    const { id: staffId, fullName, positionTitle, isActive } = me
    await window.motcua.people.changeStaff({ staffId, fullName, positionTitle, isActive, roles: ['administrator', 'head'] })
  })
  const before = contentOf({ fee: 'Không' }, step('B1', 'Tiếp nhận hồ sơ', 0.5), step('B2', 'Thẩm định, lấy ý kiến', 16))
  const after = contentOf(
    { fee: 'Không thu phí, lệ phí' },
    step('B1', 'Tiếp nhận hồ sơ', 0.5),
    step('B2', 'Phân công xử lý', 1),
    step('B3', 'Thẩm định, lấy ý kiến', 12),
  )
  const { documentId, versionId: from } = await paper(1, '2025-11-20', before, null)
  const { versionId: to } = await paper(2, '2026-03-02', after, documentId)
  await page.evaluate((address) => {
    window.location.hash = address
  }, `#/processes/${documentId}/compare/${from}/${to}`)

  await expect(page.getByRole('heading', { name: 'So sánh hai lần ban hành' })).toBeVisible()
  const row = (name: RegExp) => page.getByRole('row', { name })
  await expect(page.getByText('4 thay đổi')).toBeVisible()
  await expect(row(/Phí, lệ phí/).locator('ins')).toHaveText('thu phí, lệ phí')
  await expect(row(/Bước B2/)).toContainText('Thêm')
  await expect(row(/Bước B3 – thời gian/)).toContainText('16 ngày')
  await expect(row(/Bước B3 – thời gian/)).toContainText('12 ngày')
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/compare.png' })
  await page.keyboard.press('Alt+x')
  await expect(row(/Bước B2/).first()).toContainText('Bỏ')
  await page.keyboard.press('Alt+x')
  await expect(row(/Bước B2/).first()).toContainText('Thêm')
})
