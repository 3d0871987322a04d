// A process on paper, in the real window: the PDF of each layout holds its words, page numbers and, when it is old, the mark.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { unzipSync } from 'fflate'
import { qttp20 } from '../fixtures/processes/qttp-20.ts'
import { type App, expectAccessible, startApp } from './app.ts'
import { textOf } from './pdf-text.ts'

let app: App
let versions: { document: string; old: string; current: string }
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

test('every layout becomes a PDF and a Word file; a superseded version says so on every page', async () => {
  const { page } = app
  await app.setUp()
  versions = await page.evaluate(async (content) => {
    const { motcua } = window
    const staff = await motcua.people.listStaff({})
    if (!staff.ok || !staff.value[0]) throw new Error('nobody')
    const { id: staffId, fullName, positionTitle, isActive } = staff.value[0]
    await motcua.people.changeStaff({ staffId, fullName, positionTitle, isActive, roles: ['administrator', 'head'] })
    const paper = async (
      document: Parameters<typeof motcua.documents.enter>[0]['document'],
      issue: number,
      date: string,
      fee: string,
    ) => {
      const reply = await motcua.documents.enter({
        document,
        body: { kind: 'process', content: { ...content, fee } },
        issue,
        revision: 0,
        reason: issue === 1 ? '' : 'Cập nhật mẫu theo TT 03/2025/TT-VPCP',
        approvedOn: date,
        effectiveFrom: date,
        reviewDueOn: null,
        approverName: 'Nguyễn Văn Bình',
      })
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
      return reply.value
    }
    const first = await paper({ kind: 'process', group: 'procedure', code: 'QTTP-20' }, 1, '2024-05-02', 'Theo quy định')
    const second = await paper({ id: first.documentId }, 2, '2025-11-20', 'Không')
    const handedOut = await motcua.copies.handOut({
      versionId: second.versionId,
      on: '2025-11-21',
      by: 'Nguyễn Thị Duyên',
      copies: [{ number: 1, form: 'paper', holderKind: 'unit', holder: 'Bộ phận Một cửa' }],
    })
    if (!handedOut.ok) throw new Error(JSON.stringify(handedOut.error))
    return { document: second.documentId, old: first.versionId, current: second.versionId }
  }, qttp20)

  const save = async (versionId: string, skeleton: 'classic' | 'haTinh' | 'haNoi', format: 'pdf' | 'docx', name: string) => {
    const file = join(app.folder, `${name}.${format}`)
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    const reply = await page.evaluate((input) => window.motcua.print.saveProcess(input), { versionId, skeleton, format })
    expect(reply).toMatchObject({ ok: true })
    expect(existsSync(file)).toBe(true)
    return file
  }
  for (const skeleton of ['classic', 'haTinh', 'haNoi'] as const) {
    const text = (await textOf(await save(versions.current, skeleton, 'pdf', skeleton))).replace(/\s+/g, ' ')
    for (const words of [
      'Mã hiệu: QTTP-20',
      'Lần ban hành: 02',
      'Ngày hiệu lực: 20/11/2025',
      'Phí, lệ phí: “Theo quy định” sửa thành “Không”',
      'TÀI LIỆU ĐƯỢC KIỂM SOÁT',
      'PHÂN PHỐI TÀI LIỆU',
      'Bộ phận Một cửa 01 01 21/11/2025',
      'Lưu đồ các bước',
      '12 · Lãnh đạo UBND',
      'không đạt',
      '7 ngày (chung 6–13)',
      'Trang 2/',
    ])
      expect(text, skeleton).toContain(words)
    expect(text).not.toContain('HẾT HIỆU LỰC')
    const word = unzipSync(new Uint8Array(readFileSync(await save(versions.current, skeleton, 'docx', skeleton))))
    expect(Object.keys(word)).toContain('word/document.xml')
  }
  const old = await textOf(await save(versions.old, 'haNoi', 'pdf', 'old'))
  const pages = Number(/Trang\s+1\/(\d+)/.exec(old.replace(/\s+/g, ' '))?.[1])
  expect(old.match(/TÀI LIỆU HẾT HIỆU LỰC/g)?.length).toBe(pages)
})

test('by keyboard it goes to the printer of the last time, with its pages numbered, and the history tells who printed it', async () => {
  const { page, electron } = app
  // This machine has no printer: what would be sent to one is kept.
  await electron.evaluate(({ app: program, webContents }) => {
    const sent: Electron.WebContentsPrintOptions[] = []
    Object.assign(globalThis, { sent })
    const withPrinters = (contents: Electron.WebContents) =>
      Object.assign(contents, {
        getPrintersAsync: async () =>
          ['may-1', 'may-2'].map((name) => ({ name, displayName: `Máy in ${name}`, description: '', options: {} })),
        print: (options: Electron.WebContentsPrintOptions, done: (isDone: boolean) => void) => {
          sent.push(options)
          done(true)
        },
      })
    webContents.getAllWebContents().forEach(withPrinters)
    program.on('web-contents-created', (_, contents) => withPrinters(contents))
  })
  await page.getByRole('link', { name: 'Quy trình', exact: true }).click()
  await page.getByText(qttp20.name).first().dblclick()
  await page.getByRole('button', { name: 'In quy trình' }).waitFor()
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog', { name: 'In quy trình QTTP-20' })
  await expect(dialog.locator('iframe')).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^In/ })).toBeFocused()
  await dialog.getByLabel('Máy in').click()
  await page.getByRole('option', { name: 'Máy in may-2' }).click()
  await page.keyboard.press('Control+p')
  await expect(page.getByText('Đã gửi đến máy in Máy in may-2')).toBeVisible()
  const sent = await electron.evaluate(() => (globalThis as unknown as { sent: Electron.WebContentsPrintOptions[] }).sent)
  expect(sent).toMatchObject([{ deviceName: 'may-2', silent: true, pageSize: 'A4', footer: expect.stringContaining('QTTP-20') }])
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/process-print.png' })
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Lịch sử' }).click()
  await expect(page.getByText('In ra giấy 2/0')).toBeVisible()
  // Remembered for the next paper, whichever it is.
  await page.keyboard.press('Control+p')
  await expect(dialog.getByLabel('Máy in')).toContainText('may-2')
  await page.keyboard.press('Escape')
})
