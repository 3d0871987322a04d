// Cases from the rows of a table: all or none, with the numbers of the register in the order of the table, and taken back as struck lines
// whose numbers stay taken.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countCases } from '../../../../db/cases/counts.ts'
import { checkIntakeRows, receiveRows, strikeRows } from '../../../../db/intake-rows/commands.ts'
import type { IntakeCommon, IntakeRow } from '../../../../db/intake-rows/rules.ts'
import { newId } from '../../../../db/model/ids.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { configureRegister } from '../../../../db/register/commands.ts'
import { listRegisterLines } from '../../../../db/register/queries.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { forward, type LifeOffice, openLifeOffice } from '../../../fixtures/life-office.ts'

let office: LifeOffice
let common: IntakeCommon
beforeEach(async () => {
  office = await openLifeOffice()
  const components = [{ name: 'Tờ khai', originals: 1, certified: 0, copies: 0, note: '' }]
  const procedureId = await office.procedureId('HKD')
  common = { procedureId, variant: null, channel: 'inPerson', returnMethod: 'desk', components, book: '' }
})
afterEach(() => office.close())

const row = (fullName: string, more: Partial<IntakeRow> = {}): IntakeRow => ({
  ...{ caseId: newId(office.clock.nowMs()), fullName, idNumber: '', birthDate: '', phone: '', address: '' },
  ...{ summary: '', note: '', setCount: '', ...more },
})
const receive = (rows: readonly IntakeRow[]) => receiveRows(office.db, office.desk, { common, rows }, office.formKeyOn)
const lines = async () =>
  (await listRegisterLines(office.db, { year: 2026, book: '01', from: null, before: null }, null, 100)).map(
    ({ serial, applicantName, isStruck }) => [serial, applicantName, isStruck],
  )

describe('a table of cases', () => {
  it('becomes one case a row, in its order, with what the row leaves empty filled as the desk does', async () => {
    const received = await receive([
      row('Lê Thị Hoa', { idNumber: '046190001234', birthDate: '2/9/1990', phone: '0905 123 456', setCount: '2' }),
      row('Trần Văn Ba', { summary: 'Mở quán ăn' }),
    ])
    expect(received.map(({ provisionalCode }) => provisionalCode.slice(-4))).toEqual(['0001', '0002'])
    const files = await office.db.selectFrom('case_file').selectAll().orderBy('code_number').execute()
    expect(files.map(({ applicant_name, set_count }) => [applicant_name, set_count])).toEqual([
      ['Lê Thị Hoa', 2],
      ['Trần Văn Ba', 1],
    ])
    expect(files[0]?.summary).toMatch(/hộ kinh doanh/i)
    expect(files[1]?.summary).toBe('Mở quán ăn')
    expect(await office.db.selectFrom('person').select(['birth_date', 'phone']).orderBy('full_name').execute()).toContainEqual({
      birth_date: '1990-09-02',
      phone: '0905123456',
    })
  })

  it('is refused whole when one cell is wrong, each complaint at its cell', async () => {
    const rows = [row('Lê Thị Hoa'), row('', { idNumber: '123', birthDate: '31/2/1990', setCount: 'hai' })]
    const found = [
      { path: 'rows.1.fullName', code: 'required' },
      { path: 'rows.1.idNumber', code: 'idNumberDigits' },
      { path: 'rows.1.birthDate', code: 'notADate' },
      { path: 'rows.1.setCount', code: 'notANumber' },
    ]
    await expect(receive(rows)).rejects.toMatchObject({ issues: found })
    expect((await checkIntakeRows(office.db, office.desk, { common, rows })).issues).toMatchObject(found)
    expect(await office.db.selectFrom('case_file').select('id').execute()).toEqual([])
  })

  it('tells of a person who stands twice or filed the same before, and receives the same table once', async () => {
    const one = row('Lê Thị Hoa', { idNumber: '046190001234' })
    const rows = [one, row('Lê Thị Hoa', { idNumber: '046190001234' })]
    expect((await checkIntakeRows(office.db, office.desk, { common, rows })).doubles).toEqual([1])
    await receive([one])
    await receive([one])
    expect(await office.db.selectFrom('case_file').select('id').execute()).toHaveLength(1)
    expect((await checkIntakeRows(office.db, office.desk, { common, rows })).doubles).toEqual([0, 1])
  })

  it('is taken back as struck lines: their numbers stay taken, they are counted no more, nobody is warned of them', async () => {
    await configureRegister(
      office.db,
      { ...office.actor, permissions: [...office.head.permissions] },
      { isAutomatic: true, groups: [] },
    )
    const received = await receive([row('Lê Thị Hoa', { idNumber: '046190001234' }), row('Trần Văn Ba')])
    const caseIds = received.map(({ caseId }) => caseId)
    await strikeRows(office.db, office.desk, { caseIds, reason: 'Dán nhầm bảng' })
    const again = row('Lê Thị Hoa', { idNumber: '046190001234' })
    expect((await checkIntakeRows(office.db, office.desk, { common, rows: [again] })).doubles).toEqual([])
    await receive([again])
    expect(await lines()).toEqual([
      [1, 'Lê Thị Hoa', true],
      [2, 'Trần Văn Ba', true],
      [3, 'Lê Thị Hoa', false],
    ])
    expect(await countCases(office.db, office.clock)).toMatchObject({ total: 1, receivedToday: 1, open: 1 })
    const struck = await office.db
      .selectFrom('case_file')
      .select(['status', 'clock', 'finished_at'])
      .where('id', '=', caseIds[0] ?? '')
      .executeTakeFirst()
    expect(struck).toEqual({ status: 'struck', clock: 'ended', finished_at: null })
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })

  it('is not taken back once one case went on, on another day, or late: lateness is not struck out', async () => {
    const [one, other] = await receive([row('Lê Thị Hoa'), row('Trần Văn Ba')])
    const caseIds = [one?.caseId ?? '', other?.caseId ?? '']
    await office.do(office.desk, caseIds[1] ?? '', forward(office.handler.staffId))
    await expect(strikeRows(office.db, office.desk, { caseIds, reason: 'x' })).rejects.toMatchObject({ code: 'case.wrongState' })
    expect(await office.db.selectFrom('case_file').select('id').where('status', '=', 'struck').execute()).toEqual([])
    office.clock.setLocal('2026-11-24T09:00')
    const strike = { act: 'strike', reason: 'x' } as const
    await expect(office.do(office.desk, caseIds[0] ?? '', strike)).rejects.toMatchObject({ code: 'case.notStrikeable' })
    office.clock.setLocal('2026-12-20T09:00')
    await expect(office.do(office.desk, caseIds[0] ?? '', strike)).rejects.toMatchObject({ code: 'case.notStrikeable' })
  })
})
