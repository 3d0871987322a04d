// The register of laws on a real database: what may be recorded, what a law touches, and the three months of Quyết định 19/2014/QĐ-TTg.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enterVersion, registerDocument, withdrawDocument } from '../../../../db/documents/commands.ts'
import type { Actor } from '../../../../db/event.ts'
import * as laws from '../../../../db/laws/commands.ts'
import { countMissingLaws, getLaw, getLawImpact, listLaws } from '../../../../db/laws/queries.ts'
import { foldLaw, type LawDetails } from '../../../../db/laws/rules.ts'
import { listUpdates } from '../../../../db/laws/updates.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { emptyProcessContent } from '../../../../db/processes/content.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { formsOf } from '../../../../electron/worker/brought-files.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, starterData, type TestOffice } from '../../../fixtures/office.ts'

const today = '2026-11-23'
let office: TestOffice
let actor: Actor
beforeEach(async () => {
  office = await openTestOffice()
  actor = { ...office.actor, permissions }
})
afterEach(() => office.close())

const details = (number: string, extra: Partial<LawDetails> = {}): LawDetails => ({
  number,
  title: `Văn bản ${number}`,
  issuer: '',
  issuedOn: '2026-01-05',
  effectiveFrom: '2026-02-01',
  effectiveTo: null,
  replacedBy: '',
  amends: [],
  note: '',
  source: '',
  ...extra,
})
const record = (number: string, extra: Partial<LawDetails> = {}) => laws.recordLaw(office.db, actor, details(number, extra))
const idOf = async (number: string) =>
  (await office.db.selectFrom('law').select('id').where('folded', '=', foldLaw(number)).executeTakeFirstOrThrow()).id
const refusal = (done: Promise<unknown>) =>
  done.then(
    () => 'accepted',
    (error) => error.issues?.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`) ?? error.code,
  )
const enter = (code: string, grounds: readonly string[], effectiveFrom: string, extra: object = {}) =>
  enterVersion(office.db, actor, {
    document: { kind: 'process', group: 'procedure', code },
    body: {
      kind: 'process',
      content: {
        ...emptyProcessContent,
        name: `Quy trình ${code}`,
        legalGrounds: grounds.map((law) => ({ law, title: '', articles: '' })),
      },
    },
    issue: 1,
    revision: 0,
    reason: '',
    approvedOn: effectiveFrom,
    effectiveFrom,
    reviewDueOn: null,
    approverName: '',
    ...extra,
  })

describe('the register that comes along', () => {
  it('is there after the first run, with nothing missing', async () => {
    const rows = await listLaws(office.db, { query: '', state: null }, today)
    expect(rows).toHaveLength(starterData().laws.laws.length)
    expect(await countMissingLaws(office.db, starterData().laws)).toBe(0)
  })

  it('knows what iso9001 and one-stop law hold on a day', async () => {
    const stateOf = async (number: string, date: string) =>
      (await listLaws(office.db, { query: number, state: null }, date)).find((law) => law.number === number)?.state
    expect(await stateOf('144/2006/QĐ-TTg', '2014-05-17')).toBe('inForce')
    expect(await stateOf('144/2006/QĐ-TTg', '2014-05-18')).toBe('ceased')
    expect(await stateOf('19/2014/QĐ-TTg', '2014-05-17')).toBe('notYet')
    expect(await stateOf('19/2014/QĐ-TTg', today)).toBe('inForce')
    expect(await stateOf('01/2018/TT-VPCP', '2025-09-14')).toBe('inForce')
    expect(await stateOf('01/2018/TT-VPCP', '2025-09-15')).toBe('ceased')
    expect(await stateOf('61/2018/NĐ-CP', '2025-07-01')).toBe('ceased')
    expect(await stateOf('03/2026/QH16', today)).toBe('notYet')
    expect(await stateOf('159/2010/TT-BTC', today)).toBe('ceased')
    expect((await getLaw(office.db, await idOf('118/2025/NĐ-CP'), today)).amendedBy).toContain('309/2026/NĐ-CP')
  })

  it('adds to an office of before only what it does not have', async () => {
    const { db } = office
    await db.deleteFrom('law_amendment').execute()
    await db.deleteFrom('law').execute()
    await record('TT 3/2025/TT-VPCP', { title: 'Của mình' })
    const { laws: file } = starterData()
    expect(await laws.importStarterLaws(db, actor, file)).toBe(file.laws.length - 1)
    expect(await laws.importStarterLaws(db, actor, file)).toBe(0)
    expect((await getLaw(db, await idOf('03/2025/TT-VPCP'), today)).title).toBe('Của mình')
  })

  it('keeps its own chain of replacements sound', async () => {
    for (const law of starterData().laws.laws) {
      const lawId = await idOf(law.number)
      expect(await refusal(laws.changeLaw(office.db, actor, { ...law, lawId })), law.number).toBe('accepted')
    }
  })
})

describe('finding a law', () => {
  const numbers = async (query: string) => (await listLaws(office.db, { query, state: null }, today)).map(({ number }) => number)
  it('goes by number, by the beginning of it, and by words without marks', async () => {
    expect(await numbers('19/2014')).toEqual(['19/2014/QĐ-TTg', '26/2014/TT-BKHCN'])
    expect(await numbers('Thông tư số 3/2025/TT-VPCP')).toEqual(['03/2025/TT-VPCP'])
    expect(await numbers('luu tru')).toEqual(['33/2024/QH15'])
    expect(await numbers('khong co gi')).toEqual([])
  })
})

describe('a law that cannot be is refused beside the field', () => {
  it.each([
    ['no number', details(''), ['number required']],
    ['no title', details('1/2026/TT-X', { title: '' }), ['title required']],
    ['a number that is there, written otherwise', details('QĐ 19/2014/QĐ–TTG'), ['number lawKnown']],
    ['a day that does not exist', details('1/2026/TT-X', { effectiveFrom: '2026-02-30' }), ['effectiveFrom notADate']],
    ['effect before issue', details('1/2026/TT-X', { effectiveFrom: '2026-01-04' }), ['effectiveFrom beforeIssue']],
    ['issue in the future', details('1/2026/TT-X', { issuedOn: '2026-11-24', effectiveFrom: null }), ['issuedOn inFuture']],
    ['an end before the beginning', details('1/2026/TT-X', { effectiveTo: '2026-02-01' }), ['effectiveTo notAfterEffect']],
    ['replaced by itself', details('1/2026/TT-X', { replacedBy: '01/2026/tt-x' }), ['replacedBy replacesItself']],
    ['amending itself', details('1/2026/TT-X', { amends: ['01/2026/TT-X'] }), ['amends replacesItself']],
    ['replaced by an unknown one', details('1/2026/TT-X', { replacedBy: '9/2026/TT-X' }), ['replacedBy notRegistered']],
    [
      'replaced before the other was issued',
      details('1/2010/TT-X', {
        issuedOn: '2010-01-01',
        effectiveFrom: null,
        effectiveTo: '2014-03-04',
        replacedBy: '19/2014/QĐ-TTg',
      }),
      ['effectiveTo beforeIssue'],
    ],
  ] as const)('%s', async (_, law, expected) => {
    expect(await refusal(laws.recordLaw(office.db, actor, law as LawDetails))).toEqual(expected)
  })

  it('a replacement in a circle, of two or of three', async () => {
    const first = await record('1/2026/TT-X')
    const second = await record('2/2026/TT-X')
    const third = await record('3/2026/TT-X')
    const replace = (lawId: string, by: string) => laws.replaceLaw(office.db, actor, { lawId, by, from: '2026-06-01', note: '' })
    await replace(first, '2/2026/TT-X')
    expect(await refusal(replace(second, '1/2026/TT-X'))).toEqual(['by replacedInCircle'])
    await replace(second, '3/2026/TT-X')
    expect(await refusal(replace(third, '1/2026/TT-X'))).toEqual(['by replacedInCircle'])
    expect(await refusal(replace(third, '3/2026/TT-X'))).toEqual(['by replacesItself'])
    const { lawId, ...changed } = {
      ...details('3/2026/TT-X', { effectiveTo: '2026-06-01', replacedBy: '1/2026/TT-X' }),
      lawId: third,
    }
    expect(await refusal(laws.changeLaw(office.db, actor, { ...changed, lawId }))).toEqual(['replacedBy replacedInCircle'])
  })

  it('a replacement from a day that cannot be', async () => {
    const first = await record('1/2026/TT-X')
    await record('2/2026/TT-X')
    const from = (day: string) => laws.replaceLaw(office.db, actor, { lawId: first, by: '2/2026/TT-X', from: day, note: '' })
    expect(await refusal(from('2026-02-01'))).toEqual(['from notAfterEffect'])
    expect(await refusal(from('2026-06-31'))).toEqual(['from notADate'])
  })
})

describe('changing a number', () => {
  it('follows wherever the register points to it', async () => {
    const first = await record('1/2026/TT-X', { effectiveTo: '2026-06-01', replacedBy: '' })
    const wrong = await record('20/2026/TT-X', { amends: ['1/2026/TT-X'] })
    await laws.replaceLaw(office.db, actor, { lawId: first, by: '20/2026/TT-X', from: '2026-06-01', note: '' })
    await laws.changeLaw(office.db, actor, { ...details('2/2026/TT-X', { amends: ['1/2026/TT-X'] }), lawId: wrong })
    expect((await getLaw(office.db, first, today)).replacedBy).toBe('2/2026/TT-X')
    await laws.changeLaw(office.db, actor, {
      ...details('11/2026/TT-X', { effectiveTo: '2026-06-01', replacedBy: '2/2026/TT-X' }),
      lawId: first,
    })
    expect((await getLaw(office.db, wrong, today)).amends).toEqual(['11/2026/TT-X'])
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})

describe('what a law touches', () => {
  it('are the versions that name it, the procedures that rest on it, the printed forms and the notices', async () => {
    const { local_key } = await office.db
      .selectFrom('procedure')
      .select('local_key')
      .where('short_code', '=', 'KS')
      .executeTakeFirstOrThrow()
    const content = {
      ...emptyProcessContent,
      name: 'Khai sinh',
      procedures: [local_key],
      legalGrounds: [{ law: 'Thông tư 03/2025/TT-VPCP', title: '', articles: '' }],
      forms: [{ code: 'Mẫu 01', name: 'Giấy tiếp nhận', law: '03/2025/TT-VPCP' }],
    }
    await enter('QT.01', [], '2026-01-10', { body: { kind: 'process', content } })
    await registerDocument(office.db, actor, { kind: 'process', group: 'office', code: 'QT.02', name: 'Khác' })
    const impact = await getLawImpact(office.db, await idOf('03/2025/TT-VPCP'), formsOf(office.office), today)
    expect(impact.processes).toMatchObject([{ code: 'QT.01', state: 'effective', isGround: true, isForm: true }])
    expect(impact.forms.map(({ number }) => number)).toEqual(['01', '02', '03', '04', '05', '06', '07'])
    expect(impact.notices).toMatchObject([{ documentCode: 'QT.01' }])

    const resting = await office.db
      .selectFrom('procedure_version')
      .select('content')
      .where('content', 'like', '%"104/2022/NĐ-CP"%')
      .execute()
    const decree = await record('104/2022/NĐ-CP')
    expect((await getLawImpact(office.db, decree, [], today)).procedures).toHaveLength(resting.length)
    expect(resting.length).toBeGreaterThan(0)
  })
})

describe('the three months to take a change in', () => {
  const replace = async (from: string) => {
    const lawId = await record('1/2026/TT-X')
    await record('2/2026/TT-X', { issuedOn: '2026-05-01', effectiveFrom: from })
    await laws.replaceLaw(office.db, actor, { lawId, by: '2/2026/TT-X', from, note: '' })
  }
  const updateOn = async (date: string) => {
    const [update, ...more] = (await listUpdates(office.db, date)).filter(({ law }) => law === foldLaw('1/2026/TT-X'))
    expect(more).toEqual([])
    return update && { dueOn: update.dueOn, closedOn: update.closedOn, plannedOn: update.plannedOn, state: update.state }
  }
  const next = (documentId: string, grounds: readonly string[], effectiveFrom: string, revision = 1) =>
    enter('', grounds, effectiveFrom, { document: { id: documentId }, revision })

  it('run from the effect of the replacing law and are late afterwards', async () => {
    await enter('QT.01', ['TT 01/2026/TT-X'], '2026-03-01')
    await replace('2026-06-01')
    const open = { dueOn: '2026-09-01', closedOn: null, plannedOn: null }
    expect(await updateOn('2026-05-31')).toEqual({ ...open, state: 'ahead' })
    expect(await updateOn('2026-06-01')).toEqual({ ...open, state: 'running' })
    expect(await updateOn('2026-09-01')).toEqual({ ...open, state: 'running' })
    expect(await updateOn('2026-09-02')).toEqual({ ...open, state: 'overdue' })
    const [law] = await listLaws(office.db, { query: '1/2026/TT-X', state: null }, today)
    expect(law).toMatchObject({ state: 'ceased', documents: 1, openUpdates: 1, overdueUpdates: 1 })
  })

  it('end when a later version in effect no longer names the old law', async () => {
    const { documentId } = await enter('QT.01', ['01/2026/TT-X'], '2026-03-01')
    await replace('2026-06-01')
    await next(documentId, ['01/2026/TT-X', '19/2014/QĐ-TTg'], '2026-07-01')
    expect(await updateOn('2026-08-01')).toMatchObject({ closedOn: null, state: 'running' })
    await next(documentId, ['02/2026/TT-X'], '2026-08-15', 2)
    expect(await updateOn('2026-08-01')).toMatchObject({ closedOn: null, plannedOn: '2026-08-15' })
    expect(await updateOn('2026-08-15')).toMatchObject({ closedOn: '2026-08-15', state: 'inTime' })
    expect(await updateOn(today)).toMatchObject({ state: 'inTime' })
  })

  it('end late when the later version takes effect after them', async () => {
    const { documentId } = await enter('QT.01', ['01/2026/TT-X'], '2026-03-01')
    await replace('2026-06-01')
    await next(documentId, [], '2026-10-01')
    expect(await updateOn('2026-09-15')).toMatchObject({ state: 'overdue', plannedOn: '2026-10-01' })
    expect(await updateOn(today)).toMatchObject({ closedOn: '2026-10-01', state: 'late' })
  })

  it('do not concern a document that had dropped the law before, and end when it is withdrawn', async () => {
    const { documentId } = await enter('QT.01', ['01/2026/TT-X'], '2026-03-01')
    await next(documentId, [], '2026-05-01')
    const other = await enter('QT.02', ['01/2026/TT-X'], '2026-03-01')
    await replace('2026-06-01')
    await withdrawDocument(office.db, actor, { documentId: other.documentId, from: '2026-07-01', reason: 'x' })
    expect(await updateOn(today)).toMatchObject({ closedOn: '2026-07-01', state: 'inTime' })
  })

  it('run for an amendment too, until a version made after its effect', async () => {
    await record('1/2026/TT-X')
    const { documentId } = await enter('QT.01', ['01/2026/TT-X'], '2026-03-01')
    await record('5/2026/TT-X', { issuedOn: '2026-06-01', effectiveFrom: '2026-06-15', amends: ['01/2026/TT-X'] })
    expect(await updateOn(today)).toMatchObject({ dueOn: '2026-09-15', state: 'overdue' })
    await next(documentId, ['01/2026/TT-X'], '2026-09-01')
    expect(await updateOn(today)).toMatchObject({ closedOn: '2026-09-01', state: 'inTime' })
  })
})
