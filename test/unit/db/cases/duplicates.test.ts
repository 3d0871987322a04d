import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { findDuplicates } from '../../../../db/cases/queries.ts'
import { duplicateWindowDays } from '../../../../db/cases/rules.ts'
import type { PersonDetails } from '../../../../db/people/rules.ts'
import { openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let procedureId: string
beforeEach(async () => {
  office = await openTestOffice()
  procedureId = await office.procedureId('HKD')
})
afterEach(() => office.close())

const receive = async (applicant: PersonDetails = samplePerson()) =>
  (await receiveCase(office.db, office.actor, sampleIntake({ procedureId, applicant }), office.formKeyOn)).caseId
const find = async ({ idNumber, taxNumber, fullName, phone }: PersonDetails, procedure = procedureId) =>
  (await findDuplicates(office.db, office.clock, { procedureId: procedure, idNumber, taxNumber, fullName, phone })).map(
    ({ id }) => id,
  )

describe('findDuplicates', () => {
  it('finds the same person and procedure for 30 days and no longer', async () => {
    const caseId = await receive()
    office.clock.advance({ days: duplicateWindowDays })
    expect(await find(samplePerson())).toEqual([caseId])
    office.clock.advance({ minutes: 1 })
    expect(await find(samplePerson())).toEqual([])
  })

  it('goes by the number, whatever name was typed', async () => {
    const caseId = await receive()
    expect(await find(samplePerson({ fullName: 'Duyen' }))).toEqual([caseId])
    expect(await find(samplePerson({ idNumber: '046190009999' }))).toEqual([])
  })

  it('goes by name and phone together where there is no number', async () => {
    const caseId = await receive()
    const unnumbered = samplePerson({ idNumber: '', fullName: 'nguyen thi duyen' })
    expect(await find(unnumbered)).toEqual([caseId])
    expect(await find({ ...unnumbered, phone: '0999' })).toEqual([])
    expect(await find({ ...unnumbered, fullName: 'Nguyễn Thị Hoa' })).toEqual([])
  })

  it('goes by the tax number of an organisation', async () => {
    const company = samplePerson({
      kind: 'organisation',
      fullName: 'Công ty Sông Hương',
      idKind: 'none',
      idNumber: '',
      taxNumber: '3300100113',
    })
    const caseId = await receive(company)
    expect(await find(company)).toEqual([caseId])
  })

  it('looks at the same procedure only', async () => {
    await receive()
    expect(await find(samplePerson(), await office.procedureId('KS'))).toEqual([])
  })

  it('finds nothing while nothing is known of the person, not even among those without a number', async () => {
    await receive(samplePerson({ idNumber: '', phone: '', taxNumber: '' }))
    expect(await find(samplePerson({ fullName: '', idNumber: '', phone: '' }))).toEqual([])
  })

  it('shows the five newest, newest first', async () => {
    const ids: string[] = []
    for (let number = 0; number < 7; number += 1) {
      ids.unshift(await receive())
      office.clock.advance({ minutes: 5 })
    }
    expect(await find(samplePerson())).toEqual(ids.slice(0, 5))
  })
})
