import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { correctCase, readReceivedInTx } from '../../../../db/cases/correct.ts'
import { act } from '../../../../db/cases/life/commands.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { searchCases } from '../../../../db/cases/search.ts'
import { readWhereabouts } from '../../../../db/cases/whereabouts.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { searchPeople } from '../../../../db/personal/history.ts'
import type { Tables } from '../../../../db/schema.ts'
import { readAsked } from '../../../../db/search/asked.ts'
import { queryBuilder } from '../../../../db/store/dialect.ts'
import { openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
const names = new Map<string, string>()
const ids: Record<string, string> = {}

beforeAll(async () => {
  office = await openTestOffice()
  const receive = async (label: string, person: Parameters<typeof samplePerson>[0], overrides = {}) => {
    const intake = sampleIntake({
      procedureId: await office.procedureId('KS'),
      applicant: samplePerson({ idNumber: '', phone: '', birthDate: '', ...person }),
      summary: '',
      ...overrides,
    })
    await receiveCase(office.db, office.actor, intake, office.formKeyOn)
    names.set(intake.caseId, label)
    ids[label] = intake.caseId
  }
  await receive('An 1985', { fullName: 'Nguyễn Văn An', birthDate: '1985-03-02', idNumber: '046085001234', phone: '0905123456' })
  await receive('An 1990', { fullName: 'Nguyễn Văn An', birthDate: '1990', idNumber: '046090005678' })
  await receive('Bình', { fullName: 'Trần Bình', phone: '0905771234' }, { book: '01', serial: 12 })
  await receive('Cúc', { fullName: 'Lê Cúc' }, { book: '02', serial: 12 })
  await receive(
    'Duy',
    { fullName: 'Lê Duy' },
    {
      book: '02',
      serial: 13,
      submitter: {
        person: samplePerson({ fullName: 'Hồ Em', idNumber: '046077009999', phone: '' }),
        authorisation: 'giấy ủy quyền',
      },
    },
  )
})
afterAll(() => office.close())

const year = new Date().getFullYear()
const search = async (typed: string, limit = 20) =>
  (await searchCases(office.db, typed, limit)).map(({ id, match }) => `${names.get(id)}: ${match}`)

describe('what a typed text may mean', () => {
  it.each([
    ['12/2026', { register: { serial: 12, year: 2026 } }],
    ['số 0012 / 2026', { register: { serial: 12, year: 2026 } }],
    ['12/01/2026', { register: null }],
    ['1234', { tail: '1234' }],
    ['…1234', { tail: '1234' }],
    ['•••• 1234', { tail: '1234' }],
    ['0905 771 234', { tail: '0905771234' }],
    ['123', { tail: null }],
    ['TAM-19777-A-261123-0001', { tail: null, register: null, born: null }],
    ['Nguyễn Văn An 1985', { born: { words: ['nguyen', 'van', 'an'], date: '1985' } }],
    ['an 2/3/1985', { born: { words: ['an'], date: '1985-03-02' } }],
    ['An 3/1985', { born: { words: ['an'], date: '1985-03' } }],
    ['1985', { born: null, tail: '1985' }],
    ['an 1799', { born: null }],
    ['an 31/2/1985', { born: null }],
    ['1.001193 duyên', { born: null }],
    ['046085001234|191000001|Nguyễn Văn An|02031985|Nam|Huế|01012022', { text: '046085001234', tail: '046085001234' }],
  ])('of %j', (typed, expected) => expect(readAsked(typed)).toMatchObject(expected))
})

describe('searching cases', () => {
  it.each([
    ['Nguyễn Văn An 1985', ['An 1985: born']],
    ['nguyen van an 1990', ['An 1990: born']],
    ['an nguyen 2/3/1985', ['An 1985: born']],
    ['an 3/1985', ['An 1985: born']],
    ['nguyen van an 1991', []],
    ['1234', ['Bình: tail', 'An 1985: tail']], // the end of a telephone number, and of an ID number
    ['…5678', ['An 1990: tail']],
    ['51234', []],
    ['001234', ['An 1985: tail']],
    ['046085001234', ['An 1985: tail']],
    ['046085001234|191|NGUYEN VAN AN|02031985|Nam', ['An 1985: tail']],
    ['9999', ['Duy: tail']], // who handed it in
    [`12/${year}`, ['Cúc: register', 'Bình: register']],
    [`13/${year}`, ['Duy: register']],
    [`14/${year}`, []],
    [`12/${year - 1}`, []],
    ['nguyễn văn an', ['An 1990: exact', 'An 1985: exact']],
    ['nguyen van an', ['An 1990: words', 'An 1985: words']],
  ] as [string, string[]][])('by %j finds the right cases and says how', async (typed, expected) => {
    expect(await search(typed)).toEqual(expected)
  })

  it('enters an index for each way: a tail that read every person took 70 ms at 300,000 cases', async () => {
    const { connection } = office.office.store
    const prepare = connection.prepare
    const seen: string[] = []
    connection.prepare = ((source: string) => {
      seen.push(source)
      return prepare.call(connection, source)
    }) as typeof prepare
    const db = queryBuilder<Tables>(connection)
    const ask = async () => {
      for (const typed of ['…1234', 'an 1985', '12/2026']) await searchCases(db, typed, 5)
    }
    await ask().finally(() => {
      connection.prepare = prepare
    })
    const plans = seen
      .filter((source) => /person|case_party|books/.test(source))
      .flatMap((source) => {
        const parameters = Array.from(source.matchAll(/\?/g), () => null)
        return connection.prepare(`EXPLAIN QUERY PLAN ${source}`).all(parameters) as { detail: string }[]
      })
      .map(({ detail }) => detail)
    expect(plans.filter((detail) => /^SCAN (person|p|c|f|case_party|case_file)\b/.test(detail))).toEqual([])
    expect(plans.filter((detail) => detail.includes('_tail'))).toHaveLength(3)
  })

  it('gives no more than were asked for, the surest ones', async () => {
    expect(await search('1234', 1)).toEqual(['Bình: tail'])
  })

  it('finds a person under the number that was corrected', async () => {
    const caseId = ids.Cúc as string
    const { received } = await office.db.transaction().execute((tx) => readReceivedInTx(tx, caseId))
    const applicant = { ...received.applicant, idKind: 'citizenId' as const, idNumber: '046190004321' }
    await correctCase(office.db, office.actor, { caseId, reason: 'gõ nhầm', to: { ...received, applicant } })
    expect(await search('4321')).toEqual(['Cúc: tail'])
  })
})

describe('searching people', () => {
  const people = async (typed: string) =>
    (await searchPeople(office.db, typed, 10)).map(({ fullName, number, phone, caseCount }) => [
      fullName,
      number,
      phone,
      caseCount,
    ])
  it('shows the tails of their numbers alone', async () => {
    expect(await people('van an 1985')).toEqual([['Nguyễn Văn An', '••••••••1234', '••••••3456', 1]])
    expect(await people('046077')).toEqual([['Hồ Em', '••••••••9999', '', 1]])
    expect(await people('3456')).toEqual([['Nguyễn Văn An', '••••••••1234', '••••••3456', 1]])
    expect(await people('   ')).toEqual([])
  })
})

describe('where a case file is', () => {
  const where = async (label: string) => (await readWhereabouts(office.db, [ids[label] as string])).get(ids[label] as string)

  it('is the desk with who received it, since then', async () => {
    const { row, receivedByName } = await getCase(office.db, ids.Bình as string)
    expect(await where('Bình')).toEqual({ place: 'desk', unit: '', step: '', holder: receivedByName, since: row.receivedAt })
  })

  it('says that it has ended, who ended it and when', async () => {
    await act(
      office.db,
      { ...office.actor, permissions },
      ids.Bình as string,
      {
        ...{
          act: 'withdraw',
          requestedOn: '2026-11-23',
          reason: 'Không còn nhu cầu',
          papersReturned: '',
          lateCause: null,
          lateNote: '',
        },
      } as never,
    )
    const ended = await where('Bình')
    expect(ended).toMatchObject({ place: 'ended', step: '' })
    expect(ended?.holder).not.toBe('')
  })
})
