// Public posting in the real window: a sheet is printed, posted, superseded, found on the list to take down, and removed; the site is
// written and read in a browser that knows nothing of the program. Native windows are answered in place of the person.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, expect, type Page, test } from '@playwright/test'
import { qttp20 } from '../fixtures/processes/qttp-20.ts'
import { type App, administrator, expectAccessible, launchCommand, startApp } from './app.ts'
import { textOf } from './pdf-text.ts'

const screens = join('test-results', 'screens')
mkdirSync(screens, { recursive: true })
const picture = (page: Page, name: string) => page.screenshot({ path: join(screens, `board-${name}.png`) })
const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Màn hình' }).getByRole('link', { name, exact: true })
const heading = (page: Page, name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const has = (tool: string): boolean => {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
})
test.afterAll(() => app.stop())

const birth = '1.001193'
/** Not a note with a button, which is a dialog for screen readers too. */
const dialog = () => app.page.locator('.dialog')
const choosePlace = (file: string) =>
  app.electron.evaluate(({ dialog: native }, path) => {
    native.showSaveDialog = async () => ({ canceled: false, filePath: path })
    native.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)

/** Enters an issue of the process of birth registration, and of the longest procedure; the document's id. */
const enterIssue = (issue: number, fee: string, documentId: string | null) =>
  app.page.evaluate(
    async ({ content, issue: number, fee: price, documentId: known, birth: key }) => {
      const { motcua } = window
      const staff = await motcua.people.listStaff({})
      if (!staff.ok || !staff.value[0]) throw new Error('nobody')
      const { id: staffId, fullName, positionTitle, isActive } = staff.value[0]
      await motcua.people.changeStaff({
        staffId,
        fullName,
        positionTitle,
        isActive,
        roles: ['administrator', 'head', 'deskOfficer'],
      })
      const reply = await motcua.documents.enter({
        document: known ? { id: known } : { kind: 'process', group: 'procedure', code: 'QT-01' },
        body: {
          kind: 'process',
          content: {
            ...content,
            name: 'Quy trình đăng ký khai sinh',
            field: 'Hộ tịch',
            procedures: [key],
            fee: price,
            receivingPlace: 'Quầy số 2 <tầng 1> & sảnh',
          },
        },
        issue: number,
        revision: 0,
        reason: number === 1 ? '' : 'Đổi lệ phí',
        approvedOn: '2025-11-20',
        effectiveFrom: number === 1 ? '2025-11-20' : '2025-12-01',
        reviewDueOn: null,
        approverName: 'Nguyễn Văn Bình',
      })
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
      return reply.value.documentId
    },
    { content: qttp20, issue, fee, documentId, birth },
  )

let documentId: string

test('a sheet is found without marks, chosen with the space bar and saved as A4 and A3', async () => {
  const { page } = app
  documentId = await enterIssue(1, 'Miễn lệ phí', null)
  await page.reload()
  await place(page, 'Niêm yết công khai').click()
  await heading(page, 'Niêm yết công khai')
  await expect(page.getByRole('combobox', { name: 'Hiện' })).toContainText('208')
  await expectAccessible(page)
  await picture(page, 'sheets')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('dang ky khai sinh')
  const row = page.getByRole('row').filter({ has: page.getByText('Thủ tục đăng ký khai sinh', { exact: true }) })
  await expect(row).toContainText('QT-01 · 1/0')
  await row.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await row.click()
  await page.keyboard.press('Space')
  await expect(page.getByText('Đã chọn 1')).toBeVisible()
  await page.keyboard.press('Control+p')
  await expect(dialog().getByText('In 1 bản niêm yết')).toBeVisible()
  await dialog().getByRole('combobox', { name: 'Nơi niêm yết (in trên bản)' }).fill('Bảng tin tầng 1')
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveText('Thủ tục đăng ký khai sinh')
  await expect(page.frameLocator('iframe').getByText('Niêm yết tại: Bảng tin tầng 1')).toBeVisible()
  await expectAccessible(page)
  await picture(page, 'print')

  for (const size of ['A4', 'A3'] as const) {
    const file = join(app.folder, `${size}.pdf`)
    await choosePlace(file)
    if (size === 'A3') {
      await page.keyboard.press('Control+p')
      await dialog().getByRole('radio', { name: 'A3' }).click()
    }
    await page.keyboard.press('Control+s')
    await expect(page.getByText(`Đã lưu tệp ${size}.pdf`)).toBeVisible()
    await expect(dialog()).toHaveCount(0)
    const text = (await textOf(file)).normalize('NFC').replace(/\s+/g, ' ')
    for (const words of [
      'NIÊM YẾT CÔNG KHAI',
      'Thủ tục đăng ký khai sinh',
      'Miễn lệ phí',
      'Quầy số 2 <tầng 1> & sảnh',
      '30 ngày',
      'Giấy tờ chứng minh có nơi hợp pháp để đặt trụ sở',
      'Quy trình QT-01, lần ban hành 1, lần sửa đổi 0, hiệu lực từ 20/11/2025',
      'Trang 1/',
    ])
      expect(text, size).toContain(words)
    // The office stands in the head once, and forms that it fills in itself not at all.
    expect(text.match(/Phường Thuận Hóa/gi)?.length, size).toBe(1)
    expect(text).not.toContain('Sổ theo dõi hồ sơ')
    if (has('pdftoppm') && has('pdfinfo')) {
      expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toContain(`pts (${size})`)
      const stem = join(screens, `board-${size}`)
      execFileSync('pdftoppm', ['-r', '110', '-png', file, stem])
      if (has('zbarimg')) {
        const codes = readdirSync(screens)
          .filter((name) => name.startsWith(`board-${size}-`))
          .map((name) => {
            try {
              return execFileSync('zbarimg', ['-q', '--raw', join(screens, name)], { encoding: 'utf8' })
            } catch {
              return ''
            }
          })
        expect(codes.join('')).toMatch(/^QT-01 1\/0 sha256:[0-9a-f]{64}\n$/)
      }
    }
  }
})

test('posting is refused beside its fields, then stands in the log', async () => {
  const { page } = app
  await page.keyboard.press('Control+Shift+n')
  await expect(dialog().getByText('Ghi đã dán 1 bản niêm yết')).toBeVisible()
  // A4 was recorded after an A3 print once.
  await expect(dialog().getByRole('radio', { name: 'A3' })).toBeChecked()
  const day = dialog().getByRole('textbox', { name: 'Ngày dán' })
  await day.fill('31/12/2099')
  await dialog().getByRole('button', { name: 'Ghi', exact: true }).click()
  await expect(dialog().getByText('Cần nhập ô này')).toBeVisible()
  await expect(dialog().getByText('Không được ở tương lai')).toBeVisible()
  await expect(dialog().getByRole('combobox', { name: 'Nơi niêm yết' })).toBeFocused()
  await expectAccessible(page)
  await picture(page, 'post')
  await page.keyboard.type('Bảng tin tầng 1')
  await day.fill('01/12/2025')
  await expect(dialog().getByRole('textbox', { name: 'Người dán' })).toHaveValue(administrator.fullName)
  await dialog().getByRole('button', { name: 'Ghi', exact: true }).click()
  await expect(dialog()).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: 'QT-01' })).toContainText('1 nơi')
  await page.getByRole('tab', { name: 'Phải gỡ' }).click()
  await expect(page.getByText('Không có bản nào phải gỡ')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('tab', { name: 'Sổ niêm yết' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Bảng tin tầng 1' })).toContainText('Đang dán')
  await expect(page.getByRole('row').filter({ hasText: 'Bảng tin tầng 1' })).toContainText('QT-01 · 1/0 · A3')
})

test('a newer issue puts the sheet on the list to take down, which the dashboard opens; removing empties it', async () => {
  const { page } = app
  await enterIssue(2, '8.000 đồng', documentId)
  await place(page, 'Tổng quan ISO').click()
  await expect(page.getByText('1 bản', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Bản niêm yết phải gỡ' }).click()
  await heading(page, 'Niêm yết công khai')
  const row = page.getByRole('row').filter({ hasText: 'Bảng tin tầng 1' })
  await expect(row).toContainText('Đã có lần ban hành mới hiệu lực; Phí, lệ phí thay đổi')
  await expectAccessible(page)
  await picture(page, 'take-down')
  await row.click()
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Shift+g')
  const day = dialog().getByRole('textbox', { name: 'Ngày gỡ' })
  await day.fill('30/11/2025')
  await dialog().getByRole('button', { name: 'Ghi đã gỡ', exact: true }).click()
  await expect(dialog().getByText('Không được trước ngày dán (01/12/2025)')).toBeVisible()
  await picture(page, 'remove')
  await day.fill('02/12/2025')
  await dialog().getByRole('button', { name: 'Ghi đã gỡ', exact: true }).click()
  await expect(page.getByText('Không có bản nào phải gỡ')).toBeVisible()
  await page.getByRole('tab', { name: 'Sổ niêm yết' }).click()
  const logged = page.getByRole('row').filter({ hasText: 'Bảng tin tầng 1' })
  await expect(logged).toContainText(`02/12/2025, ${administrator.fullName}`)
  await logged.click()
  await page.getByRole('button', { name: 'Ghi lại là còn dán…' }).click()
  await dialog().getByRole('button', { name: 'Ghi lại', exact: true }).click()
  await expect(logged).toContainText('Phải gỡ')
  await picture(page, 'log')
})

test('every tab fits every window, in both themes', async () => {
  const { page } = app
  const sizes = { large: [1920, 1080], small: [1024, 640], normal: [1366, 768] } as const
  for (const [name, [width, height]] of Object.entries(sizes)) {
    await app.electron.evaluate(
      ({ BrowserWindow }, [w, h]) =>
        BrowserWindow.getAllWindows()
          .find((window) => window.isVisible())
          ?.setContentSize(w ?? 0, h ?? 0),
      [width, height],
    )
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThanOrEqual(width - 1) // a screen without a window manager takes one
    for (const [tab, label] of [
      ['sheets', 'Bản niêm yết'],
      ['log', 'Sổ niêm yết'],
      ['site', 'Trang công khai'],
    ] as const) {
      await page.getByRole('tab', { name: label }).click()
      await expectAccessible(page)
      await picture(page, `${tab}-${name}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
  }
  await page.getByRole('tab', { name: 'Phải gỡ' }).click()
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  await expectAccessible(page)
  await picture(page, 'dark')
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'system'))
})

test('a batch becomes one PDF whose sheets have page numbers of their own, and can be called off', async () => {
  test.setTimeout(180_000)
  const { page } = app
  await page.getByRole('tab', { name: 'Bản niêm yết' }).click()
  await page.getByRole('searchbox', { name: 'Tìm mã, tên, lĩnh vực' }).fill('khai sinh')
  await expect(page.getByRole('row').filter({ hasText: 'QT-01 · 2/0' })).toBeVisible()
  await page.getByRole('checkbox', { name: /^Chọn cả \d+ dòng$/ }).check()
  const count = Number(/\d+/.exec((await page.getByText(/^Đã chọn \d+$/).textContent()) ?? '')?.[0])
  expect(count).toBeGreaterThan(2)
  await page.keyboard.press('Control+p')
  await expect(dialog().getByText(`Bản 1/${count}`)).toBeVisible()
  await dialog().getByText('Xem các đoạn bị cắt').click()
  await expect(dialog().getByRole('listitem').first()).toContainText(/ – giấy tờ: .+…/)
  await expectAccessible(page)
  await picture(page, 'cut')
  // Each size remembers its own place.
  await expect(dialog().getByRole('radio', { name: 'A3' })).toBeChecked()
  const where = dialog().getByRole('combobox', { name: 'Nơi niêm yết (in trên bản)' })
  await where.fill('Sảnh tầng 1')
  await where.press('Tab') // the list of places closes
  await dialog().getByRole('radio', { name: 'A4' }).click()
  await expect(where).toHaveValue('Bảng tin tầng 1')
  await where.press('Tab')
  await dialog().getByRole('button', { name: 'Bản sau' }).click()
  await expect(dialog().getByText(`Bản 2/${count}`)).toBeVisible()
  const batch = join(app.folder, 'loat.pdf')
  await choosePlace(batch)
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Đã lưu tệp loat.pdf')).toBeVisible({ timeout: 60_000 })
  const text = (await textOf(batch)).normalize('NFC').replace(/\s+/g, ' ')
  expect(text.match(/Trang 1\/\d+/g)).toHaveLength(count)
  expect(text).toContain('8.000 đồng')
  if (has('pdfinfo')) {
    const { Pages } = Object.fromEntries(
      execFileSync('pdfinfo', [batch], { encoding: 'utf8' })
        .split('\n')
        .map((line) => line.split(/:\s+/) as [string, string]),
    )
    const own = [...text.matchAll(/Trang 1\/(\d+)/g)].reduce((sum, [, pages]) => sum + Number(pages), 0)
    expect(Number(Pages)).toBe(own)
  }

  await page.getByRole('searchbox', { name: 'Tìm mã, tên, lĩnh vực' }).fill('')
  await page.getByRole('checkbox', { name: 'Chọn cả 208 dòng' }).check()
  await page.keyboard.press('Control+p')
  const stopped = join(app.folder, 'dung.pdf')
  await choosePlace(stopped)
  await page.keyboard.press('Control+s')
  await expect(dialog().getByRole('progressbar')).toBeVisible()
  await picture(page, 'progress')
  await dialog().getByRole('button', { name: 'Dừng' }).click()
  await expect(dialog().getByText(/^Đã dừng theo yêu cầu/)).toBeVisible()
  expect(existsSync(stopped)).toBe(false)
  await page.keyboard.press('Escape')
})

test('the site is written only where it may be, and read from the disk in a browser without marks', async () => {
  test.setTimeout(120_000)
  const { page } = app
  await page.getByRole('tab', { name: 'Trang công khai' }).click()
  await expect(page.getByText('Chưa lập trang công khai lần nào.')).toBeVisible()
  const foreign = join(app.folder, 'tai-lieu')
  mkdirSync(foreign)
  writeFileSync(join(foreign, 'thu.docx'), 'x')
  await choosePlace(foreign)
  await page.getByRole('button', { name: 'Chọn thư mục…' }).click()
  await expect(page.getByText('Thư mục có tệp khác (thu.docx) nên không thay. Hãy chọn thư mục trống.')).toBeVisible()
  await picture(page, 'site-foreign')
  const site = join(app.folder, 'cong-khai')
  mkdirSync(site)
  await choosePlace(site)
  await page.getByRole('button', { name: 'Chọn thư mục…' }).click()
  await expect(page.getByRole('textbox', { name: 'Thư mục' })).toHaveValue(site)
  await page.getByRole('button', { name: 'Lập trang công khai' }).click()
  await expect(page.getByText('Đã lập trang của 208 thủ tục')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/Nội dung vẫn đúng với hiện nay/)).toBeVisible()
  await expectAccessible(page)
  await picture(page, 'site')
  expect(readdirSync(join(site, 'thu-tuc'))).toHaveLength(208)
  expect(readFileSync(join(foreign, 'thu.docx'), 'utf8')).toBe('x')

  // Over an earlier site only when that is said.
  await page.getByRole('button', { name: 'Chọn thư mục…' }).click()
  await page.getByRole('button', { name: 'Lập trang công khai' }).click()
  await expect(page.getByText('Thư mục đang chứa trang công khai cũ; hãy đánh dấu đồng ý thay.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Thay trang cũ trong thư mục này' }).check()
  await page.getByRole('button', { name: 'Lập trang công khai' }).click()
  await expect(page.getByText('Đã lập trang của 208 thủ tục')).toBeVisible({ timeout: 60_000 })

  const reader = join(app.folder, 'trinh-duyet')
  mkdirSync(reader)
  writeFileSync(join(reader, 'package.json'), '{"name":"reader","version":"1.0.0","main":"main.js"}')
  writeFileSync(
    join(reader, 'main.js'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 900 }).loadFile(${JSON.stringify(join(site, 'index.html'))}))`,
  )
  const { program, args, ...how } = launchCommand(join(reader, 'data'))
  const browser = await _electron.launch({ executablePath: program, ...how, args: [...args.slice(0, -1), reader] })
  try {
    const index = await browser.firstWindow()
    const refused: string[] = []
    index.on('console', (message) => refused.push(message.text()))
    await expect(index.getByRole('heading', { level: 1, name: 'Thủ tục hành chính công khai' })).toBeVisible()
    await index.screenshot({ path: join(screens, 'board-index.png') })
    const links = index.getByRole('listitem').getByRole('link', { name: /./ })
    await index.getByRole('searchbox', { name: 'Tìm thủ tục (gõ không cần dấu)' }).fill('dang ky KHAI sinh luu dong')
    await expect(index.getByRole('status')).toHaveText(/^Tìm thấy \d+ thủ tục\.$/)
    await expect(links.first()).toContainText(/khai sinh lưu động/i)
    await expectAccessible(index)
    await index.getByRole('searchbox').fill('1.001193')
    await index.getByRole('link', { name: 'Thủ tục đăng ký khai sinh', exact: true }).click()
    await expect(index.getByRole('heading', { level: 1, name: 'Thủ tục đăng ký khai sinh' })).toBeVisible()
    await expect(index.getByText('Quầy số 2 <tầng 1> & sảnh')).toBeVisible()
    await expect(index.getByText('8.000 đồng')).toBeVisible()
    await expectAccessible(index)
    await index.screenshot({ path: join(screens, 'board-page.png'), fullPage: true })
    await index.getByRole('link', { name: '← Danh mục thủ tục' }).click()
    await expect(index.getByRole('heading', { level: 1, name: 'Thủ tục hành chính công khai' })).toBeVisible()
    expect(refused).toEqual([])
  } finally {
    await browser.close()
  }
})
