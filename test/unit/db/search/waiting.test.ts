// The indexes are written some cases at a time: nobody who searches may notice, and what waits may not grow.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { receiveCase, setOfficialCode } from '../../../../db/cases/commands.ts'
import { searchCases } from '../../../../db/cases/search.ts'
import { findPersons } from '../../../../db/people/queries.ts'
import { openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const receive = async (fullName: string, idNumber = '', applicantId: string | null = null) => {
  const applicant = samplePerson({ fullName, idNumber, ...(idNumber === '' && { idKind: 'none' }) })
  const intake = sampleIntake({ procedureId: await office.procedureId('CT'), applicant, applicantId })
  return (await receiveCase(office.db, office.actor, intake, office.formKeyOn)).caseId
}
const indexed = (index: 'case_search' | 'person_search') =>
  office.office.store.connection.prepare(`SELECT count(*) FROM ${index}`).pluck().get()
const cases = async (query: string) => (await searchCases(office.db, query, 100)).map(({ id }) => id)
const people = async (query: string) => (await findPersons(office.db, query, null)).map(({ person }) => person.fullName)

it('whoever searches finds what was received a moment ago, and again after the next', async () => {
  const first = await receive('Nguyễn Thị Duyên')
  expect(indexed('case_search')).toBe(0)
  expect(await cases('duyen')).toEqual([first])
  expect(await people('duyen')).toEqual(['Nguyễn Thị Duyên'])
  const second = await receive('Lê Duyên')
  expect(await cases('duyen')).toEqual([second, first])
  expect(await people('duyen')).toEqual(['Lê Duyên', 'Nguyễn Thị Duyên'])
})

it('what waits is indexed without a search too, every 64 cases', async () => {
  for (let number = 1; number < 64; number += 1) await receive(`Lê An ${number}`)
  expect([indexed('case_search'), indexed('person_search')]).toEqual([0, 0])
  await receive('Lê An')
  expect([indexed('case_search'), indexed('person_search')]).toEqual([64, 64])
  expect(await cases('le an')).toHaveLength(64)
})

it('a case that gets its official code while it waits is found by it once, and one that waits no more too', async () => {
  const waiting = await receive('Nguyễn Thị Duyên')
  await setOfficialCode(office.db, office.actor, waiting, 'H57.10.12-261123-0001')
  expect(await cases('H57.10.12-261123-0001')).toEqual([waiting])
  const indexedOne = await receive('Lê Hùng')
  expect(await cases('hung')).toEqual([indexedOne])
  await setOfficialCode(office.db, office.actor, indexedOne, 'H57.10.12-261123-0002')
  expect(await cases('H57.10.12')).toEqual([indexedOne, waiting])
  expect(indexed('case_search')).toBe(2)
})

it('a person who is recorded again is found by the new name alone, before the others', async () => {
  await receive('Nguyễn Thị Duyên', '046190001234')
  await receive('Nguyễn Thị Hoa', '046190001235')
  expect(await people('nguyen')).toEqual(['Nguyễn Thị Hoa', 'Nguyễn Thị Duyên'])
  const [duyen] = await findPersons(office.db, 'duyen', null)
  await receive('Nguyễn Thị Diên', '046190001234', duyen?.id ?? '')
  expect(await people('nguyen')).toEqual(['Nguyễn Thị Diên', 'Nguyễn Thị Hoa'])
  expect(await people('duyen')).toEqual([])
  expect(await people('04619000123')).toEqual(['Nguyễn Thị Diên', 'Nguyễn Thị Hoa'])
  expect(indexed('person_search')).toBe(2)
})
