// The papers of cases on a real database: attached to one component, taken off with a reason, used again for the same person, not
// scanned for one of the four reasons; originals kept and given back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkBlobs } from '../../../../db/blobs/check.ts'
import { putBlob } from '../../../../db/blobs/store.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import type { Actor } from '../../../../db/event.ts'
import * as originals from '../../../../db/originals/commands.ts'
import { listHeldOriginals } from '../../../../db/originals/queries.ts'
import * as papers from '../../../../db/papers/commands.ts'
import { getCasePapers, getPaperSettings, listEarlierPapers } from '../../../../db/papers/queries.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'
import { scanBytes } from '../../../fixtures/scans.ts'

const today = '2026-11-23'
let office: TestOffice
let actor: Actor
beforeEach(async () => {
  office = await openTestOffice()
  actor = office.actor
})
afterEach(() => office.close())

const component = (name: string) => ({ name, originals: 1, certified: 0, copies: 0, note: '' })
const receive = async (names: readonly string[], applicant = samplePerson()) => {
  const procedureId = await office.procedureId('KS')
  const intake = sampleIntake({ procedureId, applicant, components: names.map(component) })
  return (await receiveCase(office.db, actor, intake, office.formKeyOn)).caseId
}
const blob = (name = 'three-pages.pdf') => putBlob(office.folder, scanBytes(name), name)
const attach = (caseId: string, extra: Partial<papers.Attachment> = {}) =>
  papers.attachScan(office.db, actor, {
    caseId,
    component: 1,
    blob: extra.blob ?? blob(),
    fileName: 'SCAN0001.PDF',
    source: 'scanner',
    title: '',
    issuedOn: null,
    validUntil: null,
    ...extra,
  })
const issues = (path: string, code: string) => ({
  code: 'input.invalid',
  issues: [expect.objectContaining({ path, code })],
})

describe('attaching', () => {
  it('puts a file to one component or to the case, under the name of the paper', async () => {
    const caseId = await receive(['Tờ khai', 'Giấy chứng sinh'])
    await attach(caseId, { component: 2 })
    await attach(caseId, { component: 0, blob: blob('photo.jpg'), source: 'paste', fileName: 'Ảnh dán' })
    expect(await getCasePapers(office.db, caseId, today)).toMatchObject({
      components: [
        { position: 1, name: 'Tờ khai', notScanned: null },
        { position: 2, name: 'Giấy chứng sinh' },
      ],
      scans: [
        { component: 0, componentName: '', title: 'Ảnh dán', kind: 'jpeg', source: 'paste' },
        { component: 2, componentName: 'Giấy chứng sinh', title: 'Giấy chứng sinh', kind: 'pdf', addedBy: 'Trần Thị Bình' },
      ],
    })
  })

  it('refuses the same content twice at one place, an unknown place, dates that cannot be', async () => {
    const caseId = await receive(['Tờ khai'])
    await attach(caseId)
    await expect(attach(caseId)).rejects.toMatchObject({ code: 'scan.alreadyAttached' })
    await expect(attach(caseId, { component: 2 })).rejects.toMatchObject({ code: 'entity.notFound' })
    const photo = blob('photo.jpg')
    await expect(attach(caseId, { blob: photo, issuedOn: '2026-12-01' })).rejects.toMatchObject(issues('issuedOn', 'inFuture'))
    await expect(attach(caseId, { blob: photo, issuedOn: '2026-02-30' })).rejects.toMatchObject(issues('issuedOn', 'notADate'))
    await expect(attach(caseId, { blob: photo, issuedOn: '2026-02-03', validUntil: '2026-02-02' })).rejects.toMatchObject(
      issues('validUntil', 'untilBeforeIssue'),
    )
  })

  it('is undone by taking off with a reason: the entry and the content stay, and the file can be attached again', async () => {
    const caseId = await receive(['Tờ khai'])
    const scanId = await attach(caseId)
    await expect(papers.takeScanOff(office.db, actor, { scanId, reason: '' })).rejects.toMatchObject(issues('reason', 'required'))
    await papers.takeScanOff(office.db, actor, { scanId, reason: 'Nhầm hồ sơ' })
    await expect(papers.takeScanOff(office.db, actor, { scanId, reason: 'x' })).rejects.toMatchObject({ code: 'scan.takenOff' })
    expect((await getCasePapers(office.db, caseId, today)).scans).toMatchObject([{ takenOffReason: 'Nhầm hồ sơ' }])
    expect(await checkBlobs(office.office.store.connection, office.folder)).toMatchObject({
      named: 1,
      missing: 0,
      orphans: 0,
    })
    await attach(caseId)
  })
})

describe('a paper that is not scanned', () => {
  it('bears one of the four reasons, and a secret one takes no scan', async () => {
    const caseId = await receive(['Tờ khai', 'Văn bản mật'])
    await papers.markNotScanned(office.db, actor, { caseId, component: 1, reason: 'shownOnly' })
    await papers.markNotScanned(office.db, actor, { caseId, component: 2, reason: 'internalReply' })
    await papers.markNotScanned(office.db, actor, { caseId, component: 2, reason: 'secret' })
    await papers.markNotScanned(office.db, actor, { caseId, component: 1, reason: null })
    const { components } = await getCasePapers(office.db, caseId, today)
    expect(components.map(({ notScanned }) => notScanned)).toEqual([null, 'secret'])
    await expect(attach(caseId, { component: 2 })).rejects.toMatchObject({ code: 'scan.secret' })
    await attach(caseId)
    await expect(papers.markNotScanned(office.db, actor, { caseId, component: 1, reason: 'secret' })).rejects.toMatchObject({
      code: 'scan.isAttached',
    })
  })
})

describe('a paper that was scanned before', () => {
  const title = 'Giấy chứng nhận kết hôn'
  it('is offered to the same person only, the same kind first, and shares the content', async () => {
    const first = await receive([title, 'Sổ hộ khẩu cũ'])
    await attach(first, { component: 2, blob: blob('photo.jpg') })
    await attach(first, { component: 1, issuedOn: '2020-05-01', validUntil: '2026-11-22' })
    const stranger = await receive([title], samplePerson({ fullName: 'Lê Văn Khác', idNumber: '046190009999' }))
    expect(await listEarlierPapers(office.db, { caseId: stranger, component: 1 }, today)).toEqual([])
    const next = await receive(['Giấy chứng nhận kết hôn'])
    const offered = await listEarlierPapers(office.db, { caseId: next, component: 1 }, today)
    expect(offered).toMatchObject([
      { title, isSameKind: true, isExpired: true, issuedOn: '2020-05-01', validUntil: '2026-11-22' },
      { title: 'Sổ hộ khẩu cũ', isSameKind: false, isExpired: false },
    ])
    const [expired, other] = offered.map(({ id }) => id)
    const reuse = (scanId = '', reason = '', caseId = next) =>
      papers.reuseScan(office.db, actor, { caseId, component: 1, scanId, reason })
    await expect(reuse(expired)).rejects.toMatchObject(issues('reason', 'required'))
    await expect(reuse(expired, 'x', stranger)).rejects.toMatchObject({ code: 'scan.otherPerson' })
    await reuse(expired, 'Chỉ đối chiếu họ tên')
    office.clock.advance({ seconds: 1 })
    await reuse(other)
    expect(await listEarlierPapers(office.db, { caseId: next, component: 1 }, today)).toEqual([])
    expect((await getCasePapers(office.db, next, today)).scans).toMatchObject([
      { title, source: 'reuse', reuseReason: 'Chỉ đối chiếu họ tên', isExpired: true },
      { title: 'Sổ hộ khẩu cũ', source: 'reuse' },
    ])
    // Nothing was copied.
    expect(await checkBlobs(office.office.store.connection, office.folder)).toMatchObject({ named: 2, stored: 2 })
  })

  it('is not offered once it was taken off, and is offered on its own merits after its validity was typed', async () => {
    const first = await receive([title])
    const scanId = await attach(first)
    const next = await receive([title])
    const offered = () => listEarlierPapers(office.db, { caseId: next, component: 1 }, today)
    await papers.describeScan(office.db, actor, { scanId, title, issuedOn: null, validUntil: '2030-01-01' })
    expect(await offered()).toMatchObject([{ validUntil: '2030-01-01', isExpired: false }])
    await papers.takeScanOff(office.db, actor, { scanId, reason: 'Mờ' })
    expect(await offered()).toEqual([])
    await expect(papers.reuseScan(office.db, actor, { caseId: next, component: 1, scanId, reason: '' })).rejects.toMatchObject({
      code: 'scan.takenOff',
    })
  })
})

describe('originals that the office keeps', () => {
  const keep = (caseId: string, keptOn = '2026-11-02') =>
    originals.keepOriginal(office.db, actor, { caseId, component: 1, title: 'Sổ đỏ CB 123456', count: 1, keptOn })
  const giveBack = (originalIds: readonly string[], extra: Partial<originals.GivingBack> = {}) =>
    originals.giveBackOriginals(office.db, actor, { originalIds, on: today, to: 'Nguyễn Thị Duyên', note: '', ...extra })

  it('stand in the list until they went back: when, by whom, to whom', async () => {
    const caseId = await receive(['Giấy chứng nhận quyền sử dụng đất'])
    const id = await keep(caseId)
    expect(await listHeldOriginals(office.db, false, today)).toMatchObject({
      rows: [{ title: 'Sổ đỏ CB 123456', days: 21, keptBy: 'Trần Thị Bình', isOverstayed: false }],
      hasMore: false,
    })
    await expect(giveBack([id], { on: '2026-11-01' })).rejects.toMatchObject(issues('on', 'beforeKept'))
    await expect(giveBack([id], { to: '' })).rejects.toMatchObject(issues('to', 'required'))
    await giveBack([id])
    await expect(giveBack([id])).rejects.toMatchObject({ code: 'scan.originalNotHeld' })
    expect((await listHeldOriginals(office.db, false, today)).rows).toEqual([])
    expect((await getCasePapers(office.db, caseId, today)).originals).toMatchObject([
      { givenBackOn: today, givenBackTo: 'Nguyễn Thị Duyên', givenBackBy: 'Trần Thị Bình', days: 21 },
    ])
    await originals.reopenOriginal(office.db, actor, { originalId: id, reason: 'Ghi nhầm' })
    await originals.strikeOriginal(office.db, actor, { originalId: id, reason: 'Không giữ' })
    expect((await listHeldOriginals(office.db, false, today)).rows).toEqual([])
    await expect(originals.reopenOriginal(office.db, actor, { originalId: id, reason: 'x' })).rejects.toMatchObject({
      code: 'scan.originalHeld',
    })
  })

  it('are told apart once their case no longer needs them', async () => {
    const [open, done] = [await receive(['A']), await receive(['B'])]
    await keep(open)
    await keep(done)
    await office.db.updateTable('case_file').set({ status: 'returned' }).where('id', '=', done).execute()
    const { rows } = await listHeldOriginals(office.db, true, today)
    expect(rows).toMatchObject([{ caseId: done, isOverstayed: true }])
  })
})

describe('the settings', () => {
  it('change one by one, and only within bounds', async () => {
    expect(await getPaperSettings(office.db)).toEqual({ scannerFolder: null, limitMegabytes: 20 })
    await papers.changePaperSettings(office.db, actor, { scannerFolder: '/home/scan' })
    await papers.changePaperSettings(office.db, actor, { limitMegabytes: 40 })
    expect(await getPaperSettings(office.db)).toEqual({ scannerFolder: '/home/scan', limitMegabytes: 40 })
    await expect(papers.changePaperSettings(office.db, actor, { limitMegabytes: 101 })).rejects.toMatchObject(
      issues('limitMegabytes', 'tooLarge'),
    )
    await papers.changePaperSettings(office.db, actor, { scannerFolder: null })
    expect(await getPaperSettings(office.db)).toMatchObject({ scannerFolder: null })
  })
})

it('rows about papers can be made again from the events', async () => {
  const caseId = await receive(['Tờ khai', 'Bản vẽ'])
  const scanId = await attach(caseId, { validUntil: '2027-01-01' })
  await papers.describeScan(office.db, actor, { scanId, title: 'Đơn', issuedOn: '2026-01-01', validUntil: null })
  await papers.takeScanOff(office.db, actor, { scanId: await attach(caseId, { component: 2 }), reason: 'x' })
  await papers.reuseScan(office.db, actor, { caseId: await receive(['Đơn']), component: 1, scanId, reason: '' })
  await papers.markNotScanned(office.db, actor, { caseId, component: 2, reason: 'eFiled' })
  await papers.changePaperSettings(office.db, actor, { scannerFolder: '/x', limitMegabytes: 5 })
  const place = { caseId, component: 2, title: 'Bản vẽ', count: 2, keptOn: today }
  const kept = await Promise.all([1, 2, 3].map(() => originals.keepOriginal(office.db, actor, place)))
  await originals.giveBackOriginals(office.db, actor, { originalIds: kept.slice(0, 2), on: today, to: 'An', note: 'đủ' })
  await originals.reopenOriginal(office.db, actor, { originalId: kept[0] ?? '', reason: 'x' })
  await originals.strikeOriginal(office.db, actor, { originalId: kept[2] ?? '', reason: 'x' })
  const before = await dumpTables(office.db, projectedTables)
  await rebuildProjections(office.db)
  expect(await dumpTables(office.db, projectedTables)).toEqual(before)
})
