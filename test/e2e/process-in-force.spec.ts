// The process in effect decides at the desk: its sub-case is chosen by keyboard, its limit is promised, the case keeps it; the head
// moves the case when another version has taken effect.
import { expect, test } from '@playwright/test'
import { emptyProcessContent } from '../../db/processes/content.ts'
import { type App, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

/** Enters a version of the process that serves the trade register (HKD), in effect from a day. */
const enter = (issue: number, effectiveFrom: string, known: string | null) =>
  app.page.evaluate(
    async ({ issue, effectiveFrom, known, content }) => {
      const { motcua } = window
      const found = await motcua.procedures.list({ query: 'hkd', field: null, limit: 1 })
      if (!found.ok || !found.value.rows[0]) throw new Error('no procedure')
      const { localKey } = found.value.rows[0]
      const variant = (key: string, name: string, limit: number) => ({
        key,
        name,
        timeLimit: { limit, unit: 'working-days' as const },
        groups: [],
        steps: [],
      })
      const variants = [variant('a', 'Thành lập mới', 2), variant('b', 'Thay đổi nội dung', 8)]
      const paper = (name: string, variant: string | null) => ({
        name,
        originals: 1,
        copies: 0,
        isRequired: true,
        condition: '',
        variant,
      })
      const components = [paper('Giấy đề nghị đăng ký', null), paper('Giấy chứng nhận đã cấp', 'b')]
      const reply = await motcua.documents.enter({
        document: known === null ? { kind: 'process', group: 'procedure', code: 'QT.HKD.01' } : { id: known },
        body: { kind: 'process', content: { ...content, procedures: [localKey], variants, components } },
        issue,
        revision: 0,
        reason: '',
        approvedOn: effectiveFrom,
        effectiveFrom,
        reviewDueOn: null,
        approverName: 'Nguyễn Văn Bình',
      })
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
      return reply.value.documentId
    },
    { issue, effectiveFrom, known, content: { ...emptyProcessContent, name: 'Đăng ký hộ kinh doanh' } },
  )
const daysAgo = (days: number): string => new Date(Date.now() + 7 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)

test('the clerk chooses the sub-case, and the due date is that of its limit', async () => {
  await app.setUp()
  await app.page.evaluate(async () => {
    const staff = await window.motcua.people.listStaff({})
    if (!staff.ok || !staff.value[0]) throw new Error('nobody')
    const { id: staffId, fullName, positionTitle, isActive } = staff.value[0]
    const roles = ['administrator', 'deskOfficer', 'head'] as const
    await window.motcua.people.changeStaff({ staffId, fullName, positionTitle, isActive, roles: [...roles] })
  })
  await app.restart() // with the new rights
  await app.signIn()
  const { page } = app
  const { keyboard } = page
  const documentId = await enter(1, daysAgo(20), null)
  await keyboard.press('Control+n')
  await expect(page.getByRole('combobox', { name: /thủ tục/i }).first()).toBeFocused()
  await keyboard.type('hkd')
  await expect(page.getByRole('option', { name: /hộ kinh doanh/i }).first()).toBeVisible()
  await keyboard.press('Enter')
  const variant = page.getByRole('combobox', { name: /Trường hợp/ })
  await expect(variant).toBeVisible()
  await keyboard.press('Alt+3')
  await keyboard.type('Trần Thị Bình')
  await keyboard.press('Control+s')
  await expect(page.locator('[data-field=variant]').getByText('Cần nhập ô này')).toBeVisible()
  await expectAccessible(page)
  await variant.focus()
  await keyboard.press('Enter')
  await expect(page.locator('[role=option][data-highlighted]')).toBeVisible() // else the arrow begins at the end
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  const asked = page.locator('table[data-field=components]')
  await expect(asked.getByText('Giấy đề nghị đăng ký')).toBeVisible()
  await expect(asked.getByText('Giấy chứng nhận đã cấp')).toBeVisible() // sub-case b asks for it too
  const due = page.locator('.intake-due-date strong')
  await expect(due).toBeVisible()
  const long = await due.textContent()
  await expect(page.getByRole('option')).toHaveCount(0) // a list on its way out would take the keys of the next
  await variant.focus()
  await keyboard.press('Enter')
  await expect(page.locator('[role=option][data-highlighted]')).toBeVisible() // else the arrow begins at the end
  await keyboard.press('ArrowUp')
  await keyboard.press('Enter')
  await expect(due).not.toHaveText(long ?? '')
  await expect(asked.getByText('Giấy chứng nhận đã cấp')).toHaveCount(0)
  await expect(page.getByText('Theo quy trình QT.HKD.01, lần ban hành 1, sửa đổi 0.')).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/intake-variant.png' })
  await keyboard.press('Control+s')
  await expect(page.getByText(/TAM-19789-A-/).first()).toBeVisible()

  await enter(2, daysAgo(0), documentId)
  await page.getByRole('link', { name: /Hồ sơ/ }).first().click()
  await page.getByRole('gridcell', { name: 'Trần Thị Bình' }).dblclick()
  await expect(page.getByText('Đang có hiệu lực: QT.HKD.01, lần ban hành 2, sửa đổi 0')).toBeVisible()
  const kept = await page.locator('.case-due-date').textContent()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/case-process.png' })
  await page.getByRole('button', { name: 'Chuyển sang bản này' }).click()
  const dialog = page.locator('.dialog[data-open]')
  await expect(dialog).toBeVisible()
  await keyboard.press('Enter')
  await expect(dialog.getByText('Cần nhập ô này').first()).toBeVisible()
  await dialog.getByLabel('Căn cứ pháp lý').fill('Nghị định 118/2025/NĐ-CP, Điều 40')
  await dialog.getByRole('combobox', { name: 'Trường hợp' }).focus()
  await keyboard.press('Enter')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Chuyển sang bản này' }).click()
  await expect(page.getByText(/căn cứ Nghị định 118\/2025\/NĐ-CP, Điều 40/)).toBeVisible()
  await expect(page.getByText('Đang có hiệu lực:')).toHaveCount(0)
  expect(await page.locator('.case-due-date').textContent()).toBe(kept)
})
