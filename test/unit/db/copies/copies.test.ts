// Numbered copies: who holds which, which are to be fetched, what became of them (TCVN ISO 9001:2015, 7.5.3), on a real database.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listDeadlines } from '../../../../db/conformity/system.ts'
import * as copies from '../../../../db/copies/commands.ts'
import { getCopyChoices, listCopies, listCopiesToRecall } from '../../../../db/copies/queries.ts'
import { draftVersion, withdrawDocument } from '../../../../db/documents/commands.ts'
import { getDocumentHistory } from '../../../../db/documents/queries.ts'
import type { Actor } from '../../../../db/event.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { addPerson, issueDocument, supersedeDocument } from '../../../fixtures/issued-document.ts'
import { openTestOffice, type TestOffice } from '../../../fixtures/office.ts'

const today = '2026-11-23'
let office: TestOffice
let secretary: Actor
let head: Actor
beforeEach(async () => {
  office = await openTestOffice()
  secretary = await addPerson(office, 'thuky', 'Lê Thư Ký', ['qualitySecretary'])
  head = await addPerson(office, 'chanhvp', 'Trần Chánh', ['head'])
})
afterEach(() => office.close())

const copy = (number: number, holder = 'Phòng Nội vụ') =>
  ({ number, form: 'paper', holderKind: 'unit', holder }) satisfies copies.HandOut['copies'][number]
const handOut = (versionId: string, given: copies.HandOut['copies'], extra: Partial<copies.HandOut> = {}) =>
  copies.handOutCopies(office.db, secretary, { versionId, on: '2026-03-02', by: 'Lê Thư Ký', copies: given, ...extra })
const recall = (copyIds: readonly string[], extra: Partial<copies.Recall> = {}) =>
  copies.recallCopies(office.db, secretary, { copyIds, outcome: 'returned', on: today, note: '', ...extra })
const issues = (paths: Record<string, string>) => ({
  code: 'input.invalid',
  issues: Object.entries(paths).map(([path, code]) => expect.objectContaining({ path, code })),
})
const toRecall = async (date = today) => (await listCopiesToRecall(office.db, date)).map(({ number }) => number)

describe('the distribution list', () => {
  it('holds numbered copies of an approved version, and tells them in the history of the document', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    await handOut(versionId, [copy(1), { ...copy(2, 'Quầy số 3'), form: 'electronic', holderKind: 'place' }])
    expect(await listCopies(office.db, documentId)).toMatchObject([
      {
        number: 1,
        holder: 'Phòng Nội vụ',
        form: 'paper',
        givenOn: '2026-03-02',
        givenBy: 'Lê Thư Ký',
        outcome: null,
        endsOn: null,
      },
      { number: 2, holder: 'Quầy số 3', form: 'electronic', holderKind: 'place' },
    ])
    const [last] = await getDocumentHistory(office.db, documentId)
    expect(last).toMatchObject({ type: 'copiesHandedOut', remark: '1, 2', staffName: 'Lê Thư Ký' })
  })

  it('tells in the history who printed which version, and as what', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    await copies.recordDocumentPrint(office.db, secretary, { versionId, method: 'printer' })
    await copies.recordDocumentPrint(office.db, secretary, { versionId, method: 'docx' })
    expect((await getDocumentHistory(office.db, documentId)).slice(0, 2)).toMatchObject([
      { type: 'savedAsFile', versionId, remark: 'Word', staffName: 'Lê Thư Ký' },
      { type: 'printed', versionId, remark: '' },
    ])
  })

  it('never gives a number twice in the life of a document, not after recall, not after a struck entry, not in another version', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    const [first = '', second = ''] = await handOut(versionId, [copy(1), copy(2)])
    await recall([first])
    await copies.strikeCopy(office.db, secretary, { copyId: second, reason: 'Ghi nhầm' })
    const next = await supersedeDocument(office, secretary, documentId, 2, '2026-06-01')
    await expect(handOut(next, [copy(1), copy(2), copy(3), copy(3)], { on: '2026-06-02' })).rejects.toMatchObject({
      code: 'input.invalid',
      issues: [
        { path: 'copies.0.number', code: 'serialTaken', params: { next: 4 } },
        { path: 'copies.1.number', code: 'serialTaken' },
        { path: 'copies.3.number', code: 'serialTaken' },
      ],
    })
    await handOut(next, [copy(3)], { on: '2026-06-02' })
    expect((await getCopyChoices(office.db, next)).nextNumber).toBe(4)
    const other = await issueDocument(office, secretary, '2026-01-10', 'CS.02')
    await handOut(other.versionId, [copy(1)])
  })

  it('refuses what cannot be: no holder, no number, a day to come, before issue, from the end on, an unapproved version', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    const wrong = issues({ on: 'inFuture', by: 'required', 'copies.0.holder': 'required', 'copies.0.number': 'notPositive' })
    await expect(handOut(versionId, [copy(0, '')], { on: '2026-11-24', by: '' })).rejects.toMatchObject(wrong)
    await expect(handOut(versionId, [])).rejects.toMatchObject(issues({ copies: 'required' }))
    await expect(handOut(versionId, [copy(1)], { on: '2026-02-30' })).rejects.toMatchObject(issues({ on: 'notADate' }))
    await expect(handOut(versionId, [copy(1)], { on: '2026-01-09' })).rejects.toMatchObject(issues({ on: 'beforeIssue' }))
    await supersedeDocument(office, secretary, documentId, 2, '2026-06-01')
    await expect(handOut(versionId, [copy(1)], { on: '2026-06-01' })).rejects.toMatchObject(issues({ on: 'afterEnd' }))
    await handOut(versionId, [copy(1)], { on: '2026-05-31' })
    const draft = await draftVersion(office.db, secretary, { documentId, change: 'issue', reason: 'x' })
    await expect(handOut(draft, [copy(2)])).rejects.toMatchObject({ code: 'document.wrongState' })
  })

  it('proposes the holders of the version before, without entries that were struck', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    const [, struck = ''] = await handOut(versionId, [copy(1), copy(2, 'Nhầm'), copy(3, 'Quầy số 3')])
    await copies.strikeCopy(office.db, secretary, { copyId: struck, reason: 'Ghi nhầm' })
    const next = await supersedeDocument(office, secretary, documentId, 2, '2026-12-01')
    const { earlier, nextNumber, holders } = await getCopyChoices(office.db, next)
    expect(earlier.map(({ holder }) => holder)).toEqual(['Phòng Nội vụ', 'Quầy số 3'])
    expect(nextNumber).toBe(4)
    expect(holders).toContainEqual({ kind: 'person', holder: 'Lê Thư Ký' })
    expect(holders).toContainEqual({ kind: 'unit', holder: 'Phòng Hành chính' })
    expect((await getCopyChoices(office.db, versionId)).earlier).toEqual([])
  })
})

describe('the recall', () => {
  it('asks for the open copies of a version from the day on which it is superseded, those that wait longest first', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    const [first = ''] = await handOut(versionId, [copy(1), copy(2), copy(3)])
    await recall([first])
    const next = await supersedeDocument(office, secretary, documentId, 2, '2026-12-01')
    expect(await toRecall('2026-11-30')).toEqual([])
    expect(await toRecall('2026-12-01')).toEqual([2, 3])
    await handOut(next, [copy(9)], { on: '2026-11-20' })
    const other = await issueDocument(office, secretary, '2026-01-10', 'CS.02')
    await handOut(other.versionId, [copy(7)])
    await supersedeDocument(office, secretary, other.documentId, 2, '2026-05-01')
    expect(await toRecall('2026-12-01')).toEqual([7, 2, 3])
    await withdrawDocument(office.db, head, { documentId, from: '2027-01-01', reason: 'Bãi bỏ' })
    expect(await toRecall('2027-01-01')).toEqual([7, 2, 3, 9])
    expect((await listCopiesToRecall(office.db, '2027-01-01')).map(({ endsOn }) => endsOn)).toEqual([
      '2026-05-01',
      '2026-12-01',
      '2026-12-01',
      '2027-01-01',
    ])
  })

  it('stands among the deadlines of the system, since the first end, until the last copy is back', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    const given = await handOut(versionId, [copy(1), copy(2)])
    await supersedeDocument(office, secretary, documentId, 2, '2026-11-20')
    const ofRecall = async () => (await listDeadlines(office.db, today)).filter(({ kind }) => kind === 'recall')
    expect(await ofRecall()).toMatchObject([
      { state: 'overdue', daysLeft: -3, dueOn: '2026-11-20', count: 2, target: 'copies', targetId: null },
    ])
    await recall(given)
    expect(await ofRecall()).toEqual([])
  })

  it('records each outcome, a loss only with its reason, obsolete only once it is', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    const [a = '', b = '', c = '', d = ''] = await handOut(versionId, [copy(1), copy(2), copy(3), copy(4)])
    await expect(recall([a], { outcome: 'lost' })).rejects.toMatchObject(issues({ note: 'required' }))
    await expect(recall([a], { outcome: 'kept' })).rejects.toMatchObject(issues({ outcome: 'stillInForce' }))
    await supersedeDocument(office, secretary, documentId, 2, '2026-11-20')
    await expect(recall([a], { outcome: 'kept', on: '2026-11-19' })).rejects.toMatchObject(issues({ outcome: 'stillInForce' }))
    await recall([a], { outcome: 'kept' })
    await recall([b], { outcome: 'lost', note: 'Thất lạc khi chuyển trụ sở' })
    await recall([c, d], { outcome: 'destroyed' })
    expect((await listCopies(office.db, documentId)).map(({ outcome, outcomeBy }) => [outcome, outcomeBy])).toEqual([
      ['kept', 'Lê Thư Ký'],
      ['lost', 'Lê Thư Ký'],
      ['destroyed', 'Lê Thư Ký'],
      ['destroyed', 'Lê Thư Ký'],
    ])
    await expect(recall([d])).rejects.toMatchObject({ code: 'document.copyNotOut' })
  })

  it('refuses a day to come, a day before the copy was handed out, and no copy; then records none of several', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    const [early = ''] = await handOut(versionId, [copy(1)], { on: '2026-02-01' })
    const [late = ''] = await handOut(versionId, [copy(2)], { on: '2026-10-01' })
    await expect(recall([early, late], { on: '2026-09-30' })).rejects.toMatchObject(issues({ on: 'beforeHandOut' }))
    await expect(recall([early], { on: '2026-11-24' })).rejects.toMatchObject(issues({ on: 'inFuture' }))
    await expect(recall([early], { on: '' })).rejects.toMatchObject(issues({ on: 'notADate' }))
    await expect(recall([])).rejects.toMatchObject(issues({ copyIds: 'required' }))
    expect((await listCopies(office.db, documentId)).map(({ outcome }) => outcome)).toEqual([null, null])
  })

  it('is taken back by a further event with its reason, and rows can be made again from the events', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    const [first = '', second = ''] = await handOut(versionId, [copy(1), copy(2)])
    await supersedeDocument(office, secretary, documentId, 2, '2026-11-20')
    await expect(copies.reopenCopy(office.db, secretary, { copyId: first, reason: 'x' })).rejects.toMatchObject({
      code: 'document.copyNotFetched',
    })
    await recall([first, second])
    await expect(copies.reopenCopy(office.db, secretary, { copyId: first, reason: '' })).rejects.toMatchObject(
      issues({ reason: 'required' }),
    )
    await copies.reopenCopy(office.db, secretary, { copyId: first, reason: 'Ghi nhầm số' })
    expect(await toRecall()).toEqual([1])
    await copies.strikeCopy(office.db, secretary, { copyId: first, reason: 'Chưa từng giao' })
    expect(await toRecall()).toEqual([])
    const history = (await getDocumentHistory(office.db, documentId)).slice(0, 3)
    expect(history.map(({ type, remark }) => [type, remark])).toEqual([
      ['copyStruck', '1 · Chưa từng giao'],
      ['copyReopened', '1 · Ghi nhầm số'],
      ['copiesRecalled', '1, 2'],
    ])
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})
