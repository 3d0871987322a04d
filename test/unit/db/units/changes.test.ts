// A unit gets another name, is merged or split: what was done before keeps the old name, what is open goes where a person sends it, what
// comes later bears the new name by itself.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getLife } from '../../../../db/cases/life/queries.ts'
import type { Actor } from '../../../../db/event.ts'
import { getOfficeProfile } from '../../../../db/people/queries.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { changeDepartment, changeOwnOffice, type DepartmentChange, type OfficeChange } from '../../../../db/units/commands.ts'
import { getHeadingOn, listOpenAt, listUnitChanges, listUnitNames, unitNameOn } from '../../../../db/units/queries.ts'
import { formPaperOf } from '../../../../electron/worker/form-data.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { askAfter, forward, type LifeOffice, openLifeOffice, take } from '../../../fixtures/life-office.ts'

let office: LifeOffice
let admin: Actor
beforeEach(async () => {
  office = await openLifeOffice()
  admin = { ...office.actor, permissions }
})
afterEach(() => office.close())

const old = 'Phòng Kinh tế'
const department = (extra: Partial<DepartmentChange>) =>
  changeDepartment(office.db, admin, {
    ...{ kind: 'renamed', on: '2026-11-23', ground: 'QĐ 12/QĐ-UBND', from: [old], to: ['Phòng Kinh tế – Hạ tầng'], moves: [] },
    ...extra,
  })
/** A case at its second step, at the department. */
const atDepartment = async () => {
  const caseId = await office.receive()
  await office.do(office.desk, caseId, forward(office.handler.staffId))
  await office.do(office.handler, caseId, take)
  return caseId
}
const unitsOf = async (caseId: string) => (await getLife(office.db, admin, caseId)).runs.map(({ unit }) => unit)
const expectRebuilt = async () => {
  const before = await dumpTables(office.db, projectedTables)
  await rebuildProjections(office.db)
  expect(await dumpTables(office.db, projectedTables)).toEqual(before)
}
const issue = (path: string, code: string) => ({
  code: 'input.invalid',
  issues: expect.arrayContaining([expect.objectContaining({ path, code })]),
})

describe('a department', () => {
  it('that is renamed keeps its old name on what was done, and bears the new one on what comes', async () => {
    const [moved, kept] = [await atDepartment(), await atDepartment()]
    await office.do(office.handler, moved, forward(office.other.staffId)) // B2 done, B3 open at the same department
    const open = await listOpenAt(office.db, [old])
    expect(open.map(({ caseId }) => caseId)).toEqual([moved, kept])
    expect(await listUnitNames(office.db)).toEqual([old])
    await department({ moves: [{ runId: open[0]?.runId ?? '', to: 'Phòng Kinh tế – Hạ tầng' }] })
    expect(await unitsOf(moved)).toEqual(['Bộ phận một cửa', old, 'Phòng Kinh tế – Hạ tầng'])
    expect(await unitsOf(kept)).toEqual(['Bộ phận một cửa', old])
    await office.do(office.handler, kept, forward(office.other.staffId)) // the process still names the old one
    expect(await unitsOf(kept)).toEqual(['Bộ phận một cửa', old, 'Phòng Kinh tế – Hạ tầng'])
    expect(await unitNameOn(office.db, old, '2026-11-22')).toBe(old)
    expect(await listUnitChanges(office.db)).toMatchObject([{ kind: 'renamed', from: [old], ground: 'QĐ 12/QĐ-UBND' }])
    await expectRebuilt()
  })

  it('that is the desk itself bears its new name on what it receives from then on (the step of receipt bore the old one)', async () => {
    const desk = 'Bộ phận một cửa'
    const before = await office.receive()
    await department({ on: '2026-11-23', from: [desk], to: ['Trung tâm một cửa'] })
    await office.do(office.desk, before, forward(office.handler.staffId))
    expect((await unitsOf(before))[0]).toBe('Trung tâm một cửa')
    office.clock.setLocal('2026-11-25T08:00')
    await department({ on: '2026-11-25', from: ['Trung tâm một cửa'], to: ['Trung tâm hành chính công'] })
    const after = await office.receive({ receivedAt: '2026-11-23T10:00' })
    await office.do(office.desk, after, forward(office.handler.staffId))
    expect((await unitsOf(after))[0]).toBe('Trung tâm một cửa')
  })

  it('that is merged and renamed again is followed to its present name, by date', async () => {
    office.clock.setLocal('2026-11-27T09:00')
    await department({ kind: 'merged', on: '2026-11-24', from: [old, 'Phòng Hạ tầng'], to: ['Phòng A'] })
    await department({ on: '2026-11-26', from: ['Phòng A'], to: ['Phòng B'] })
    const on = (date: string) => unitNameOn(office.db, old, date)
    expect([await on('2026-11-23'), await on('2026-11-24'), await on('2026-11-26')]).toEqual([old, 'Phòng A', 'Phòng B'])
    await department({ on: '2026-11-27', from: ['Phòng B'], to: [old] }) // back again: no circle
    expect([await on('2026-11-27'), await unitNameOn(office.db, 'Phòng A', '2026-11-27')]).toEqual([old, old])
  })

  it('that is split leaves the choice to a person, and the name of the process as it is', async () => {
    const [one, two, three] = [await atDepartment(), await atDepartment(), await atDepartment()]
    const runs = new Map((await listOpenAt(office.db, [old])).map(({ caseId, runId }) => [caseId, runId]))
    const move = (caseId: string, to: string) => ({ runId: runs.get(caseId) ?? '', to })
    await department({ kind: 'split', to: ['Phòng A', 'Phòng B'], moves: [move(one, 'Phòng A'), move(two, 'Phòng B')] })
    expect([await unitsOf(one), await unitsOf(two), await unitsOf(three)].map((units) => units.at(-1))).toEqual([
      'Phòng A',
      'Phòng B',
      old,
    ])
    expect(await unitNameOn(office.db, old, '2026-11-23')).toBe(old)
    await expect(department({ kind: 'split', to: ['Phòng A', 'Phòng C'], moves: [move(one, 'Phòng C')] })).rejects.toMatchObject({
      code: 'unit.changedMeanwhile',
    })
  })

  it('changes on its day or after, with a ground and whole names', async () => {
    await expect(department({ on: '2026-11-24' })).rejects.toMatchObject(issue('on', 'inFuture'))
    await expect(department({ ground: '' })).rejects.toMatchObject(issue('ground', 'required'))
    await expect(department({ to: [old] })).rejects.toMatchObject(issue('to.0', 'notUnique'))
    await expect(department({ kind: 'merged' })).rejects.toMatchObject(issue('from.1', 'required'))
    await expect(department({ kind: 'split', to: ['Phòng A', 'Phòng A'] })).rejects.toMatchObject(issue('to.1', 'notUnique'))
  })
})

describe('the office', () => {
  const heading = {
    name: 'Phường Phú Xuân Mới',
    governingBody: 'UBND phường Phú Xuân Mới',
    deskName: 'Trung tâm Phục vụ hành chính công phường Phú Xuân Mới',
    place: 'Phú Xuân Mới',
  }
  const change = (extra: Partial<OfficeChange> = {}) =>
    changeOwnOffice(office.db, admin, {
      ...{
        kind: 'merged',
        on: '2026-12-01',
        ground: 'NQ 1/NQ-UBTVQH',
        heading,
        code: '19999',
        others: ['Phường Thuận Lộc'],
        movesOpen: true,
      },
      ...extra,
    })
  const receipt = async (caseId: string) =>
    JSON.stringify((await formPaperOf(office.office, { caseId, kind: 'receipt', documentId: '' })).fields)

  it('that is merged prints papers of earlier days under its earlier name, later ones under the new', async () => {
    const { db, clock, desk, handler } = office
    const before = await getOfficeProfile(db)
    const caseId = await atDepartment()
    const done = await office.receive()
    await office.do(desk, done, {
      act: 'withdraw',
      requestedOn: '2026-11-23',
      reason: 'x',
      papersReturned: '',
      lateCause: null,
      lateNote: '',
    })
    const printed = await receipt(caseId)
    clock.setLocal('2026-12-01T09:00')
    await change()
    expect(await getOfficeProfile(db)).toMatchObject({
      name: 'Phường Phú Xuân Mới',
      code: '19999',
      settings: { deskName: heading.deskName, place: heading.place },
    })
    expect(await receipt(caseId)).toBe(printed)
    expect(await getHeadingOn(db, '2026-11-30')).toMatchObject({ name: before.name, deskName: before.settings.deskName })
    expect(await getHeadingOn(db, '2026-12-01')).toEqual(heading)
    const officeOf = async (id: string) =>
      (await db.selectFrom('case_file').select('office_id').where('id', '=', id).executeTakeFirst())?.office_id
    expect(await officeOf(caseId)).not.toBe(before.id)
    expect(await officeOf(done)).toBe(before.id)
    expect(await db.selectFrom('office').select('valid_to').where('id', '=', before.id).executeTakeFirst()).toEqual({
      valid_to: '2026-11-30',
    })
    await office.do(handler, caseId, askAfter)
    const [paper] = await db.selectFrom('case_paper').select('id').where('case_id', '=', caseId).execute()
    const request = await formPaperOf(office.office, { caseId, kind: 'supplementRequest', documentId: paper?.id ?? '' })
    expect(JSON.stringify(request.fields)).toContain('Phú Xuân Mới')
    expect(JSON.stringify(await receipt(await office.receive()))).toContain('Phú Xuân Mới')
    await expectRebuilt()
  })

  it('that is only renamed stays the same office; the cases need not move', async () => {
    const { db, clock } = office
    const before = await getOfficeProfile(db)
    const caseId = await atDepartment()
    const printed = await receipt(caseId)
    clock.setLocal('2026-12-03T09:00')
    await change({ kind: 'renamed', others: [], code: '' })
    expect(await getOfficeProfile(db)).toMatchObject({ id: before.id, code: before.code, name: 'Phường Phú Xuân Mới' })
    expect(await receipt(caseId)).toBe(printed)
    await expect(change({ kind: 'renamed', others: [], code: '', heading: { ...heading, name: 'Khác' } })).rejects.toMatchObject(
      issue('on', 'beforeLastChange'),
    )
    await expect(change({ on: '2026-12-02', code: before.code })).rejects.toMatchObject(issue('code', 'notUnique'))
    await expect(change({ on: '2026-12-02', code: '1', others: [] })).rejects.toMatchObject(issue('from.1', 'required'))
    await expectRebuilt()
  })
})
