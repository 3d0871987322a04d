// The life of a controlled document: TCVN ISO 9001:2015, 7.5.2 and 7.5.3, on a real database.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as documents from '../../../../db/documents/commands.ts'
import type { DocumentBody } from '../../../../db/documents/content.ts'

import { findingsOf } from '../../../../db/documents/findings.ts'
import { getDocument, getVersion, listDocuments, suggestDocumentCode } from '../../../../db/documents/queries.ts'

import type { Actor } from '../../../../db/event.ts'
import { addStaff } from '../../../../db/people/commands.ts'
import { permissionsOf, type Role } from '../../../../db/people/rules.ts'
import { emptyProcessContent, type ProcessContent } from '../../../../db/processes/content.ts'
import { findingKey } from '../../../../db/processes/lint.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, type TestOffice } from '../../../fixtures/office.ts'

const all = {
  kind: null,
  group: null,
  field: null,
  authority: null,
  ownerUnit: null,
  state: null,
  procedureKey: null,
  law: null,
  query: '',
} as const
const step = (label: string, minutes: number) => ({
  label,
  work: 'Thẩm định',
  unit: 'Phòng',
  role: 'Chuyên viên',
  act: 'handle' as const,
  time: { kind: 'amount' as const, minutes, unit: 'days' as const },
  forms: [],
  results: '',
  returnsTo: null,
  condition: '',
})
const variants = [{ key: '', name: '', timeLimit: null, groups: [], steps: [step('B1', 240)] }]
const processOf = (content: Partial<ProcessContent>): DocumentBody => ({
  kind: 'process',
  content: { ...emptyProcessContent, name: 'Cấp giấy phép bưu chính', variants, ...content },
})

let office: TestOffice
let author: Actor
let head: Actor
beforeEach(async () => {
  office = await openTestOffice()
  const person = async (signInName: string, roles: readonly Role[]): Promise<Actor> => {
    const { id } = await addStaff(office.db, office.actor, {
      signInName,
      fullName: signInName,
      positionTitle: '',
      roles: [...roles],
      password: 'lan-dau-tien',
    })
    return { ...office.actor, staffId: id, permissions: permissionsOf(roles) }
  }
  author = await person('thuky', ['qualitySecretary'])
  head = await person('chanhvp', ['head'])
})
afterEach(() => office.close())

const register = async (code = 'QT.BC.01', actor = author) => {
  const input = { kind: 'process', group: 'procedure', code, name: 'Cấp giấy phép bưu chính' } as const
  const made = await documents.registerDocument(office.db, actor, input)
  await save(made.versionId, processOf({}))
  return made
}
const save = async (versionId: string, body: DocumentBody, extra: Partial<documents.SavedVersion> = {}) => {
  const { version } = await getVersion(office.db, versionId, '2026-11-23')
  return documents.saveVersion(office.db, author, {
    versionId,
    body,
    change: 'issue',
    reason: '',
    basedOnHash: version.hash,
    ...extra,
  })
}
const approve = (versionId: string, extra: Partial<documents.Approval> = {}, actor = head) =>
  documents.approveVersion(office.db, actor, {
    versionId,
    effectiveFrom: '2026-12-01',
    reviewDueOn: null,
    approverName: 'Chánh Văn phòng',
    exceptionReason: '',
    justifications: {},
    ...extra,
  })
const toApproval = async (versionId: string) => {
  await documents.submitVersion(office.db, author, { versionId })
  await documents.reviewVersion(office.db, head, { versionId, note: '' })
}
const statesOn = async (documentId: string, date: string) =>
  (await getDocument(office.db, documentId, date)).versions.map(({ issue, revision, state }) => `${issue}.${revision} ${state}`)
const issues = (paths: Record<string, string>) => ({
  code: 'input.invalid',
  issues: Object.entries(paths).map(([path, code]) => expect.objectContaining({ path, code })),
})

describe('a document under control', () => {
  it('goes from draft to effect, and gives way to the version that follows', async () => {
    const { documentId, versionId } = await register()
    await save(versionId, processOf({ field: 'Bưu chính' }))
    await toApproval(versionId)
    await approve(versionId)
    expect(await statesOn(documentId, '2026-11-30')).toEqual(['1.0 approved'])
    expect(await statesOn(documentId, '2026-12-01')).toEqual(['1.0 effective'])

    const next = await documents.draftVersion(office.db, author, { documentId, change: 'revision', reason: 'Đổi phí' })
    await save(next, processOf({ field: 'Bưu chính', fee: 'Không' }), { change: 'revision', reason: 'Đổi phí' })
    await toApproval(next)
    await approve(next, { effectiveFrom: '2027-01-15' })
    expect(await statesOn(documentId, '2027-01-14')).toEqual(['1.1 approved', '1.0 effective'])
    expect(await statesOn(documentId, '2027-01-15')).toEqual(['1.1 effective', '1.0 superseded'])

    await documents.withdrawDocument(office.db, head, { documentId, from: '2027-03-01', reason: 'Bãi bỏ thủ tục' })
    expect(await statesOn(documentId, '2027-02-28')).toEqual(['1.1 effective', '1.0 superseded'])
    expect(await statesOn(documentId, '2027-03-01')).toEqual(['1.1 withdrawn', '1.0 superseded'])
    await expect(documents.draftVersion(office.db, author, { documentId, change: 'issue', reason: '' })).rejects.toMatchObject({
      code: 'document.isWithdrawn',
    })
  })

  it('never gives a code twice, however it is written, not even after another took its place', async () => {
    const { documentId } = await register('QT.BC.01')
    await expect(register('qt bc 01')).rejects.toMatchObject(issues({ code: 'notUnique' }))
    await documents.renumberDocument(office.db, head, { documentId, code: 'QT.BC.09', group: 'procedure', reason: 'Đánh lại số' })
    await expect(register('QT.BC.01')).rejects.toMatchObject(issues({ code: 'notUnique' }))
    expect(await getDocument(office.db, documentId, '2026-11-23')).toMatchObject({ code: 'QT.BC.09', earlierCodes: ['QT.BC.01'] })
    await documents.renumberDocument(office.db, head, {
      documentId,
      code: 'QT.BC.01',
      group: 'procedure',
      reason: 'Lấy lại mã cũ',
    })
  })

  it('saves without submitting, and refuses to save over what somebody else saved', async () => {
    const { versionId } = await register()
    const { version } = await getVersion(office.db, versionId, '2026-11-23')
    await save(versionId, processOf({ fee: '50.000 đồng' }))
    expect((await getVersion(office.db, versionId, '2026-11-23')).version.status).toBe('draft')
    await expect(save(versionId, processOf({ fee: 'Không' }), { basedOnHash: version.hash })).rejects.toMatchObject({
      code: 'document.changedMeanwhile',
    })
    expect((await getVersion(office.db, versionId, '2026-11-23')).body.content).toMatchObject({ fee: '50.000 đồng' })
  })

  it('is not approved by its author unless the exception is recorded', async () => {
    const both: Actor = { ...author, permissions: permissionsOf(['qualitySecretary', 'head']) }
    const { documentId, versionId } = await register('QT.BC.01', both)
    await documents.submitVersion(office.db, both, { versionId })
    await documents.reviewVersion(office.db, both, { versionId, note: '' })
    await expect(approve(versionId, {}, both)).rejects.toMatchObject({ code: 'document.ownApproval' })
    await approve(versionId, { exceptionReason: 'Văn phòng chỉ có một người' }, both)
    const { versions } = await getDocument(office.db, documentId, '2026-12-01')
    expect(versions[0]).toMatchObject({ state: 'effective', exceptionReason: 'Văn phòng chỉ có một người' })
  })

  it('is not approved while the linter finds an error that nobody justified', async () => {
    const { documentId, versionId } = await register()
    const variant = { key: '', name: '', groups: [], timeLimit: { limit: 10, unit: 'working-days' as const } }
    await save(versionId, processOf({ variants: [{ ...variant, steps: [step('B1', 480), step('B2', 4_000)] }] }))
    await toApproval(versionId)
    await expect(approve(versionId)).rejects.toMatchObject({ code: 'document.findingsOpen' })
    const justifications = { 'stepsDoNotAddUp@variants.0.timeLimit': 'Trừ thời gian lấy ý kiến', 'gone@x': 'cũ' }
    await approve(versionId, { justifications })
    expect((await getVersion(office.db, versionId, '2026-12-01')).justifications).toEqual({
      'stepsDoNotAddUp@variants.0.timeLimit': 'Trừ thời gian lấy ý kiến',
    })
    expect(await statesOn(documentId, '2026-12-01')).toEqual(['1.0 effective'])
  })

  it('goes back to its author only with a reason, and can be handed in again', async () => {
    const { documentId, versionId } = await register()
    await toApproval(versionId)
    await expect(documents.returnVersion(office.db, head, { versionId, reason: '' })).rejects.toMatchObject(
      issues({ reason: 'required' }),
    )
    await documents.returnVersion(office.db, head, { versionId, reason: 'Thiếu căn cứ' })
    expect((await getDocument(office.db, documentId, '2026-11-23')).versions[0]).toMatchObject({
      status: 'draft',
      returnReason: 'Thiếu căn cứ',
      reviewedBy: null,
    })
    await toApproval(versionId)
  })

  it('refuses a new version that changes nothing or says no reason, and a step out of turn', async () => {
    const { documentId, versionId } = await register()
    await expect(approve(versionId)).rejects.toMatchObject({ code: 'document.wrongState' })
    await toApproval(versionId)
    await approve(versionId)
    const next = await documents.draftVersion(office.db, author, { documentId, change: 'issue', reason: '' })
    await expect(documents.submitVersion(office.db, author, { versionId: next })).rejects.toMatchObject(
      issues({ reason: 'required' }),
    )
    await save(next, (await getVersion(office.db, next, '2026-11-23')).body, { reason: 'Chuyển đổi' })
    await expect(documents.submitVersion(office.db, author, { versionId: next })).rejects.toMatchObject({
      code: 'document.nothingChanged',
    })
    await expect(documents.draftVersion(office.db, author, { documentId, change: 'issue', reason: '' })).rejects.toMatchObject({
      code: 'document.alreadyDrafted',
    })
    await documents.discardVersion(office.db, author, { versionId: next, reason: '' })
    await documents.draftVersion(office.db, author, { documentId, change: 'revision', reason: 'Sửa phí' })
  })

  it('refuses dates that cannot be', async () => {
    const { documentId, versionId } = await register()
    await toApproval(versionId)
    await expect(approve(versionId, { effectiveFrom: '2026-02-30' })).rejects.toMatchObject(issues({ effectiveFrom: 'notADate' }))
    await expect(approve(versionId, { effectiveFrom: '2026-11-01' })).rejects.toMatchObject(
      issues({ effectiveFrom: 'beforeApproval' }),
    )
    await approve(versionId)
    const next = await documents.draftVersion(office.db, author, { documentId, change: 'revision', reason: 'Sửa' })
    await save(next, processOf({ fee: 'Không' }), { change: 'revision', reason: 'Sửa' })
    await toApproval(next)
    await expect(approve(next)).rejects.toMatchObject(issues({ effectiveFrom: 'beforeLastVersion' }))
    await expect(
      documents.withdrawDocument(office.db, head, { documentId, from: '2026-12-01', reason: 'x' }),
    ).rejects.toMatchObject(issues({ from: 'beforeLastVersion' }))
  })

  it('is entered from paper, oldest first, and lists as it stood on any day', async () => {
    const paper = (issue: number, effectiveFrom: string, document: documents.PaperVersion['document']) =>
      documents.enterVersion(office.db, author, {
        document,
        body: processOf({
          field: `Lĩnh vực ${issue}`,
          procedures: ['P1'],
          legalGrounds: [{ law: '19/2014/QĐ-TTg', title: '', articles: '' }],
          forms: [{ code: 'BM_01.01', name: 'Tờ khai đăng ký', law: '' }],
        }),
        issue,
        revision: 0,
        reason: '',
        approvedOn: effectiveFrom,
        effectiveFrom,
        reviewDueOn: null,
        approverName: 'Nguyễn Văn A',
      })
    const { documentId } = await paper(1, '2007-12-27', { kind: 'process', group: 'leadership', code: 'QT.01' })
    await expect(paper(1, '2009-01-01', { id: documentId })).rejects.toMatchObject(issues({ issue: 'numberNotLater' }))
    await paper(2, '2010-06-01', { id: documentId })
    const on = async (date: string, filter: object = {}) =>
      (await listDocuments(office.db, { ...all, ...filter }, date)).map(({ issue, state, field }) => [issue, state, field])
    expect(await on('2008-01-01')).toEqual([[1, 'effective', 'Lĩnh vực 1']])
    expect(await on('2026-11-23')).toEqual([[2, 'effective', 'Lĩnh vực 2']])
    expect(await on('2026-11-23', { law: '19/2014/qđ-ttg', procedureKey: 'P1', query: 'buu chinh' })).toHaveLength(1)
    expect(await on('2026-11-23', { field: 'Lĩnh vực 1' })).toEqual([])
    expect(await on('2026-11-23', { procedureKey: 'P2' })).toEqual([])
    expect(await on('2026-11-23', { query: 'qt01' })).toHaveLength(1)
    // Inside the content as well, by numbers and by words with their marks; signs of a pattern stand for themselves.
    for (const query of ['19/2014', 'bm_01', 'Tờ khai']) expect(await on('2026-11-23', { query })).toHaveLength(1)
    for (const query of ['19_2014', 'legalGrounds', '1%', 'Tờ trình']) expect(await on('2026-11-23', { query })).toEqual([])
  })

  it('turns a draft into what was issued on paper, which then needs no review', async () => {
    const { documentId, versionId } = await register()
    await save(versionId, processOf({ field: 'Bưu chính' }))
    const signed = { versionId, issue: 2, revision: 1, approvedOn: '2019-05-02', effectiveFrom: '2019-06-01', reviewDueOn: null }
    const enter = (extra: object = {}) =>
      documents.enterDraft(office.db, author, { ...signed, approverName: 'Chánh VP', ...extra })
    await expect(enter({ approvedOn: '2999-01-01', effectiveFrom: '2999-01-02' })).rejects.toMatchObject(
      issues({ approvedOn: 'inFuture' }),
    )
    await expect(enter({ effectiveFrom: '2019-05-01' })).rejects.toMatchObject(issues({ effectiveFrom: 'beforeApproval' }))
    await expect(enter({ reviewDueOn: '2019-06-01' })).rejects.toMatchObject(issues({ reviewDueOn: 'beforeEffect' }))
    await enter()
    expect((await getDocument(office.db, documentId, '2019-06-01')).versions[0]).toMatchObject({
      ...{ issue: 2, revision: 1, state: 'effective', isFromPaper: true, approvedOn: '2019-05-02', approverName: 'Chánh VP' },
    })
    await expect(enter()).rejects.toMatchObject({ code: 'document.wrongState' })

    const next = await documents.draftVersion(office.db, author, { documentId, change: 'revision', reason: 'Sửa phí' })
    await expect(enter({ versionId: next, effectiveFrom: '2020-01-01' })).rejects.toMatchObject(
      issues({ issue: 'numberNotLater' }),
    )
    await enter({ versionId: next, revision: 2, approvedOn: '2019-12-20', effectiveFrom: '2020-01-01' })
    expect(await statesOn(documentId, '2020-01-01')).toEqual(['2.2 effective', '2.1 superseded'])
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })

  it('stays in the register when its only draft was given up, since its code stays taken', async () => {
    const { versionId } = await register()
    await documents.discardVersion(office.db, author, { versionId, reason: '' })
    expect(await listDocuments(office.db, all, '2026-11-23')).toMatchObject([{ code: 'QT.BC.01', state: 'discarded' }])
  })

  it("gets the next code of the office's pattern, and none that was ever given", async () => {
    const buuChinh = { kind: 'process', group: 'procedure', field: 'Bưu chính' } as const
    expect(await suggestDocumentCode(office.db, buuChinh)).toBe('QT.BC.01')
    const { documentId } = await register('QT.BC.07')
    await documents.renumberDocument(office.db, head, { documentId, code: 'X.1', group: 'procedure', reason: 'Đánh lại số' })
    expect(await suggestDocumentCode(office.db, buuChinh)).toBe('QT.BC.08')
  })

  it('is made again whole from its events', async () => {
    const { documentId, versionId } = await register()
    await save(versionId, processOf({ procedures: ['A', 'B'], forms: [{ code: 'Mẫu 01', name: '', law: '01/2018/TT-VPCP' }] }))
    await toApproval(versionId)
    await documents.returnVersion(office.db, head, { versionId, reason: 'Sửa' })
    await toApproval(versionId)
    const { body } = await getVersion(office.db, versionId, '2026-11-23')
    const findings = await findingsOf(office.db, body, '2026-12-01')
    await approve(versionId, { justifications: Object.fromEntries(findings.map((found) => [findingKey(found), 'Đang sửa'])) })
    const next = await documents.draftVersion(office.db, author, { documentId, change: 'issue', reason: 'Chuyển đổi' })
    await documents.discardVersion(office.db, author, { versionId: next, reason: 'Thôi' })
    await documents.renumberDocument(office.db, head, { documentId, code: 'QT.77', group: 'office', reason: 'Chuyển nhóm' })
    await documents.withdrawDocument(office.db, head, { documentId, from: '2027-03-01', reason: 'Bãi bỏ' })
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})
