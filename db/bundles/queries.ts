// What waits to be sent, and the bundles that were.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { hasWork, listHeads, listWaitingBlobs, rangesSince, readAcknowledged } from './contents.ts'
import type { BundleState } from './rules.ts'

export interface Waiting {
  readonly events: number
  readonly cases: number
  readonly scans: number
  readonly scanBytes: number
  /** Whether a bundle would carry anything about work. */
  readonly hasWork: boolean
  /** Chunks that the province asks for again. */
  readonly lacking: number
  /** UTC instants; null before the first. */
  readonly lastWrittenAt: string | null
  readonly lastReceiptAt: string | null
}

/** Reads every event that has not been acknowledged: for the reader. */
export async function readWaiting(db: Db): Promise<Waiting> {
  const ranges = rangesSince(await listHeads(db), await readAcknowledged(db))
  let cases = 0
  for (const { device, from } of ranges) {
    const row = await db
      .selectFrom('event')
      .select(sql<number>`count(DISTINCT entity_id)`.as('count'))
      .where('device', '=', device)
      .where('seq', '>=', from)
      .where('entity', '=', 'case')
      .executeTakeFirstOrThrow()
    cases += row.count
  }
  const blobs = await listWaitingBlobs(db, null)
  const [{ lacking }, written, receipt] = await Promise.all([
    db
      .selectFrom('lacking_chunk')
      .select((eb) => eb.fn.countAll<number>().as('lacking'))
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('bundle')
      .select((eb) => eb.fn.max<string | null>('made_at').as('at'))
      .executeTakeFirst(),
    db
      .selectFrom('bundle_receipt')
      .select((eb) => eb.fn.max<string | null>('taken_at').as('at'))
      .executeTakeFirst(),
  ])
  return {
    events: ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0),
    cases,
    scans: blobs.length,
    scanBytes: blobs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    hasWork: blobs.length > 0 || (await hasWork(db, ranges)),
    lacking,
    lastWrittenAt: written?.at ?? null,
    lastReceiptAt: receipt?.at ?? null,
  }
}

export interface ListedBundle {
  readonly id: string
  readonly number: number
  readonly part: number
  readonly parts: number
  readonly scope: string
  readonly fileName: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly events: number
  readonly cases: number
  readonly blobs: number
  readonly firstCase: string
  readonly lastCase: string
  readonly madeAt: string
  readonly madeByName: string
  readonly deviceCode: string
  readonly state: BundleState
  readonly lackingChunks: number
}

/** The newest bundles, with what the province said of them. */
export async function listBundles(db: Db, limit: number, bundleIds: readonly string[] | null = null): Promise<ListedBundle[]> {
  const rows = await db
    .selectFrom('bundle')
    .leftJoin('staff', 'staff.id', 'bundle.made_by')
    .leftJoin('device', 'device.id', 'bundle.device')
    .selectAll('bundle')
    .select((eb) => [
      'staff.full_name as madeByName',
      'device.code as deviceCode',
      eb
        .selectFrom('lacking_chunk')
        .select((one) => one.fn.countAll<number>().as('count'))
        .whereRef('lacking_chunk.bundle_id', '=', 'bundle.id')
        .as('lackingChunks'),
      sql<number>`(SELECT count(*) FROM bundle_range r WHERE r.bundle_id = bundle.id AND r.device IS NOT NULL)`.as('ranges'),
      sql<number>`(SELECT count(*) FROM bundle_range r JOIN acknowledgement a ON a.device = r.device AND a.seq >= r.to_seq
        WHERE r.bundle_id = bundle.id)`.as('arrived'),
    ])
    .$if(bundleIds !== null, (query) => query.where('bundle.id', 'in', bundleIds ?? []))
    // Those for the office's other computers are no matter of the province.
    .$if(bundleIds === null, (query) =>
      query.where(sql<boolean>`EXISTS (SELECT 1 FROM bundle_range r WHERE r.bundle_id = bundle.id)`),
    )
    .orderBy('bundle.made_at', 'desc')
    .orderBy('bundle.number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ ranges, arrived, lackingChunks, ...row }) => ({
    id: row.id,
    number: row.number,
    part: row.part,
    parts: row.parts,
    scope: row.scope,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    events: row.events,
    cases: row.cases,
    blobs: row.blobs,
    firstCase: row.first_case,
    lastCase: row.last_case,
    madeAt: row.made_at,
    madeByName: row.madeByName ?? '',
    deviceCode: row.deviceCode ?? '',
    lackingChunks: lackingChunks ?? 0,
    state: stateOf(ranges, arrived, lackingChunks ?? 0),
  }))
}

function stateOf(ranges: number, arrived: number, lacking: number): BundleState {
  if (lacking > 0) return 'lacking'
  if (ranges > 0 && arrived === ranges) return 'received'
  return arrived > 0 ? 'partly' : 'sent'
}
