// Cells pasted onto many cases: all or nothing, one correction a case, taken back by the same command.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkCells, correctCells } from '../../../../db/cases/correct-cells.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import type { CellEdit } from '../../../../db/cases/rules.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { type LifeOffice, openLifeOffice } from '../../../fixtures/life-office.ts'
import { samplePerson } from '../../../fixtures/office.ts'

let office: LifeOffice
let first: string
let second: string
beforeEach(async () => {
  office = await openLifeOffice()
  const receive = (fullName: string) => office.receive({ applicant: { ...samplePerson(), fullName, phone: '0905123456' } })
  first = await receive('Trần Văn An')
  second = await receive('Lê Thị Bình')
})
afterEach(() => office.close())

const edit = (caseId: string, column: CellEdit['column'], from: string, to: string): CellEdit => ({ caseId, column, from, to })
const read = (caseId: string) => getCase(office.db, caseId)
const eventCount = async () =>
  (
    await office.db
      .selectFrom('event')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

it('corrects each case once, keeps the reason, and is taken back whole', async () => {
  const before = await Promise.all([read(first), read(second)])
  const { address } = before[0].applicant
  const edits = [
    edit(first, 'applicant', 'Trần Văn An', 'Trần  Văn Ân'),
    edit(first, 'address', address, 'Số  9 Lê Lợi'),
    edit(second, 'note', before[1].note, 'Dòng một\nDòng hai'),
    edit(second, 'setCount', '1', '3'),
  ]
  const { count, undo } = await correctCells(office.db, office.desk, { reason: 'Nhập lại từ sổ', edits })
  expect(count).toBe(2)
  const now = await Promise.all([read(first), read(second)])
  expect(now[0].applicant).toMatchObject({ fullName: 'Trần Văn Ân', address: 'Số 9 Lê Lợi', phone: '0905123456' })
  expect(now[1]).toMatchObject({ note: 'Dòng một\nDòng hai', setCount: 3 })
  expect(now[0].row.dueAt).toBe(before[0].row.dueAt)
  expect(now.map(({ history }) => history.filter(({ type }) => type === 'case.corrected').length)).toEqual([1, 1])

  expect((await correctCells(office.db, office.desk, { reason: 'Hoàn tác', edits: undo })).count).toBe(2)
  const after = await Promise.all([read(first), read(second)])
  expect(after.map(({ applicant, note, setCount }) => ({ applicant, note, setCount }))).toEqual(
    before.map(({ applicant, note, setCount }) => ({ applicant, note, setCount })),
  )
  const rows = await dumpTables(office.db, projectedTables)
  await rebuildProjections(office.db)
  expect(await dumpTables(office.db, projectedTables)).toEqual(rows)
})

it('changes nothing when one cell is at fault, and says which and why', async () => {
  const edits = [
    edit(first, 'note', '', 'x'),
    edit(first, 'applicant', 'Trần Văn An', '123'),
    edit(second, 'applicant', 'Lê Thị Bình', ' '),
    edit(second, 'setCount', '1', 'hai'),
    edit(second, 'setCount', '1', '100'),
    edit(second, 'summary', 'không phải thế', 'x'),
    edit(second, 'address', (await read(second)).applicant.address, 'x'.repeat(401)),
  ]
  const issues = [
    { path: 'edits.1', code: 'noLetters' },
    { path: 'edits.2', code: 'required' },
    { path: 'edits.3', code: 'notANumber' },
    { path: 'edits.4', code: 'tooLarge', params: { max: 99 } },
    { path: 'edits.5', code: 'changedMeanwhile' },
    { path: 'edits.6', code: 'tooLong', params: { max: 400 } },
  ]
  const events = await eventCount()
  expect(await checkCells(office.db, office.desk, edits)).toEqual(issues)
  await expect(correctCells(office.db, office.desk, { reason: 'x', edits })).rejects.toMatchObject({
    code: 'input.invalid',
    issues,
  })
  expect(await eventCount()).toBe(events)
  expect((await read(first)).applicant.phone).toBe('0905123456')
})

it('leaves alone what stays as it is, and wants a reason', async () => {
  const events = await eventCount()
  const same = [edit(first, 'setCount', '1', ' 1 ')]
  expect(await correctCells(office.db, office.desk, { reason: 'x', edits: same })).toEqual({ count: 0, undo: [] })
  await expect(correctCells(office.db, office.desk, { reason: '', edits: same })).rejects.toMatchObject({ code: 'input.invalid' })
  expect(await eventCount()).toBe(events)
})
