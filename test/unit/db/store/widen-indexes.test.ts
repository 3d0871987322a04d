// The migrations make the search of cases and people and the tally anew from the rows: an office of the first schema finds and counts
// what it did.
import { expect, it } from 'vitest'
import { receiveCase, setOfficialCode } from '../../../../db/cases/commands.ts'
import { countCases } from '../../../../db/cases/counts.ts'
import { searchCases } from '../../../../db/cases/search.ts'
import { findPersons } from '../../../../db/people/queries.ts'
import { migrate } from '../../../../db/store/migrate.ts'
import { toFirstSchema } from '../../../fixtures/first-schema.ts'
import { openTestOffice, sampleIntake, samplePerson } from '../../../fixtures/office.ts'

it('an office of the first schema finds and counts the same cases afterwards', async () => {
  const office = await openTestOffice()
  const { db, actor, clock } = office
  const { connection } = office.office.store
  const names = ['Nguyễn Thị Duyên', 'Đặng Ánh', 'Trần Văn Hải']
  for (const [index, fullName] of names.entries()) {
    const other = { person: samplePerson({ fullName: 'Phạm Hòa', idNumber: '046191000222' }), authorisation: '' }
    const intake = sampleIntake({
      procedureId: await office.procedureId(['KS', 'CT', 'HKD'][index] ?? ''),
      applicant: samplePerson({ fullName, idNumber: `04619000100${index}` }),
      submitter: index === 0 ? other : null,
      collector: index === 1 ? other : null,
    })
    const { caseId } = await receiveCase(db, actor, intake, office.formKeyOn)
    if (index === 2) await setOfficialCode(db, actor, caseId, 'H57.10.12-261123-0001')
  }
  clock.advance({ days: 4 })
  const queries = ['nguyen', 'Đặng', 'pham hoa', '046190001002', 'H57.10.12-261123-0001', 'h', 'ho kinh doanh', 'TAM-19777']
  const state = async () => ({
    found: await Promise.all(queries.map(async (query) => (await searchCases(db, query, 50)).map(({ id }) => id))),
    people: await Promise.all(queries.map(async (query) => (await findPersons(db, query, null)).map(({ id }) => id))),
    counts: await countCases(db, clock),
  })
  const before = await state()
  expect(before.found.map((hits) => hits.length)).toEqual([1, 3, 2, 1, 1, 3, 1, 3])
  expect(before.people.map((hits) => hits.length)).toEqual([1, 1, 1, 1, 0, 2, 0, 0])
  expect(before.counts).toMatchObject({ total: 3, open: 3 })
  expect(before.counts.overdue).toBeGreaterThan(0)
  connection.exec(toFirstSchema)
  await migrate(connection)
  expect(await state()).toEqual(before)
  await office.close()
})

it('the tally follows a case that is closed, moved to another day or gone', async () => {
  const office = await openTestOffice()
  const { db, actor, clock } = office
  const { connection } = office.office.store
  for (let number = 0; number < 3; number += 1)
    await receiveCase(db, actor, sampleIntake({ procedureId: await office.procedureId('CT') }), office.formKeyOn)
  clock.advance({ days: 30 })
  expect(await countCases(db, clock)).toMatchObject({ total: 3, open: 3, overdue: 3 })
  connection.exec("UPDATE case_file SET status = 'returned' WHERE no = 1; UPDATE case_file SET due_at = NULL WHERE no = 2")
  expect(await countCases(db, clock)).toMatchObject({ total: 3, open: 2, overdue: 1 })
  connection.exec('PRAGMA foreign_keys = OFF; DELETE FROM case_file')
  expect(await countCases(db, clock)).toMatchObject({ total: 0, open: 0, overdue: 0 })
  await office.close()
})
