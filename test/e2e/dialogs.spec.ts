// What every dialog promises: nothing typed is thrown away by a slip, no note lies over its buttons. And the screen whose code could not be
// read once, which its button brings back.
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type App, administrator, expectAccessible, startApp } from './app.ts'

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
  await app.page.evaluate(async ({ signInName, password }) => {
    const listed = await window.motcua.people.listStaff({})
    const [me] = listed.ok ? listed.value : []
    if (!me) throw new Error('nobody')
    const { id: staffId, fullName } = me
    const roles = ['administrator' as const, 'qualitySecretary' as const]
    await window.motcua.people.changeStaff({ staffId, fullName, positionTitle: 'Thư ký', roles, isActive: true })
    await window.motcua.people.signOut({})
    await window.motcua.people.signIn({ signInName, password })
    const content = { name: 'Chính sách chất lượng', field: '', ownerUnit: '', sections: [{ heading: 'A', body: '' }] }
    const dates = { approvedOn: '2026-01-10', effectiveFrom: '2026-01-10', reviewDueOn: null, approverName: '' }
    const document = { kind: 'policy', group: '', code: 'CS.01' } as const
    const body = { kind: 'policy', content } as const
    const reply = await window.motcua.documents.enter({ document, body, issue: 1, revision: 0, reason: '', ...dates })
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  }, administrator)
})
test.afterAll(() => app.stop())

const dialog = () => app.page.locator('.dialog')
const button = (name: string) => app.page.getByRole('button', { name })
const question = () => app.page.getByRole('alertdialog', { name: 'Bỏ những gì đã nhập?' })

/** Buttons of the open dialog whose middle something else lies on. */
const coveredButtons = () =>
  app.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.dialog button')]
      .filter((one) => {
        const { x, y, width, height } = one.getBoundingClientRect()
        const hit = document.elementFromPoint(x + width / 2, y + height / 2)
        return width > 0 && !one.contains(hit) && !hit?.closest('.dialog-body')
      })
      .map((one) => one.textContent || one.ariaLabel),
  )

test('code that could not be read once is read again by the button of the message', async () => {
  const { page, electron } = app
  await page.keyboard.press('Control+n')
  await electron.evaluate(({ session }) =>
    session.defaultSession.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: url.includes('quality-area') })),
  )
  await page.getByRole('link', { name: 'Tài liệu', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Màn hình này gặp lỗi' })).toBeVisible()
  await electron.evaluate(({ session }) => session.defaultSession.webRequest.onBeforeRequest(null))
  await button('Tải lại màn hình').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').filter({ hasText: 'CS.01' })).toBeVisible()
})

test('a form that holds something asks before it is closed; an untouched one does not', async () => {
  const { page } = app
  await page.getByRole('row').filter({ hasText: 'CS.01' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Phân phối' }).click()
  await button('Giao bản mới').click()
  await expect(dialog().getByLabel('Bản số')).toHaveValue('1')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)

  await button('Giao bản mới').click()
  const holder = dialog().getByLabel('Người giữ')
  await holder.fill('Quầy số 3')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await expect(question()).toBeVisible()
  await expect(button('Nhập tiếp')).toBeFocused()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/dialog-drop.png' })
  await page.keyboard.press('Enter')
  await expect(question()).toHaveCount(0)
  await expect(holder).toHaveValue('Quầy số 3')
  await page.mouse.click(20, 400)
  await expect(holder).toHaveValue('Quầy số 3')
  await button('Hủy').click()
  await page.keyboard.press('Escape') // of the question: goes on entering
  await expect(question()).toHaveCount(0)
  await expect(holder).toHaveValue('Quầy số 3')
  await dialog().getByRole('button', { name: 'Đóng' }).click()
  await button('Bỏ').click()
  await expect(dialog()).toHaveCount(0)
})

test('a choice of a list counts as typed, and what is taken back does not', async () => {
  const { page } = app
  await page.getByRole('link', { name: 'Công bố', exact: true }).click()
  await button('Lập văn bản').first().click()
  const title = dialog().getByRole('textbox').first()
  await title.focus()
  await page.keyboard.type('Q')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
  await button('Lập văn bản').first().click()
  await dialog()
    .getByRole('radio', { name: /^Giấy chứng nhận/ })
    .focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await expect(question()).toBeVisible()
  await button('Bỏ').click()
  await expect(dialog()).toHaveCount(0)
})

test('a note never lies over a button of a dialog: notes from before wait below, those of the dialog have a line in it', async () => {
  const { page, electron } = app
  await page.getByRole('link', { name: 'Tài liệu', exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'CS.01' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Phân phối' }).click()
  await button('Giao bản mới').click()
  await dialog().getByLabel('Người giữ').fill('Quầy số 3')
  await dialog().getByRole('button', { name: 'Ghi 1 bản' }).click()
  await expect(page.locator('.toast')).toBeVisible()
  await button('In danh sách phân phối').click()
  await expect(dialog()).toBeVisible()
  await expect(page.frameLocator('iframe').getByRole('cell', { name: 'Quầy số 3' })).toBeVisible()
  await expect(page.locator('.toast')).toHaveCount(0)
  expect(await coveredButtons()).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.locator('.toast-region .toast')).toBeVisible()

  await electron.evaluate(
    ({ dialog: system }, filePath) => {
      system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    join(app.folder, 'a.pdf'),
  )
  await page.evaluate(async () => {
    const process = { kind: 'process', group: 'office', code: 'QT.HC.01', name: 'Văn bản đến', field: '' } as const
    const made = await window.motcua.documents.register(process)
    if (made.ok) location.hash = `/processes/${made.value.documentId}`
  })
  await expect(page.getByRole('heading', { name: 'Văn bản đến' })).toBeVisible()
  await expect(button('In quy trình')).toBeVisible() // its key answers from then on
  await page.keyboard.press('Control+p')
  await expect(dialog().locator('iframe')).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(dialog().locator('.toast')).toBeVisible()
  expect(await coveredButtons()).toEqual([])
  await page.screenshot({ path: 'test-results/screens/dialog-note.png' })
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
  await expect(page.locator('.toast-region .toast').first()).toBeVisible()
})
