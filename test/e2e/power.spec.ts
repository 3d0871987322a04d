// Power that fails: a paper on its way to the printer when the program is cut off (a real SIGKILL) is asked about and never printed
// twice by itself.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { sampleIntake, samplePerson } from '../fixtures/office.ts'
import { type App, expectAccessible, startApp } from './app.ts'

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
    const roles = ['administrator' as const, 'deskOfficer' as const]
    await window.motcua.people.changeStaff({ staffId, fullName, positionTitle, roles, isActive: true })
  })
  await app.restart()
  await app.signIn()
})
test.afterAll(() => app.stop())

const dialog = (page: Page) => page.locator('.dialog[data-open]')
const picture = (name: string) => app.page.screenshot({ path: `test-results/screens/${name}.png` })

/** The words of each paper that went to a printer since one was plugged in, a line of JSON each: a file outlives the application. */
const sentFile = () => join(app.folder, 'sent-papers.jsonl')
const sentPapers = (): string[] =>
  existsSync(sentFile())
    ? readFileSync(sentFile(), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as string)
    : []

/**
 * This machine has no printer: what would be sent to one is kept.
 * @param answers whether the printer says that it has taken the paper; one that does not is cut off with the program.
 */
async function plugInPrinter(answers: boolean): Promise<void> {
  rmSync(sentFile(), { force: true })
  await app.electron.evaluate(
    ({ app: program, webContents }, { isTaken, file }) => {
      const { appendFileSync } = process.getBuiltinModule('node:fs')
      const withPrinter = (contents: Electron.WebContents) =>
        Object.assign(contents, {
          getPrintersAsync: async () => [{ name: 'quay-1', displayName: 'Máy in quầy 1', description: '', options: {} }],
          print: (_: Electron.WebContentsPrintOptions, done: (isDone: boolean) => void) => {
            void contents.executeJavaScript('document.body.innerText').then((text: string) => {
              appendFileSync(file, `${JSON.stringify(text)}\n`)
              if (isTaken) done(true)
            })
          },
        })
      webContents.getAllWebContents().forEach(withPrinter)
      program.on('web-contents-created', (_, contents) => withPrinter(contents))
    },
    { isTaken: answers, file: sentFile() },
  )
}

async function receive(fullName: string): Promise<string> {
  return app.page.evaluate(
    async (intake) => {
      const found = await window.motcua.procedures.list({ query: 'KS', field: null, limit: 1 })
      const procedureId = found.ok ? (found.value.rows[0]?.id ?? '') : ''
      const reply = await window.motcua.cases.receive({ ...intake, components: [...intake.components], procedureId })
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
      return reply.value.caseId
    },
    sampleIntake({ procedureId: '', applicant: samplePerson({ fullName }) }),
  )
}
const countPrints = (caseId: string) =>
  app.page.evaluate(async (id) => {
    const reply = await window.motcua.cases.get({ caseId: id })
    return reply.ok ? reply.value.prints.length : -1
  }, caseId)
/** Starts printing and does not wait: the printer never answers. */
const startPrinting = (caseId: string) =>
  app.page.evaluate((id) => {
    void window.motcua.print.printReceipt({ caseId: id, layout: 'a5', printer: 'quay-1' })
  }, caseId)

test('a receipt that was being printed when the power failed: the question, one line in the log, and no second sheet', async () => {
  const caseId = await receive('Trần Thị Bình')
  await plugInPrinter(false)
  await startPrinting(caseId)
  await expect.poll(() => sentPapers().length).toBe(1)
  await app.kill()
  await plugInPrinter(true)
  await app.signIn()
  const { page } = app
  await expect(dialog(page).getByRole('heading', { name: 'Đã in ra chưa?' })).toBeVisible()
  await expect(dialog(page).getByText('Trần Thị Bình')).toBeVisible()
  expect(await countPrints(caseId)).toBe(0)
  await expectAccessible(page)
  await picture('print-question')

  // Put off: the line stays, and the same receipt is not printed meanwhile.
  await page.keyboard.press('Escape')
  await expect(page.getByText('1 tờ đang in dở khi chương trình bị ngắt')).toBeVisible()
  await picture('print-question-line')
  const refused = await page.evaluate(async (id) => {
    const reply = await window.motcua.print.printReceipt({ caseId: id, layout: 'a5', printer: 'quay-1' })
    return reply.ok ? '' : reply.error.code
  }, caseId)
  expect(refused).toBe('print.unanswered')

  await page.getByRole('button', { name: 'Trả lời' }).click()
  await dialog(page).getByRole('button', { name: 'Đã in ra' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByText('tờ đang in dở')).toHaveCount(0)
  expect(await countPrints(caseId)).toBe(1)
  expect(sentPapers()).toEqual([])
})

test('a sheet that came out spoiled is printed again and says which it replaces; papers that were not sent are not in doubt', async () => {
  const caseIds = [await receive('Lê Văn Cường'), await receive('Phạm Minh Châu')]
  await app.restart() // the printer answers nobody now
  await plugInPrinter(false)
  await app.signIn()
  await app.page.evaluate((ids) => {
    const papers = ids.map((caseId) => ({ caseId, kind: 'receipt' as const, documentId: '' }))
    void window.motcua.forms.printMany({ papers, printer: 'quay-1' })
  }, caseIds)
  await expect.poll(() => sentPapers().length).toBe(1)
  await app.kill()
  await plugInPrinter(true)
  await app.signIn()
  const { page } = app
  const job = (name: string) => dialog(page).getByRole('region', { name: new RegExp(name) })
  await expect(job('Phạm Minh Châu').getByText('Chưa gửi tới máy in')).toBeVisible()
  await job('Lê Văn Cường').getByRole('button', { name: 'In lại…' }).click()
  await expect(job('Lê Văn Cường').getByRole('button', { name: 'Không ra giấy' })).toBeFocused()
  await picture('print-question-again')
  await job('Lê Văn Cường').getByRole('button', { name: 'Ra giấy nhưng hỏng' }).click()
  await expect(job('Lê Văn Cường')).toHaveCount(0)
  await job('Phạm Minh Châu').getByRole('button', { name: 'Bỏ' }).click()
  await expect(dialog(page)).toHaveCount(0)
  const [paper = '', ...more] = sentPapers()
  expect(paper).toContain('Bản in lần 2, thay bản in ngày')
  expect(more).toEqual([])
  expect(await Promise.all(caseIds.map(countPrints))).toEqual([2, 0])
})

test('blank receipts that did not come out are printed, each for the first time', async () => {
  await app.restart()
  await plugInPrinter(false)
  await app.signIn()
  await app.page.evaluate(async () => {
    const reserved = await window.motcua.stubs.reserve({ count: 4 })
    if (reserved.ok) void window.motcua.stubs.print({ ...reserved.value, printer: 'quay-1' })
  })
  await expect.poll(() => sentPapers().length).toBe(1)
  await app.kill()
  await plugInPrinter(true)
  await app.signIn()
  const { page } = app
  const job = dialog(page).getByRole('region', { name: 'Giấy tiếp nhận trống, số 1 đến 4' })
  await job.getByRole('button', { name: 'In lại…' }).click()
  await job.getByRole('button', { name: 'Không ra giấy' }).click()
  await expect(dialog(page)).toHaveCount(0)
  const [paper = '', ...more] = sentPapers()
  expect([paper.includes('C00004'), paper.includes('Bản in lần'), more]).toEqual([true, false, []])
})
