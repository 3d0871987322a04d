// Three processes that provinces decided in 2025, from the editor to the paper: the steps pasted as Word has them, the rules' word, review
// and approval by another person, numbered copies, and the document of each layout with every block where offices have it.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { ProcessContent, Skeleton } from '../../db/processes/content.ts'
import { type App, administrator, startApp } from './app.ts'
import { type PlacedText, placedTextOf } from './pdf-text.ts'

const screens = join('test-results', 'screens')
mkdirSync(screens, { recursive: true })

const head = { fullName: 'Trần Văn Bình', signInName: 'binhtv', positionTitle: 'Chủ tịch UBND', password: 'mua-thu-2026' }

interface Example {
  readonly file: string
  readonly code: string
  /** As the columns of the province's table are called. */
  readonly columns: readonly [label: string, who: string, work: string, time: string, output: string]
  readonly headings: readonly string[]
}
const examples: Readonly<Record<Skeleton, Example>> = {
  haTinh: {
    file: 'ha-tinh-cfs-mended',
    code: 'QT.XNKBCXB.01',
    columns: ['TT', 'Trách nhiệm', 'Trình tự', 'Thời gian', 'Biểu mẫu/Kết quả'],
    headings: [
      '1. KÝ HIỆU QUY TRÌNH',
      '2. NỘI DUNG QUY TRÌNH',
      '2.1. Điều kiện thực hiện TTHC',
      '2.2. Cách thức thực hiện TTHC',
      '2.3. Thành phần hồ sơ, bao gồm',
      '2.4. Số lượng hồ sơ',
      '2.5. Thời hạn giải quyết',
      '2.6. Địa điểm tiếp nhận hồ sơ và trả kết quả',
      '2.7. Cơ quan thực hiện, quyết định, được ủy quyền, phối hợp',
      '2.8. Đối tượng thực hiện TTHC',
      '2.9. Kết quả giải quyết TTHC',
      '2.10. Quy trình xử lý công việc',
      '3. BIỂU MẪU',
      '4. HỒ SƠ LƯU',
    ],
  },
  haNoi: {
    file: 'ha-noi-qttp-20',
    code: 'QTTP-20',
    columns: ['Tên bước', 'Đơn vị/người thực hiện', 'Nội dung công việc', 'Thời hạn giải quyết', 'Biểu mẫu/kết quả'],
    headings: [
      '1. Cơ sở pháp lý',
      '2. Thành phần hồ sơ',
      '3. Cách thức, địa chỉ nộp hồ sơ, nhận kết quả',
      '4. Thời gian giải quyết, phí, lệ phí',
      '5. Các biểu mẫu',
      '6. Quy trình giải quyết',
      '7. Trách nhiệm trả kết quả giải quyết và lưu trữ hồ sơ',
    ],
  },
  classic: {
    file: 'cao-bang-1-001806',
    code: 'QT.BTXH.01',
    columns: ['TT', 'Trách nhiệm', 'Trình tự', 'Thời gian', 'Biểu mẫu/Kết quả'],
    headings: [
      '1. MỤC ĐÍCH',
      '2. PHẠM VI',
      '3. TÀI LIỆU VIỆN DẪN',
      '4. ĐỊNH NGHĨA/VIẾT TẮT',
      '5. NỘI DUNG QUY TRÌNH',
      '5.1. Cơ sở pháp lý',
      '5.2. Thành phần hồ sơ',
      '5.3. Số lượng hồ sơ',
      '5.4. Thời gian xử lý',
      '5.5. Nơi tiếp nhận và trả kết quả',
      '5.6. Lệ phí',
      '5.7. Quy trình xử lý công việc',
      '6. BIỂU MẪU',
      '7. HỒ SƠ CẦN LƯU',
    ],
  },
}
const contentOf = ({ file }: Example): ProcessContent =>
  (JSON.parse(readFileSync(join('test/fixtures/processes', `${file}.json`), 'utf8')) as { content: ProcessContent }).content

let app: App
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
  await app.page.evaluate(async ({ password, ...person }) => {
    const { people } = window.motcua
    const staff = await people.listStaff({})
    const [me] = staff.ok ? staff.value : []
    if (!me) throw new Error('nobody')
    await people.changeStaff({
      staffId: me.id,
      fullName: me.fullName,
      positionTitle: 'Thư ký ISO',
      roles: ['administrator', 'qualitySecretary'],
      isActive: true,
    })
    await people.addStaff({ ...person, roles: ['head'], password: 'lan-dau-tien' })
    await people.signOut({})
    await people.signIn({ signInName: person.signInName, password: 'lan-dau-tien' })
    await people.changeOwnPassword({ current: 'lan-dau-tien', next: password })
    await people.signOut({})
  }, head)
  await signIn(administrator)
})
test.afterAll(() => app.stop())

async function signIn({ fullName, password }: { fullName: string; password: string }): Promise<void> {
  const { page } = app
  await page.evaluate(() => window.motcua.people.signOut({}))
  await page.reload()
  await app.signInAs(fullName, password)
  await expect(page.getByRole('navigation', { name: 'Màn hình' })).toBeVisible()
}

const copyText = (text: string) => app.electron.evaluate(({ clipboard }, words) => clipboard.writeText(words), text)
const copyHtml = (html: string) =>
  app.electron.evaluate(({ clipboard }, text) => {
    const { write } = clipboard as unknown as { write: (data: { html: string; text: string }) => void }
    write.call(clipboard, { html: text, text: 'x' })
  }, html)

const show = (section: string) =>
  app.page.getByRole('navigation', { name: 'Các mục của quy trình' }).getByRole('button', { name: section }).click()
const decimal = (value: number): string => String(value).replace('.', ',')

/** The table of steps as Word leaves it on the clipboard: a shared time is one cell of several rows. */
function wordTable({ columns }: Example, { variants }: ProcessContent): string {
  const [variant] = variants
  if (!variant) throw new Error('no steps')
  const shared = variant.steps.filter(({ time }) => time.kind === 'group')
  const [group] = variant.groups
  const rows = variant.steps.map((step) => {
    const { time } = step
    const words = {
      amount: () => `${decimal((time.kind === 'amount' ? time.minutes : 0) / 480)} ngày`,
      officeHours: () => 'Giờ hành chính',
      notCounted: () => 'Không tính thời gian',
      sameDay: () => 'Trong ngày',
      group: () => `${decimal((group?.minutes ?? 0) / 480)} ngày`,
    }[time.kind]()
    const isFirst = step === shared[0]
    const timeCell = time.kind !== 'group' ? `<td>${words}</td>` : isFirst ? `<td rowspan="${shared.length}">${words}</td>` : ''
    const output = [...step.forms, step.results].filter(Boolean).join('; ')
    return `<tr><td>${step.label}</td><td><p class=MsoNormal>${step.unit}: ${step.role}</p></td><td>${step.work}</td>${timeCell}<td>${output}</td></tr>`
  })
  const heads = columns.map((text) => `<th>${text}</th>`).join('')
  return `<html><body><!--StartFragment--><table><tr>${heads}</tr>${rows.join('\n')}</table><!--EndFragment--></body></html>`
}

async function fillList(section: string, rows: ReadonlyArray<readonly string[]>): Promise<void> {
  if (rows.length === 0) return
  const { page } = app
  await show(section)
  await page.getByRole('button', { name: 'Thêm dòng' }).click()
  await page.keyboard.press('Escape')
  const grid = page.getByRole('grid')
  await grid.getByRole('textbox').first().focus()
  await copyText(rows.map((cells) => cells.join('\t')).join('\n'))
  await page.keyboard.press('Control+v')
  await expect(grid.getByRole('gridcell', { name: rows.at(-1)?.[0] ?? '', exact: true }).first()).toBeVisible()
}

async function fillText(section: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const filled = Object.entries(texts).filter(([, text]) => text !== '')
  if (filled.length === 0) return
  await show(section)
  for (const [label, text] of filled) await app.page.getByRole('textbox', { name: label, exact: true }).fill(text)
}

async function pick(label: string, option: string): Promise<void> {
  const { page } = app
  // A list on its way out takes the click that was meant to open the next one.
  await expect(page.getByRole('option')).toHaveCount(0)
  const box = page.getByRole('combobox', { name: label })
  await box.click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await expect(page.getByRole('option')).toHaveCount(0)
  await expect(box).toHaveText(option)
}

const skeletonWords: Readonly<Record<Skeleton, string>> = {
  classic: 'Khung ISO thông dụng',
  haTinh: 'Khung Hà Tĩnh 2025',
  haNoi: 'Khung Hà Nội 2025',
}
const yesNo = (is: boolean): string => (is ? 'Có' : 'Không')

const documents = new Map<Skeleton, string>()

for (const skeleton of ['haTinh', 'haNoi', 'classic'] as const) {
  const example = examples[skeleton]
  const content = contentOf(example)
  const [variant] = content.variants

  test(`${example.code} is written in the editor, from pasted tables, without a fault that the rules find`, async () => {
    const { page } = app
    const registered = await page.evaluate(
      (given) => window.motcua.documents.register({ kind: 'process', group: 'procedure', ...given }),
      { code: example.code, name: content.name, field: content.field },
    )
    if (!registered.ok) throw new Error(JSON.stringify(registered.error))
    const { documentId, versionId } = registered.value
    documents.set(skeleton, documentId)
    await page.evaluate((address) => {
      window.location.hash = address
    }, `/processes/${documentId}/versions/${versionId}/edit`)
    await expect(page.getByRole('heading', { name: example.code })).toBeVisible()
    await page.getByRole('combobox', { name: 'Đơn vị chủ trì' }).fill(content.ownerUnit)
    await page.keyboard.press('Tab')
    await pick('Mẫu trình bày', skeletonWords[skeleton])
    if (content.authority === 'department') await pick('Cơ quan có thẩm quyền quyết định', 'Cơ quan chuyên môn')
    await fillText('Nơi tiếp nhận và trả kết quả', { 'Nơi tiếp nhận và trả kết quả': content.receivingPlace })
    await fillText('Phí, lệ phí', { 'Phí, lệ phí': content.fee })
    await fillText('Đối tượng thực hiện', { 'Đối tượng thực hiện': content.subjects })
    await fillText('Cơ quan thực hiện', {
      'Cơ quan thực hiện': content.performingBody,
      'Cơ quan có thẩm quyền quyết định': content.decidingBody,
      'Cơ quan được ủy quyền': content.delegatedBody,
      'Cơ quan phối hợp': content.coordinatingBodies,
    })
    await fillText('Trách nhiệm trả kết quả, lưu trữ', { 'Trách nhiệm trả kết quả, lưu trữ': content.responsibility })
    await fillList(
      'Căn cứ pháp lý',
      content.legalGrounds.map(({ law, title, articles }) => [law, title, articles]),
    )
    await fillList(
      'Thành phần, số lượng hồ sơ',
      content.components.map(({ name, originals, copies, isRequired }) => [
        name,
        String(originals),
        String(copies),
        yesNo(isRequired),
      ]),
    )
    await fillList(
      'Kết quả giải quyết',
      content.results.map((text) => [text]),
    )
    await fillList(
      'Biểu mẫu',
      content.forms.map(({ code, name, law }) => [code, name, law]),
    )
    await fillList(
      'Hồ sơ lưu',
      content.records.map(({ name, place, retention }) => [name, place, retention]),
    )
    await show('Trình tự các bước')
    await page.getByLabel('Thời hạn giải quyết').fill(String(variant?.timeLimit?.limit))
    if (variant?.timeLimit?.unit === 'days') await pick('Đơn vị thời hạn', 'ngày')
    const grid = page.getByRole('grid', { name: 'Bảng các bước' })
    await grid.getByRole('textbox').focus()
    await copyHtml(wordTable(example, content))
    await page.keyboard.press('Control+v')
    await expect(page.getByText(`Đã dán ${variant?.steps.length} bước`).last()).toBeVisible() // the note of the process before may still stand
    await expect(page.getByText('Bằng thời hạn')).toBeVisible()
    for (const [index, { returnsTo, condition }] of (variant?.steps ?? []).entries()) {
      if (returnsTo === null) continue
      await grid
        .getByRole('row')
        .nth(index + 1)
        .getByRole('gridcell')
        .nth(8)
        .click()
      await page.keyboard.type(returnsTo)
      await page.keyboard.press('Tab')
      await page.keyboard.type(condition)
      await page.keyboard.press('Enter')
    }
    await page.keyboard.press('Control+s')
    await expect(page.getByText('Đã lưu quy trình').last()).toBeVisible()
    await page.screenshot({ path: join(screens, `province-${skeleton}-editor.png`) })
    const entered = await page.evaluate(async (id) => {
      const reply = await window.motcua.documents.getVersion({ versionId: id })
      if (!reply.ok || reply.value.body.kind !== 'process') throw new Error('no process')
      const { body } = reply.value
      const checked = await window.motcua.documents.check({ body, date: null })
      return { content: body.content, findings: checked.ok ? checked.value.findings : null }
    }, versionId)
    const [own] = entered.content.variants
    expect(own?.timeLimit).toEqual(variant?.timeLimit)
    expect(own?.steps.map(({ label, work, unit, role, act, returnsTo }) => [label, work, unit, role, act, returnsTo])).toEqual(
      variant?.steps.map(({ label, work, unit, role, act, returnsTo }) => [label, work, unit, role, act, returnsTo]),
    )
    expect(own?.steps.map(({ forms }) => forms)).toEqual(variant?.steps.map(({ forms }) => forms))
    for (const part of ['components', 'forms', 'records', 'legalGrounds', 'results', 'decidingBody', 'fee'] as const)
      expect(entered.content[part], part).toEqual(content[part])
    expect(entered.findings?.filter(({ severity }) => severity === 'error')).toEqual([])
  })
}

test('another person reviews and approves all three', async () => {
  const { page } = app
  const dialog = page.locator('.dialog')
  const openPage = async (documentId: string) => {
    await page.evaluate((address) => {
      window.location.hash = address
    }, `/processes/${documentId}`)
  }
  for (const [skeleton, documentId] of documents) {
    await openPage(documentId)
    await expect(page.getByText(examples[skeleton].code, { exact: true }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Trình soát xét' }).click()
    await dialog.getByRole('button', { name: 'Trình soát xét' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('Đã trình soát xét').last()).toBeVisible()
  }
  await signIn(head)
  for (const [skeleton, documentId] of documents) {
    await openPage(documentId)
    await expect(page.getByText(examples[skeleton].code, { exact: true }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Soát xét xong' }).click()
    await dialog.getByRole('button', { name: 'Soát xét xong' }).click()
    await expect(dialog).toHaveCount(0)
    await page.getByRole('button', { name: 'Phê duyệt' }).click()
    await expect(dialog.getByLabel('Người ký')).toHaveValue(/Trần Văn Bình/)
    const today = new Intl.DateTimeFormat('vi-VN', {
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      timeZone: 'Asia/Ho_Chi_Minh',
    }).format(new Date())
    await dialog.getByLabel('Có hiệu lực từ').fill(today)
    await dialog.getByRole('button', { name: 'Phê duyệt' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('Đang hiệu lực', { exact: true }).first()).toBeVisible()
  }
})

/** Texts that hold these words, in the order of the paper. */
const found = (texts: readonly PlacedText[], words: string | RegExp): PlacedText[] =>
  texts.filter(({ text }) => (typeof words === 'string' ? text.includes(words) : words.test(text)))
/** Further down the paper, the pages one below the other. */
const placeOf = ({ page, y }: PlacedText): number => page * 1_000 + y

for (const skeleton of ['haTinh', 'haNoi', 'classic'] as const) {
  const example = examples[skeleton]
  const content = contentOf(example)
  const steps = content.variants[0]?.steps ?? []

  test(`${example.code} is printed with every block where the layout ${skeleton} has it`, async () => {
    const { page } = app
    const documentId = documents.get(skeleton) ?? ''
    await page.evaluate(
      async ([id, holder]) => {
        const document = await window.motcua.documents.get({ documentId: id ?? '' })
        if (!document.ok) throw new Error('no document')
        const versionId = document.value.versions[0]?.id ?? ''
        const on = document.value.versions[0]?.approvedOn ?? ''
        const copy = { form: 'paper', holderKind: 'unit' } as const
        const given = await window.motcua.copies.handOut({
          versionId,
          on,
          by: 'Nguyễn Thị Duyên',
          copies: [
            { number: 1, holder: 'Bộ phận Một cửa', ...copy },
            { number: 2, holder: holder ?? '', ...copy, form: 'electronic' },
          ],
        })
        if (!given.ok) throw new Error(JSON.stringify(given.error))
      },
      [documentId, content.ownerUnit],
    )
    await page.evaluate((address) => {
      window.location.hash = address
    }, `/processes/${documentId}`)
    const file = join(app.folder, `${skeleton}.pdf`)
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    await page.getByRole('button', { name: 'In quy trình' }).click()
    const dialog = page.getByRole('dialog', { name: `In quy trình ${example.code}` })
    await expect(dialog.getByRole('radio', { name: skeletonWords[skeleton] })).toBeChecked()
    await page.keyboard.press('Control+s')
    await expect(page.getByText(`Đã lưu ${skeleton}.pdf`)).toBeVisible()
    await page.keyboard.press('Escape')
    try {
      execFileSync('pdftoppm', ['-r', '70', '-png', file, join(screens, `province-${skeleton}`)])
    } catch {
      // Pictures are for people; a machine without the tool still reads the words and their places.
    }

    const { pageCount, texts } = await placedTextOf(file)
    const pages = Array.from({ length: pageCount }, (_, index) => index + 1)
    // The head of every page, its fields on the right, and page x/y at the foot.
    for (const number of pages) {
      const own = texts.filter((text) => text.page === number)
      const [code] = found(own, 'Mã hiệu')
      expect(code?.y, `head of page ${number}`).toBeLessThan(110)
      expect(code?.x).toBeGreaterThan(400)
      for (const label of ['Lần ban hành', 'Lần sửa đổi', 'Ngày ban hành', 'Ngày hiệu lực'])
        expect(
          found(own, label).some(({ x, y }) => x > 400 && y < 190),
          `${label}, page ${number}`,
        ).toBe(true)
      expect(found(own, 'QUY TRÌNH')[0]?.x).toBeGreaterThan(180)
      const foot = own.filter(({ y }) => y > 790)
      expect(
        foot
          .map(({ text }) => text)
          .join(' ')
          .replace(/\s+/g, ' '),
      ).toContain(`Trang ${number}/${pageCount}`)
      // Nothing runs out of the margins of 25 and 15 mm.
      for (const { x, text } of own) expect(x > 70 && x < 553, `${text}, page ${number}`).toBe(true)
    }
    // Approval, revision, distribution: in this order on the cover.
    const [drafted, reviewed, approved] = ['SOẠN THẢO', 'SOÁT XÉT', 'PHÊ DUYỆT'].map((title) => found(texts, title)[0])
    expect(new Set([drafted?.y, reviewed?.y, approved?.y]).size).toBe(1)
    expect([drafted?.page, approved?.page]).toEqual([1, 1])
    expect([drafted?.x, reviewed?.x, approved?.x]).toEqual(
      [drafted?.x, reviewed?.x, approved?.x].toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    )
    const names = found(texts, /Nguyễn Thị Duyên|Trần Văn Bình/).filter(({ page: at }) => at === 1)
    expect(names.map(({ text }) => text)).toEqual(['Nguyễn Thị Duyên', 'Trần Văn Bình', 'Trần Văn Bình'])
    const revisionTitle = {
      classic: 'SỬA ĐỔI TÀI LIỆU',
      haTinh: 'BẢNG THEO DÕI SỬA ĐỔI',
      haNoi: 'BẢNG THEO DÕI NHỮNG THAY ĐỔI',
    }[skeleton]
    const cover = [
      found(texts, 'PHÊ DUYỆT')[0],
      found(texts, 'TÀI LIỆU ĐƯỢC KIỂM SOÁT')[0],
      found(texts, revisionTitle).at(-1),
      found(texts, 'Ban hành lần đầu')[0],
      found(texts, 'PHÂN PHỐI TÀI LIỆU')[0],
      found(texts, 'Bộ phận Một cửa')[0],
      found(texts, 'M: bản mềm')[0],
    ].map((text) => text && placeOf(text))
    expect(cover).not.toContain(undefined)
    expect(cover).toEqual(cover.toSorted((a, b) => (a ?? 0) - (b ?? 0)))
    expect(found(texts, /^M$/)).toHaveLength(1)

    // The sections in the order of the layout, on the pages after the cover.
    const whole = (text: PlacedText) =>
      texts
        .filter(({ page: at, y }) => at === text.page && Math.abs(y - text.y) < 2)
        .map((one) => one.text)
        .join(' ')
    const after = (found(texts, 'M: bản mềm')[0]?.page ?? 0) + 1
    const body = texts.filter(({ page: at }) => at >= after)
    const headings = example.headings.map((title) => body.find((text) => whole(text).startsWith(title.slice(0, 60))))
    expect(headings.map((text, index) => text === undefined && example.headings[index])).toEqual(headings.map(() => false))
    const places = headings.map((text) => (text ? placeOf(text) : 0))
    expect(places).toEqual(places.toSorted((a, b) => a - b))

    // The flow: every step once, in its order, below its heading and above the table.
    const flowAt = body.find((text) => text.text === 'Lưu đồ các bước')
    expect(flowAt).toBeDefined()
    const drawn = steps.map(({ label, role }) => body.find((text) => whole(text).startsWith(`${label} · ${role}`.slice(0, 30))))
    expect(drawn.map((text, index) => text === undefined && steps[index]?.label)).toEqual(steps.map(() => false))
    const drawnAt = [flowAt, ...drawn].map((text) => (text ? placeOf(text) : 0))
    expect(drawnAt).toEqual(drawnAt.toSorted((a, b) => a - b))
    const table = body.filter((text) => placeOf(text) > (drawnAt.at(-1) ?? 0) && text.text === example.columns[0].split(' ')[0])
    expect(table.length).toBeGreaterThan(0)
    const sum = found(body, 'Tổng').at(-1)
    expect(sum && whole(sum)).toMatch(new RegExp(`Tổng ${content.variants[0]?.timeLimit?.limit} ngày`))
    expect(pageCount).toBeLessThanOrEqual(8)
  })
}
