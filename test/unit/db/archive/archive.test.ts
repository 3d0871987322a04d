// The index of old paper files on a real database: found without marks, lent and overdue, brought in from a list once.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as commands from '../../../../db/archive/commands.ts'
import { findOldFiles, listLoans } from '../../../../db/archive/queries.ts'
import { fieldOfHeading, type OldFileEntry } from '../../../../db/archive/rules.ts'
import type { Actor } from '../../../../db/event.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, type TestOffice } from '../../../fixtures/office.ts'

const today = '2026-11-23'
let office: TestOffice
let actor: Actor
beforeEach(async () => {
  office = await openTestOffice()
  actor = office.actor
})
afterEach(() => office.close())

const entry = (title: string, extra: Partial<OldFileEntry> = {}): OldFileEntry => ({
  ...{ title, person: '', year: null, book: '', page: '', shelf: '', box: '', note: '' },
  ...extra,
})
const add = (title: string, extra?: Partial<OldFileEntry>) => commands.addOldFile(office.db, actor, entry(title, extra))
const find = (query: string, show: 'all' | 'lent' | 'overdue' = 'all', date = today) =>
  findOldFiles(office.db, { query, show, limit: 50 }, date)
const titles = async (query: string, show?: 'all' | 'lent' | 'overdue', date?: string) =>
  (await find(query, show, date)).rows.map(({ title }) => title)
const lend = (fileId: string, extra: Partial<commands.Lending> = {}) =>
  commands.lendOldFile(office.db, actor, {
    ...{ fileId, borrower: 'Phòng Tư pháp', purpose: 'Đối chiếu', lentOn: '2026-11-02', dueOn: '2026-11-09' },
    ...extra,
  })
const issues = (path: string, code: string) => ({
  code: 'input.invalid',
  issues: expect.arrayContaining([expect.objectContaining({ path, code })]),
})

describe('finding', () => {
  it('needs every word anywhere in the entry, with or without marks, in the order of the titles', async () => {
    await add('Đăng ký kết hôn', { person: 'Nguyễn Thị Duyên', year: 1998, book: '03', page: '12', shelf: 'K2', box: 'H15' })
    await add('Đăng ký khai sinh', { person: 'Trần Đức', year: 1998, book: '01', shelf: 'K2', note: '100%_đủ' })
    await add('Ấp Tây Lộc – sổ bộ', { year: 1936 })
    expect(await titles('')).toEqual(['Ấp Tây Lộc – sổ bộ', 'Đăng ký kết hôn', 'Đăng ký khai sinh'])
    expect(await titles('duyen ket hon')).toEqual(['Đăng ký kết hôn'])
    expect(await titles('1998 k2')).toHaveLength(2)
    expect(await titles('Duyên 1999')).toEqual([])
    expect(await titles('100%_')).toEqual(['Đăng ký khai sinh'])
    expect(await titles('_')).toEqual(['Đăng ký khai sinh'])
    expect((await findOldFiles(office.db, { query: '', show: 'all', limit: 1 }, today)).total).toBe(3)
  })

  it('leaves out a struck entry, which a lent one cannot become', async () => {
    const fileId = await add('Sổ bộ')
    await lend(fileId)
    await expect(commands.strikeOldFile(office.db, actor, { fileId, reason: 'x' })).rejects.toMatchObject({
      code: 'oldFile.isLent',
      params: { borrower: 'Phòng Tư pháp' },
    })
    await commands.takeOldFileBack(office.db, actor, { fileId, on: today, note: '' })
    await commands.strikeOldFile(office.db, actor, { fileId, reason: 'Trùng' })
    expect(await titles('')).toEqual([])
    await expect(lend(fileId)).rejects.toMatchObject({ code: 'oldFile.struck' })
  })

  it('refuses an entry without a title or of an unlikely year', async () => {
    await expect(add('')).rejects.toMatchObject(issues('title', 'required'))
    await expect(add('Sổ', { year: 2098 })).rejects.toMatchObject(issues('year', 'yearUnlikely'))
    await expect(add('Sổ', { year: 98 })).rejects.toMatchObject(issues('year', 'yearUnlikely'))
    await expect(add('Sổ', { box: 'x'.repeat(61) })).rejects.toMatchObject(issues('box', 'tooLong'))
  })
})

describe('lending', () => {
  it('tells who has a file until when, and which are overdue', async () => {
    const [late, fine] = [await add('A'), await add('B')]
    await lend(late)
    await lend(fine, { dueOn: today })
    expect(await titles('', 'lent')).toEqual(['A', 'B'])
    expect(await find('', 'overdue')).toMatchObject({ rows: [{ title: 'A', loan: { isOverdue: true } }], overdueCount: 1 })
    await expect(lend(late)).rejects.toMatchObject({ code: 'oldFile.isLent' })
    await commands.takeOldFileBack(office.db, actor, { fileId: late, on: '2026-11-20', note: 'Rách bìa' })
    expect(await titles('', 'overdue')).toEqual([])
    expect(await listLoans(office.db, late)).toMatchObject([
      { borrower: 'Phòng Tư pháp', givenBackOn: '2026-11-20', givenBackNote: 'Rách bìa', lentBy: 'Trần Thị Bình' },
    ])
    await lend(late)
    expect(await listLoans(office.db, late)).toHaveLength(2)
  })

  it('refuses dates that cannot be', async () => {
    const fileId = await add('A')
    await expect(lend(fileId, { lentOn: '2026-11-24' })).rejects.toMatchObject(issues('lentOn', 'inFuture'))
    await expect(lend(fileId, { dueOn: '2026-11-01' })).rejects.toMatchObject(issues('dueOn', 'dueBeforeLent'))
    await expect(lend(fileId, { borrower: '' })).rejects.toMatchObject(issues('borrower', 'required'))
    await expect(commands.takeOldFileBack(office.db, actor, { fileId, on: today, note: '' })).rejects.toMatchObject({
      code: 'oldFile.notLent',
    })
    await lend(fileId)
    await expect(commands.takeOldFileBack(office.db, actor, { fileId, on: '2026-11-01', note: '' })).rejects.toMatchObject(
      issues('on', 'beforeLent'),
    )
  })
})

describe('a list', () => {
  it('comes in whole or not at all, and twice adds nothing', async () => {
    const entries = Array.from({ length: 900 }, (_, n) => entry(`Hồ sơ ${n}`, { box: `H${n % 40}`, year: 1990 + (n % 30) }))
    const list = { fileName: 'cu.xlsx', entries: [...entries, entry('Hồ sơ 0', { box: 'H0', year: 1990, note: 'lần hai' })] }
    expect(await commands.importOldFiles(office.db, actor, list)).toEqual({ added: 900, known: 1 })
    expect(await commands.importOldFiles(office.db, actor, list)).toEqual({ added: 0, known: 901 })
    expect((await find('')).total).toBe(900)
    const wrong = { fileName: 'sai.xlsx', entries: [entry('Mới'), entry('', { year: 12 })] }
    await expect(commands.importOldFiles(office.db, actor, wrong)).rejects.toMatchObject({
      issues: [
        { path: '1.title', code: 'required' },
        { path: '1.year', code: 'yearUnlikely' },
      ],
    })
    expect(await titles('Mới')).toEqual([])
  })

  it('knows its columns by the headings that offices write', () => {
    expect(['Tên hồ sơ', 'HỌ VÀ TÊN', 'Năm', 'Quyển số', 'Trang', 'Kệ', 'Hộp số:', 'Ghi chú', 'Mã'].map(fieldOfHeading)).toEqual([
      ...['title', 'person', 'year', 'book', 'page', 'shelf', 'box', 'note', undefined],
    ])
  })
})

it('rows about old files can be made again from the events', async () => {
  const fileId = await add('A', { person: 'Đặng Ánh' })
  await commands.changeOldFile(office.db, actor, { fileId, ...entry('B', { year: 2001 }) })
  await lend(fileId)
  await commands.takeOldFileBack(office.db, actor, { fileId, on: today, note: '' })
  await lend(fileId)
  await commands.strikeOldFile(office.db, actor, { fileId: await add('C'), reason: 'x' })
  await commands.importOldFiles(office.db, actor, { fileName: 'x.xlsx', entries: [entry('D'), entry('E')] })
  const before = await dumpTables(office.db, projectedTables)
  await rebuildProjections(office.db)
  expect(await dumpTables(office.db, projectedTables)).toEqual(before)
})
