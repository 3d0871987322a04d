// A conversion on a real database: the steps follow from the records, their order is kept, and the events give every row again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as conformity from '../../../../db/conformity/commands.ts'
import { getInstrument } from '../../../../db/conformity/queries.ts'
import { listDeadlines } from '../../../../db/conformity/system.ts'
import { gapClauses } from '../../../../db/conversion/clause-map.ts'
import * as conversion from '../../../../db/conversion/commands.ts'
import { writeGapSheet } from '../../../../db/conversion/gap-sheet.ts'
import { getConversion, listConversions } from '../../../../db/conversion/queries.ts'
import * as documents from '../../../../db/documents/commands.ts'
import type { Actor } from '../../../../db/event.ts'
import { permissionsOf, roles } from '../../../../db/people/rules.ts'
import { emptyProcessContent } from '../../../../db/processes/content.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { readClauseMap } from '../../../../electron/worker/brought-files.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, resources, type TestOffice } from '../../../fixtures/office.ts'

const today = '2026-11-23'
const map = readClauseMap(resources)
let office: TestOffice
let actor: Actor
let processId: string
let policyId: string
let oldId: string

const enter = async (kind: 'process' | 'policy', code: string) => {
  const body =
    kind === 'process'
      ? { kind, content: { ...emptyProcessContent, name: `Quy trình ${code}` } }
      : { kind, content: { name: 'Chính sách', field: '', ownerUnit: '', sections: [] } }
  const { documentId } = await documents.enterVersion(office.db, actor, {
    document: { kind, group: kind === 'process' ? 'system' : '', code },
    body,
    issue: 2,
    revision: 0,
    reason: '',
    approvedOn: '2012-07-02',
    effectiveFrom: '2012-07-02',
    reviewDueOn: null,
    approverName: 'Chủ tịch',
  })
  return documentId
}

async function certificate(title: string): Promise<string> {
  const instrumentId = await conformity.draftInstrument(office.db, actor, {
    kind: 'certificate',
    title,
    edition: '2008',
    after: null,
  })
  const known = await getInstrument(office.db, instrumentId, today)
  await conformity.saveInstrument(office.db, actor, {
    instrumentId,
    basedOnHash: known.hash,
    details: {
      title,
      issuer: 'Tổng cục TCĐLCL',
      edition: '2008',
      number: '',
      ordinal: 1,
      issuedOn: '2012-09-01',
      inForceFrom: null,
      expiresOn: '2027-08-31',
      isExpiryAssumed: false,
      headName: '',
      headTitle: 'Chủ tịch',
      addresses: [],
      surveillances: [],
      links: [],
      note: '',
    },
    lines: [{ group: 'system', text: 'Kiểm soát tài liệu', field: '', documentId: processId, procedureKey: null }],
  })
  await conformity.issueInstrument(office.db, actor, { instrumentId, reason: '' })
  return instrumentId
}

beforeEach(async () => {
  office = await openTestOffice()
  actor = { ...office.actor, permissions: permissionsOf(roles) }
  processId = await enter('process', 'QT-HT-01')
  policyId = await enter('policy', 'CS-01')
  oldId = await certificate('Giấy chứng nhận lần 2')
})
afterEach(() => office.close())

const issues = (paths: Record<string, string>) => ({
  code: 'input.invalid',
  issues: Object.entries(paths).map(([path, code]) => expect.objectContaining({ path, code })),
})
const open = (input: Partial<conversion.NewConversion> = {}) =>
  conversion.openConversion(office.db, actor, {
    instrumentId: oldId,
    fromEdition: '2008',
    toEdition: '2015',
    responsible: 'Thư ký ISO',
    begunOn: '2026-11-01',
    plannedEnd: '2026-12-31',
    reason: 'Chuyển đổi theo hướng dẫn',
    ...input,
  })
const get = (id: string, date = today) => getConversion(office.db, map, id, date)
const states = async (id: string) => (await get(id)).steps.map(({ state }) => state).join(' ')
const assess = (conversionId: string, clause: string, input: Partial<conversion.Assessment> = {}) =>
  conversion.assessClause(office.db, actor, map, {
    conversionId,
    clause,
    verdict: 'met',
    note: 'đã có',
    action: '',
    responsible: '',
    dueOn: null,
    documentIds: [],
    ...input,
  })
const step = (conversionId: string, of: 'audit' | 'review' | 'confirmation', input: Partial<conversion.StepEntry> = {}) =>
  conversion.recordStep(office.db, actor, map, {
    conversionId,
    step: of,
    on: '2026-11-20',
    number: '05/BC-ĐGNB',
    conclusion: 'Phù hợp',
    file: 'Cặp 12',
    actId: null,
    justification: '',
    ...input,
  })
async function assessAll(id: string) {
  for (const { number } of gapClauses(map, '2015')) await assess(id, number)
}

/** Approves the draft of a document's new issue, as another person would. */
async function approve(documentId: string, conversionId: string): Promise<void> {
  const draft = (await get(conversionId)).documents.find(({ id }) => id === documentId)?.draft
  const versionId = draft?.versionId ?? ''
  const { content } = await office.db
    .selectFrom('document_version')
    .selectAll()
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow()
  await documents.enterDraft(office.db, actor, {
    versionId,
    issue: 3,
    revision: 0,
    approvedOn: '2026-11-10',
    effectiveFrom: '2026-11-12',
    reviewDueOn: null,
    approverName: 'Chủ tịch',
  })
  expect(content).toContain('name')
}

async function replace(conversionId: string, inForceFrom: string): Promise<string> {
  const instrumentId = await conversion.draftReplacement(office.db, actor, {
    conversionId,
    kind: 'declaration',
    title: 'Công bố',
  })
  const known = await getInstrument(office.db, instrumentId, today)
  await conformity.saveInstrument(office.db, actor, {
    instrumentId,
    basedOnHash: known.hash,
    lines: known.lines.map(({ position: _, processCode: __, ...line }) => line),
    details: {
      title: known.title,
      issuer: 'UBND',
      edition: known.edition,
      number: '15/QĐ-UBND',
      ordinal: null,
      issuedOn: inForceFrom,
      inForceFrom: null,
      expiresOn: null,
      isExpiryAssumed: false,
      headName: '',
      headTitle: 'Chủ tịch',
      addresses: [],
      surveillances: [],
      links: known.earlier.map(({ instrumentId: earlierId, relation }) => ({ earlierId, relation })),
      note: '',
    },
  })
  await conformity.issueInstrument(office.db, actor, { instrumentId, reason: '' })
  return instrumentId
}

describe('opening a conversion', () => {
  it('asks for a newer edition, an end after the begin, a person and a reason', async () => {
    await expect(open({ toEdition: '2008', plannedEnd: '2026-10-31', responsible: '', reason: '' })).rejects.toMatchObject(
      issues({ toEdition: 'editionNotNewer', responsible: 'required', reason: 'required', plannedEnd: 'endBeforeBegin' }),
    )
    await expect(open({ toEdition: '2000' })).rejects.toMatchObject(issues({ toEdition: 'editionNotNewer' }))
    await expect(open({ fromEdition: '2000' })).rejects.toMatchObject(issues({ fromEdition: 'invalid' }))
    await expect(open({ plannedEnd: '2026-13-01' })).rejects.toMatchObject(issues({ plannedEnd: 'notADate' }))
    expect(await office.db.selectFrom('conversion').selectAll().execute()).toEqual([])
  })

  it('is for an instrument that was issued, has no project under way and was not replaced', async () => {
    const draft = await conformity.draftInstrument(office.db, actor, {
      kind: 'declaration',
      title: 'x',
      edition: '2008',
      after: null,
    })
    await expect(open({ instrumentId: draft })).rejects.toMatchObject(issues({ instrumentId: 'notIssuedYet' }))
    await expect(open({ instrumentId: '00000000-0000-7000-8000-000000000000' })).rejects.toMatchObject(
      issues({ instrumentId: 'notFound' }),
    )
    const id = await open()
    await expect(open()).rejects.toMatchObject(issues({ instrumentId: 'conversionOpen' }))
    await conversion.giveUpConversion(office.db, actor, { conversionId: id, reason: 'Chờ hướng dẫn' })
    await expect(assess(id, '4.1')).rejects.toMatchObject({ code: 'conversion.ended' })
    await expect(
      conversion.draftReplacement(office.db, actor, { conversionId: id, kind: 'declaration', title: 'x' }),
    ).rejects.toMatchObject({
      code: 'conversion.ended',
    })
    expect((await listConversions(office.db, map, today)).map(({ status }) => status)).toEqual(['givenUp'])
    await open()
  })
})

describe('the gap list', () => {
  it('carries documents from the old clauses, keeps a judgement, and asks for what a verdict needs', async () => {
    const id = await open()
    await expect(
      conversion.linkOldClause(office.db, actor, map, { conversionId: id, clause: '7.5', documentIds: [] }),
    ).rejects.toMatchObject(issues({ clause: 'notFound' }))
    await conversion.linkOldClause(office.db, actor, map, { conversionId: id, clause: '4.2.3', documentIds: [processId] })
    await conversion.linkOldClause(office.db, actor, map, { conversionId: id, clause: '5.3', documentIds: [policyId] })
    const proposed = (await get(id)).gaps.filter(({ proposals }) => proposals.length > 0)
    expect(proposed.map(({ clause }) => clause)).toEqual(['5.2.1', '5.2.2', '7.5.2', '7.5.3'])
    expect(await conversion.takeProposals(office.db, actor, map, { conversionId: id })).toBe(4)
    const taken = (await get(id)).gaps
    expect(taken.find(({ clause }) => clause === '7.5.3')).toMatchObject({
      documents: [{ code: 'QT-HT-01' }],
      proposals: [],
      verdict: null,
    })

    const bare = { note: '', documentIds: [] }
    await expect(assess(id, '7.5.3', bare)).rejects.toMatchObject(issues({ documentIds: 'required' }))
    await expect(assess(id, '8.3.1', { ...bare, verdict: 'notApplicable' })).rejects.toMatchObject(issues({ note: 'required' }))
    await expect(assess(id, '6.1', { ...bare, verdict: 'notMet' })).rejects.toMatchObject(
      issues({ action: 'required', responsible: 'required', dueOn: 'required' }),
    )
    await expect(
      assess(id, '6.1', { verdict: 'partly', action: 'Lập sổ rủi ro', responsible: 'Văn phòng', dueOn: '2026-10-01' }),
    ).rejects.toMatchObject(issues({ dueOn: 'beforeProject' }))
    await expect(assess(id, '7.5', {})).rejects.toMatchObject(issues({ clause: 'notFound' }))
    await assess(id, '7.5.3', { ...bare, documentIds: [processId, policyId] })
    await assess(id, '6.1', { verdict: 'partly', action: 'Lập sổ rủi ro', responsible: 'Văn phòng', dueOn: '2026-12-01' })
    const { gaps, counts } = await get(id)
    expect(counts).toEqual({ clauses: 56, assessed: 2, met: 1, open: 1 })
    expect(gaps.find(({ clause }) => clause === '7.5.3')?.documents.map(({ code }) => code)).toEqual(['CS-01', 'QT-HT-01'])

    const sheet = writeGapSheet({
      officeName: 'UBND',
      instrument: 'Giấy chứng nhận lần 2',
      fromEdition: '2008',
      toEdition: '2015',
      date: today,
      rows: gaps.filter(({ clause }) => clause === '6.1' || clause === '7.1.6'),
    })
    expect(sheet.rows[1]).toEqual([
      1,
      '6.1',
      'Hành động giải quyết rủi ro và cơ hội',
      '5.4.2, 8.5.3',
      '',
      'Đáp ứng một phần',
      'đã có',
      'Lập sổ rủi ro',
      'Văn phòng',
      '01/12/2026',
    ])
    expect(sheet.rows[2]?.slice(1, 6)).toEqual(['7.1.6', 'Nguồn lực: Tri thức của tổ chức', 'mới', '', 'Chưa xét'])
  })
})

describe('documents to issue anew', () => {
  it('are those of the scope and of the clauses; several drafts open at once, and only a later issue counts', async () => {
    const id = await open()
    await conversion.linkOldClause(office.db, actor, map, { conversionId: id, clause: '5.3', documentIds: [policyId] })
    const rows = async () =>
      (await get(id)).documents.map(({ code, state, oldIssue, newIssue }) => ({ code, state, oldIssue, newIssue }))
    expect(await rows()).toEqual([
      { code: 'CS-01', state: 'old', oldIssue: 2, newIssue: null },
      { code: 'QT-HT-01', state: 'old', oldIssue: 2, newIssue: null },
    ])
    const draft = (reason: string) =>
      conversion.draftNewIssues(office.db, actor, { conversionId: id, documentIds: [processId, policyId], reason })
    await expect(draft('')).rejects.toMatchObject(issues({ reason: 'required' }))
    expect(await draft('Chuyển đổi sang 2015')).toBe(2)
    expect(await draft('Chuyển đổi sang 2015')).toBe(0)
    expect((await rows()).map(({ state }) => state)).toEqual(['draft', 'draft'])
    const [version] = await office.db.selectFrom('document_version').selectAll().where('status', '=', 'draft').execute()
    expect(version).toMatchObject({ issue: 3, revision: 0, reason: 'Chuyển đổi sang 2015' })
    await approve(processId, id)
    expect((await rows())[1]).toEqual({ code: 'QT-HT-01', state: 'issued', oldIssue: 2, newIssue: 3 })
  })

  it('may stay as they are, with a reason that can be taken back', async () => {
    const id = await open()
    const exempt = (reason: string | null) =>
      conversion.exemptDocument(office.db, actor, { conversionId: id, documentId: processId, reason })
    await expect(exempt('')).rejects.toMatchObject(issues({ reason: 'required' }))
    await exempt('Không đổi')
    expect((await get(id)).documents).toMatchObject([{ state: 'exempt', exemptReason: 'Không đổi' }])
    // Clauses that nobody has looked at may name further documents.
    expect((await get(id)).steps[1]).toMatchObject({ step: 'documents', state: 'open' })
    await exempt(null)
    expect((await get(id)).documents).toMatchObject([{ state: 'old' }])
    await expect(
      conversion.exemptDocument(office.db, actor, { conversionId: id, documentId: policyId, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'entity.notFound' })
  })
})

describe('audit, review and confirmation', () => {
  it('are refused before what comes before them, unless a reason is kept', async () => {
    const id = await open()
    await expect(step(id, 'review')).rejects.toMatchObject({
      code: 'conversion.stepsMissing',
      params: { count: 3, steps: 'gaps,documents,audit' },
    })
    await step(id, 'audit', { justification: 'Đánh giá trước để tìm khoảng trống' })
    expect((await get(id)).entries).toMatchObject([
      {
        step: 'audit',
        on: '2026-11-20',
        number: '05/BC-ĐGNB',
        file: 'Cặp 12',
        justification: 'Đánh giá trước để tìm khoảng trống',
      },
    ])
  })

  it('lie neither in the future nor before the project nor before the step they rest on', async () => {
    const id = await open()
    const reason = { justification: 'x' }
    await expect(step(id, 'audit', { ...reason, on: '2026-11-24' })).rejects.toMatchObject(issues({ on: 'inFuture' }))
    await expect(step(id, 'audit', { ...reason, on: '2026-10-31' })).rejects.toMatchObject(issues({ on: 'beforeProject' }))
    await expect(step(id, 'audit', { ...reason, on: '2026-02-30', number: '', conclusion: '' })).rejects.toMatchObject(
      issues({ on: 'notADate', number: 'required', conclusion: 'required' }),
    )
    await step(id, 'audit', reason)
    await expect(step(id, 'review', { ...reason, on: '2026-11-19' })).rejects.toMatchObject(issues({ on: 'beforeForerunner' }))
    await step(id, 'review', { ...reason, on: '2026-11-20' })
  })

  it('take over what the list of acts has, and no longer count once that is struck out', async () => {
    const id = await open()
    const actId = await conformity.recordAct(office.db, actor, { kind: 'audit', on: '2026-11-15', note: 'Đợt 2' })
    expect((await get(id)).freeActs).toMatchObject([{ id: actId, step: 'audit', on: '2026-11-15' }])
    await expect(step(id, 'review', { actId, justification: 'x' })).rejects.toMatchObject({ code: 'entity.notFound' })
    await step(id, 'audit', { actId, justification: 'x' })
    expect(await get(id)).toMatchObject({ freeActs: [], entries: [{ actId, on: '2026-11-15' }] })
    expect(await office.db.selectFrom('system_act').selectAll().execute()).toHaveLength(1)
    await conformity.strikeAct(office.db, actor, { actId, reason: 'Ghi nhầm' })
    expect((await get(id)).steps[2]).toMatchObject({ step: 'audit', state: 'open' })
  })
})

describe('a conversion from 2008 to 2015', () => {
  it('runs through its steps from the records to the replaced certificate', async () => {
    const id = await open()
    expect(await states(id)).toBe('open open open open open open open')
    await assessAll(id)
    await conversion.draftNewIssues(office.db, actor, { conversionId: id, documentIds: [processId], reason: 'Chuyển đổi' })
    await approve(processId, id)
    expect(await states(id)).toBe('done done open open open open open')
    await step(id, 'audit', { on: '2026-11-18' })
    await step(id, 'review', { on: '2026-11-20' })
    await expect(conversion.closeConversion(office.db, actor, map, { conversionId: id, reason: 'x' })).rejects.toMatchObject({
      code: 'conversion.notReplaced',
    })
    await step(id, 'confirmation', { on: '2026-11-21' })
    // The entries count for the declaration too: it is issued without a reason.
    const newId = await replace(id, '2026-11-22')
    expect(await states(id)).toBe('done done done done done done done')
    expect(await get(id)).toMatchObject({ fresh: { id: newId, edition: '2015' }, other: null })
    expect((await getInstrument(office.db, oldId, today)).state).toBe('replaced')
    // A chain that leads back to where it began is refused beside the link.
    const again = await conformity.draftInstrument(office.db, actor, {
      kind: 'declaration',
      title: 'x',
      edition: '2015',
      after: { instrumentId: newId, relation: 'replaces' },
    })
    const draft = await getInstrument(office.db, again, today)
    expect(draft.earlier).toEqual([{ instrumentId: newId, relation: 'replaces' }])
    await assess(id, '6.1', { verdict: 'notMet', action: 'Lập sổ', responsible: 'VP', dueOn: '2026-12-01' })
    await expect(conversion.closeConversion(office.db, actor, map, { conversionId: id, reason: '' })).rejects.toMatchObject({
      code: 'conversion.stepsMissing',
      params: { count: 1 },
    })
    await conversion.closeConversion(office.db, actor, map, { conversionId: id, reason: 'Sổ rủi ro làm tiếp' })
    expect(await get(id)).toMatchObject({ status: 'closed', endedOn: today, endReason: 'Sổ rủi ro làm tiếp' })
    await expect(open()).rejects.toMatchObject(issues({ instrumentId: 'alreadyReplaced' }))
  })

  it('is not fulfilled by an instrument of another edition', async () => {
    const id = await open({ toEdition: '2026' })
    const other = await conformity.draftInstrument(office.db, actor, {
      kind: 'certificate',
      title: 'Lần 3',
      after: { instrumentId: oldId, relation: 'replaces' },
    })
    expect((await get(id)).draft).toMatchObject({ id: other, edition: '2008' })
    expect((await get(id)).isDraftEdition).toBe(true)
    expect((await get(id)).steps.at(-1)).toMatchObject({ step: 'replacement', state: 'open' })
  })
})

describe('a deadline of the dashboard', () => {
  it('is the planned end while the project is under way', async () => {
    const id = await open()
    const due = async (date: string) => (await listDeadlines(office.db, date)).filter(({ kind }) => kind === 'conversion')
    expect(await due('2026-11-23')).toMatchObject([{ state: 'later', dueOn: '2026-12-31', target: 'conversion', targetId: id }])
    expect(await due('2027-01-02')).toMatchObject([{ state: 'overdue', daysLeft: -2 }])
    expect((await listConversions(office.db, map, '2027-01-02'))[0]).toMatchObject({ isOverdue: true, next: 'gaps' })
    await conversion.changeConversion(office.db, actor, {
      conversionId: id,
      responsible: 'VP',
      plannedEnd: '2027-02-01',
      reason: 'Lùi hạn',
    })
    await expect(
      conversion.changeConversion(office.db, actor, { conversionId: id, responsible: '', plannedEnd: '2026-01-01', reason: 'x' }),
    ).rejects.toMatchObject(issues({ responsible: 'required', plannedEnd: 'endBeforeBegin' }))
    expect(await due('2027-01-02')).toMatchObject([{ state: 'soon' }])
    await conversion.giveUpConversion(office.db, actor, { conversionId: id, reason: 'x' })
    expect(await due('2027-01-02')).toEqual([])
  })
})

describe('the log', () => {
  it('gives every row of a conversion again', async () => {
    const id = await open()
    await conversion.linkOldClause(office.db, actor, map, {
      conversionId: id,
      clause: '4.2.3',
      documentIds: [processId, policyId],
    })
    await conversion.takeProposals(office.db, actor, map, { conversionId: id })
    await assess(id, '4.1')
    await assess(id, '4.1', { verdict: 'notApplicable', note: 'x' })
    await conversion.exemptDocument(office.db, actor, { conversionId: id, documentId: processId, reason: 'x' })
    await step(id, 'audit', { justification: 'x' })
    await conversion.changeConversion(office.db, actor, {
      conversionId: id,
      responsible: 'VP',
      plannedEnd: '2027-02-01',
      reason: 'x',
    })
    await conversion.giveUpConversion(office.db, actor, { conversionId: id, reason: 'x' })
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})
