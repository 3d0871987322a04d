// Who has to read a version and who has (TCVN ISO 9001:2015, 7.3), on a real database.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listDeadlines } from '../../../../db/conformity/system.ts'
import { enterVersion } from '../../../../db/documents/commands.ts'
import { getDocumentHistory, listDocuments } from '../../../../db/documents/queries.ts'
import type { Actor } from '../../../../db/event.ts'
import { systemClock } from '../../../../db/model/clock.ts'
import { newId } from '../../../../db/model/ids.ts'
import { changeStaff } from '../../../../db/people/commands.ts'
import * as readings from '../../../../db/readings/commands.ts'
import { getReaderChoices, listReaders, listToRead } from '../../../../db/readings/queries.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { addPerson, issueDocument, supersedeDocument } from '../../../fixtures/issued-document.ts'
import { openTestOffice, type TestOffice } from '../../../fixtures/office.ts'

const today = '2026-11-23'
let office: TestOffice
let secretary: Actor
let an: Actor
let binh: Actor
beforeEach(async () => {
  office = await openTestOffice()
  secretary = await addPerson(office, 'thuky', 'Lê Thư Ký', ['qualitySecretary'])
  an = await addPerson(office, 'an', 'Nguyễn Văn An', ['viewer'])
  binh = await addPerson(office, 'binh', 'Trần Thị Bình', ['deskOfficer'])
})
afterEach(() => office.close())

const account = ({ staffId }: Actor) => ({ staffId, name: '', position: '' })
const plain = (name: string, position = '') => ({ staffId: null, name, position })
const nameReaders = (versionId: string, people: readonly readings.NamedReader[]) =>
  readings.nameReaders(office.db, secretary, { versionId, readers: people })
const record = (versionId: string, readerIds: readonly string[], extra: Partial<readings.SignedSheet> = {}) =>
  readings.recordSheet(office.db, secretary, { versionId, readerIds, on: '2026-11-20', note: 'Cặp số 3', ...extra })
const idOf = async (versionId: string, name: string) =>
  (await listReaders(office.db, versionId)).find((reader) => reader.name === name)?.id ?? ''
const issues = (paths: Record<string, string>) => ({
  code: 'input.invalid',
  issues: Object.entries(paths).map(([path, code]) => expect.objectContaining({ path, code })),
})
const counts = async () => {
  const all = {
    kind: null,
    group: null,
    field: null,
    authority: null,
    ownerUnit: null,
    state: null,
    procedureKey: null,
    law: null,
  }
  const [row] = await listDocuments(office.db, { ...all, query: '' }, today)
  return `${row?.readCount}/${row?.readerCount}`
}

describe('read and understood', () => {
  it('is asked of people of the office and of others by name, and counted for the version', async () => {
    const { versionId } = await issueDocument(office, secretary)
    await nameReaders(versionId, [account(an), account(binh), plain('Phạm Cường', 'Bảo vệ')])
    expect(await listReaders(office.db, versionId)).toMatchObject([
      { name: 'Nguyễn Văn An', position: 'Chuyên viên', readOn: null },
      { name: 'Trần Thị Bình' },
      { name: 'Phạm Cường', staffId: null, position: 'Bảo vệ' },
    ])
    expect(await counts()).toBe('0/3')
    await readings.confirmReading(office.db, an, { versionId })
    expect(await counts()).toBe('1/3')
    expect((await listReaders(office.db, versionId))[0]).toMatchObject({ readOn: today, how: 'screen' })
  })

  it('is said by a person for herself alone, once, and only when she was asked', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    await nameReaders(versionId, [account(an)])
    await expect(readings.confirmReading(office.db, binh, { versionId })).rejects.toMatchObject({ code: 'document.notAReader' })
    await readings.confirmReading(office.db, an, { versionId })
    const events = (await getDocumentHistory(office.db, documentId)).length
    await readings.confirmReading(office.db, an, { versionId })
    expect(await getDocumentHistory(office.db, documentId)).toHaveLength(events)
    const [last] = await getDocumentHistory(office.db, documentId)
    expect(last).toMatchObject({ type: 'readingConfirmed', remark: 'Nguyễn Văn An', staffName: 'Nguyễn Văn An' })
  })

  it('waits in the list of the person until it is said or the version no longer applies', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    const second = await issueDocument(office, secretary, '2026-02-01', 'CS.02')
    await nameReaders(versionId, [account(an), account(binh)])
    await nameReaders(second.versionId, [account(an)])
    const waiting = async (who: Actor, date = today) => (await listToRead(office.db, who.staffId, date)).map(({ code }) => code)
    expect(await waiting(an)).toEqual(['CS.01', 'CS.02'])
    await readings.confirmReading(office.db, an, { versionId })
    expect(await waiting(an)).toEqual(['CS.02'])
    expect(await waiting(binh)).toEqual(['CS.01'])
    await supersedeDocument(office, secretary, documentId, 2, '2026-11-21')
    expect(await waiting(binh)).toEqual([])
    await expect(readings.confirmReading(office.db, binh, { versionId })).rejects.toMatchObject({ code: 'document.versionEnded' })
  })

  it('proposes for the next version who had to read the one before', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    await nameReaders(versionId, [account(an), plain('Phạm Cường')])
    const next = await supersedeDocument(office, secretary, documentId, 2, '2026-12-01')
    const { earlier, staff } = await getReaderChoices(office.db, next)
    expect(earlier).toEqual([
      { staffId: an.staffId, name: 'Nguyễn Văn An', position: 'Chuyên viên' },
      { staffId: null, name: 'Phạm Cường', position: '' },
    ])
    expect(staff.map(({ name }) => name)).toContain('Trần Thị Bình')
    const gone = { fullName: 'Trần Thị Bình', positionTitle: '', roles: ['viewer' as const], isActive: false }
    await changeStaff(office.db, office.actor, { staffId: binh.staffId, ...gone })
    expect((await getReaderChoices(office.db, next)).staff.map(({ staffId }) => staffId)).not.toContain(binh.staffId)
  })

  it('refuses to ask the same person twice, an unknown account, nobody, and a name that is none', async () => {
    const { versionId } = await issueDocument(office, secretary)
    await expect(nameReaders(versionId, [])).rejects.toMatchObject(issues({ readers: 'required' }))
    await nameReaders(versionId, [account(an), plain('Phạm Cường')])
    const again = [account(an), plain('phạm cường'), account(binh), account(binh)]
    await expect(nameReaders(versionId, again)).rejects.toMatchObject(
      issues({ 'readers.0': 'alreadyNamed', 'readers.1': 'alreadyNamed', 'readers.3': 'alreadyNamed' }),
    )
    const nobody = { staffId: newId(systemClock.nowMs()), name: 'Ai đó', position: '' }
    await expect(nameReaders(versionId, [nobody])).rejects.toMatchObject(issues({ 'readers.0': 'notFound' }))
    await expect(nameReaders(versionId, [plain('')])).rejects.toMatchObject(issues({ 'readers.0': 'required' }))
    expect(await counts()).toBe('0/2')
  })

  it('takes a signed sheet with its date and where it lies, and takes a mistake back', async () => {
    const { documentId, versionId } = await issueDocument(office, secretary)
    await nameReaders(versionId, [account(an), plain('Phạm Cường')])
    const cuong = await idOf(versionId, 'Phạm Cường')
    await expect(record(versionId, [cuong], { on: '2026-11-24', note: '' })).rejects.toMatchObject(
      issues({ on: 'inFuture', note: 'required' }),
    )
    await expect(record(versionId, [cuong], { on: '2026-01-09' })).rejects.toMatchObject(issues({ on: 'beforeIssue' }))
    await expect(record(versionId, [])).rejects.toMatchObject(issues({ readerIds: 'required' }))
    await record(versionId, [cuong])
    expect((await listReaders(office.db, versionId)).find(({ id }) => id === cuong)).toMatchObject({
      readOn: '2026-11-20',
      how: 'sheet',
      sheetNote: 'Cặp số 3',
      recordedBy: 'Lê Thư Ký',
    })
    await expect(record(versionId, [cuong])).rejects.toMatchObject({ code: 'document.wrongReader' })
    await expect(readings.releaseReader(office.db, secretary, { readerId: cuong, reason: 'x' })).rejects.toMatchObject({
      code: 'document.wrongReader',
    })
    await readings.strikeReading(office.db, secretary, { readerId: cuong, reason: 'Nhầm người' })
    expect(await counts()).toBe('0/2')
    await readings.releaseReader(office.db, secretary, { readerId: cuong, reason: 'Đã nghỉ việc' })
    expect(await counts()).toBe('0/1')
    await nameReaders(versionId, [plain('Phạm Cường')])
    expect(await counts()).toBe('0/2')
    await readings.confirmReading(office.db, an, { versionId })
    expect((await getDocumentHistory(office.db, documentId)).map(({ type }) => type)).toEqual([
      ...['readingConfirmed', 'readersNamed', 'readerReleased', 'readingStruck', 'readingRecorded', 'readersNamed', 'entered'],
      'registered',
    ])
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})

describe('the review of a document in effect', () => {
  it('stands among the deadlines of the system from 30 days before its day', async () => {
    await enterVersion(office.db, secretary, {
      document: { kind: 'policy', group: '', code: 'CS.09' },
      body: { kind: 'policy', content: { name: 'Chính sách', field: '', ownerUnit: '', sections: [] } },
      issue: 1,
      revision: 0,
      reason: '',
      approvedOn: '2026-01-05',
      effectiveFrom: '2026-01-10',
      reviewDueOn: '2026-12-23',
      approverName: '',
    })
    const on = async (date: string) =>
      (await listDeadlines(office.db, date))
        .filter(({ kind }) => kind === 'documentReview')
        .map(({ state, daysLeft, subject }) => `${state} ${daysLeft} ${subject}`)
    expect(await on('2026-11-22')).toEqual([])
    expect(await on('2026-11-23')).toEqual(['soon 30 CS.09 Chính sách'])
    expect(await on('2026-12-24')).toEqual(['overdue -1 CS.09 Chính sách'])
  })
})
