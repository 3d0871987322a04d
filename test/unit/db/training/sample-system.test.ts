// The sample system of training mode: every count that the story tells is counted from its records.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listInstruments } from '../../../../db/conformity/queries.ts'
import { changeOf, countSystem, getScopeMatrix, listActivities } from '../../../../db/conformity/scope.ts'
import { listDeadlines } from '../../../../db/conformity/system.ts'
import { getConversion } from '../../../../db/conversion/queries.ts'
import { listCopiesToRecall } from '../../../../db/copies/queries.ts'
import { listPostings } from '../../../../db/disclosure/postings.ts'
import { findingsOf } from '../../../../db/documents/findings.ts'
import { getVersion, listDocuments } from '../../../../db/documents/queries.ts'
import { makeTrainingOffice } from '../../../../db/training/commands.ts'
import { planProcesses } from '../../../../db/training/sample-system.ts'
import type { Office } from '../../../../electron/worker/office.ts'
import { TestClock, trainingData } from '../../../fixtures/office.ts'
import { openTraining } from '../../../fixtures/training.ts'

const today = '2026-11-23'
const ceremony = '2013-07-11'
let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  const clock = new TestClock(`${today}T09:00`)
  const training = await openTraining(clock)
  office = training.office
  close = training.close
  await makeTrainingOffice(office.store, clock, trainingData(), () => 'form')
}, 60_000)
afterAll(() => close())

const statesOn = async (date: string) =>
  (await listInstruments(office.store.db, date)).map(({ title, state, lineCount }) => `${title}: ${state} ${lineCount}`)

describe('the sample system', () => {
  it.each([
    ['today', today],
    ['on the day of the story', ceremony],
  ])('counts 22, 72 = 58 + 14, 146 and 23 %s', async (_, date) => {
    const counts = await countSystem(office.store.db, date)
    expect(counts).toMatchObject({
      certificate: { ordinal: 2, lines: 22, title: 'Giấy chứng nhận lần 2' },
      activities: 72,
      activityGroups: { leadership: 58, office: 14, procedure: 0, internal: 0, system: 0 },
      authorityProcedures: 146,
      internalProcesses: 23,
      procedures: 146,
      coveredProcedures: 146,
      declaredProcedures: 146,
      gaps: 0,
      toDeclare: 0,
    })
    expect(await listActivities(office.store.db, date)).toHaveLength(72)
  })

  it('tells the story of its instruments on any day', async () => {
    expect(await statesOn('2008-01-01')).toEqual([
      'Giấy chứng nhận lần 1: inForce 50',
      'Chuyển đổi sang TCVN ISO 9001:2008: notYet 50',
      'Giấy chứng nhận lần 2: notYet 22',
      'Quyết định công bố (mẫu): notYet 72',
    ])
    expect(await statesOn(ceremony)).toEqual([
      'Giấy chứng nhận lần 1: expired 50',
      'Chuyển đổi sang TCVN ISO 9001:2008: inForce 50',
      'Giấy chứng nhận lần 2: inForce 22',
      'Quyết định công bố (mẫu): notYet 72',
    ])
    expect(await statesOn(today)).toEqual([
      'Giấy chứng nhận lần 1: expired 50',
      'Chuyển đổi sang TCVN ISO 9001:2008: expired 50',
      'Giấy chứng nhận lần 2: replaced 22',
      'Quyết định công bố (mẫu): inForce 72',
    ])
    expect((await countSystem(office.store.db, '2007-12-26')).activities).toBe(0)
    expect((await countSystem(office.store.db, '2010-12-30')).activities).toBe(0)
  })

  it('says of each assumed date that it is assumed', async () => {
    const rows = await office.store.db.selectFrom('conformity_instrument').selectAll().orderBy('in_force_from').execute()
    expect(rows.map(({ issued_on, is_expiry_assumed }) => [issued_on, is_expiry_assumed])).toEqual([
      ['2007-12-27', 1],
      ['', 1],
      ['--07-11', 1],
      ['2016-06-30', 0],
    ])
    for (const { note } of rows) expect(note).toContain('dữ liệu mẫu')
  })

  it('takes its procedures from the portal, each once, and says that they are not the list of Huế', async () => {
    const { procedures, label } = trainingData().sampleSystem
    expect(new Set(procedures.map(({ code }) => code)).size).toBe(146)
    const list = await office.store.db.selectFrom('procedure_list').selectAll().executeTakeFirstOrThrow()
    expect(list.title).toContain(label)
    expect(list.note).toMatch(/^Không phải danh mục của Thừa Thiên Huế/)
    const planned = planProcesses(trainingData().sampleSystem)
    const served = planned.flatMap((process) => process.procedures)
    expect(served.toSorted()).toEqual(procedures.map(({ code }) => code).toSorted())
  })

  it('has processes that open and that the linter has nothing against', async () => {
    const { db } = office.store
    const filter = { kind: 'process' as const, group: null, field: null, authority: null, ownerUnit: null, state: null }
    const rows = await listDocuments(db, { ...filter, procedureKey: null, law: null, query: '' }, today)
    expect(rows).toHaveLength(58 + 14 + 23 + 6)
    expect(rows.every(({ state, issue }) => state === 'effective' && issue === 2)).toBe(true)
    for (const { versionId } of rows) {
      const { body } = await getVersion(db, versionId, today)
      const errors = (await findingsOf(db, body, today)).filter(({ severity }) => severity === 'error')
      expect(errors).toEqual([])
    }
  })

  it('shows a learner what falls due soon', async () => {
    const kinds = (await listDeadlines(office.store.db, today)).map(({ kind, state }) => `${kind} ${state}`)
    expect(new Set(kinds)).toEqual(new Set(['audit soon', 'review soon', 'documentReview soon', 'list done', 'recall overdue']))
  })

  it('has numbered copies, one of an old issue still out, people who have to read, and sheets on boards', async () => {
    const { db } = office.store
    const copies = await db.selectFrom('document_copy').selectAll().orderBy('document_id').orderBy('number').execute()
    expect(copies.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5])
    expect((await listCopiesToRecall(db, today)).map(({ number }) => number)).toEqual([2, 2])
    const readers = await db.selectFrom('document_reader').selectAll().execute()
    expect(readers.filter(({ read_on }) => read_on !== null)).toHaveLength(2)
    const postings = await listPostings(db, today)
    expect(postings.map(({ state, size }) => `${state} ${size}`).toSorted()).toEqual([
      'hanging a3',
      'hanging a4',
      'hanging a4',
      'hanging a4',
      'removed a4',
    ])
    for (const text of [
      ...copies.map(({ holder }) => holder),
      ...readers.filter(({ staff_id }) => staff_id === null).map(({ position }) => position),
      ...postings.flatMap(({ place, postedBy }) => [place, postedBy]),
    ])
      expect(text).toContain('(mẫu)')
  })

  it('came from 2000 to 2008 by a project whose every step is recorded', async () => {
    const { db } = office.store
    const { id } = await db.selectFrom('conversion').select('id').executeTakeFirstOrThrow()
    const conversion = await getConversion(db, trainingData().clauseMap, id, today)
    expect(conversion).toMatchObject({ fromEdition: '2000', toEdition: '2008', status: 'closed' })
    expect(conversion.gaps.every(({ verdict, note }) => verdict === 'met' && note.includes('mẫu'))).toBe(true)
    expect(conversion.steps.map(({ state }) => state)).not.toContain('open')
    expect(conversion.reason).toContain('Dữ liệu mẫu')
  })

  it('has nothing to declare anew until a process is withdrawn', async () => {
    expect(changeOf(await getScopeMatrix(office.store.db, today))).toEqual({ added: [], removed: [] })
  })
})
