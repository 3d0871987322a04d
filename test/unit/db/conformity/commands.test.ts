// Instruments of conformity on a real database: what may be issued, what cannot be changed, and that the events give every row again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as conformity from '../../../../db/conformity/commands.ts'
import type { InstrumentDetails, ScopeLine } from '../../../../db/conformity/content.ts'
import { getInstrument, listActs, listInstruments } from '../../../../db/conformity/queries.ts'
import { changeOf, countSystem, getScopeMatrix } from '../../../../db/conformity/scope.ts'
import { listDeadlines } from '../../../../db/conformity/system.ts'
import { enterVersion, withdrawDocument } from '../../../../db/documents/commands.ts'
import type { ProcessGroup } from '../../../../db/documents/rules.ts'
import type { Actor } from '../../../../db/event.ts'
import { recordLaw } from '../../../../db/laws/commands.ts'
import { permissionsOf, roles } from '../../../../db/people/rules.ts'
import { enterList, publishList, strikeList } from '../../../../db/procedure-lists/commands.ts'
import type { ListContent } from '../../../../db/procedure-lists/content.ts'
import { listProcedureLists } from '../../../../db/procedure-lists/queries.ts'
import { emptyProcessContent } from '../../../../db/processes/content.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, type TestOffice } from '../../../fixtures/office.ts'

const today = '2026-11-23'
let office: TestOffice
let actor: Actor
beforeEach(async () => {
  office = await openTestOffice()
  actor = { ...office.actor, permissions: permissionsOf(roles) }
})
afterEach(() => office.close())

const line = (text: string, extra: Partial<ScopeLine> = {}): ScopeLine => ({
  group: 'leadership',
  text,
  field: '',
  documentId: null,
  procedureKey: null,
  ...extra,
})
const issues = (paths: Record<string, string>) => ({
  code: 'input.invalid',
  issues: Object.entries(paths).map(([path, code]) => expect.objectContaining({ path, code })),
})
const get = (instrumentId: string, date = today) => getInstrument(office.db, instrumentId, date)
const draft = (input: Partial<conformity.NewInstrument> = {}) =>
  conformity.draftInstrument(office.db, actor, { kind: 'certificate', title: 'Giấy chứng nhận', after: null, ...input })
async function save(instrumentId: string, details: Partial<InstrumentDetails>, lines?: readonly ScopeLine[]): Promise<string> {
  const known = await get(instrumentId)
  return conformity.saveInstrument(office.db, actor, {
    instrumentId,
    basedOnHash: known.hash,
    lines: lines ?? known.lines.map(({ position: _, processCode: __, ...rest }) => rest),
    details: {
      title: known.title,
      issuer: 'Tổng cục TCĐLCL',
      edition: known.edition,
      number: known.number,
      ordinal: known.ordinal,
      issuedOn: known.issuedOn,
      inForceFrom: known.inForceFrom,
      expiresOn: known.expiresOn,
      isExpiryAssumed: known.isExpiryAssumed,
      headName: known.headName,
      headTitle: known.headTitle,
      addresses: known.addresses,
      surveillances: known.surveillances,
      links: known.earlier.map(({ instrumentId: earlierId, relation }) => ({ earlierId, relation })),
      note: known.note,
      ...details,
    },
  })
}
const issue = (instrumentId: string, reason = '') => conformity.issueInstrument(office.db, actor, { instrumentId, reason })
async function issued(
  details: Partial<InstrumentDetails>,
  lines: readonly ScopeLine[],
  input: Partial<conformity.NewInstrument> = {},
) {
  const id = await draft(input)
  await save(id, details, lines)
  await issue(id, input.kind === 'declaration' ? 'Ghi lại lịch sử' : '')
  return id
}
const certificate2007 = { issuedOn: '2007-12-27', expiresOn: '2010-12-26', edition: '2000' as const }
const declared = { issuedOn: '2016-06-30', number: '01/QĐ-UBND', headTitle: 'Chủ tịch' }
const enter = (code: string, group: ProcessGroup, procedures: string[] = [], effectiveFrom = '2012-07-02') =>
  enterVersion(office.db, actor, {
    document: { kind: 'process', group, code },
    body: { kind: 'process', content: { ...emptyProcessContent, name: `Quy trình ${code}`, procedures } },
    issue: 1,
    revision: 0,
    reason: '',
    approvedOn: effectiveFrom,
    effectiveFrom,
    reviewDueOn: null,
    approverName: '',
  })
const list = (keys: readonly string[], signedOn = '2026-11-16'): ListContent => ({
  title: 'Danh mục',
  decision: '1/QĐ-UBND',
  signedOn,
  source: '',
  note: '',
  entries: keys.map((key, index) => ({
    key,
    name: `Thủ tục ${key}`,
    field: '',
    authority: index === 0 ? ('department' as const) : ('provincialChairman' as const),
  })),
})

describe('a certificate', () => {
  it('is issued with issuer, dates and scope, and lives until its last day', async () => {
    const id = await draft()
    await expect(issue(id)).rejects.toMatchObject(
      issues({ issuer: 'required', inForceFrom: 'required', expiresOn: 'required', note: 'required', lines: 'required' }),
    )
    await save(id, { ...certificate2007, expiresOn: '2007-12-27' }, [line('Quản lý văn bản')])
    await expect(issue(id)).rejects.toMatchObject(issues({ expiresOn: 'endBeforeStart' }))
    await save(id, certificate2007)
    await issue(id)
    expect(await get(id, '2008-01-01')).toMatchObject({ state: 'inForce', inForceFrom: '2007-12-27', lineCount: 1, ordinal: 1 })
    expect((await get(id, '2010-12-26')).state).toBe('expiringSoon')
    expect((await get(id)).state).toBe('expired')
  })

  it('cannot be changed once it is issued: neither its scope nor anything else', async () => {
    const id = await issued(certificate2007, [line('Quản lý văn bản')])
    await expect(save(id, {}, [line('Khác')])).rejects.toMatchObject({ code: 'conformity.isIssued' })
    await expect(issue(id)).rejects.toMatchObject({ code: 'conformity.isIssued' })
    await expect(conformity.discardInstrument(office.db, actor, { instrumentId: id, reason: '' })).rejects.toMatchObject({
      code: 'conformity.isIssued',
    })
  })

  it('whose date is half known says from when it counts, within what is known, and why', async () => {
    const id = await draft()
    await save(id, { issuedOn: '--07-11', expiresOn: '2016-07-10' }, [line('x')])
    await expect(issue(id)).rejects.toMatchObject(issues({ inForceFrom: 'required', note: 'required' }))
    await save(id, { inForceFrom: '2013-07-12', note: 'Nguồn không ghi năm' })
    await expect(issue(id)).rejects.toMatchObject(issues({ inForceFrom: 'notThatDate' }))
    await save(id, { inForceFrom: '2013-07-11' })
    await issue(id)
    expect(await get(id, '2014-01-01')).toMatchObject({ state: 'inForce', issuedOn: '--07-11', inForceFrom: '2013-07-11' })
  })

  it('whose last day is assumed says so in its note', async () => {
    const id = await draft()
    await save(id, { ...certificate2007, isExpiryAssumed: true }, [line('x')])
    await expect(issue(id)).rejects.toMatchObject(issues({ note: 'required' }))
  })

  it('is not issued in the future', async () => {
    const id = await draft()
    await save(id, { issuedOn: '2027-01-01', expiresOn: '2030-01-01' }, [line('x')])
    await expect(issue(id)).rejects.toMatchObject(issues({ issuedOn: 'inFuture' }))
  })

  it('is suspended, holds again, is withdrawn: each from its day', async () => {
    const id = await issued({ issuedOn: '2024-01-02', expiresOn: '2027-01-01' }, [line('x')])
    const end = (from: string, reason = 'Lý do') => ({ instrumentId: id, from, reason })
    await expect(conformity.suspendInstrument(office.db, actor, end('2025-01-01', ''))).rejects.toMatchObject(
      issues({ reason: 'required' }),
    )
    await expect(conformity.suspendInstrument(office.db, actor, end('2023-01-01'))).rejects.toMatchObject(
      issues({ from: 'endBeforeStart' }),
    )
    await expect(conformity.resumeInstrument(office.db, actor, end('2025-01-01'))).rejects.toMatchObject({
      code: 'conformity.notSuspended',
    })
    await conformity.suspendInstrument(office.db, actor, end('2025-01-01'))
    await expect(conformity.suspendInstrument(office.db, actor, end('2025-02-01'))).rejects.toMatchObject({
      code: 'conformity.notValid',
    })
    await conformity.resumeInstrument(office.db, actor, end('2025-06-01'))
    await expect(conformity.suspendInstrument(office.db, actor, end('2024-12-01'))).rejects.toMatchObject({
      code: 'conformity.notValid',
    })
    await conformity.withdrawInstrument(office.db, actor, end('2026-01-01'))
    await expect(conformity.withdrawInstrument(office.db, actor, end('2026-02-01'))).rejects.toMatchObject({
      code: 'conformity.notValid',
    })
    const states = await Promise.all(
      ['2024-12-31', '2025-03-01', '2025-06-01', '2026-01-01'].map(async (date) => (await get(id, date)).state),
    )
    expect(states).toEqual(['inForce', 'suspended', 'inForce', 'withdrawn'])
  })
})

describe('a draft', () => {
  it('is saved without being issued, and not over what somebody else saved', async () => {
    const id = await draft()
    const { hash } = await get(id)
    await save(id, { number: '123' })
    expect(await get(id)).toMatchObject({ state: 'draft', number: '123', ordinal: 1 })
    const stale = { instrumentId: id, basedOnHash: hash, lines: [] }
    const { details } = { details: { ...(await detailsOf(id)), number: '124' } }
    await expect(conformity.saveInstrument(office.db, actor, { ...stale, details })).rejects.toMatchObject({
      code: 'conformity.changedMeanwhile',
    })
  })

  it('refuses impossible dates, empty lines, lines that stand twice and processes that do not exist', async () => {
    const id = await draft()
    await expect(save(id, { expiresOn: '2026-02-30', surveillances: ['2026-13-01'] })).rejects.toMatchObject(
      issues({ 'details.expiresOn': 'notADate', 'details.surveillances.0': 'notADate' }),
    )
    const nowhere = '00000000-0000-7000-8000-000000000000'
    await expect(save(id, {}, [line(''), line('a'), line('A'), line('b', { documentId: nowhere })])).rejects.toMatchObject(
      issues({ 'lines.0.text': 'required', 'lines.2.text': 'listedTwice', 'lines.3.processCode': 'notFound' }),
    )
  })

  it('refuses a chain that leads back to itself', async () => {
    const [a, b, c] = [await draft({ title: 'a' }), await draft({ title: 'b' }), await draft({ title: 'c' })]
    const following = (earlierId: string) => ({ links: [{ earlierId, relation: 'replaces' as const }] })
    await expect(save(a, following(a))).rejects.toMatchObject(issues({ 'details.links.0': 'circular' }))
    await save(b, following(a))
    await save(c, following(b))
    await expect(save(a, following(c))).rejects.toMatchObject(issues({ 'details.links.0': 'circular' }))
    await expect(save(c, { links: [...following(b).links, ...following(b).links] })).rejects.toMatchObject(
      issues({ 'details.links.1': 'listedTwice' }),
    )
    await conformity.discardInstrument(office.db, actor, { instrumentId: a, reason: '' })
    expect((await listInstruments(office.db, today)).map(({ title }) => title)).toEqual(['b', 'c'])
    await expect(save(c, following(a))).rejects.toMatchObject(issues({ 'details.links.0': 'notFound' }))
  })
})

const detailsOf = async (id: string): Promise<InstrumentDetails> => {
  const known = await get(id)
  const { title, issuer, edition, number, ordinal, issuedOn, inForceFrom, expiresOn, isExpiryAssumed } = known
  const { headName, headTitle, addresses, surveillances, note } = known
  return {
    ...{ title, issuer, edition, number, ordinal, issuedOn, inForceFrom, expiresOn, isExpiryAssumed },
    ...{ headName, headTitle, addresses, surveillances, note, links: [] },
  }
}

describe('an instrument that takes up another', () => {
  it('ends it from its own first day, or stands beside it', async () => {
    const first = await issued({ issuedOn: '2024-01-02', expiresOn: '2030-01-01' }, [line('a')])
    const second = await issued({ issuedOn: '2025-01-02', expiresOn: '2030-01-01' }, [line('b'), line('a')], {
      after: { instrumentId: first, relation: 'extends' },
    })
    expect((await countSystem(office.db, '2025-06-01')).activities).toBe(2)
    expect((await get(second)).ordinal).toBe(2)
    const third = await draft({ after: { instrumentId: second, relation: 'replaces' } })
    expect((await get(third)).lines.map(({ text }) => text)).toEqual(['b', 'a'])
    await save(third, { issuedOn: '2026-01-02', expiresOn: '2030-01-01' }, [line('b'), line('c')])
    await issue(third)
    expect(await get(second, '2026-01-01')).toMatchObject({ state: 'inForce' })
    expect(await get(second, '2026-01-02')).toMatchObject({ state: 'replaced', replacedFrom: '2026-01-02' })
    expect((await countSystem(office.db, '2026-01-02')).activities).toBe(3)
    const fourth = await draft({ after: { instrumentId: second, relation: 'replaces' } })
    await save(fourth, { issuedOn: '2026-02-02', expiresOn: '2030-01-01' })
    await expect(issue(fourth)).rejects.toMatchObject(issues({ 'links.0': 'alreadyReplaced' }))
  })

  it('is issued after it, and only when it was issued itself', async () => {
    const first = await draft()
    const second = await draft({ after: { instrumentId: first, relation: 'replaces' } })
    await save(second, { issuedOn: '2025-01-02', expiresOn: '2030-01-01' }, [line('b')])
    await expect(issue(second)).rejects.toMatchObject(issues({ 'links.0': 'notIssuedYet' }))
    await save(first, { issuedOn: '2025-01-02', expiresOn: '2030-01-01' }, [line('a')])
    await issue(first)
    await expect(issue(second)).rejects.toMatchObject(issues({ 'links.0': 'beforeLastVersion' }))
  })
})

describe('a declaration', () => {
  const record = (kind: 'audit' | 'review' | 'confirmation', on: string) =>
    conformity.recordAct(office.db, actor, { kind, on, note: '' })

  it('has a number, a head and no end', async () => {
    const id = await draft({ kind: 'declaration' })
    await save(id, { issuedOn: '2016-06-30', expiresOn: '2019-06-30' }, [line('x')])
    await expect(issue(id, 'x')).rejects.toMatchObject(
      issues({ number: 'required', headName: 'required', expiresOn: 'notAllowed' }),
    )
  })

  it('needs audit, review and confirmation in order, or a reason that is kept', async () => {
    const { documentId } = await enter('QT.01', 'office')
    const id = await draft({ kind: 'declaration' })
    await save(id, declared, [line('x', { documentId })])
    await expect(issue(id)).rejects.toMatchObject({ code: 'conformity.stepsMissing', params: { count: 3 } })
    await record('audit', '2016-05-10')
    await record('confirmation', '2016-06-20')
    const review = await record('review', '2016-06-25')
    await expect(issue(id)).rejects.toMatchObject({ code: 'conformity.stepsMissing', params: { count: 1 } })
    await conformity.strikeAct(office.db, actor, { actId: review, reason: 'Gõ sai ngày' })
    await record('review', '2016-06-10')
    await issue(id, 'không cần')
    expect(await get(id)).toMatchObject({ state: 'inForce', orderReason: '' })
    // Its acts do not serve the next one.
    const next = await draft({ kind: 'declaration', after: { instrumentId: id, relation: 'replaces' } })
    await save(next, { ...declared, issuedOn: '2026-11-20' })
    await expect(issue(next)).rejects.toMatchObject({ code: 'conformity.stepsMissing', params: { count: 3 } })
    await issue(next, 'Công bố lại vì đổi tên cơ quan')
    expect((await get(next)).orderReason).toBe('Công bố lại vì đổi tên cơ quan')
  })

  it('to an edition that is a draft asks for a reason too', async () => {
    const id = await draft()
    await save(id, { edition: '2026', issuedOn: '2026-11-20', expiresOn: '2029-11-20' }, [line('x')])
    await expect(issue(id)).rejects.toMatchObject({ code: 'conformity.stepsMissing', params: { count: 1 } })
  })

  it('collects its three proofs', async () => {
    const id = await issued(declared, [line('x')], { kind: 'declaration' })
    const proofs = async () => (await listDeadlines(office.db, today)).find(({ kind }) => kind === 'proofs')?.missing
    const prove = (proof: 'notice' | 'posting' | 'publication', on: string) =>
      conformity.proveInstrument(office.db, actor, { instrumentId: id, proof, on, note: '' })
    expect(await proofs()).toEqual(['notice', 'posting', 'publication'])
    await expect(prove('notice', '2016-06-29')).rejects.toMatchObject(issues({ on: 'endBeforeStart' }))
    await expect(prove('notice', '2026-12-29')).rejects.toMatchObject(issues({ on: 'inFuture' }))
    await prove('notice', '2016-07-04')
    await prove('notice', '2016-07-05')
    expect(await proofs()).toEqual(['posting', 'publication'])
    await prove('posting', '2016-07-04')
    await prove('publication', '2016-07-04')
    expect(await proofs()).toBeUndefined()
    expect((await get(id)).proofs).toContainEqual({ proof: 'notice', on: '2016-07-05', note: '' })
    const certificate = await issued(certificate2007, [line('x')])
    await expect(
      conformity.proveInstrument(office.db, actor, { instrumentId: certificate, proof: 'notice', on: today, note: '' }),
    ).rejects.toMatchObject({ code: 'conformity.notIssued' })
  })
})

describe('what is done for the system', () => {
  it('falls due a year later, and an entry that was struck does not count', async () => {
    const state = async (date: string) => {
      const found = (await listDeadlines(office.db, date)).find(({ kind }) => kind === 'audit')
      return [found?.state, found?.dueOn]
    }
    expect(await state(today)).toEqual(['never', null])
    const first = await conformity.recordAct(office.db, actor, { kind: 'audit', on: '2024-02-29', note: '' })
    expect(await state('2024-12-29')).toEqual(['later', '2025-02-28'])
    expect(await state('2024-12-30')).toEqual(['soon', '2025-02-28'])
    expect(await state('2025-03-01')).toEqual(['overdue', '2025-02-28'])
    await expect(conformity.strikeAct(office.db, actor, { actId: first, reason: '' })).rejects.toMatchObject(
      issues({ reason: 'required' }),
    )
    await conformity.strikeAct(office.db, actor, { actId: first, reason: 'Nhầm' })
    await expect(conformity.strikeAct(office.db, actor, { actId: first, reason: 'x' })).rejects.toMatchObject({
      code: 'entity.notFound',
    })
    expect(await state(today)).toEqual(['never', null])
    expect(await listActs(office.db)).toMatchObject([{ id: first, struckReason: 'Nhầm' }])
    await expect(conformity.recordAct(office.db, actor, { kind: 'audit', on: '2027-01-01', note: '' })).rejects.toMatchObject(
      issues({ on: 'inFuture' }),
    )
  })

  it('warns of an end, of a planned surveillance, and forgets the one that took place', async () => {
    await issued({ issuedOn: '2024-01-02', expiresOn: '2027-01-01', surveillances: ['2025-01-02', '2026-12-02'] }, [line('x')])
    const due = async (date: string) =>
      (await listDeadlines(office.db, date))
        .filter(({ kind }) => kind === 'expiry' || kind === 'surveillance')
        .map(({ kind, state, dueOn }) => `${kind} ${state} ${dueOn}`)
    expect(await due('2024-06-01')).toEqual(['surveillance later 2025-01-02', 'expiry later 2027-01-01'])
    expect(await due('2025-01-05')).toEqual(['surveillance overdue 2025-01-02', 'expiry later 2027-01-01'])
    await conformity.recordAct(office.db, actor, { kind: 'surveillance', on: '2025-01-05', note: '' })
    expect(await due(today)).toEqual(['surveillance soon 2026-12-02', 'expiry soon 2027-01-01'])
  })
})

describe('a change of law', () => {
  it('is to be taken in within three months, and leaves the dashboard when a later version did', async () => {
    const law = { title: 'Thông tư', issuer: '', issuedOn: '2024-01-05', amends: [], note: '', source: '', replacedBy: '' }
    await recordLaw(office.db, actor, { ...law, number: '98/2024/TT-X', effectiveFrom: '2024-02-01', effectiveTo: '2026-10-01' })
    const naming = (laws: readonly string[], issueNumber: number, document: { id: string } | null, effectiveFrom: string) =>
      enterVersion(office.db, actor, {
        document: document ?? { kind: 'process', group: 'office', code: 'QT.VB' },
        body: {
          kind: 'process',
          content: {
            ...emptyProcessContent,
            name: 'Văn thư',
            legalGrounds: laws.map((number) => ({ law: number, title: '', articles: '' })),
          },
        },
        issue: issueNumber,
        revision: 0,
        reason: '',
        approvedOn: effectiveFrom,
        effectiveFrom,
        reviewDueOn: null,
        approverName: '',
      })
    const due = async (date: string) =>
      (await listDeadlines(office.db, date)).filter(({ kind }) => kind === 'law').map(({ state, dueOn }) => [state, dueOn])
    const { documentId } = await naming(['98/2024/TT-X'], 1, null, '2024-03-01')
    expect(await due('2026-09-30')).toEqual([])
    expect(await due('2026-10-02')).toEqual([['later', '2027-01-01']])
    expect(await due('2026-12-15')).toEqual([['soon', '2027-01-01']])
    expect(await due('2027-01-02')).toEqual([['overdue', '2027-01-01']])
    await naming([], 2, { id: documentId }, '2026-11-02')
    expect(await due(today)).toEqual([])
  })
})

describe('the list of procedures', () => {
  it('is published within five working days of the office calendar', async () => {
    // Signed on Monday 16 November 2026: the fifth working day after is the next Monday.
    const listId = await enterList(office.db, actor, list(['P1', 'P2']))
    const deadline = async (date: string) => {
      const found = (await listDeadlines(office.db, date)).find(({ kind }) => kind === 'list')
      return [found?.state, found?.dueOn]
    }
    expect((await listProcedureLists(office.db))[0]).toMatchObject({ dueOn: '2026-11-23', entryCount: 2, publishedOn: null })
    expect(await deadline('2026-11-17')).toEqual(['later', '2026-11-23'])
    expect(await deadline('2026-11-21')).toEqual(['soon', '2026-11-23'])
    expect(await deadline('2026-11-24')).toEqual(['overdue', '2026-11-23'])
    await expect(publishList(office.db, actor, { listId, on: '2026-11-15' })).rejects.toMatchObject(
      issues({ on: 'endBeforeStart' }),
    )
    await publishList(office.db, actor, { listId, on: '2026-11-20' })
    expect(await deadline('2026-11-19')).toEqual(['later', '2026-11-23'])
    expect(await deadline('2026-11-24')).toEqual(['done', '2026-11-23'])
  })

  it('refuses what stands twice or has no name, and counts no more once it is struck', async () => {
    await expect(enterList(office.db, actor, { ...list([]), title: '', signedOn: '2026-02-30' })).rejects.toMatchObject(
      issues({ title: 'required', signedOn: 'notADate', entries: 'required' }),
    )
    const twice = list(['P1', 'P1'])
    await expect(
      enterList(office.db, actor, { ...twice, entries: [...twice.entries, { ...twice.entries[0], key: '', name: '' } as never] }),
    ).rejects.toMatchObject(issues({ 'entries.1.key': 'listedTwice', 'entries.2.key': 'required', 'entries.2.name': 'required' }))
    await enterList(office.db, actor, list(['P1'], '2026-01-05'))
    const wrong = await enterList(office.db, actor, list(['P1', 'P2', 'P3']))
    expect(await countSystem(office.db, today)).toMatchObject({ procedures: 3, authorityProcedures: 2 })
    expect(await countSystem(office.db, '2026-11-15')).toMatchObject({ procedures: 1, authorityProcedures: 0 })
    await expect(strikeList(office.db, actor, { listId: wrong, reason: '' })).rejects.toMatchObject(
      issues({ reason: 'required' }),
    )
    await strikeList(office.db, actor, { listId: wrong, reason: 'Nhập nhầm tệp' })
    expect((await countSystem(office.db, today)).procedures).toBe(1)
  })
})

describe('the scope on a day', () => {
  const gapsOn = async (date: string) =>
    (await getScopeMatrix(office.db, date)).rows
      .filter(({ gaps }) => gaps.length > 0)
      .map(({ code, name, gaps }) => `${code || name}: ${gaps.join(' ')}`)

  it('shows what has no process, what no instrument covers, and what must be declared anew', async () => {
    await enterList(office.db, actor, list(['P1', 'P2', 'P3', 'P4'], '2013-01-02'))
    const shared = await enter('QT.01', 'leadership', ['P1', 'P2'])
    const wide = await enter('QT.02', 'leadership', ['P3', 'P9'])
    const office1 = await enter('QT.VP.01', 'office')
    await enter('QT.NB.01', 'internal')
    await enter('QT.03', 'office', [], '2015-01-05')
    await issued({ issuedOn: '2014-01-02', expiresOn: '2030-01-01' }, [
      line('Cả quy trình', { documentId: shared.documentId }),
      line('Một thủ tục', { documentId: wide.documentId, procedureKey: 'P3' }),
      line('Thủ tục đã bỏ', { procedureKey: 'P8' }),
      line('Văn thư', { group: 'office', documentId: office1.documentId }),
      line('Chỉ có tên', { group: 'office' }),
    ])
    expect(await gapsOn('2014-06-01')).toEqual(['P4: noProcess notDeclared', 'P8: notInList'])
    // A process that came into effect since must be declared; an internal one may be.
    expect(await gapsOn('2015-06-01')).toEqual(['P4: noProcess notDeclared', 'QT.03: notDeclared', 'P8: notInList'])
    await withdrawDocument(office.db, actor, { documentId: office1.documentId, from: '2026-01-02', reason: 'Bỏ' })
    const matrix = await getScopeMatrix(office.db, today)
    const { added, removed } = changeOf(matrix)
    expect(added.map(({ code }) => code)).toEqual(['P4', 'QT.03'])
    expect(removed.map(({ code, gaps }) => [code, ...gaps])).toEqual([
      ['P8', 'notInList'],
      ['QT.VP.01', 'noLongerEffective'],
    ])
    expect(matrix.rows.find(({ code }) => code === 'P2')).toMatchObject({ processes: [{ code: 'QT.01' }], gaps: [] })
    expect(await countSystem(office.db, today)).toMatchObject({
      procedures: 4,
      coveredProcedures: 3,
      declaredProcedures: 3,
      internalProcesses: 1,
      activities: 5,
      activityGroups: { leadership: 3, office: 2 },
      toDeclare: 4,
      certificate: { ordinal: 1, lines: 5 },
    })
  })

  it('is empty and without complaint before there is anything', async () => {
    expect(await getScopeMatrix(office.db, today)).toEqual({ date: today, list: null, instruments: [], rows: [] })
    expect(await countSystem(office.db, today)).toMatchObject({ certificate: null, activities: 0, procedures: 0, toDeclare: 0 })
  })
})

describe('the rows', () => {
  it('come out the same when they are made again from the events', async () => {
    const first = await issued({ issuedOn: '2024-01-02', expiresOn: '2027-01-01', surveillances: ['2025-01-02'] }, [
      line('a'),
      line('b'),
    ])
    const ending = (from: string) => ({ instrumentId: first, from, reason: 'x' })
    await conformity.suspendInstrument(office.db, actor, ending('2025-01-01'))
    await conformity.resumeInstrument(office.db, actor, ending('2025-02-01'))
    await conformity.withdrawInstrument(office.db, actor, ending('2026-02-01'))
    const { documentId } = await enter('QT.01', 'office')
    const second = await issued({ ...declared, issuedOn: '2026-11-20' }, [line('a', { documentId, procedureKey: 'P1' })], {
      kind: 'declaration',
      after: { instrumentId: first, relation: 'extends' },
    })
    await conformity.proveInstrument(office.db, actor, { instrumentId: second, proof: 'notice', on: today, note: 'Số 5' })
    await conformity.discardInstrument(office.db, actor, { instrumentId: await draft(), reason: 'Thừa' })
    const actId = await conformity.recordAct(office.db, actor, { kind: 'review', on: today, note: '' })
    await conformity.strikeAct(office.db, actor, { actId, reason: 'Nhầm' })
    const listId = await enterList(office.db, actor, list(['P1', 'P2']))
    await publishList(office.db, actor, { listId, on: '2026-11-20' })
    await strikeList(office.db, actor, { listId, reason: 'Nhầm' })
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})
