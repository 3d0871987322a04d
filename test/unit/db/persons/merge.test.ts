// One person entered twice becomes one record: cases, parts in cases and papers follow, nothing is lost, and it can be taken back while
// nothing has changed since.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { putBlob } from '../../../../db/blobs/store.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { prepareWords } from '../../../../db/cases/narrow.ts'
import { listCases } from '../../../../db/cases/queries.ts'
import { attachScan } from '../../../../db/papers/commands.ts'
import { findPersons } from '../../../../db/people/queries.ts'
import type { PersonDetails } from '../../../../db/people/rules.ts'
import { getPersonHoldings } from '../../../../db/personal/holdings.ts'
import { keepPersonsApart, mergePersons, unmergePersons } from '../../../../db/persons/commands.ts'
import { findLikelyPairs, listMerges } from '../../../../db/persons/queries.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'
import { scanBytes } from '../../../fixtures/scans.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const one = samplePerson({ fullName: 'Nguyễn Thị Lan', idNumber: '046190000001', birthDate: '1990-05-01', phone: '0905000001' })
const other = samplePerson({
  fullName: 'Nguyễn Thị Lân',
  idNumber: '191000001',
  idKind: 'oldId',
  birthDate: '1990-05-01',
  phone: '',
})
const receive = async (applicant: PersonDetails, extra: object = {}) => {
  const procedureId = await office.procedureId('KS')
  office.clock.advance({ minutes: 1 }) // so that the earlier record has the smaller id
  return (await receiveCase(office.db, office.actor, sampleIntake({ procedureId, applicant, ...extra }), office.formKeyOn)).caseId
}
const personOfCase = async (caseId: string) =>
  (await office.db.selectFrom('case_file').select('applicant_id').where('id', '=', caseId).executeTakeFirstOrThrow()).applicant_id
const tables = () =>
  dumpTables(
    office.db,
    projectedTables.filter((table) => table !== 'person_merge'),
  )
const pairs = async () =>
  (await findLikelyPairs(office.db)).map(({ likeness, one: a, other: b }) => [likeness, a.person.fullName, b.person.fullName])
/** Two records, one case each, merged into the first. */
async function mergeTwo() {
  const [first, second] = [await receive(one), await receive(other)]
  const [keptId, mergedId] = [await personOfCase(first), await personOfCase(second)]
  await mergePersons(office.db, office.actor, { keptId, mergedId, details: { ...one, phone: '0905999999' } })
  const [merge] = await listMerges(office.db)
  return { first, second, keptId, mergedId, mergeId: merge?.id ?? '' }
}

it('tells the person what both records hold', async () => {
  const { keptId } = await mergeTwo()
  const [person, cases] = (await getPersonHoldings(office.db, keptId, (key) => key)).sheets
  expect(person?.rows.find(([name]) => name === 'fact.fullName')).toEqual(['fact.fullName', one.fullName, other.fullName])
  expect(person?.rows.find(([name]) => name === 'fact.idNumber')).toEqual(['fact.idNumber', one.idNumber, other.idNumber])
  expect(cases?.rows.length).toBe(1 + 2)
})

describe('records that look alike', () => {
  it('are found by number, by name and day of birth, by name and telephone; surest first', async () => {
    await receive(one)
    await receive(other)
    expect(await pairs()).toEqual([['nameAndBirth', 'Nguyễn Thị Lan', 'Nguyễn Thị Lân']])
    await receive(samplePerson({ fullName: 'Trần Thị Mai', idNumber: one.idNumber, birthDate: '', phone: '' }))
    await receive(samplePerson({ fullName: 'Lê Văn Ba', idNumber: '046190000009', birthDate: '', phone: '0912' }))
    await receive(samplePerson({ fullName: 'Lê Văn Ba', idNumber: '', idKind: 'none', birthDate: '', phone: '0912' }))
    expect((await pairs()).map(([likeness]) => likeness)).toEqual(['number', 'nameAndBirth', 'nameAndPhone'])
  })

  it('are not proposed again when they are two people', async () => {
    await receive(one)
    await receive(other)
    const [pair] = await findLikelyPairs(office.db)
    await keepPersonsApart(office.db, office.actor, { oneId: pair?.other.id ?? '', otherId: pair?.one.id ?? '' })
    expect(await pairs()).toEqual([])
  })
})

describe('a merge', () => {
  it('keeps the number that was chosen when the other one is typed again (the next right one made a third record)', async () => {
    const { keptId } = await mergeTwo()
    const again = await receive({ ...other, phone: '0905777777' })
    expect(await personOfCase(again)).toBe(keptId)
    const kept = await office.db.selectFrom('person').selectAll().where('id', '=', keptId).executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ id_number: one.idNumber, phone: '0905777777' })
    expect(await personOfCase(await receive(one))).toBe(keptId)
  })

  it('gives cases, parts in cases and papers to the kept record; each case keeps what it was given', async () => {
    const { db, actor } = office
    const submitted = await receive(samplePerson({ fullName: 'Võ An' }), {
      submitter: { person: other, authorisation: 'Ủy quyền' },
    })
    const { first, second, keptId, mergedId } = await mergeTwo()
    expect([await personOfCase(first), await personOfCase(second)]).toEqual([keptId, keptId])
    const party = await db
      .selectFrom('case_party')
      .selectAll()
      .where('case_id', '=', submitted)
      .where('role', '=', 'submitter')
      .executeTakeFirstOrThrow()
    expect(party).toMatchObject({ person_id: keptId, details: expect.stringContaining('Nguyễn Thị Lân') })
    expect(await findPersons(db, 'nguyen thi lan', null)).toMatchObject([{ id: keptId, person: { phone: '0905999999' } }])
    expect(await findPersons(db, '191000001', null)).toMatchObject([{ id: keptId }]) // by the number of the other record
    expect(await db.selectFrom('person').select('full_name').where('id', '=', mergedId).executeTakeFirst()).toEqual({
      full_name: 'Nguyễn Thị Lân',
    })
    const filter = {
      status: null,
      due: null,
      procedureId: null,
      receivedFrom: null,
      receivedTo: null,
      applicant: 'Nguyễn Thị Lân',
    }
    await prepareWords(db, filter)
    const listed = await listCases(db, office.clock, filter, 'receivedDesc', null, 10)
    expect(listed.rows.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted())
    // Whoever comes with the old card again is the kept one.
    expect(await personOfCase(await receive(other))).toBe(keptId)
    expect(await pairs()).toEqual([])
    expect(actor.staffId).toBeTruthy()
  })

  it('is taken back to what was before, row by row', async () => {
    await receive(one)
    await receive(other)
    const scanned = await receive(other)
    const blob = putBlob(office.folder, scanBytes('photo.jpg'), 'photo.jpg')
    await attachScan(office.db, office.actor, {
      ...{
        caseId: scanned,
        component: 0,
        blob,
        fileName: 'x.jpg',
        source: 'scanner',
        title: '',
        issuedOn: null,
        validUntil: null,
      },
    })
    const before = (await dumpTables(office.db, ['case_file', 'case_party', 'scan'])) as object
    const people = () =>
      office.db.selectFrom('person').select(['id', 'full_name', 'phone', 'merged_into']).orderBy('id').execute()
    const peopleBefore = await people()
    const [pair] = await findLikelyPairs(office.db)
    const ids = { keptId: pair?.one.id ?? '', mergedId: pair?.other.id ?? '' }
    await mergePersons(office.db, office.actor, { ...ids, details: one })
    expect(await dumpTables(office.db, ['case_file', 'case_party', 'scan'])).not.toEqual(before)
    const [merge] = await listMerges(office.db)
    await unmergePersons(office.db, office.actor, { mergeId: merge?.id ?? '' })
    expect(await dumpTables(office.db, ['case_file', 'case_party', 'scan'])).toEqual(before)
    expect(await people()).toEqual(peopleBefore)
    expect(await listMerges(office.db)).toEqual([])
    const all = await tables()
    await rebuildProjections(office.db)
    expect(await tables()).toEqual(all)
  })

  it('is not taken back once the one record has a new case, other details or another merge', async () => {
    const { mergeId, keptId } = await mergeTwo()
    const third = await receive(samplePerson({ fullName: 'Nguyễn Thị Lan', idNumber: '', idKind: 'none', phone: '0905999999' }))
    await mergePersons(office.db, office.actor, { keptId, mergedId: await personOfCase(third), details: one })
    const refused = { code: 'person.changedSince' }
    await expect(unmergePersons(office.db, office.actor, { mergeId })).rejects.toMatchObject(refused)
    const later = (await listMerges(office.db)).find(({ id }) => id !== mergeId)
    await receive(one)
    await expect(unmergePersons(office.db, office.actor, { mergeId: later?.id ?? '' })).rejects.toMatchObject(refused)
    const before = await tables()
    await rebuildProjections(office.db)
    expect(await tables()).toEqual(before)
  })

  it('needs two records of one kind that stand for themselves, and details that a case could have', async () => {
    const { keptId, mergedId } = await mergeTwo()
    const again = (details: PersonDetails, ids = { keptId, mergedId }) =>
      mergePersons(office.db, office.actor, { ...ids, details })
    await expect(again(one)).rejects.toMatchObject({ code: 'person.isMerged' })
    await expect(again(one, { keptId, mergedId: keptId })).rejects.toMatchObject({ code: 'person.isMerged' })
    await expect(again({ ...one, fullName: '' })).rejects.toMatchObject({ code: 'input.invalid' })
    const firm = samplePerson({
      kind: 'organisation',
      fullName: 'Công ty A',
      idKind: 'none',
      idNumber: '',
      taxNumber: '3300100113',
    })
    const firmId = await personOfCase(await receive(firm))
    await expect(again(one, { keptId, mergedId: firmId })).rejects.toMatchObject({ code: 'person.otherKind' })
  })
})
