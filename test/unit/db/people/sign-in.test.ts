import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addStaff, changeOwnPassword, changeStaff, resetPassword } from '../../../../db/people/commands.ts'
import { waitAfterFailuresSeconds } from '../../../../db/people/rules.ts'
import { signIn } from '../../../../db/people/sign-in.ts'
import { getActor } from '../../../../electron/worker/office.ts'
import { adminPassword, openTestOffice, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const enter = (password: string, name = 'binhtt') => signIn(office.db, office.clock, name, password)
const addClerk = () =>
  addStaff(office.db, office.actor, {
    signInName: 'duyennt',
    fullName: 'Nguyễn Thị Duyên',
    positionTitle: '',
    roles: ['deskOfficer'],
    password: 'lan-dau-tien',
  })
const wrong = { code: 'signIn.wrong' }
const wait = (seconds: number) => ({ code: 'signIn.wait', params: { seconds } })

describe('signing in', () => {
  it('lets the right password in, however the name and the marks are written', async () => {
    expect(await enter(adminPassword, '  BinhTT ')).toMatchObject({ signInName: 'binhtt', mustChangePassword: false })
    await resetPassword(office.db, office.actor, office.actor.staffId, 'mật khẩu có dấu'.normalize('NFD'))
    expect(await enter('mật khẩu có dấu'.normalize('NFC'))).toMatchObject({ signInName: 'binhtt' })
  })

  it('does not tell an unknown name from a wrong password', async () => {
    await expect(enter('sai-mat-khau')).rejects.toMatchObject(wrong)
    await expect(enter('sai-mat-khau', 'khong-co-ai')).rejects.toMatchObject(wrong)
    await expect(enter('', 'binhtt')).rejects.toMatchObject(wrong)
  })

  it('makes the wait grow with every wrong password and forgets it after a right one', async () => {
    const expected = [0, 0, 5, 10, 20, 40, 80]
    for (const seconds of expected) {
      await expect(enter('sai-mat-khau')).rejects.toMatchObject(seconds === 0 ? wrong : wait(seconds))
      office.clock.advance({ seconds })
    }
    expect(await enter(adminPassword)).toMatchObject({ signInName: 'binhtt' })
    await expect(enter('sai-mat-khau')).rejects.toMatchObject(wrong)
  })

  it('never waits longer than a quarter of an hour', () => {
    expect(Array.from({ length: 40 }, (_, failures) => waitAfterFailuresSeconds(failures)).toSorted((a, b) => b - a)[0]).toBe(900)
  })

  it('refuses even the right password while a wait runs, and counts it down', async () => {
    for (let count = 0; count < 3; count += 1) await expect(enter('sai-mat-khau')).rejects.toThrow()
    await expect(enter(adminPassword)).rejects.toMatchObject(wait(5))
    office.clock.advance({ seconds: 3 })
    await expect(enter(adminPassword)).rejects.toMatchObject(wait(2))
    office.clock.advance({ seconds: 2 })
    expect(await enter(adminPassword)).toMatchObject({ signInName: 'binhtt' })
  })

  it('lets nobody wait for years because the clock was set back', async () => {
    for (let count = 0; count < 4; count += 1) {
      await expect(enter('sai-mat-khau')).rejects.toThrow()
      office.clock.advance({ seconds: count < 3 ? 5 : 0 })
    }
    office.clock.setLocal('2024-11-23T09:00')
    await expect(enter(adminPassword)).rejects.toMatchObject(wait(10))
    office.clock.advance({ seconds: 4 })
    await expect(enter(adminPassword)).rejects.toMatchObject(wait(6))
    office.clock.advance({ seconds: 6 })
    expect(await enter(adminPassword)).toMatchObject({ signInName: 'binhtt' })
  })

  it('refuses a person who no longer works here only after the right password', async () => {
    const clerk = await addClerk()
    await changeStaff(office.db, office.actor, { ...clerk, staffId: clerk.id, isActive: false })
    await expect(enter('sai-mat-khau', 'duyennt')).rejects.toMatchObject(wrong)
    await expect(enter('lan-dau-tien', 'duyennt')).rejects.toMatchObject({ code: 'signIn.inactive' })
    await expect(getActor(office.db, office.clock, clerk.id)).rejects.toMatchObject({ code: 'access.denied' })
  })
})

describe('passwords', () => {
  it('given by an administrator must be changed, and is then one’s own', async () => {
    const clerk = await addClerk()
    expect(await enter('lan-dau-tien', 'duyennt')).toMatchObject({ mustChangePassword: true })
    const actor = await getActor(office.db, office.clock, clerk.id)
    await expect(changeOwnPassword(office.db, actor, 'sai-mat-khau', 'cua-rieng-toi')).rejects.toMatchObject(wrong)
    expect(await changeOwnPassword(office.db, actor, 'lan-dau-tien', 'cua-rieng-toi')).toMatchObject({
      mustChangePassword: false,
    })
    expect(await enter('cua-rieng-toi', 'duyennt')).toMatchObject({ mustChangePassword: false })
    await expect(enter('lan-dau-tien', 'duyennt')).rejects.toMatchObject(wrong)
  })

  it('set anew by an administrator end a wait and must be changed', async () => {
    const clerk = await addClerk()
    for (let count = 0; count < 3; count += 1) await expect(enter('sai-mat-khau', 'duyennt')).rejects.toThrow()
    await resetPassword(office.db, office.actor, clerk.id, 'mat-khau-moi')
    expect(await enter('mat-khau-moi', 'duyennt')).toMatchObject({ mustChangePassword: true })
  })

  it('leave their trace in the log: who set it, never what it is', async () => {
    const clerk = await addClerk()
    await resetPassword(office.db, office.actor, clerk.id, 'mat-khau-moi')
    const events = await office.db
      .selectFrom('event')
      .select(['type', 'actor', 'payload'])
      .where('entity_id', '=', clerk.id)
      .orderBy('seq')
      .execute()
    expect(events.map(({ type }) => type)).toEqual(['staff.added', 'staff.passwordSet', 'staff.passwordSet'])
    expect(events.every(({ actor }) => actor === office.actor.staffId)).toBe(true)
    expect(JSON.stringify(events)).not.toMatch(/lan-dau-tien|mat-khau-moi/)
  })

  it('of somebody who does not exist cannot be set', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000'
    await expect(resetPassword(office.db, office.actor, nobody, 'mat-khau-moi')).rejects.toMatchObject({
      code: 'entity.notFound',
    })
  })
})
