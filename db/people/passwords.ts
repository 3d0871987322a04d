// Passwords: scrypt hashes that stay on this computer, and a growing wait after wrong tries. No recovery by design: an
// administrator sets a new password, and the person must change it.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Db, Tx } from '../event.ts'
import { type Clock, instantMs, toInstant } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import { scryptCost, waitAfterFailuresSeconds } from './rules.ts'
import type { CredentialTable } from './schema.ts'

const hashBytes = 32
const blockSize = 8
const derive = promisify<string, Buffer, number, { N: number; r: number; maxmem: number }, Buffer>(scrypt)
const hashOf = (password: string, salt: Buffer, cost: number): Promise<Buffer> =>
  derive(password.normalize('NFC'), salt, hashBytes, { N: cost, r: blockSize, maxmem: 256 * cost * blockSize })

/** A credential for a new password, made outside any transaction since hashing takes a tenth of a second. */
export async function makeCredential(
  staffId: string,
  password: string,
  mustChange: boolean,
  clock: Clock,
): Promise<CredentialTable> {
  const salt = randomBytes(16)
  return {
    staff_id: staffId,
    salt: salt.toString('base64'),
    hash: (await hashOf(password, salt, scryptCost)).toString('base64'),
    cost: scryptCost,
    must_change: mustChange ? 1 : 0,
    failed_count: 0,
    wait_until: null,
    changed_at: toInstant(clock.nowMs()),
  }
}

export async function storeCredentialInTx(tx: Tx, credential: CredentialTable): Promise<void> {
  await tx
    .insertInto('credential')
    .values(credential)
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(credential))
    .execute()
}

/**
 * Checks a password and keeps count of wrong ones. Throws signIn.wait {seconds} without looking while a wait runs, signIn.wrong
 * otherwise. The wait is kept in the database, so restarting the program does not end it.
 */
export async function checkPassword(db: Db, clock: Clock, staffId: string, password: string): Promise<CredentialTable> {
  const credential = await db.selectFrom('credential').selectAll().where('staff_id', '=', staffId).executeTakeFirst()
  if (!credential) throw new AppError('signIn.wrong')
  const now = clock.nowMs()
  const remainingSeconds = credential.wait_until === null ? 0 : Math.ceil((instantMs(credential.wait_until) - now) / 1_000)
  const longestSeconds = waitAfterFailuresSeconds(credential.failed_count)
  if (remainingSeconds > longestSeconds) {
    // The clock went back: the wait begins anew, or seconds would become years.
    const wait_until = toInstant(now + longestSeconds * 1_000)
    await db.updateTable('credential').set({ wait_until }).where('staff_id', '=', staffId).execute()
  }
  const seconds = Math.min(remainingSeconds, longestSeconds)
  if (seconds > 0) throw new AppError('signIn.wait', { seconds })
  const expected = Buffer.from(credential.hash, 'base64')
  const given = await hashOf(password, Buffer.from(credential.salt, 'base64'), credential.cost)
  const matches = timingSafeEqual(expected, given)
  const failures = matches ? 0 : credential.failed_count + 1
  const wait = waitAfterFailuresSeconds(failures)
  await db
    .updateTable('credential')
    .set({ failed_count: failures, wait_until: wait > 0 ? toInstant(now + wait * 1_000) : null })
    .where('staff_id', '=', staffId)
    .execute()
  if (!matches) throw new AppError(wait > 0 ? 'signIn.wait' : 'signIn.wrong', wait > 0 ? { seconds: wait } : {})
  return credential
}
