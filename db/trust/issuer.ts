// Whether this office is the one that gives out the trust list: then it is the province, and can open what the offices send.
import type { Db } from '../event.ts'
import { getOfficeProfile } from '../people/queries.ts'

/** Asked at every start: reads the row and not the list. */
export async function isTrustIssuer(db: Db): Promise<boolean> {
  const row = await db.selectFrom('trust_list').select('issuer_code').orderBy('serial', 'desc').limit(1).executeTakeFirst()
  return row !== undefined && row.issuer_code === (await getOfficeProfile(db)).code
}
