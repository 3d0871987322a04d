// A person leaves: everything in hand is gathered from the records, goes over whole or in part, and an account with something in hand is
// not closed.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addOldFile, lendOldFile } from '../../../../db/archive/commands.ts'
import { readWhereabouts } from '../../../../db/cases/whereabouts.ts'
import { handOutCopies } from '../../../../db/copies/commands.ts'
import { handOverDuties } from '../../../../db/duties/commands.ts'
import { countHeld, listHeld } from '../../../../db/duties/held.ts'
import { getHandover, listDuties, listHandovers } from '../../../../db/duties/queries.ts'
import type { DutyKind } from '../../../../db/duties/rules.ts'
import type { Actor } from '../../../../db/event.ts'
import { keepOriginal } from '../../../../db/originals/commands.ts'
import { listHeldOriginals } from '../../../../db/originals/queries.ts'
import { changeStaff } from '../../../../db/people/commands.ts'
import { getStaff } from '../../../../db/people/queries.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { nameReaders } from '../../../../db/readings/commands.ts'
import { listReaders } from '../../../../db/readings/queries.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { openBook } from '../../../../db/register/commands.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { askAfter, forward, type LifeOffice, openLifeOffice, resubmit, take } from '../../../fixtures/life-office.ts'

let office: LifeOffice
let admin: Actor
beforeEach(async () => {
  office = await openLifeOffice()
  admin = { ...office.actor, permissions }
})
afterEach(() => office.close())

const held = async (actor: Actor) => countHeld(await listHeld(office.db, actor.staffId))
const linesOf = async (from: Actor, to: Actor, only?: DutyKind) =>
  (await listHeld(office.db, from.staffId))
    .filter(({ kind }) => only === undefined || kind === only)
    .map(({ kind, itemId }) => ({ kind, itemId, to: to.staffId }))
const handOver = (by: Actor, from: Actor, lines: Awaited<ReturnType<typeof linesOf>>, closesAccount = false) =>
  handOverDuties(office.db, by, {
    ...{
      staffId: from.staffId,
      on: '2026-11-23',
      reason: 'Chuyển công tác',
      further: 'Chìa khóa tủ số 2',
      witness: 'Nguyễn Văn An',
    },
    ...{ lines, closesAccount },
  })
const close = async (actor: Actor) => {
  const staff = await getStaff(office.db, actor.staffId)
  return changeStaff(office.db, admin, { ...staff, staffId: staff.id, isActive: false })
}
/** One case that the handler works on, one handed to them, one that waits for its applicant, one asked of them. */
async function work() {
  const { desk, handler, other } = office
  const [working, handed, waiting, asked] = [
    await office.receive(),
    await office.receive(),
    await office.receive(),
    await office.receive(),
  ]
  for (const caseId of [working, handed, waiting]) await office.do(desk, caseId, forward(handler.staffId))
  await office.do(desk, asked, forward(other.staffId))
  for (const caseId of [working, waiting]) await office.do(handler, caseId, take)
  await office.do(handler, waiting, askAfter)
  await office.do(other, asked, take)
  const task = { unit: 'Phòng Kinh tế', content: 'Đất có quy hoạch không?', dueAt: '2026-11-25T17:00', staffId: handler.staffId }
  await office.do(other, asked, { act: 'consult', tasks: [task] })
  return { working, handed, waiting, asked }
}

describe('what a person has in hand', () => {
  it('is gathered from cases, originals, books, loans, copies and documents to read', async () => {
    const { db, desk, handler, head } = office
    const { working } = await work()
    await keepOriginal(db, handler, { caseId: working, component: 0, title: 'Sổ đỏ CB 1', count: 2, keptOn: '2026-11-20' })
    const fileId = await addOldFile(db, handler, {
      ...{ title: 'Khai sinh 1998', person: '', year: 1998, book: '01', page: '2', shelf: 'K1', box: 'H2', note: '' },
    })
    await lendOldFile(db, handler, {
      fileId,
      borrower: 'Lê Văn Cường – Phòng Kinh tế',
      purpose: '',
      lentOn: '2026-11-20',
      dueOn: '2026-11-27',
    })
    const { version_id, document_id } = await db
      .selectFrom('document_version')
      .select(['id as version_id', 'document_id'])
      .executeTakeFirstOrThrow()
    const readers = [{ staffId: handler.staffId, name: '', position: '' }]
    await nameReaders(db, admin, { versionId: version_id, readers })
    const copies = [
      { number: 1, form: 'paper' as const, holderKind: 'person' as const, holder: 'Lê Văn Cường' },
      { number: 2, form: 'paper' as const, holderKind: 'person' as const, holder: 'Lê Văn Cường Em' },
    ]
    await handOutCopies(db, admin, { versionId: version_id, on: '2026-11-20', by: 'Thư ký', copies })
    expect(await held(handler)).toEqual({ step: 2, task: 1, waiting: 1, original: 1, loan: 1, borrowed: 1, copy: 1, reading: 1 })
    await openBook(db, { ...desk, permissions }, { year: 2026, group: '' })
    await office.receive()
    expect(await held(desk)).toEqual({ book: 1, desk: 1 })
    expect(await held(head)).toEqual({})
    const everybody = await listDuties(db)
    expect(everybody.find(({ staffId }) => staffId === handler.staffId)).toMatchObject({ total: 9, isActive: true })

    await handOver(admin, handler, await linesOf(handler, office.other))
    expect(await held(handler)).toEqual({})
    expect(await held(office.other)).toEqual({
      step: 3,
      task: 1,
      waiting: 1,
      original: 1,
      loan: 1,
      borrowed: 1,
      copy: 1,
      reading: 1,
    })
    expect((await listHeldOriginals(db, false, '2026-11-23')).rows).toMatchObject([{ keptBy: 'Phạm Thị Dung' }])
    expect((await listReaders(db, version_id)).map(({ name }) => name)).toEqual(['Phạm Thị Dung'])
    const told = await db.selectFrom('event').select('type').where('entity_id', 'in', [working, document_id, fileId]).execute()
    expect(told.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['case.dutyPassed', 'document.copiesPassedOn', 'document.readerReleased', 'oldFile.loanPassedOn']),
    )
  })
})

describe('a hand-over', () => {
  it('moves all at once, keeps its record as it was, and the account can be closed with it', async () => {
    const { db, handler, other } = office
    const { handed } = await work()
    const lines = (await linesOf(handler, other)).filter(({ kind }) => kind !== 'task')
    const [task] = await linesOf(handler, office.head, 'task')
    const handoverId = await handOver(admin, handler, [...lines, ...(task ? [task] : [])], true)
    expect(await held(handler)).toEqual({})
    expect(await held(office.head)).toEqual({ task: 1 })
    expect((await getStaff(db, handler.staffId)).isActive).toBe(false)
    const staff = await getStaff(db, other.staffId)
    await changeStaff(db, admin, { ...staff, staffId: staff.id, fullName: 'Phạm Thị Dung Mới' })
    const record = await getHandover(db, handoverId)
    expect(record).toMatchObject({
      staffName: 'Lê Văn Cường',
      reason: 'Chuyển công tác',
      further: 'Chìa khóa tủ số 2',
      leftCount: 0,
    })
    expect(record.lines).toHaveLength(4)
    expect(record.lines[0]).toMatchObject({ kind: 'step', title: expect.any(String), toName: 'Phạm Thị Dung' })
    expect(await listHandovers(db)).toMatchObject([{ lineCount: 4, receivers: ['Phạm Thị Dung', 'Nguyễn Văn An'] }])
    await office.do(other, handed, take)
    expect((await listHeld(db, other.staffId)).some(({ caseId }) => caseId === handed)).toBe(true)
  })

  it('may be partial; the account is then not closed, and the refusal says what is left', async () => {
    const { handler, other } = office
    await work()
    const some = await linesOf(handler, other, 'step')
    await expect(handOver(admin, handler, some, true)).rejects.toMatchObject({
      code: 'staff.holdsThings',
      params: { count: 2, task: 1, waiting: 1 },
    })
    expect(await held(handler)).toEqual({ step: 2, task: 1, waiting: 1 }) // nothing of it happened
    await handOver(admin, handler, some)
    expect(await held(handler)).toEqual({ task: 1, waiting: 1 })
    await expect(close(handler)).rejects.toMatchObject({ code: 'staff.holdsThings', params: { count: 2 } })
    await handOver(admin, handler, await linesOf(handler, other))
    expect((await close(handler)).isActive).toBe(false)
  })

  it('sends a case that waited for its applicant to the one who took the duty over', async () => {
    const { desk, handler, other } = office
    const { waiting } = await work()
    await handOver(admin, handler, await linesOf(handler, other, 'waiting'))
    await office.do(desk, waiting, resubmit)
    expect(await held(other)).toMatchObject({ waiting: 1 })
    await office.do(desk, waiting, forward())
    expect((await listHeld(office.db, other.staffId)).filter(({ caseId }) => caseId === waiting)).toMatchObject([
      { kind: 'step' },
    ])
    // What the new one asks for later comes back to the new one, and a second hand-over counts for the later waiting only.
    await office.do(other, waiting, take)
    await office.do(other, waiting, askAfter)
    expect(await held(other)).toMatchObject({ waiting: 1 })
    expect(await held(handler)).not.toHaveProperty('waiting')
  })

  it('that was left out sends such a case to nobody by name, not to a closed account', async () => {
    const { db, desk, handler } = office
    const { waiting } = await work()
    await db.updateTable('staff').set({ is_active: 0 }).where('id', '=', handler.staffId).execute() // as an older version did
    await office.do(desk, waiting, resubmit)
    await office.do(desk, waiting, forward())
    const run = await db
      .selectFrom('step_run')
      .select('staff_id')
      .where('case_id', '=', waiting)
      .where('finished_at', 'is', null)
      .executeTakeFirst()
    expect(run).toEqual({ staff_id: null })
    expect((await listDuties(db)).find(({ staffId }) => staffId === handler.staffId)).toMatchObject({ isActive: false })
  })

  it('is refused to whoever may not do the work, is gone, or is the giver; and for things that have moved', async () => {
    const { db, desk, handler, other } = office
    await work()
    const lines = await linesOf(handler, desk, 'step')
    const refused = (code: string) => ({
      code: 'input.invalid',
      issues: expect.arrayContaining([expect.objectContaining({ path: 'lines.0.to', code })]),
    })
    await expect(handOver(admin, handler, lines)).rejects.toMatchObject(refused('receiverMayNot'))
    await expect(handOver(admin, handler, await linesOf(handler, handler))).rejects.toMatchObject(refused('notFound'))
    const toOther = await linesOf(handler, other, 'step')
    await handOver(admin, handler, toOther)
    await expect(handOver(admin, handler, toOther)).rejects.toMatchObject({ code: 'duty.changedMeanwhile' })
    await expect(
      handOverDuties(db, admin, {
        staffId: handler.staffId,
        on: '2026-11-24',
        reason: '',
        further: '',
        witness: '',
        lines: [],
        closesAccount: false,
      }),
    ).rejects.toMatchObject({
      issues: [
        { path: 'on', code: 'inFuture' },
        { path: 'reason', code: 'required' },
        { path: 'lines', code: 'required' },
      ],
    })
  })

  it('is rebuilt from the events', async () => {
    const { db, handler, other } = office
    await work()
    await office.receive()
    await handOver(admin, handler, await linesOf(handler, other))
    const before = await dumpTables(db, projectedTables)
    await rebuildProjections(db)
    expect(await dumpTables(db, projectedTables)).toEqual(before)
  })
})

it('a file at the desk is with the one who took it over, and since then (the search named the one who had left)', async () => {
  const { db, desk, actor, clock } = office
  const caseId = await office.receive()
  clock.advance({ days: 2 })
  await handOverDuties(db, admin, {
    ...{ staffId: desk.staffId, on: '2026-11-25', reason: 'Chuyển công tác', further: '', witness: '' },
    ...{ lines: await linesOf(desk, actor), closesAccount: true },
  })
  const place = (await readWhereabouts(db, [caseId])).get(caseId)
  const { fullName } = await getStaff(db, actor.staffId)
  expect(place).toMatchObject({ place: 'desk', holder: fullName, since: '2026-11-25T02:00:00.000Z' })
})
