// Processes from and to a workbook, through real .xlsx files and a real database.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enterVersion, registerDocument, renumberDocument, withdrawDocument } from '../../../../db/documents/commands.ts'
import { documentBody } from '../../../../db/documents/content.ts'
import { getDocument, getVersion } from '../../../../db/documents/queries.ts'
import { importWorkbook, listForWorkbook, planWorkbook } from '../../../../db/documents/workbook.ts'
import type { Actor } from '../../../../db/event.ts'
import { permissionsOf } from '../../../../db/people/rules.ts'
import { enterList, strikeList } from '../../../../db/procedure-lists/commands.ts'
import { emptyProcessContent, type ProcessContent } from '../../../../db/processes/content.ts'
import { type Cell, columnLetters, type SheetRows, type sheetKeys, sheets } from '../../../../db/processes/workbook/sheets.ts'
import { authorityWords, groupWords, limitUnitWords } from '../../../../db/processes/workbook/words.ts'
import { writeWorkbook } from '../../../../db/processes/workbook/write-workbook.ts'
import { projectedTables } from '../../../../db/record.ts'
import { readWorkbookFile } from '../../../../electron/workbook/read-file.ts'
import { writeWorkbookFile } from '../../../../electron/workbook/write-file.ts'
import { workbookOf } from '../../../../electron/worker/workbook-data.ts'
import calendarTexts from '../../../../resources/locales/vi/calendar.json' with { type: 'json' }
import documentTexts from '../../../../resources/locales/vi/documents.json' with { type: 'json' }
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, type TestOffice } from '../../../fixtures/office.ts'
import { qttp20 } from '../../../fixtures/processes/qttp-20.ts'

const today = '2026-11-23'
let office: TestOffice
let actor: Actor
let folder: string
beforeEach(async () => {
  office = await openTestOffice()
  actor = { ...office.actor, permissions: permissionsOf(['qualitySecretary', 'head']) }
  folder = mkdtempSync(join(tmpdir(), 'motcua-workbook-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await office.close()
})

const step = { unit: 'Phòng Bưu chính', role: 'Chuyên viên', results: '', returnsTo: null, condition: '', forms: [] }
/** Everything that a process can say, with what a file is likely to spoil: lines, signs, codes like numbers and dates. */
const full: ProcessContent = {
  ...emptyProcessContent,
  name: 'Cấp giấy phép bưu chính <A & B>',
  field: 'Bưu chính',
  authority: 'provincialChairman',
  ownerUnit: 'Phòng Bưu chính',
  skeleton: 'haNoi',
  purpose: 'Dòng một\nDòng hai',
  scope: 'Toàn tỉnh',
  references: ['TCVN ISO 9001:2015', '=1+1'],
  definitions: [{ term: 'UBND', meaning: 'Ủy ban nhân dân' }],
  legalGrounds: [{ law: '61/2018/NĐ-CP', title: 'Nghị định', articles: 'Điều 1; Điều 2' }],
  conditions: 'Có trụ sở',
  ways: 'Trực tiếp\nTrực tuyến',
  components: [
    { name: 'Đơn', originals: 1, copies: 0, isRequired: true, condition: '', variant: null },
    { name: 'Bản vẽ', originals: 0, copies: 2, isRequired: false, condition: 'Nếu có', variant: 'b' },
  ],
  setCount: 2,
  receivingPlace: 'Trung tâm',
  fee: '10.750.000 đồng',
  subjects: 'Doanh nghiệp',
  results: ['Giấy phép'],
  performingBody: 'Sở',
  decidingBody: 'UBND tỉnh',
  delegatedBody: 'Không',
  coordinatingBodies: 'Công an',
  variants: [
    {
      key: 'a',
      name: 'Cấp mới',
      timeLimit: { limit: 2.5, unit: 'working-days' },
      groups: [{ key: 'UBND', label: 'Các bước tại UBND', minutes: 480, unit: 'days' }],
      steps: [
        { ...step, label: 'B1', work: 'Nhận', act: 'receive', time: { kind: 'officeHours' } },
        {
          ...step,
          label: 'B2',
          work: 'Xét\nhai dòng',
          act: 'handle',
          time: { kind: 'amount', minutes: 100, unit: 'days' },
          forms: ['1/2', 'M 02'],
        },
        {
          ...step,
          label: 'B3',
          work: 'Ký',
          act: 'decide',
          time: { kind: 'group', group: 'UBND' },
          returnsTo: 'B2',
          condition: 'Hồ sơ sai',
        },
        { ...step, label: 'B4', work: 'Trả', act: 'return', time: { kind: 'notCounted' } },
      ],
    },
    {
      key: 'b',
      name: 'Cấp lại',
      timeLimit: { limit: 1, unit: 'same-day' },
      groups: [],
      steps: [
        { ...step, label: 'B1', work: '', act: 'handle', time: { kind: 'sameDay' } },
        { ...step, label: 'B2', work: '', act: 'return', time: { kind: 'amount', minutes: 90, unit: 'hours' } },
      ],
    },
  ],
  forms: [
    { code: '1/2', name: 'Mẫu một', law: '61/2018/NĐ-CP' },
    { code: 'M 02', name: '', law: '' },
  ],
  records: [{ name: 'Hồ sơ', place: 'Kho', retention: '5 năm' }],
  responsibility: 'Văn thư',
}

const paper = (code: string, content: Partial<ProcessContent> = {}, extra: object = {}) => ({
  document: { kind: 'process' as const, group: 'procedure' as const, code },
  body: documentBody.parse({ kind: 'process', content: { ...full, ...content } }),
  issue: 2,
  revision: 1,
  reason: 'Sửa theo nghị định mới',
  approvedOn: '2025-01-10',
  effectiveFrom: '2025-01-15',
  reviewDueOn: '2027-01-15',
  approverName: 'Nguyễn Văn A',
  ...extra,
})
const written = (code: string, content: Partial<ProcessContent> = {}, extra: object = {}) => {
  const { document, body, ...rest } = paper(code, content, extra)
  return { ...rest, code: document.code, group: document.group, content: body.content as ProcessContent }
}
const toFile = async (given: readonly SheetRows[], change: (parts: Record<string, Uint8Array>) => void = () => {}) => {
  const parts = unzipSync(await writeWorkbookFile(given.map((sheet) => ({ ...sheet, widths: [], isForm: true }))))
  change(parts)
  const file = join(folder, 'quy-trinh.xlsx')
  writeFileSync(file, zipSync(parts))
  return file
}
const viaFile = async (given: readonly SheetRows[]) => readWorkbookFile(await toFile(given))
const plan = (given: readonly SheetRows[]) => planWorkbook(office.db, actor, given)
const enter = (given: readonly SheetRows[]) => importWorkbook(office.db, actor, given)
const dump = () => dumpTables(office.db, ['event', ...projectedTables] as never)

type Key = (typeof sheetKeys)[number]
/** A good workbook with one cell changed, row 2 being the first below the headings. */
function changed(given: readonly SheetRows[], key: Key, row: number, column: string, value: Cell): SheetRows[] {
  return given.map((sheet) => {
    if (sheet.name !== sheets[key].name) return sheet
    const place = Object.keys(sheets[key].columns).indexOf(column)
    if (place < 0) throw new Error(`no column ${column}`)
    return { ...sheet, rows: sheet.rows.map((cells, index) => (index === row - 1 ? cells.with(place, value) : cells)) }
  })
}

describe('a workbook of processes', () => {
  it('given out and brought in again changes nothing, whatever the processes say', async () => {
    const { local_key } = await office.db.selectFrom('procedure').select('local_key').executeTakeFirstOrThrow()
    const first = await enterVersion(office.db, actor, paper('QT.01', { procedures: [local_key] }))
    const second = await enterVersion(office.db, actor, paper('QT.02', qttp20))
    const third = await enterVersion(
      office.db,
      actor,
      paper('QT.03', { ...emptyProcessContent, name: 'Chỉ có tên' }, { reviewDueOn: null }),
    )
    const ids = [first, second, third].map(({ documentId }) => documentId)
    const { sheets: given, count } = await workbookOf(office.office, { documentIds: ids, date: null })
    const file = join(folder, 'a.xlsx')
    writeFileSync(file, await writeWorkbookFile(given))
    expect(count).toBe(3)
    expect(await plan(await readWorkbookFile(file))).toEqual({ added: 0, changed: 0, unchanged: 3, complaints: [], papers: [] })
  })

  it('brings the same into an empty office', async () => {
    const given = await viaFile(writeWorkbook([written('QT.01'), written('QT.02', qttp20)]))
    expect(await enter(given)).toEqual({ added: 2, changed: 0 })
    const { document_id } = await office.db
      .selectFrom('document_code')
      .select('document_id')
      .where('code', '=', 'QT.01')
      .executeTakeFirstOrThrow()
    const { versions } = await getDocument(office.db, document_id, today)
    expect(versions).toMatchObject([
      { issue: 2, revision: 1, state: 'effective', isFromPaper: true, approverName: 'Nguyễn Văn A' },
    ])
    expect((await getVersion(office.db, versions[0]?.id ?? '', today)).body.content).toEqual(full)
    expect(await plan(given)).toMatchObject({ added: 0, unchanged: 2 })
  })

  it('brings a newer version as the next, and refuses an older one or another content under the same number', async () => {
    const { documentId } = await enterVersion(office.db, actor, paper('QT.01'))
    const newer = writeWorkbook([written('qt 01', { fee: 'Không' }, { revision: 2, effectiveFrom: '2026-01-01' })])
    const older = writeWorkbook([written('QT.01', {}, { issue: 1, revision: 0, effectiveFrom: '2026-01-01' })])
    const other = writeWorkbook([written('QT.01', { fee: 'Không' })])
    expect((await plan(older)).complaints).toMatchObject([{ sheet: 'Quy trình', row: 2, column: 'H', code: 'numberNotLater' }])
    expect((await plan(other)).complaints).toMatchObject([{ sheet: 'Quy trình', row: 2, column: 'I', code: 'otherContent' }])
    expect(await enter(await viaFile(newer))).toEqual({ added: 0, changed: 1 })
    const { versions } = await getDocument(office.db, documentId, today)
    expect(versions.map(({ issue, revision, state }) => `${issue}.${revision} ${state}`)).toEqual([
      '2.2 effective',
      '2.1 superseded',
    ])
  })

  it('knows which documents cannot take a version from it', async () => {
    const { documentId } = await enterVersion(office.db, actor, paper('QT.01'))
    await renumberDocument(office.db, actor, { documentId, code: 'QT.09', group: 'procedure', reason: 'x' })
    const gone = await enterVersion(office.db, actor, paper('QT.02'))
    await withdrawDocument(office.db, actor, { documentId: gone.documentId, from: '2026-12-01', reason: 'x' })
    await registerDocument(office.db, actor, { kind: 'process', group: 'procedure', code: 'QT.03', name: 'x' })
    await registerDocument(office.db, actor, { kind: 'manual', group: '', code: 'ST.01', name: 'x' })
    await enterVersion(office.db, actor, paper('QT.05'))
    const newer = { revision: 2, effectiveFrom: '2026-02-01' }
    const given = ['QT.01', 'QT.02', 'QT.03', 'ST.01', 'QT.05'].map((code) => written(code, {}, newer))
    const { complaints } = await plan(
      writeWorkbook(given.map((one) => (one.code === 'QT.05' ? { ...one, group: 'office' as const } : one))),
    )
    expect(complaints.map(({ row, column, code }) => `${column}${row} ${code}`)).toEqual([
      'A2 codeRenumbered',
      'A3 documentWithdrawn',
      'A4 versionUnderWay',
      'A5 otherKind',
      'C6 otherGroup',
    ])
  })

  const good = writeWorkbook([written('QT.01'), written('QT.02', qttp20)])
  it.each<[key: Key, row: number, column: string, value: Cell, code: string]>([
    ['processes', 2, 'code', null, 'required'],
    ['processes', 2, 'code', '???', 'invalid'],
    ['processes', 3, 'code', 'qt-01', 'rowTwice'],
    ['processes', 2, 'name', null, 'required'],
    ['processes', 2, 'name', 'x'.repeat(501), 'tooLong'],
    ['processes', 2, 'group', 'Nhóm lạ', 'notAllowed'],
    ['processes', 2, 'authority', 'Trời', 'notAllowed'],
    ['processes', 2, 'issue', 1.5, 'notWhole'],
    ['processes', 2, 'issue', 'hai', 'notANumber'],
    ['processes', 2, 'revision', -1, 'tooSmall'],
    ['processes', 2, 'setCount', 100, 'tooLarge'],
    ['processes', 2, 'approvedOn', '31/02/2025', 'notADate'],
    ['processes', 2, 'approvedOn', '01/01/2027', 'inFuture'],
    ['processes', 2, 'effectiveFrom', '09/01/2025', 'beforeApproval'],
    ['processes', 2, 'reviewDueOn', { date: '2025-01-15' }, 'beforeEffect'],
    ['processes', 2, 'fee', '#REF!', 'formulaFailed'],
    ['variants', 2, 'process', 'QT.77', 'processUnknown'],
    ['variants', 2, 'limit', 0, 'notPositive'],
    ['variants', 2, 'limit', '-3', 'notPositive'],
    ['variants', 2, 'unit', 'tuần', 'notAllowed'],
    ['variants', 2, 'unit', null, 'required'],
    ['variants', 3, 'key', 'a', 'listedTwice'],
    ['groups', 2, 'time', 'nhanh', 'timeUnreadable'],
    ['steps', 2, 'process', 'QT.77', 'processUnknown'],
    ['steps', 2, 'variant', 'c', 'notFound'],
    ['steps', 2, 'time', 'sớm nhất', 'timeUnreadable'],
    ['steps', 3, 'time', { date: '2026-02-01' }, 'dateInText'],
    ['steps', 3, 'time', null, 'required'],
    ['steps', 4, 'time', '1 ngày', 'timeAndGroup'],
    ['steps', 4, 'group', 'HĐND', 'notFound'],
    ['steps', 3, 'label', 'B1', 'listedTwice'],
    ['steps', 3, 'returnsTo', 'B4', 'notEarlierStep'],
    ['steps', 3, 'returnsTo', 'B2', 'notEarlierStep'],
    ['steps', 3, 'forms', 'M 03', 'formUnknown'],
    ['steps', 2, 'act', 'ngủ', 'notAllowed'],
    ['components', 3, 'variant', 'z', 'notFound'],
    ['components', 2, 'isRequired', 'tùy', 'notAllowed'],
    ['forms', 3, 'code', '1/2', 'listedTwice'],
    ['legalGrounds', 2, 'law', { date: '2014-01-19' }, 'dateInText'],
  ])('complains about %s row %i, %s: %j as %s, and enters nothing', async (key, row, column, value, code) => {
    const given = changed(good, key, row, column, value)
    const before = await dump()
    const { complaints } = await plan(given)
    const place = { sheet: sheets[key].name, row, column: columnLetters(Object.keys(sheets[key].columns).indexOf(column)), code }
    expect(complaints).toContainEqual(expect.objectContaining(place))
    await expect(enter(given)).rejects.toMatchObject({ code: 'file.invalid', params: { count: complaints.length } })
    expect(await dump()).toEqual(before)
  })

  it('complains about procedures that the catalogue does not have, and reads codes that Excel made numbers of', async () => {
    const { national_code } = await office.db
      .selectFrom('procedure')
      .select('national_code')
      .where('national_code', 'like', '%0')
      .executeTakeFirstOrThrow()
    const of = (procedures: Cell[]) =>
      good.map((sheet) =>
        sheet.name === 'Thủ tục'
          ? { ...sheet, rows: [...sheet.rows.slice(0, 1), ...procedures.map((one) => ['QT.01', one])] }
          : sheet,
      )
    expect((await plan(of(['9.999999', national_code]))).complaints).toMatchObject([
      { sheet: 'Thủ tục', row: 2, column: 'B', code: 'procedureUnknown', params: { code: '9.999999' } },
    ])
    // A province's procedures stand in the list that it published, not in the catalogue of the desk.
    const listId = await enterList(office.db, actor, {
      title: 'Danh mục',
      decision: '',
      signedOn: '2026-06-01',
      source: '',
      note: '',
      entries: [{ key: '9.999999', name: 'Thủ tục cấp tỉnh', field: '', authority: 'provincialChairman' }],
    })
    expect((await plan(of(['9.999999', national_code]))).complaints).toEqual([])
    await strikeList(office.db, actor, { listId, reason: 'nhập nhầm' })
    expect((await plan(of(['9.999999', national_code]))).complaints).toMatchObject([{ code: 'procedureUnknown' }])
    expect((await plan(of([Number(national_code)]))).complaints).toEqual([])
    expect((await plan(of([national_code, national_code]))).complaints).toMatchObject([{ row: 3, code: 'listedTwice' }])
  })

  it('wants every sheet and column by its name, in any order and without regard to marks and case', async () => {
    const without = good.filter(({ name }) => name !== 'Căn cứ')
    expect((await plan(without)).complaints).toMatchObject([{ sheet: 'Căn cứ', row: 1, column: '', code: 'sheetMissing' }])
    const renamed = changed(good, 'records', 1, 'place', 'Chỗ lưu')
    expect((await plan(renamed)).complaints.map(({ heading, code }) => `${heading} ${code}`)).toEqual([
      'Chỗ lưu columnUnknown',
      'Nơi lưu columnMissing',
    ])
    const turned = good.map(({ name, rows }) => ({
      name: ` ${name.toUpperCase()} `,
      rows: rows.map((cells, index) => (index === 0 ? cells.map((cell) => String(cell).toLowerCase()) : cells).toReversed()),
    }))
    expect(await plan(turned)).toMatchObject({ added: 2, complaints: [] })
  })

  it('is as the words on the screen', () => {
    const first = (words: object) => Object.fromEntries(Object.entries(words).map(([key, [word]]) => [key, word]))
    expect(first(groupWords)).toEqual(documentTexts.group)
    expect(first(authorityWords)).toEqual(documentTexts.authority)
    expect(first(limitUnitWords)).toEqual(calendarTexts.unit)
  })

  it('is checked and entered only by who may enter what was issued on paper', async () => {
    const clerk = { ...actor, permissions: permissionsOf(['handler', 'deskOfficer']) }
    const before = await dump()
    await expect(planWorkbook(office.db, clerk, good)).rejects.toMatchObject({ code: 'access.denied' })
    await expect(importWorkbook(office.db, clerk, good)).rejects.toMatchObject({ code: 'access.denied' })
    expect(await dump()).toEqual(before)
  })

  it('leaves out what was never issued', async () => {
    const draft = await registerDocument(office.db, actor, {
      kind: 'process',
      group: 'procedure',
      code: 'QT.03',
      name: 'x',
    })
    expect(await listForWorkbook(office.db, [draft.documentId], today)).toEqual([])
  })
})

describe('a file', () => {
  const refusal = (file: string) =>
    readWorkbookFile(file).then(
      () => 'read',
      ({ code }) => code,
    )
  const sheetPart = (parts: Record<string, Uint8Array>) => {
    const name = Object.keys(parts).find((part) => part.endsWith('sheet1.xml')) ?? ''
    return { name, xml: strFromU8(parts[name] as Uint8Array) }
  }

  it('that is no workbook is refused', async () => {
    const file = join(folder, 'x.xlsx')
    writeFileSync(file, 'không phải')
    expect(await refusal(file)).toBe('file.notAWorkbook')
    writeFileSync(file, zipSync({ 'a.xml': strToU8('<a/>') }))
    expect(await refusal(file)).toBe('file.notAWorkbook')
    expect(await refusal(join(folder, 'none.xlsx'))).toBe('file.unreadable')
    writeFileSync(file, Buffer.alloc(21 * 1_048_576))
    expect(await refusal(file)).toBe('file.tooLarge')
  })

  it('that would unfold to more than this computer should hold is refused before it does', async () => {
    const bomb = await toFile(good(), (parts) => {
      parts['xl/worksheets/sheet1.xml'] = new Uint8Array(130 * 1_048_576)
    })
    expect(await refusal(bomb)).toBe('file.tooLarge')
    const far = await toFile(good(), (parts) => {
      const { name, xml } = sheetPart(parts)
      parts[name] = strToU8(xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'))
    })
    expect(await refusal(far)).toBe('file.tooLarge')
  })

  it('says where a formula failed, and gives the values of the others', async () => {
    const file = await toFile(good(), (parts) => {
      const { name, xml } = sheetPart(parts)
      const row =
        '<row r="900"><c r="A900" t="str"><f>"QT."&amp;"01"</f><v>QT.01</v></c><c r="B900" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
      parts[name] = strToU8(xml.replace('</sheetData>', `${row}</sheetData>`))
    })
    const [first] = await readWorkbookFile(file)
    expect(first?.rows[899]?.slice(0, 2)).toEqual(['QT.01', '#DIV/0!'])
  })

  const good = () => writeWorkbook([written('QT.01')])
})
