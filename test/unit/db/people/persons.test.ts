import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { findPersons } from '../../../../db/people/queries.ts'
import { type PersonDetails, personDetails } from '../../../../db/people/rules.ts'
import { openPerson } from '../../../../db/personal/commands.ts'
import { openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let procedureId: string
beforeEach(async () => {
  office = await openTestOffice()
  procedureId = await office.procedureId('KS')
})
afterEach(() => office.close())

const receive = async (applicant: PersonDetails, applicantId: string | null = null) => {
  const { caseId } = await receiveCase(
    office.db,
    office.actor,
    sampleIntake({ procedureId, applicant, applicantId }),
    office.formKeyOn,
  )
  const { applicant_id } = await office.db
    .selectFrom('case_file')
    .select('applicant_id')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  return { caseId, personId: applicant_id }
}
const people = () => office.db.selectFrom('person').selectAll().execute()
const names = async (query: string, kind: PersonDetails['kind'] | null = null) =>
  (await findPersons(office.db, query, kind)).map(({ person }) => person.fullName)

describe('the register of people who come to the desk', () => {
  it('knows the person again by the same number and name, written anyhow, and takes over newer details', async () => {
    const first = await receive(samplePerson())
    const second = await receive(samplePerson({ fullName: 'NGUYỄN THỊ DUYÊN', phone: '0912000111' }))
    expect(second.personId).toBe(first.personId)
    expect(await people()).toMatchObject([{ phone: '0912000111', full_name: 'NGUYỄN THỊ DUYÊN' }])
    expect((await getCase(office.db, first.caseId)).applicant).toMatchObject({
      phone: '0905123456',
      fullName: 'Nguyễn Thị Duyên',
    })
  })

  it('writes nothing again when nothing is new', async () => {
    await receive(samplePerson())
    await receive(samplePerson())
    const events = await office.db.selectFrom('event').select('id').where('type', '=', 'person.recorded').execute()
    expect(events).toHaveLength(1)
  })

  it('never merges two names that share a number: one of them is mistyped, and a person must settle which', async () => {
    const first = await receive(samplePerson())
    const second = await receive(samplePerson({ fullName: 'Trần Văn Hải', sex: 'male' }))
    expect(second.personId).not.toBe(first.personId)
  })

  it('never merges people without a number', async () => {
    const details = samplePerson({ idKind: 'none', idNumber: '' })
    const first = await receive(details)
    expect((await receive(details)).personId).not.toBe(first.personId)
  })

  it('changes the person that the clerk picked, a new number included', async () => {
    const first = await receive(samplePerson({ idKind: 'oldId', idNumber: '191234567' }))
    const second = await receive(samplePerson(), first.personId)
    expect(second.personId).toBe(first.personId)
    expect(await people()).toMatchObject([{ id_kind: 'citizenId', id_number: '046190001234' }])
  })

  // Bug: picking a person and then typing another name and number turned that person's record into somebody else's.
  it('makes a new person when both name and number are others than those of the picked one', async () => {
    const first = await receive(samplePerson())
    const second = await receive(samplePerson({ fullName: 'Lê Văn Khác', idNumber: '046090009999' }), first.personId)
    expect(second.personId).not.toBe(first.personId)
    expect(await people()).toHaveLength(2)
  })

  it('knows an organisation by its tax number', async () => {
    const company = samplePerson({
      kind: 'organisation',
      fullName: 'Công ty TNHH Sông Hương',
      idKind: 'none',
      idNumber: '',
      taxNumber: '3300100113',
    })
    const first = await receive(company)
    expect((await receive({ ...company, representative: 'Lê Hùng' })).personId).toBe(first.personId)
  })
})

describe('findPersons', () => {
  beforeEach(async () => {
    await receive(samplePerson())
    office.clock.advance({ minutes: 1 })
    await receive(samplePerson({ fullName: 'Nguyễn Văn Đức', idNumber: '046085000777', phone: '0913555777', sex: 'male' }))
    office.clock.advance({ minutes: 1 })
    await receive(samplePerson({ fullName: 'John Smith', idKind: 'passport', idNumber: 'B1234567', phone: '' }))
    office.clock.advance({ minutes: 1 })
    await receive(
      samplePerson({
        kind: 'organisation',
        fullName: 'Hợp tác xã Đức Thọ',
        idKind: 'none',
        idNumber: '',
        taxNumber: '3300100113',
        phone: '',
      }),
    )
  })

  it.each([
    ['046190', ['Nguyễn Thị Duyên']],
    ['0905 123', ['Nguyễn Thị Duyên']],
    ['0905.123.456', ['Nguyễn Thị Duyên']],
    ['3300100', ['Hợp tác xã Đức Thọ']],
    ['b1234', ['John Smith']],
    ['nguyen', ['Nguyễn Văn Đức', 'Nguyễn Thị Duyên']],
    ['duc nguyen', ['Nguyễn Văn Đức']],
    ['Đức', ['Hợp tác xã Đức Thọ', 'Nguyễn Văn Đức']],
    ['uyen', []],
    ['%', []],
    ['_', []],
    ['   ', []],
    ['99', []],
  ] as [string, string[]][])('finds by %j, newest first', async (query, expected) => expect(await names(query)).toEqual(expected))

  it('looks among one kind when asked', async () => {
    expect(await names('duc', 'organisation')).toEqual(['Hợp tác xã Đức Thọ'])
    expect(await names('duc', 'citizen')).toEqual(['Nguyễn Văn Đức'])
  })

  it('tells when the person was here last, and shows at most eight', async () => {
    const [duyen] = await findPersons(office.db, '046190', null)
    expect(duyen?.lastCaseAt).toBe('2026-11-23T02:00:00.000Z')
    for (let number = 0; number < 12; number += 1)
      await receive(samplePerson({ fullName: 'Lê An', idNumber: `04619000${1000 + number}` }))
    expect(await names('le an')).toHaveLength(8)
  })
})

describe('personDetails', () => {
  it('brings every text into the one form in which it is stored', () => {
    const typed = { ...samplePerson(), fullName: '  Nguyễn   Thị Duyên '.normalize('NFD'), address: 'Kiệt 1\u200b\nđường Lê Lợi' }
    expect(personDetails.parse(typed)).toMatchObject({ fullName: 'Nguyễn Thị Duyên', address: 'Kiệt 1 đường Lê Lợi' })
    expect(personDetails.parse({ ...samplePerson(), fullName: ' \u200b ' }).fullName).toBe('')
  })

  it('gives tails of numbers alone, knows a whole number, and gives the person whole to whoever chose them, on record', async () => {
    await receive(samplePerson({ fullName: 'Bùi Thị Che', idNumber: '046190004242', phone: '0905424242' }))
    const [hit] = await findPersons(office.db, 'bui thi che', null)
    expect(hit).toMatchObject({ isExact: false, person: { idNumber: '••••••••4242', phone: '••••••4242' } })
    const [exact] = await findPersons(office.db, '046190004242', 'citizen')
    expect(exact).toMatchObject({ isExact: true, person: { idNumber: '••••••••4242' } })
    expect(await openPerson(office.db, office.actor, hit?.id ?? '')).toMatchObject({ idNumber: '046190004242' })
    expect(
      await office.db
        .selectFrom('person_look')
        .select(['kind', 'purpose'])
        .where('person_id', '=', hit?.id ?? '')
        .execute(),
    ).toEqual([{ kind: 'numbers', purpose: 'Tiếp nhận hồ sơ' }])
  })
})
