// The papers of a case in the real window: chosen, dropped, pasted and scanned files go to one component, are looked at, described, taken
// off, used again for the same person; originals are kept and given back.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { scanBytes, scanFile } from '../fixtures/scans.ts'
import { type App, expectAccessible, startApp } from './app.ts'

let app: App
let scanner: string
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
  scanner = join(app.folder, 'may-quet')
  mkdirSync(scanner)
})
test.afterAll(() => app.stop())

const names = ['Tờ khai đăng ký khai sinh', 'Giấy chứng sinh', 'Văn bản mật của cơ quan khác']
/** A case of the same person with these components. */
const receive = (components: readonly string[]) =>
  app.page.evaluate(async (given) => {
    const found = await window.motcua.procedures.list({ query: 'khai sinh', field: null, limit: 1 })
    const procedureId = found.ok ? found.value.rows[0]?.id : undefined
    if (!procedureId) throw new Error('no procedure')
    const caseId = crypto.randomUUID()
    const blank = { birthDate: '', sex: '' as const, email: '', address: '', cardAddress: '', taxNumber: '', representative: '' }
    const reply = await window.motcua.cases.receive({
      ...{ caseId, procedureId, receivedAt: null, applicantId: null, submitter: null, collector: null, variant: null },
      components: given.map((name) => ({ name, originals: 1, certified: 0, copies: 0, note: '' })),
      applicant: { ...blank, kind: 'citizen', fullName: 'Lê Thị Hoa', idKind: 'citizenId', idNumber: '046190001234', phone: '' },
      ...{ summary: 'Khai sinh', note: '', channel: 'inPerson', returnMethod: 'desk', returnPlace: '', setCount: 1 },
      ...{ book: '', serial: null, manualDueAt: null },
    })
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    return caseId
  }, components)
const openCase = async (caseId: string) => {
  await app.page.evaluate((id) => {
    window.location.hash = `/cases/${id}`
  }, caseId)
  await expect(app.page.getByRole('heading', { name: 'Giấy tờ và tệp quét' })).toBeVisible()
}
const choose = (...filePaths: string[]) =>
  app.electron.evaluate(({ dialog: system }, files) => {
    system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: files })
  }, filePaths)
const dialog = () => app.page.locator('.dialog').last()
const line = (name: string) => app.page.locator('.paper-line').filter({ hasText: name })
const picture = (name: string) => app.page.screenshot({ path: `test-results/screens/${name}.png` })
const resize = async (width: number, height: number) => {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
    [width, height],
  )
  await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBeGreaterThanOrEqual(width - 1)
}
/** Share of the points of the drawn page that are dark. */
const inkOf = () =>
  app.page.locator('canvas.viewer-page').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] }
    let dark = 0
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark += 1
    return (dark * 4) / Math.max(1, data.length)
  })

let first: string
test('a PDF is chosen by keyboard alone, attached to one component, and read page by page', async () => {
  const { page } = app
  first = await receive(names)
  await openCase(first)
  await choose(scanFile('three-pages.pdf'))
  await page.getByRole('button', { name: 'Thêm tệp cho Giấy chứng sinh' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog().getByRole('button', { name: 'Chọn tệp…' })).toBeFocused()
  await expectAccessible(page)
  await picture('papers-choose')
  await page.keyboard.press('Enter')
  await expect(dialog().getByLabel('Tên giấy tờ')).toBeFocused()
  await expect(dialog().getByLabel('Tên giấy tờ')).toHaveValue('Giấy chứng sinh')
  await dialog().getByLabel('Có giá trị đến hết ngày').fill('01/01/2020')
  await expectAccessible(page)
  await picture('papers-confirm')
  await page.keyboard.press('Enter')
  await expect(page.locator('.dialog')).toHaveCount(0)
  await expect(line('Giấy chứng sinh').getByText('Hết hạn 01/01/2020')).toBeVisible()
  await expectAccessible(page)

  await line('Giấy chứng sinh').getByRole('button', { name: 'Giấy chứng sinh', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Trang 1/3')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Giấy chứng sinh, trang 1' })).toBeVisible()
  await expect.poll(inkOf).toBeGreaterThan(0.001)
  await expectAccessible(page)
  await picture('papers-viewer')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  await expect(page.getByText('Trang 3/3')).toBeVisible()
  const box = async () => (await page.locator('canvas.viewer-page').boundingBox()) ?? { width: 0, height: 0 }
  const before = await box()
  await page.keyboard.press('+')
  await expect.poll(async () => (await box()).width).toBeGreaterThan(before.width * 1.2)
  await page.keyboard.press('0')
  await page.keyboard.press('r')
  await expect.poll(async () => (await box()).width > (await box()).height).toBe(true)
  await page.keyboard.press('Escape')
  await expect(page.locator('.dialog')).toHaveCount(0)
})

test('files of every kind are dropped together, gone through one by one, and shown', async () => {
  const { page } = app
  const files = ['photo.jpg', 'page.png', 'fax.tif', 'lzw.tif'].map((name) => ({
    name,
    data: scanBytes(name).toString('base64'),
  }))
  const dropped = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer()
    for (const { name, data } of given)
      transfer.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name))
    return transfer
  }, files)
  await line('Tờ khai').dispatchEvent('drop', { dataTransfer: dropped })
  for (const { name } of files) {
    await expect(dialog().getByRole('heading', { name: `Đính kèm ${name}` })).toBeVisible()
    await dialog().getByLabel('Tên giấy tờ').fill(name)
    await page.keyboard.press('Enter')
  }
  await expect(page.locator('.dialog')).toHaveCount(0)
  await expect(line('Tờ khai').getByRole('button', { name: 'lzw.tif', exact: true })).toBeVisible()
  await line('Tờ khai').getByRole('button', { name: 'photo.jpg', exact: true }).click()
  const photo = page.locator('.viewer-paper img')
  await expect.poll(() => photo.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(240)
  await expectAccessible(page)
  await picture('papers-photo')
  await page.keyboard.press('r')
  await page.keyboard.press('Control+PageDown')
  await expect(dialog().getByRole('heading', { name: 'page.png' })).toBeVisible()
  await page.keyboard.press('Control+PageDown')
  await expect(page.getByText('Trang 1/2')).toBeVisible()
  await expect.poll(inkOf).toBeGreaterThan(0.005)
  expect(await inkOf()).toBeLessThan(0.5)
  await picture('papers-fax')
  await page.keyboard.press('PageDown')
  await expect(page.getByText('Trang 2/2')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('a pasted picture, and what cannot be a paper, in plain words with nothing stored', async () => {
  const { page } = app
  const pasted = async (name: string, bytes: Buffer) => {
    const transfer = await page.evaluateHandle(
      ({ fileName, data }) => {
        const given = new DataTransfer()
        given.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], fileName))
        return given
      },
      { fileName: name, data: bytes.toString('base64') },
    )
    await line('Chung cho cả hồ sơ').evaluate((element, clipboardData) => {
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    }, transfer)
  }
  const wait = () => expect(dialog().getByLabel('Tên giấy tờ')).toBeFocused()
  const stored = await page.evaluate(() => window.motcua.papers.getStore({}))
  for (const [bytes, words] of [
    [Buffer.from('MZ\u0090\u0000'), 'không phải PDF, JPEG, PNG hay TIFF'],
    [scanBytes('locked.pdf'), 'bị khóa bằng mật khẩu'],
    [scanBytes('three-pages.pdf').subarray(0, 1_000), 'bị hỏng hoặc chưa chép xong'],
    [Buffer.alloc(0), 'trống (0 byte)'],
    [Buffer.alloc(21 * 1_048_576, 1), 'lớn quá 20 MB'],
  ] as const) {
    await pasted('x.pdf', bytes)
    await wait()
    await page.keyboard.press('Enter')
    await expect(dialog().getByText(words, { exact: false })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('.dialog')).toHaveCount(0)
  }
  expect(await page.evaluate(() => window.motcua.papers.getStore({}))).toMatchObject({
    ok: true,
    value: { stored: stored.ok ? stored.value.stored : -1, unfinished: 0, orphans: 0 },
  })
  await pasted('image.png', scanBytes('page.png'))
  await wait()
  await page.keyboard.press('Enter')
  await expect(line('Chung cho cả hồ sơ').getByRole('button', { name: 'Ảnh dán', exact: true })).toBeVisible()
})

test('a file is taken from the scanner’s folder once it has stopped growing, and leaves it only then', async () => {
  const { page } = app
  await choose(scanner)
  const folder = await page.evaluate(() => window.motcua.papers.chooseScannerFolder({}))
  expect(folder).toMatchObject({ ok: true, value: { folder: scanner } })
  const file = join(scanner, 'SCAN0001.PDF')
  writeFileSync(file, scanBytes('three-pages.pdf').subarray(0, 500))
  await page.getByRole('button', { name: 'Thêm tệp cho Tờ khai' }).click()
  await expect(dialog().getByText('Vừa quét')).toBeVisible()
  await expect(dialog().getByText('Máy đang quét').last()).toBeVisible()
  writeFileSync(file, scanBytes('three-pages.pdf'))
  const take = dialog().getByRole('button', { name: 'Lấy SCAN0001.PDF' })
  await expect(take).toBeVisible({ timeout: 15_000 })
  await picture('papers-tray')
  await expectAccessible(page)
  await dialog().getByRole('button', { name: 'Xem SCAN0001.PDF' }).click()
  await expect(page.getByText('Trang 1/3')).toBeVisible()
  await page.keyboard.press('Escape')
  await take.click()
  await dialog().getByLabel('Tên giấy tờ').fill('Bản quét')
  expect(existsSync(file)).toBe(true)
  await page.keyboard.press('Enter')
  await expect(line('Tờ khai').getByRole('button', { name: 'Bản quét', exact: true })).toBeVisible()
  expect(existsSync(file)).toBe(false)
})

test('a wrong file is taken off with a reason; a secret paper takes none', async () => {
  const { page } = app
  await page.getByRole('button', { name: 'Việc với tệp page.png' }).click()
  await page.getByRole('menuitem', { name: 'Gỡ khỏi hồ sơ…' }).click()
  await expect(dialog().getByLabel('Lý do')).toBeFocused()
  await dialog().getByRole('button', { name: 'Gỡ khỏi hồ sơ' }).click()
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await page.keyboard.type('Nhầm hồ sơ')
  await dialog().getByRole('button', { name: 'Gỡ khỏi hồ sơ' }).click()
  await expect(line('Tờ khai').getByText('đã gỡ: Nhầm hồ sơ')).toBeVisible()
  await page.getByRole('button', { name: 'Việc khác với Văn bản mật' }).click()
  await page.getByRole('menuitem', { name: 'Không số hóa…' }).click()
  await dialog()
    .getByRole('radio', { name: /giấy tờ mật/ })
    .check()
  await expectAccessible(page)
  await picture('papers-not-scanned')
  await dialog().getByRole('button', { name: 'Lưu' }).click()
  await expect(line('Văn bản mật').getByText('Không số hóa: giấy tờ mật')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Thêm tệp cho Văn bản mật' })).toHaveCount(0)
})

test('originals are kept and given back', async () => {
  const { page } = app
  await page.getByRole('button', { name: 'Việc khác với Giấy chứng sinh' }).click()
  await page.getByRole('menuitem', { name: 'Giữ bản chính…' }).click()
  await expect(dialog().getByLabel('Bản chính nào')).toBeFocused()
  await dialog().getByLabel('Bản chính nào').fill('Giấy chứng sinh số 12')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(line('Giấy chứng sinh').getByText('Cơ quan đang giữ bản chính: Giấy chứng sinh số 12')).toBeVisible()
  await picture('papers-card')
  await resize(1920, 1080)
  await picture('papers-card-1920')
  await resize(1366, 768)
  await line('Giấy chứng sinh').getByRole('button', { name: 'Trả lại' }).click()
  await expect(dialog().getByLabel('Trả cho ai')).toHaveValue('Lê Thị Hoa')
  await expectAccessible(page)
  await dialog().getByRole('button', { name: 'Trả 1 bản chính' }).click()
  await expect(line('Giấy chứng sinh').getByText('Đã trả bản chính: Giấy chứng sinh số 12')).toBeVisible()
})

test('a paper scanned before is used again for the same person; an expired one needs a reason', async () => {
  const { page } = app
  await openCase(await receive(['Giấy chứng sinh']))
  await page.getByRole('button', { name: 'Thêm tệp cho Giấy chứng sinh' }).click()
  await expect(dialog().getByText('Giấy tờ đã quét trước đây của Lê Thị Hoa')).toBeVisible()
  const offered = dialog().locator('.attach-row').filter({ hasText: 'Cùng loại' })
  await expect(offered).toHaveCount(1)
  await expectAccessible(page)
  await picture('papers-earlier')
  await offered.getByRole('button', { name: 'Dùng lại Giấy chứng sinh' }).click()
  await expect(dialog().getByLabel('Lý do')).toBeFocused()
  await dialog().getByRole('button', { name: 'Dùng lại' }).click()
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await page.keyboard.type('Chỉ đối chiếu')
  await dialog().getByRole('button', { name: 'Dùng lại' }).click()
  await expect(line('Giấy chứng sinh').getByText('dùng lại · Chỉ đối chiếu', { exact: false })).toBeVisible()
})

test('a token shows a picture to the page alone, and no address leads out of the store', async () => {
  const { page } = app
  const statuses = await page.evaluate(async () => {
    const attempt = (address: string) =>
      new Promise<string>((done) => {
        const image = new Image()
        image.onload = () => done('shown')
        image.onerror = () => done('refused')
        image.src = address
      })
    return Promise.all(
      ['motcua://scan/x', 'motcua://scan/../app/index.html', 'motcua://scan/%2e%2e/blobs', 'motcua://scan/'].map(attempt),
    )
  })
  expect(statuses).toEqual(['refused', 'refused', 'refused', 'refused'])
  const read = await page.evaluate(() => window.motcua.papers.readShown({ token: '../../motcua.db' }))
  expect(read).toMatchObject({ ok: false, error: { code: 'entity.notFound' } })
})

test('after a kill everything that was attached is there, and the store agrees with the events', async () => {
  await app.kill()
  await app.signIn()
  await openCase(first)
  await expect(line('Tờ khai').getByRole('button', { name: 'Bản quét', exact: true })).toBeVisible()
  const store = await app.page.evaluate(() => window.motcua.papers.checkStore({}))
  expect(store).toMatchObject({ ok: true, value: { missing: 0, damaged: 0, orphans: 0, unfinished: 0 } })
})
