import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addStaff, changeOffice, changeStaff } from '../../../../db/people/commands.ts'
import { getOfficeProfile, getPreferences, listSignIns, listStaff, setPreference } from '../../../../db/people/queries.ts'
import type { Role } from '../../../../db/people/rules.ts'
import { firstRun, openTestOffice, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const add = (signInName: string, fullName: string, roles: Role[] = ['deskOfficer']) =>
  addStaff(office.db, office.actor, { signInName, fullName, positionTitle: '', roles, password: 'lan-dau-tien' })
const administrator = () => ({
  staffId: office.actor.staffId,
  fullName: 'Trần Thị Bình',
  positionTitle: '',
  roles: ['administrator'] as Role[],
  isActive: true,
})
const lastOne = { code: 'input.invalid', issues: [{ path: 'roles', code: 'lastAdministrator' }] }

describe('staff', () => {
  it('are listed by given name as Vietnamese offices do, those who left at the end', async () => {
    await add('anh1', 'Trần Văn Ánh')
    const gone = await add('an1', 'Lê Thị An')
    await add('duc1', 'Bùi Đức')
    await add('dung1', 'Phạm Dũng')
    await changeStaff(office.db, office.actor, { ...gone, staffId: gone.id, isActive: false })
    expect((await listStaff(office.db)).map(({ fullName }) => fullName)).toEqual([
      'Trần Văn Ánh',
      'Trần Thị Bình',
      'Phạm Dũng',
      'Bùi Đức',
      'Lê Thị An',
    ])
    expect((await listSignIns(office.db)).map(({ signInName }) => signInName)).toEqual(['anh1', 'binhtt', 'dung1', 'duc1'])
  })

  it('cannot share a sign-in name', async () => {
    await expect(add('binhtt', 'Trần Bình')).rejects.toMatchObject({
      code: 'input.invalid',
      issues: [{ path: 'signInName', code: 'notUnique' }],
    })
  })

  it('keep at least one active administrator', async () => {
    await expect(changeStaff(office.db, office.actor, { ...administrator(), roles: ['deskOfficer'] })).rejects.toMatchObject(
      lastOne,
    )
    await expect(changeStaff(office.db, office.actor, { ...administrator(), isActive: false })).rejects.toMatchObject(lastOne)
    expect((await listStaff(office.db))[0]).toMatchObject({ roles: ['administrator', 'deskOfficer'], isActive: true })
  })

  it('may lose an administrator when another one stays', async () => {
    const second = await add('haipv', 'Phạm Văn Hải', ['administrator'])
    expect(await changeStaff(office.db, office.actor, { ...administrator(), roles: ['viewer'] })).toMatchObject({
      roles: ['viewer'],
    })
    const last = { ...second, staffId: second.id, isActive: false }
    await expect(changeStaff(office.db, office.actor, last)).rejects.toMatchObject(lastOne)
  })

  it('that do not exist cannot be changed', async () => {
    const nobody = { ...administrator(), staffId: '00000000-0000-7000-8000-000000000000' }
    await expect(changeStaff(office.db, office.actor, nobody)).rejects.toMatchObject({ code: 'entity.notFound' })
  })
})

describe('the office', () => {
  it('shows changed settings and keeps every earlier one in the log', async () => {
    const { settings } = await getOfficeProfile(office.db)
    await changeOffice(office.db, office.actor, { ...settings, deskName: 'Bộ phận Một cửa', lockMinutes: 5 })
    expect((await getOfficeProfile(office.db)).settings).toEqual({ ...settings, deskName: 'Bộ phận Một cửa', lockMinutes: 5 })
    const events = await office.db
      .selectFrom('event')
      .select('payload')
      .where('type', '=', 'office.configured')
      .orderBy('seq')
      .execute()
    expect(events.map(({ payload }) => JSON.parse(payload).deskName)).toEqual([firstRun.settings.deskName, 'Bộ phận Một cửa'])
  })
})

describe('preferences', () => {
  it('are each person’s own and the newest counts', async () => {
    const other = await add('haipv', 'Phạm Văn Hải')
    await setPreference(office.db, office.actor.staffId, 'theme', 'dark')
    await setPreference(office.db, office.actor.staffId, 'theme', 'light')
    expect(await getPreferences(office.db, office.actor.staffId)).toEqual({ theme: 'light' })
    expect(await getPreferences(office.db, other.id)).toEqual({})
  })
})
