// The log of sheets on boards in a real office: what is refused, what must come down when something changes, what can be undone.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listDeadlines } from '../../../../db/conformity/system.ts'
import { postSheets, recordSite, removePostings, strikePostings, undoRemoval } from '../../../../db/disclosure/commands.ts'
import { countTakeDown, listPostings, listTakeDown } from '../../../../db/disclosure/postings.ts'
import { findLastSite, fingerprintOf, listSheets, readSheet } from '../../../../db/disclosure/queries.ts'
import { enterVersion, withdrawDocument } from '../../../../db/documents/commands.ts'
import type { Actor } from '../../../../db/event.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { enterList } from '../../../../db/procedure-lists/commands.ts'
import { importCatalogue } from '../../../../db/procedures/commands.ts'
import { emptyProcessContent, type ProcessContent } from '../../../../db/processes/content.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, starterData, type TestOffice } from '../../../fixtures/office.ts'
import { qttp20 } from '../../../fixtures/processes/qttp-20.ts'

const today = '2026-11-23'
let office: TestOffice
let actor: Actor
beforeEach(async () => {
  office = await openTestOffice()
  actor = { ...office.actor, permissions }
})
afterEach(() => office.close())

const birth = '1.001193'
const served: ProcessContent = { ...emptyProcessContent, name: 'Đăng ký khai sinh', field: 'Hộ tịch', procedures: [birth] }

const enter = (
  code: string,
  content: ProcessContent,
  issue = 1,
  effectiveFrom = '2026-10-01',
  document?: { readonly id: string },
) =>
  enterVersion(office.db, actor, {
    document: document ?? { kind: 'process', group: 'procedure', code },
    body: { kind: 'process', content },
    issue,
    revision: 0,
    reason: issue === 1 ? '' : 'x',
    approvedOn: effectiveFrom < today ? effectiveFrom : today,
    effectiveFrom,
    reviewDueOn: null,
    approverName: 'Nguyễn Văn Bình',
  })

const sheetOf = async (key: string) => {
  const found = (await listSheets(office.db, today)).find((row) => row.key === key)
  if (!found) throw new Error(`no sheet ${key}`)
  const { procedureVersionId, versionId } = found
  return { procedureVersionId, versionId }
}
const post = async (key: string, more: Partial<Parameters<typeof postSheets>[2]> = {}) =>
  postSheets(office.db, actor, {
    sheets: [await sheetOf(key)],
    size: 'a4',
    place: 'Bảng tin tầng 1',
    postedOn: '2026-11-20',
    postedBy: 'Lê An',
    ...more,
  })
const birthKey = `procedure:${birth}`
const reasons = async () => {
  const found = await listTakeDown(office.db, today)
  expect(await countTakeDown(office.db, today)).toBe(found.length)
  return found.map((one) => one.reasons)
}
const issuesOf = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw new Error(`not refused: ${String(error)}`)
  return error.issues.length > 0 ? error.issues.map(({ path, code }) => `${path} ${code}`) : [error.code]
}
const changeCatalogue = (change: (entry: Record<string, unknown>) => Record<string, unknown>) => {
  const { catalogue } = starterData()
  const procedures = catalogue.procedures.map((entry) =>
    entry.local_id === birth ? (change(entry as never) as unknown as typeof entry) : entry,
  )
  return importCatalogue(office.db, actor, { ...catalogue, procedures })
}

describe('the sheets', () => {
  it('are one for each procedure of the catalogue, with the process in effect, and for processes that name none of it', async () => {
    await enter('QT-01', served)
    await enter('QTTP-20', qttp20)
    await enter('QT-09', { ...served, name: 'Sau này' }, 1, '2026-12-01')
    const rows = await listSheets(office.db, today)
    expect(rows).toHaveLength(starterData().catalogue.procedures.length + 1)
    expect(rows.find(({ key }) => key === birthKey)).toMatchObject({ code: 'QT-01', version: '1/0', procedureCode: '1.001193' })
    expect(rows.find(({ code }) => code === 'QTTP-20')).toMatchObject({ procedureKey: null, name: qttp20.name })
  })

  it('say what the process says and take the rest from the catalogue, naming it', async () => {
    await enter('QT-01', { ...served, fee: 'Miễn phí' })
    const { sheet, mark, hash, source } = await readSheet(office.db, await sheetOf(birthKey))
    expect(sheet.fee).toBe('Miễn phí')
    expect(sheet.papers).toHaveLength(8)
    expect(sheet.fromCatalogue).toContain('papers')
    expect(sheet.fromCatalogue).not.toContain('fee')
    expect(source?.asOf).toMatch(/^2026-/)
    const row = await office.db.selectFrom('document_version').select('hash').executeTakeFirstOrThrow()
    expect(hash).toBe(row.hash)
    expect(mark).toBe(`QT-01 1/0 sha256:${row.hash}`)
  })
})

describe('posting', () => {
  it('is refused beside the field: no place, no name, a day that is none, a day to come', async () => {
    expect(await issuesOf(post(birthKey, { place: '', postedBy: '' }))).toEqual(['place required', 'postedBy required'])
    expect(await issuesOf(post(birthKey, { postedOn: '2026-11-24' }))).toEqual(['postedOn inFuture'])
    expect(await issuesOf(post(birthKey, { postedOn: '2026-02-30' }))).toEqual(['postedOn notADate'])
    expect(await issuesOf(post(birthKey, { postedOn: '' }))).toEqual(['postedOn required'])
    expect(await listPostings(office.db, today)).toEqual([])
  })

  it('of several is all or nothing, and the same sheet hangs only once in a place', async () => {
    await post(birthKey)
    const other = await sheetOf('procedure:1.004884').catch(async () =>
      sheetOf((await listSheets(office.db, today))[0]?.key ?? ''),
    )
    const both = { sheets: [other, await sheetOf(birthKey)], place: 'bang tin tang 1' }
    expect(await issuesOf(post(birthKey, both))).toEqual(['place alreadyPosted'])
    expect(await listPostings(office.db, today)).toHaveLength(1)
    await post(birthKey, { size: 'a3' })
    await post(birthKey, { place: 'Sảnh' })
    expect(await listPostings(office.db, today)).toHaveLength(3)
  })
})

describe('what must come down', () => {
  it('is nothing while the same version is in effect', async () => {
    await enter('QT-01', served)
    await post(birthKey)
    expect(await reasons()).toEqual([])
  })

  it('is a sheet of a version that another followed, from the day on which that one is in effect', async () => {
    const { documentId } = await enter('QT-01', { ...served, fee: 'Miễn phí' })
    await post(birthKey)
    await enter('QT-01', { ...served, fee: '5.000 đồng' }, 2, '2026-11-23', { id: documentId })
    expect((await listTakeDown(office.db, '2026-11-22')).length).toBe(0)
    expect(await reasons()).toEqual([['superseded', 'feeChanged']])
    expect((await listDeadlines(office.db, today)).find(({ kind }) => kind === 'posting')).toMatchObject({
      count: 1,
      target: 'postings',
      state: 'overdue',
    })
  })

  it('is a sheet of a withdrawn process, and one without a process once there is one', async () => {
    await post(birthKey, { place: 'Sảnh' })
    const { documentId } = await enter('QT-01', served)
    expect(await reasons()).toEqual([['nowServed']])
    await post(birthKey)
    await withdrawDocument(office.db, actor, { documentId, from: '2026-11-25', reason: 'x' })
    expect((await listTakeDown(office.db, '2026-11-24')).map((found) => found.reasons)).toEqual([['nowServed']])
    const later = await listTakeDown(office.db, '2026-11-25')
    expect(later.map(({ posting, reasons: why }) => [posting.place, why])).toEqual([['Bảng tin tầng 1', ['withdrawn']]])
  })

  it('is a sheet whose limit or fee changed in the catalogue, and none for a change that the public does not read', async () => {
    await post(birthKey)
    await changeCatalogue((entry) => ({ ...entry, short_code: 'KSX' }))
    expect(await reasons()).toEqual([])
    await changeCatalogue((entry) => ({ ...entry, fee_text: 'Lệ phí: 8.000 đồng' }))
    expect(await reasons()).toEqual([['feeChanged']])
    await changeCatalogue((entry) => ({ ...entry, time_limit: { value: 3, unit: 'working_day' }, time_limit_text: '3 ngày' }))
    expect(await reasons()).toEqual([['limitChanged']])
  })

  it('is a sheet of a procedure that the next list leaves out, not of one that no list ever had', async () => {
    const list = (title: string, signedOn: string, key: string) =>
      enterList(office.db, actor, {
        title,
        decision: '',
        signedOn,
        source: '',
        note: '',
        entries: [{ key, name: 'x', field: '', authority: 'other' }],
      })
    await list('Một', '2026-11-01', birth)
    await post(birthKey)
    const [unlisted] = await listSheets(office.db, today)
    await post(unlisted?.key === birthKey ? 'x' : (unlisted?.key ?? ''), { place: 'Sảnh' })
    await list('Hai', '2026-11-22', 'khac')
    expect((await listTakeDown(office.db, today)).map(({ posting, reasons: why }) => [posting.procedure_key, why])).toEqual([
      [birth, ['delisted']],
    ])
  })
})

describe('taking down', () => {
  it('closes several at once or none, not before they hung, and is undone by a further event', async () => {
    await post(birthKey, { postedOn: '2026-11-10' })
    await post(birthKey, { place: 'Sảnh', postedOn: '2026-11-20' })
    const ids = (await listPostings(office.db, today)).map(({ id }) => id)
    const remove = (removedOn: string, removedBy = 'Lê An') =>
      removePostings(office.db, actor, { postingIds: ids, removedOn, removedBy })
    expect(await issuesOf(remove('2026-11-15'))).toEqual(['removedOn beforePosted'])
    expect(await issuesOf(remove('2026-12-01'))).toEqual(['removedOn inFuture'])
    expect(await issuesOf(remove('2026-11-21', ''))).toEqual(['removedBy required'])
    expect((await listPostings(office.db, today)).map(({ state }) => state)).toEqual(['hanging', 'hanging'])
    await remove('2026-11-21')
    expect(await issuesOf(remove('2026-11-21'))).toEqual(['disclosure.changedMeanwhile'])
    await undoRemoval(office.db, actor, { postingIds: ids.slice(0, 1), reason: 'Nhầm nơi' })
    expect((await listPostings(office.db, today)).map(({ state, removedOn }) => [state, removedOn])).toEqual([
      ['hanging', null],
      ['removed', '2026-11-21'],
    ])
    await strikePostings(office.db, actor, { postingIds: ids.slice(1), reason: 'Ghi nhầm' })
    expect((await listPostings(office.db, today))[1]).toMatchObject({ state: 'struck', struckReason: 'Ghi nhầm' })
  })
})

it('everything about posting can be made again from the events', async () => {
  const { documentId } = await enter('QT-01', served)
  await post(birthKey)
  await post(birthKey, { place: 'Sảnh', size: 'a3' })
  const ids = (await listPostings(office.db, today)).map(({ id }) => id)
  await removePostings(office.db, actor, { postingIds: ids, removedOn: today, removedBy: 'Lê An' })
  await undoRemoval(office.db, actor, { postingIds: ids.slice(0, 1), reason: '' })
  await strikePostings(office.db, actor, { postingIds: ids.slice(1), reason: 'x' })
  await enter('QT-01', served, 2, '2026-11-22', { id: documentId })
  const fingerprint = fingerprintOf(await listSheets(office.db, today))
  await recordSite(office.db, actor, { pageCount: 208, fingerprint })
  expect(await findLastSite(office.db)).toMatchObject({ page_count: 208, fingerprint, full_name: 'Trần Thị Bình' })
  const before = await dumpTables(office.db, projectedTables)
  await rebuildProjections(office.db)
  expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  await checkStore(office.office.store)
})
