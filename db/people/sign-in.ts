// Signing in: reads and counts failures, and writes no event. Apart from what changes people, since every start waits for it.
import type { Db } from '../event.ts'
import type { Clock } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import { checkPassword } from './passwords.ts'
import { getSession } from './queries.ts'

/** Throws signIn.wrong (also for an unknown name: it does not tell which), signIn.wait {seconds}, signIn.inactive. */
export async function signIn(db: Db, clock: Clock, signInName: string, password: string) {
  const staff = await db
    .selectFrom('staff')
    .select(['id', 'is_active'])
    .where('sign_in_name', '=', signInName.trim().toLowerCase())
    .executeTakeFirst()
  if (!staff) throw new AppError('signIn.wrong')
  await checkPassword(db, clock, staff.id, password)
  if (staff.is_active === 0) throw new AppError('signIn.inactive')
  return getSession(db, staff.id)
}
