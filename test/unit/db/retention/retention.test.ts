import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { act } from '../../../../db/cases/life/commands.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { rebuildProjections } from '../../../../db/record.ts'
import * as retention from '../../../../db/retention/commands.ts'
import { listDecided, listExpired, listRetentionRules } from '../../../../db/retention/queries.ts'
import { termFor } from '../../../../db/retention/rules.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let actor: TestOffice['actor']
const ids: Record<string, string> = {}

beforeAll(async () => {
  office = await openTestOffice()
  actor = { ...office.actor, permissions: [...permissions] }
  for (const [name, shortCode] of [
    ['ended', 'KS'],
    ['open', 'KS'],
    ['business', 'HKD'],
  ] as const) {
    const applicant = samplePerson({ fullName: name, idNumber: '' })
    const intake = sampleIntake({ procedureId: await office.procedureId(shortCode), applicant })
    await receiveCase(office.db, office.actor, intake, office.formKeyOn)
    ids[name] = intake.caseId
  }
  for (const name of ['ended', 'business'])
    await act(
      office.db,
      actor,
      ids[name] as string,
      {
        ...{ act: 'withdraw', requestedOn: '2026-11-23', reason: 'x', papersReturned: '', lateCause: null, lateNote: '' },
      } as never,
    )
})
afterAll(() => office.close())

const expired = async (today: string) => (await listExpired(office.db, today, 100)).rows.map(({ applicantName }) => applicantName)
const ks = () => office.procedureId('KS')

describe('the term of a procedure', () => {
  const rule = (scope: 'procedure' | 'field' | 'all', value: string, years: number | null) => ({
    scope,
    value,
    years,
    ground: 'x',
  })
  it('is its own, else that of its field, else that for all', () => {
    const rules = [rule('all', '', 5), rule('field', 'Hộ tịch', null), rule('procedure', 'p', 2)]
    expect(termFor(rules, { id: 'p', field: 'Hộ tịch' })?.years).toBe(2)
    expect(termFor(rules, { id: 'q', field: 'Hộ tịch' })?.years).toBeNull()
    expect(termFor(rules, { id: 'q', field: 'Đất đai' })?.years).toBe(5)
    expect(termFor([], { id: 'q', field: 'Đất đai' })).toBeUndefined()
  })
})

describe('cases whose time has passed', () => {
  it('are none while no term is set: the program has none of its own', async () => {
    expect(await listExpired(office.db, '2099-01-01', 100)).toEqual({ rows: [], total: 0, nextCursor: null, hasRules: false })
  })

  it('need a term with its ground and years that can be', async () => {
    const set = (rule: Partial<retention.NewRule>) =>
      retention.setRetentionRule(office.db, actor, { scope: 'all', value: '', years: 5, ground: 'x', ...rule })
    await expect(set({ ground: '' })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(set({ years: 0 })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(set({ years: 101 })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(set({ scope: 'field' })).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('are the ended ones alone, from the day on which the years are full', async () => {
    await retention.setRetentionRule(office.db, actor, {
      scope: 'procedure',
      value: await ks(),
      years: 2,
      ground: 'Bảng thời hạn',
    })
    expect(await expired('2028-11-23')).toEqual([])
    expect(await expired('2028-11-24')).toEqual(['ended'])
    await retention.setRetentionRule(office.db, actor, { scope: 'all', value: '', years: 3, ground: 'Bảng thời hạn' })
    expect(await expired('2029-11-24')).toEqual(['ended', 'business'])
    await retention.setRetentionRule(office.db, actor, { scope: 'all', value: '', years: null, ground: 'Vĩnh viễn' })
    expect(await expired('2090-01-01')).toEqual(['ended'])
    expect((await listRetentionRules(office.db)).map(({ scope, years }) => [scope, years])).toEqual([
      ['all', null],
      ['procedure', 2],
    ])
  })

  it('are kept on until a day and come back then, or are to be destroyed under minutes; nothing of the case is gone', async () => {
    const before = await getCase(office.db, ids.ended as string)
    const decide = (input: Partial<retention.DecisionInput>) =>
      retention.decideRetention(office.db, actor, {
        ...{
          caseIds: [ids.ended as string],
          decision: 'keep' as const,
          keepUntil: '2030-01-01',
          recordNumber: '',
          reason: 'Còn khiếu nại',
        },
        ...input,
      })
    await expect(decide({ keepUntil: '2020-01-01' })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(decide({ decision: 'destroy' })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(decide({ reason: '' })).rejects.toMatchObject({ code: 'input.invalid' })
    await decide({})
    expect(await expired('2029-12-31')).toEqual([])
    expect(await expired('2030-01-01')).toEqual(['ended'])
    await decide({ decision: 'destroy', recordNumber: '02/BB-TH', reason: 'Hết thời hạn' })
    expect(await expired('2090-01-01')).toEqual([])
    expect((await listDecided(office.db, 'destroy', 10)).rows).toMatchObject([
      { recordNumber: '02/BB-TH', reason: 'Hết thời hạn' },
    ])
    expect((await listDecided(office.db, 'keep', 10)).rows).toEqual([])
    const after = await getCase(office.db, ids.ended as string)
    expect({ ...after, history: [] }).toEqual({ ...before, history: [] })
    expect(after.history.map(({ type }) => type).filter((type) => type === 'case.retentionDecided')).toHaveLength(2)
  })

  it('and their terms come back from the event log', async () => {
    const tables = ['retention_rule', 'retention_decision'] as const
    const before = await dumpTables(office.db, tables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, tables)).toEqual(before)
    const [rule] = await listRetentionRules(office.db)
    await retention.dropRetentionRule(office.db, actor, { ruleId: rule?.id ?? '', reason: 'Bảng mới' })
    expect(await listRetentionRules(office.db)).toHaveLength(1)
  })
})
