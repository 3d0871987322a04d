import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Session } from '../../../../electron/api/people.ts'
import { SessionKeeper, type SessionState } from '../../../../electron/session.ts'

const clerk: Session = {
  staffId: '0190a6b0-0000-7000-8000-000000000001',
  signInName: 'binhtt',
  fullName: 'Trần Thị Bình',
  positionTitle: '',
  roles: ['deskOfficer'],
  permissions: ['case.read', 'case.receive'],
  mustChangePassword: false,
}
const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000)

let told: SessionState[]
let keeper: SessionKeeper
beforeEach(() => {
  vi.useFakeTimers()
  told = []
  keeper = new SessionKeeper(() => told.push(keeper.state))
})
afterEach(() => {
  keeper.signOut()
  vi.useRealTimers()
})

describe('SessionKeeper', () => {
  it('lets nobody do anything before somebody has signed in', () => {
    expect({ staffId: keeper.activeStaffId, may: keeper.may('case.read') }).toEqual({ staffId: null, may: false })
    keeper.lock()
    minutes(60)
    expect(told).toEqual([])
  })

  it('lets the person do what the session says and nothing else', () => {
    keeper.signIn(clerk)
    expect(keeper.activeStaffId).toBe(clerk.staffId)
    expect([keeper.may('case.receive'), keeper.may('staff.manage')]).toEqual([true, false])
    expect(told).toEqual([{ session: clerk, isLocked: false }])
  })

  it('locks: the person stays, the rights are gone until the person signs in again', () => {
    keeper.signIn(clerk)
    keeper.lock()
    expect(keeper.state).toEqual({ session: clerk, isLocked: true })
    expect([keeper.activeStaffId, keeper.may('case.read')]).toEqual([null, false])
    keeper.lock()
    expect(told).toHaveLength(2)
    keeper.signIn(clerk)
    expect(keeper.may('case.read')).toBe(true)
  })

  it('locks by itself when nobody touched anything for the minutes of the office', () => {
    keeper.setLockMinutes(5)
    keeper.signIn(clerk)
    minutes(4)
    keeper.touch()
    minutes(4.9)
    expect(keeper.state.isLocked).toBe(false)
    minutes(0.2)
    expect(keeper.state.isLocked).toBe(true)
  })

  it('waits anew when the office changes the minutes', () => {
    keeper.signIn(clerk)
    minutes(9)
    keeper.setLockMinutes(1)
    minutes(0.9)
    expect(keeper.state.isLocked).toBe(false)
    minutes(0.2)
    expect(keeper.state.isLocked).toBe(true)
  })

  it('does not unlock because of a key or a change of rights', () => {
    keeper.signIn(clerk)
    keeper.lock()
    keeper.touch()
    keeper.replace({ ...clerk, permissions: [] })
    expect(keeper.state).toMatchObject({ isLocked: true, session: { permissions: [] } })
    expect(keeper.activeStaffId).toBeNull()
  })

  it('never locks a screen at which nobody is signed in any more', () => {
    keeper.signIn(clerk)
    keeper.signOut()
    minutes(600)
    expect(keeper.state).toEqual({ session: null, isLocked: false })
    expect(told).toHaveLength(2)
  })

  it('takes over new rights at once', () => {
    keeper.signIn(clerk)
    keeper.replace({ ...clerk, permissions: ['staff.manage'] })
    expect([keeper.may('case.read'), keeper.may('staff.manage')]).toEqual([false, true])
  })
})
