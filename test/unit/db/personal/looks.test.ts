import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { addStaff } from '../../../../db/people/commands.ts'
import { permissions } from '../../../../db/people/rules.ts'
import * as personal from '../../../../db/personal/commands.ts'
import { getDeviceFacts } from '../../../../db/personal/devices.ts'
import { getPersonHistory } from '../../../../db/personal/history.ts'
import { getPersonHoldings } from '../../../../db/personal/holdings.ts'
import { type LookFilter, listLooks } from '../../../../db/personal/queries.ts'
import { maskParties } from '../../../../db/personal/rules.ts'
import { rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let actor: TestOffice['actor']
let caseId: string
let personId: string

beforeAll(async () => {
  office = await openTestOffice()
  actor = { ...office.actor, permissions: [...permissions] }
  const intake = sampleIntake({
    procedureId: await office.procedureId('KS'),
    applicant: samplePerson({ fullName: 'Nguyễn Thị Duyên', idNumber: '046190001234', phone: '0905123456', taxNumber: '' }),
    submitter: { person: samplePerson({ fullName: 'Hồ Em', idNumber: '046077009999', phone: '0905771111' }), authorisation: '' },
  })
  await receiveCase(office.db, office.actor, intake, office.formKeyOn)
  caseId = intake.caseId
  personId = (await getCase(office.db, caseId)).applicantId
})
afterAll(() => office.close())

const everything: LookFilter = { personId: null, staffId: null, kind: null, from: null, to: null }
const looks = async (filter: Partial<LookFilter> = {}) =>
  (await listLooks(office.db, { ...everything, ...filter }, null, 100)).rows.map(({ kind, personName, caseId: of, purpose }) =>
    [kind, personName, of === null ? '' : 'case', purpose].join('|'),
  )

describe('a case as its page shows it', () => {
  it('has the tails of its people’s numbers alone', async () => {
    const { applicant, submitter } = maskParties(await getCase(office.db, caseId))
    expect([applicant.idNumber, applicant.phone]).toEqual(['••••••••1234', '••••••3456'])
    expect([submitter?.person.idNumber, submitter?.person.phone]).toEqual(['••••••••9999', '••••••1111'])
  })

  it('keeps the tax number of an organisation, which is public', async () => {
    const file = await getCase(office.db, caseId)
    const organisation = { ...file.applicant, kind: 'organisation' as const, taxNumber: '3300100113' }
    expect(maskParties({ ...file, applicant: organisation }).applicant.taxNumber).toBe('3300100113')
  })
})

describe('a look', () => {
  it('at the numbers of a case is recorded for each of its people, before they are given out', async () => {
    const numbers = await personal.showCaseNumbers(office.db, actor, caseId)
    expect(numbers.applicant).toEqual({ idNumber: '046190001234', phone: '0905123456', taxNumber: '' })
    expect(numbers.submitter?.idNumber).toBe('046077009999')
    expect(numbers.collector).toBeNull()
    expect((await looks()).toSorted()).toEqual(['numbers|Hồ Em|case|', 'numbers|Nguyễn Thị Duyên|case|'])
  })

  it('is one look a day, whatever the same viewer opens again', async () => {
    const before = (await looks()).length
    const history = { personId, kind: 'history' as const, caseId: null, purpose: '' }
    for (let time = 0; time < 5; time += 1) {
      await personal.showCaseNumbers(office.db, actor, caseId)
      await personal.recordLook(office.db, actor, history)
      await personal.recordLook(office.db, actor, { ...history, kind: 'scan', caseId })
    }
    expect(await looks()).toHaveLength(before + 2)
    office.clock.advance({ days: 1 })
    await personal.recordLook(office.db, actor, history)
    expect(await looks({ kind: 'history' })).toEqual(['history|Nguyễn Thị Duyên||', 'history|Nguyễn Thị Duyên||'])
  })

  it('for a purpose needs one, and another purpose is another look', async () => {
    const show = (purpose: string) => personal.showPersonNumbers(office.db, actor, { personId, purpose })
    await expect(show('')).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await show('Gọi điện hẹn trả')).toMatchObject({ idNumber: '046190001234' })
    await show('Gọi điện hẹn trả')
    await show('Đối chiếu')
    expect((await looks({ kind: 'numbers', personId })).toSorted()).toEqual([
      'numbers|Nguyễn Thị Duyên|case|',
      'numbers|Nguyễn Thị Duyên||Gọi điện hẹn trả',
      'numbers|Nguyễn Thị Duyên||Đối chiếu',
    ])
  })

  it('of another viewer is a look of its own, found by viewer, kind and day', async () => {
    const { id: staffId } = await addStaff(office.db, actor, {
      ...{ fullName: 'Trần Thị Bình', positionTitle: '', roles: ['handler'], signInName: 'quangtv', password: 'mat-khau-moi' },
    })
    const other = { ...actor, staffId }
    await personal.recordLook(office.db, other, { personId, kind: 'history', caseId: null, purpose: '' })
    expect(await looks({ staffId })).toEqual(['history|Nguyễn Thị Duyên||'])
    const [{ at } = { at: '' }] = (await listLooks(office.db, { ...everything, staffId }, null, 1)).rows
    const day = at.slice(0, 10)
    expect(await looks({ staffId, from: day, to: day })).toHaveLength(1)
    expect(await looks({ staffId, to: '2020-01-01' })).toEqual([])
  })

  it('comes page by page, each once', async () => {
    const all = await looks()
    const rows: string[] = []
    for (let cursor: string | null = null, pages = 0; pages < 100; pages += 1) {
      const page: Awaited<ReturnType<typeof listLooks>> = await listLooks(office.db, everything, cursor, 2)
      rows.push(...page.rows.map(({ id }) => id))
      cursor = page.nextCursor
      if (cursor === null) break
    }
    expect(new Set(rows).size).toBe(all.length)
    expect(rows).toHaveLength(all.length)
  })

  it('stands in the event log, from which the rows come back', async () => {
    const before = await dumpTables(office.db, ['person_look'])
    await rebuildProjections(office.db)
    expect((await dumpTables(office.db, ['person_look'])).person_look).toEqual(before.person_look)
    expect(before.person_look?.length).toBeGreaterThan(0)
  })

  it('of a person who is not there is refused and not recorded', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000'
    const before = await looks()
    const look = { personId: nobody, kind: 'history' as const, caseId: null, purpose: '' }
    await expect(personal.recordLook(office.db, actor, look)).rejects.toMatchObject({ code: 'entity.notFound' })
    expect(await looks()).toEqual(before)
  })
})

describe('the computers in the records', () => {
  it('are told with their first and last entry, who worked last and how much they held', async () => {
    const facts = await getDeviceFacts(office.db)
    expect(facts.devices).toHaveLength(1)
    const [device] = facts.devices
    expect(device).toMatchObject({ code: 'A', isCurrent: true })
    expect(device && device.firstAt < device.lastAt).toBe(true)
    expect(device?.lastUsers.map(({ name }) => name)).toContain('Trần Thị Bình')
    expect(facts).toMatchObject({ people: 2, cases: 1, scans: 0, carried: null })
  })
})

describe('what is held on a person', () => {
  it('is the masked history for the page', async () => {
    const history = await getPersonHistory(office.db, personId, '2026-11-23')
    expect(history.person.idNumber).toBe('••••••••1234')
    expect(history.cases.map(({ id, roles }) => [id, roles])).toEqual([[caseId, ['applicant']]])
    expect(history.cases[0]?.whereabouts).toMatchObject({ place: 'desk' })
  })

  it('is whole in the tables for the person, with the looks and their purposes', async () => {
    await expect(personal.recordExport(office.db, actor, { personId, ground: '' })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    await personal.recordExport(office.db, actor, { personId, ground: 'Đơn ngày 20/11/2026' })
    const { sheets, scans } = await getPersonHoldings(office.db, personId, (key) => key)
    const text = JSON.stringify(sheets)
    for (const part of ['046190001234', '0905123456', 'Đơn ngày 20/11/2026', 'Gọi điện hẹn trả']) expect(text).toContain(part)
    expect(text).not.toContain('046077009999') // another person's number is no part of it
    expect(scans).toEqual([])
  })
})
