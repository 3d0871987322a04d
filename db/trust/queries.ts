// The trust list in use.
import type { Db } from '../event.ts'
import { readTrustList, type TrustList } from './list.ts'

/** Checked when it was taken. Undefined before the first one. */
export async function findTrust(db: Db): Promise<TrustList | undefined> {
  const row = await db.selectFrom('trust_list').select('text').orderBy('serial', 'desc').limit(1).executeTakeFirst()
  return row && readTrustList(row.text, '').list
}

/** The text of the list in use, as it is carried to an office. */
export async function findTrustText(db: Db): Promise<{ serial: number; text: string } | undefined> {
  return db.selectFrom('trust_list').select(['serial', 'text']).orderBy('serial', 'desc').limit(1).executeTakeFirst()
}
