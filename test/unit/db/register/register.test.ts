// The yearly books: numbers without a gap, a second book that goes on, and a lock that nothing gets around.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { configureRegister, lockBook, openBook, writeAddendum } from '../../../../db/register/commands.ts'
import { listBooks, listRegisterLines } from '../../../../db/register/queries.ts'
import { bookLabel, readBookLabel } from '../../../../db/register/rules.ts'
import { registerPaperOf } from '../../../../electron/worker/register-data.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
  office.clock.setLocal('2026-12-30T09:00')
})
afterEach(() => office.close())

const receive = async (shortCode: string, extra: object = {}) => {
  const intake = sampleIntake({ procedureId: await office.procedureId(shortCode), book: '', serial: null, ...extra })
  const { caseId } = await receiveCase(office.db, office.actor, intake, office.formKeyOn)
  const row = await office.db
    .selectFrom('case_file')
    .select(['register_year', 'book', 'serial'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  return `${row.register_year} ${row.book} ${row.serial}`
}
const groups = [{ code: 'HT', name: 'Hộ tịch', fields: ['Hộ tịch'] }]
const automatic = (some = groups) => configureRegister(office.db, office.actor, { isAutomatic: true, groups: some })
const head = () => ({ ...office.actor, permissions: [...office.actor.permissions, 'register.lock' as const] })
const lock = (year: number, book: string, lockedOn = '2026-12-30') =>
  lockBook(office.db, head(), { year, book, headName: 'Lê Thị Hương', lockedOn })

describe('numbers that the program gives', () => {
  it('run from 1 in a year, without a gap, apart for each group of fields', async () => {
    await automatic()
    const given: string[] = []
    for (const procedure of ['KS', 'HKD', 'KS', 'HKD', 'KS']) given.push(await receive(procedure))
    expect(given).toEqual(['2026 HT-01 1', '2026 01 1', '2026 HT-01 2', '2026 01 2', '2026 HT-01 3'])
    office.clock.setLocal('2027-01-04T08:00')
    expect(await receive('KS')).toBe('2027 HT-01 1')
    // A case of the old year that is typed in late still belongs to the old year's book.
    expect(await receive('KS', { receivedAt: '2026-12-31T10:00' })).toBe('2026 HT-01 4')
  })

  it('go on in a second book of the same year', async () => {
    await automatic([])
    await receive('KS')
    await receive('KS')
    expect(await openBook(office.db, office.actor, { year: 2026, group: '' })).toBe('02')
    expect(await receive('KS')).toBe('2026 02 3')
    const books = await listBooks(office.db)
    expect(
      books.map(({ label, firstSerial, lastSerial, count, missing }) => [label, firstSerial, lastSerial, count, missing]),
    ).toEqual([
      ['01', 1, 2, 2, 0],
      ['02', 3, 3, 1, 0],
    ])
  })

  it('go on after those that were typed by hand', async () => {
    await receive('KS', { book: '01', serial: 41 })
    await automatic([])
    expect(await receive('KS')).toBe('2026 01 42')
    expect((await listBooks(office.db))[0]?.missing).toBe(40)
  })

  it('take no typed number that would leave a gap', async () => {
    await automatic([])
    await receive('KS')
    await expect(receive('KS', { book: '01', serial: 7 })).rejects.toMatchObject({
      issues: [{ path: 'serial', code: 'serialNotNext', params: { next: 2 } }],
    })
    expect(await receive('KS', { book: 'gì đó', serial: 2 })).toBe('2026 01 2')
  })

  it('are not used up by a case that was refused', async () => {
    await automatic([])
    await expect(receive('KS', { summary: 'x', manualDueAt: 'x' })).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await receive('KS')).toBe('2026 01 1')
  })
})

describe('the lock at the end of the year', () => {
  it('is signed by the head and takes no further number, by the program or by hand', async () => {
    await automatic([])
    await receive('KS')
    await lock(2026, '01')
    const refused = { issues: [{ path: 'book', code: 'registerLocked', params: { book: '01', year: 2026 } }] }
    await expect(receive('KS')).rejects.toMatchObject(refused)
    await expect(openBook(office.db, office.actor, { year: 2026, group: '' })).rejects.toMatchObject({
      issues: [{ code: 'registerLocked' }],
    })
    await configureRegister(office.db, office.actor, { isAutomatic: false, groups: [] })
    await expect(receive('KS', { book: '01', serial: 9 })).rejects.toMatchObject(refused)
    await expect(lock(2026, '01')).rejects.toMatchObject({ code: 'register.locked' })
    const [book] = await listBooks(office.db)
    expect(book?.lock).toMatchObject({ headName: 'Lê Thị Hương', lockedOn: '2026-12-30', lastSerial: 1, count: 1 })
    office.clock.setLocal('2027-01-04T08:00')
    await automatic([])
    expect(await receive('KS')).toBe('2027 01 1')
  })

  it('also locks a book that was kept by hand, and the program then does not write into it', async () => {
    await receive('KS', { book: '01', serial: 5 })
    await receive('KS', { book: 'Sổ đất', serial: 1 })
    await lock(2026, '01')
    await lock(2026, 'Sổ đất')
    await automatic([])
    await expect(receive('KS')).rejects.toMatchObject({ issues: [{ code: 'registerLocked' }] })
  })

  it.each([
    ['without a name', { headName: '' }, { issues: [{ path: 'headName', code: 'required' }] }],
    ['in the future', { lockedOn: '2026-12-31' }, { issues: [{ path: 'lockedOn', code: 'inFuture' }] }],
    ['of a book that nobody has', { book: '77' }, { code: 'entity.notFound' }],
  ])('is refused %s', async (_, changes, expected) => {
    await receive('KS', { book: '01', serial: 1 })
    const given = { year: 2026, book: '01', headName: 'Lê Thị Hương', lockedOn: '2026-12-30', ...changes }
    await expect(lockBook(office.db, head(), given)).rejects.toMatchObject(expected)
  })
})

describe('a line under the lock', () => {
  const write = (extra: object = {}) =>
    writeAddendum(office.db, head(), {
      ...{
        year: 2026,
        book: '01',
        text: 'Số 1: họ tên đúng là Lê Thị Hoa',
        reason: 'Chép nhầm',
        headName: 'Lê Thị Hương',
        ...extra,
      },
    })
  it('stands after the lock with its reason and the head, on the screen and on paper; the book stays locked', async () => {
    await automatic([])
    await receive('KS')
    await expect(write()).rejects.toMatchObject({ code: 'register.notLocked' })
    await lock(2026, '01')
    await expect(write({ reason: '' })).rejects.toMatchObject({ issues: [{ path: 'reason', code: 'required' }] })
    await write()
    await write({ text: 'Số 1: nộp 02 bộ' })
    const [book] = await listBooks(office.db)
    expect(book?.lock?.addenda.map(({ number, text }) => [number, text])).toEqual([
      [1, 'Số 1: họ tên đúng là Lê Thị Hoa'],
      [2, 'Số 1: nộp 02 bộ'],
    ])
    const paper = await registerPaperOf(office.office, { year: 2026, book: '01', from: null, to: null })
    expect(paper.fields.texts.lock).toContain(
      'Bổ sung sau khi khóa sổ: (1) Số 1: họ tên đúng là Lê Thị Hoa; lý do: Chép nhầm; Lê Thị Hương ký ngày 30 tháng 12 năm 2026. (2)',
    )
    await expect(receive('KS')).rejects.toMatchObject({ code: 'input.invalid' })
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})

describe('the lines of a book', () => {
  it('come page by page in the order of their numbers, for some days or all', async () => {
    await automatic([])
    for (const day of ['2026-12-28', '2026-12-29', '2026-12-29', '2026-12-30'])
      await receive('KS', { receivedAt: `${day}T08:00` })
    const all = { year: 2026, book: '01', from: null, before: null }
    const first = await listRegisterLines(office.db, all, null, 3)
    const rest = await listRegisterLines(office.db, all, first.at(-1)?.serial ?? 0, 3)
    expect([...first, ...rest].map(({ serial }) => serial)).toEqual([1, 2, 3, 4])
    expect(first[0]).toMatchObject({ applicantName: expect.any(String), procedureName: expect.stringMatching(/khai sinh/i) })
    const paper = await registerPaperOf(office.office, { year: 2026, book: '01', from: '2026-12-29', to: '2026-12-29' })
    expect(paper.fields.rows.map(({ serial }) => serial)).toEqual(['02', '03'])
    expect([paper.fields.texts.period, paper.about]).toEqual(['Ngày 29 tháng 12 năm 2026', 'Sổ 2026, quyển 01, 29/12/2026'])
    expect(paper.formKey).toBe('03/2025/TT-VPCP#07@2025-09-15')
    await expect(registerPaperOf(office.office, { year: 2026, book: '01', from: 'x', to: null })).rejects.toMatchObject({
      issues: [{ path: 'from', code: 'notADate' }],
    })
  })

  it('end with the lock when the whole book is printed', async () => {
    await receive('KS', { book: '01', serial: 1 })
    await lock(2026, '01')
    const paper = await registerPaperOf(office.office, { year: 2026, book: '01', from: null, to: null })
    expect(paper.fields.texts.lock).toBe('Sổ khóa ngày 30 tháng 12 năm 2026, số thứ tự cuối cùng 01, tổng số 01 hồ sơ.')
    expect(paper.fields.texts.headName).toBe('Lê Thị Hương')
  })

  it('and the books are the same when they are made again from the events', async () => {
    await automatic()
    await receive('KS')
    await openBook(office.db, office.actor, { year: 2026, group: 'HT' })
    await receive('KS')
    await lock(2026, 'HT-01')
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})

describe('the names of books', () => {
  it.each([
    ['', 1, '01'],
    ['HT', 12, 'HT-12'],
  ])('of group "%s" and number %i is %s, and reads back', (groupCode, number, label) => {
    expect(bookLabel(groupCode, number)).toBe(label)
    expect(readBookLabel(label)).toEqual({ groupCode, number })
  })

  it('typed otherwise make a group of their own', () => {
    expect(readBookLabel('Sổ đất')).toEqual({ groupCode: '#Sổ đất', number: 1 })
  })
})
