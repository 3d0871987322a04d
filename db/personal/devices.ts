// What the records tell of the computers that made them, for the day when one is lost: which there were, until when each wrote, who worked
// on it last, how much data it held.
import { sql } from 'kysely'
import { getBackupHistory } from '../backup/queries.ts'
import type { Db } from '../event.ts'

/** Events of the latest past in which those who worked last are looked for. */
const recentEvents = 5_000

export interface DeviceFacts {
  readonly devices: {
    readonly id: string
    readonly code: string
    readonly isCurrent: boolean
    /** UTC instants of its first and its last event here. */
    readonly firstAt: string
    readonly lastAt: string
    readonly lastUsers: { readonly name: string; readonly at: string }[]
  }[]
  readonly people: number
  readonly cases: number
  readonly scans: number
  readonly accounts: number
  readonly carried: { readonly at: string; readonly name: string; readonly isSealed: boolean } | null
}

export async function getDeviceFacts(db: Db): Promise<DeviceFacts> {
  const { rows: chains } = await sql<{ device: string; first_at: string; last_at: string; started: string | null }>`
    WITH RECURSIVE chains (device) AS (SELECT min(device) FROM event
      UNION ALL SELECT (SELECT min(device) FROM event WHERE device > chains.device) FROM chains WHERE device IS NOT NULL)
    SELECT device, (SELECT at FROM event e WHERE e.device = c.device ORDER BY seq LIMIT 1) AS first_at,
      (SELECT at FROM event e WHERE e.device = c.device ORDER BY seq DESC LIMIT 1) AS last_at,
      (SELECT payload ->> '$.code' FROM event e WHERE e.device = c.device AND e.type = 'device.started' ORDER BY seq LIMIT 1) AS started
    FROM chains c WHERE device IS NOT NULL`.execute(db)
  const { rows: users } = await sql<{ device: string; name: string; at: string }>`
    SELECT r.device, s.full_name AS name, max(r.at) AS at
    FROM (SELECT device, actor, at FROM event ORDER BY hlc DESC, device DESC, seq DESC LIMIT ${sql.lit(recentEvents)}) r
    JOIN staff s ON s.id = r.actor GROUP BY r.device, r.actor ORDER BY 3 DESC`.execute(db)
  const current = await db.selectFrom('device').select('id').where('is_current', '=', 1).executeTakeFirst()
  const count = async (query: ReturnType<typeof sql<{ count: number }>>) => Number((await query.execute(db)).rows[0]?.count ?? 0)
  return {
    devices: chains
      .map(({ device, first_at, last_at, started }) => ({
        id: device,
        code: started ?? '',
        isCurrent: device === current?.id,
        firstAt: first_at,
        lastAt: last_at,
        lastUsers: users.filter((user) => user.device === device).map(({ name, at }) => ({ name, at })),
      }))
      .toSorted((a, b) => (a.lastAt < b.lastAt ? 1 : -1)),
    people: await count(sql`SELECT count(*) AS count FROM person`),
    cases: await count(sql`SELECT coalesce(sum(cases), 0) AS count FROM case_tally`),
    scans: await count(sql`SELECT count(DISTINCT sha256) AS count FROM scan WHERE taken_off_reason IS NULL`),
    accounts: await count(sql`SELECT count(*) AS count FROM staff WHERE is_active = 1`),
    carried: (await getBackupHistory(db)).lastCarried,
  }
}
