import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setUpOffice } from '../../../../db/people/commands.ts'
import { getOfficeProfile, getSession, isSetUp } from '../../../../db/people/queries.ts'
import { openOffice } from '../../../../electron/worker/office.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { firstRun, makeFolder, openTestOffice, resources, starterData, TestClock } from '../../../fixtures/office.ts'

describe('the first run', () => {
  let folder: string
  let remove: () => void
  let opened: Awaited<ReturnType<typeof openOffice>>
  const clock = new TestClock()
  const db = () => opened.office.store.db
  beforeEach(async () => {
    ;({ folder, remove } = makeFolder())
    opened = await openOffice(folder, resources, clock, {})
  })
  afterEach(async () => {
    await opened.office.store.close()
    opened.lock.release()
    remove()
  })

  it('creates the office, its units, the administrator, the catalogue and the calendar', async () => {
    const { units, catalogue } = starterData()
    const staffId = await setUpOffice(db(), clock, starterData(), firstRun)
    const count = (rows: readonly unknown[]) => rows.length
    expect(count(await db().selectFrom('office').select('id').execute())).toBe(units.units.length + 1)
    expect(count(await db().selectFrom('procedure').select('id').execute())).toBe(catalogue.procedures.length)
    expect(await db().selectFrom('calendar').select(['version', 'is_current']).execute()).toEqual([
      { version: starterData().calendar.version, is_current: 1 },
    ])
    expect(await getOfficeProfile(db())).toMatchObject({
      code: '19777',
      name: 'Phường Vỹ Dạ',
      kind: 'ward',
      deviceCode: 'A',
      settings: firstRun.settings,
    })
    expect(await getSession(db(), staffId)).toMatchObject({
      signInName: 'binhtt',
      roles: ['administrator', 'deskOfficer'],
      mustChangePassword: false,
    })
  })

  it('happens once only, also when it is asked for twice at the same moment', async () => {
    const twice = await Promise.allSettled([0, 1].map(() => setUpOffice(db(), clock, starterData(), firstRun)))
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(setUpOffice(db(), clock, starterData(), firstRun)).rejects.toMatchObject({ code: 'access.alreadySetUp' })
    expect(await db().selectFrom('device').select('code').execute()).toEqual([{ code: 'A' }])
  })

  it('writes nothing at all when the unit is not in the list', async () => {
    const office = { source: 'list', code: '99999' } as const
    await expect(setUpOffice(db(), clock, starterData(), { ...firstRun, office })).rejects.toMatchObject({
      code: 'input.invalid',
      issues: [{ path: 'office.code', code: 'notFound' }],
    })
    expect(await isSetUp(db())).toBe(false)
    expect(await dumpTables(db(), ['event', 'office', 'staff', 'credential'])).toEqual({
      event: [],
      office: [],
      staff: [],
      credential: [],
    })
  })

  it('registers an office that is not in the list under the province, from the local day on', async () => {
    clock.setLocal('2026-11-24T05:00') // still the 23rd in UTC
    const office = { source: 'own', code: 'TTPVHCC', name: 'Trung tâm Phục vụ hành chính công thành phố' } as const
    await setUpOffice(db(), clock, starterData(), { ...firstRun, office })
    expect(await getOfficeProfile(db())).toMatchObject({ code: 'TTPVHCC', kind: 'own' })
    const own = await db().selectFrom('office').selectAll().where('code', '=', 'TTPVHCC').executeTakeFirstOrThrow()
    const province = await db().selectFrom('office').select('id').where('kind', '=', 'province').executeTakeFirstOrThrow()
    expect(own).toMatchObject({ valid_from: '2026-11-24', parent_id: province.id })
  })

  it('gives no role at the desk to an administrator who does not sit there', async () => {
    const administrator = { ...firstRun.administrator, alsoDeskOfficer: false }
    const staffId = await setUpOffice(db(), clock, starterData(), { ...firstRun, administrator })
    expect((await getSession(db(), staffId)).roles).toEqual(['administrator'])
  })

  it('keeps the password out of the event log', async () => {
    await setUpOffice(db(), clock, starterData(), firstRun)
    const credential = await db().selectFrom('credential').selectAll().executeTakeFirstOrThrow()
    const log = JSON.stringify(await db().selectFrom('event').select('payload').execute())
    for (const secret of [firstRun.administrator.password, credential.hash, credential.salt]) expect(log).not.toContain(secret)
    expect(JSON.stringify(credential)).not.toContain(firstRun.administrator.password)
  })
})

describe('an office opened again', () => {
  it('is the one that was set up', async () => {
    const { folder, remove } = makeFolder()
    const first = await openTestOffice({ folder })
    const { staffId, deviceId } = first.actor
    await first.close()
    const second = await openTestOffice({ folder })
    expect(second.actor).toMatchObject({ staffId, deviceId, deviceCode: 'A' })
    await second.close()
    remove()
  })
})
