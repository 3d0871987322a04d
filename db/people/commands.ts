// What changes people: the first run, staff, passwords, the office's settings.

import { publishCalendarInTx } from '../calendar/commands.ts'
import type { DeadlineCalendar } from '../calendar/rules.ts'
import { findSubstitution } from '../duties/absence.ts'
import { countHeld, listHeld } from '../duties/held.ts'
import type { Actor, Db, Tx } from '../event.ts'
import { authorise } from '../event.ts'
import { recordStarterLawsInTx } from '../laws/commands.ts'
import type { LawsFile } from '../laws/laws-file.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { instantToLocal } from '../model/local-time.ts'
import type { CatalogueFile } from '../procedures/catalogue-file.ts'
import { publishCatalogueInTx } from '../procedures/commands.ts'
import { recordInTx } from '../record.ts'
import { checkPassword, makeCredential, storeCredentialInTx } from './passwords.ts'
import { getSession, getStaff, isSetUp, listStaff } from './queries.ts'
import { type OfficeKind, type OfficeSettings, permissionsOf, type Role } from './rules.ts'
import type { UnitsFile } from './units-file.ts'

export interface FirstRun {
  readonly office:
    | { readonly source: 'list'; readonly code: string }
    | { readonly source: 'own'; readonly code: string; readonly name: string }
  readonly deviceCode: string
  readonly settings: Omit<OfficeSettings, 'officeId' | 'processCodePattern'>
  readonly administrator: {
    readonly fullName: string
    readonly positionTitle: string
    readonly signInName: string
    readonly password: string
    readonly alsoDeskOfficer: boolean
  }
}

/** What the product brings along, checked before anything is written. */
export interface StarterData {
  readonly units: UnitsFile
  readonly catalogue: CatalogueFile
  readonly calendar: DeadlineCalendar
  readonly laws: LawsFile
}

/** Starts a chain of events for this installation; any earlier one of this file ends. Returns the new device's id. */
export async function startDeviceInTx(tx: Tx, clock: Clock, code: string): Promise<string> {
  const id = newId(clock.nowMs())
  await tx.updateTable('device').set({ is_current: 0 }).execute()
  await tx
    .insertInto('device')
    .values({ id, code, created_at: toInstant(clock.nowMs()), is_current: 1 })
    .execute()
  return id
}

/**
 * Creates everything an empty database needs, in one transaction. Returns the administrator's staff id.
 * Throws access.alreadySetUp; input.invalid when the unit is not in the list.
 */
export async function setUpOffice(db: Db, clock: Clock, starter: StarterData, input: FirstRun): Promise<string> {
  const staffId = newId(clock.nowMs())
  const credential = await makeCredential(staffId, input.administrator.password, false, clock)
  const held: Role[] = input.administrator.alsoDeskOfficer ? ['administrator', 'deskOfficer'] : ['administrator']
  await db.transaction().execute(async (tx) => {
    if (await isSetUp(tx)) throw new AppError('access.alreadySetUp')
    const deviceId = await startDeviceInTx(tx, clock, input.deviceCode)
    const actor: Actor = { staffId, deviceId, deviceCode: input.deviceCode, clock, permissions: permissionsOf(['administrator']) }
    const { province, units, validFrom, source } = starter.units
    const register = (code: string, name: string, kind: OfficeKind, parentId: string | null, from: string, origin: string) => {
      const entityId = newId(clock.nowMs())
      const payload = { code, name, kind, parentId, validFrom: from, source: origin }
      return { entity: 'office', entityId, type: 'office.registered', payload }
    }
    const top = register(province.code, province.name, 'province', null, validFrom, source)
    const offices = [top, ...units.map((unit) => register(unit.code, unit.name, unit.type, top.entityId, validFrom, source))]
    if (input.office.source === 'own') {
      const { code, name } = input.office
      offices.push(register(code, name, 'own', top.entityId, instantToLocal(toInstant(clock.nowMs())).slice(0, 10), 'own'))
    }
    const { code } = input.office
    const own = offices.findLast((office) => office.payload.code === code)
    if (!own) throw new AppError('input.invalid', {}, [{ path: 'office.code', code: 'notFound' }])
    await recordInTx(tx, actor, [
      { entity: 'device', entityId: deviceId, type: 'device.started', payload: { code: input.deviceCode, reason: 'firstRun' } },
      ...offices,
      {
        entity: 'office',
        entityId: own.entityId,
        type: 'office.configured',
        payload: { ...input.settings, officeId: own.entityId },
      },
      {
        entity: 'staff',
        entityId: staffId,
        type: 'staff.added',
        payload: {
          signInName: input.administrator.signInName,
          fullName: input.administrator.fullName,
          positionTitle: input.administrator.positionTitle,
          roles: held,
        },
      },
      { entity: 'staff', entityId: staffId, type: 'staff.passwordSet', payload: { by: 'self' } },
    ])
    await storeCredentialInTx(tx, credential)
    await publishCalendarInTx(tx, actor, starter.calendar)
    await publishCatalogueInTx(tx, actor, starter.catalogue)
    await recordStarterLawsInTx(tx, actor, starter.laws)
  })
  return staffId
}

export async function changeOwnPassword(db: Db, actor: Actor, current: string, next: string) {
  await checkPassword(db, actor.clock, actor.staffId, current)
  // A first password stays known to whoever set it until it is another one.
  if (next === current) refuseFields([{ path: 'next', code: 'passwordUnchanged' }])
  const credential = await makeCredential(actor.staffId, next, false, actor.clock)
  await db.transaction().execute(async (tx) => {
    await storeCredentialInTx(tx, credential)
    await recordInTx(tx, actor, [
      { entity: 'staff', entityId: actor.staffId, type: 'staff.passwordSet', payload: { by: 'self' } },
    ])
  })
  return getSession(db, actor.staffId)
}

interface StaffProfile {
  readonly fullName: string
  readonly positionTitle: string
  readonly roles: readonly Role[]
}

/** Adds a person with a first password that must be changed. Throws input.invalid when the sign-in name is taken. */
export async function addStaff(db: Db, actor: Actor, input: StaffProfile & { signInName: string; password: string }) {
  authorise(actor, 'staff.manage')
  const staffId = newId(actor.clock.nowMs())
  const { password, ...profile } = input
  const credential = await makeCredential(staffId, password, true, actor.clock)
  await db.transaction().execute(async (tx) => {
    const taken = await tx.selectFrom('staff').select('id').where('sign_in_name', '=', input.signInName).executeTakeFirst()
    if (taken) throw new AppError('input.invalid', {}, [{ path: 'signInName', code: 'notUnique' }])
    await recordInTx(tx, actor, [
      { entity: 'staff', entityId: staffId, type: 'staff.added', payload: profile },
      { entity: 'staff', entityId: staffId, type: 'staff.passwordSet', payload: { by: 'administrator' } },
    ])
    await storeCredentialInTx(tx, credential)
  })
  return getStaff(db, staffId)
}

type StaffChange = StaffProfile & { staffId: string; isActive: boolean }

/**
 * Throws input.invalid when no active administrator would remain: nobody could ever let one in again; staff.holdsThings {count, and how
 * many of each kind} when an account is to be closed whose owner still has something in hand, staff.standsIn {name} when the owner
 * does the work of somebody on leave.
 */
export async function changeStaff(db: Db, actor: Actor, input: StaffChange) {
  authorise(actor, 'staff.manage')
  await db.transaction().execute((tx) => changeStaffInTx(tx, actor, input))
  return getStaff(db, input.staffId)
}

export async function changeStaffInTx(tx: Tx, actor: Actor, { staffId, ...profile }: StaffChange): Promise<void> {
  const { isActive } = await getStaff(tx, staffId)
  if (isActive && !profile.isActive) {
    const held = await listHeld(tx, staffId)
    const leave = await findSubstitution(tx, actor, staffId)
    if (leave) throw new AppError('staff.standsIn', { name: leave.full_name })
    if (held.length > 0) throw new AppError('staff.holdsThings', { count: held.length, ...countHeld(held) })
  }
  await recordInTx(tx, actor, [{ entity: 'staff', entityId: staffId, type: 'staff.changed', payload: profile }])
  const remaining = (await listStaff(tx)).some((staff) => staff.isActive && staff.roles.includes('administrator'))
  if (!remaining) throw new AppError('input.invalid', {}, [{ path: 'roles', code: 'lastAdministrator' }])
}

export async function resetPassword(db: Db, actor: Actor, staffId: string, password: string): Promise<void> {
  authorise(actor, 'staff.manage')
  await getStaff(db, staffId)
  const credential = await makeCredential(staffId, password, staffId !== actor.staffId, actor.clock)
  await db.transaction().execute(async (tx) => {
    await storeCredentialInTx(tx, credential)
    await recordInTx(tx, actor, [
      { entity: 'staff', entityId: staffId, type: 'staff.passwordSet', payload: { by: 'administrator' } },
    ])
  })
}

export async function changeOffice(db: Db, actor: Actor, settings: OfficeSettings): Promise<void> {
  authorise(actor, 'office.configure')
  await db.transaction().execute(async (tx) => {
    await recordInTx(tx, actor, [{ entity: 'office', entityId: settings.officeId, type: 'office.configured', payload: settings }])
  })
}
