// What would go into a bundle: which events of which device, and which scans. Everything is named by ranges and sums; nothing is read
// whole. The log is append-only, so that a range read later holds what it held now.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { siblingNeeds } from '../merge/queries.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import { addDays, localToInstant } from '../model/local-time.ts'
import { type ExportChoice, ownRecordTypes } from './rules.ts'

export interface Head {
  readonly device: string
  readonly code: string
  readonly seq: number
  readonly hash: string
}

/** Both ends belong to it, and everything between. */
export interface EventRange {
  readonly device: string
  readonly from: number
  readonly to: number
}

export interface BlobPiece {
  readonly sha256: string
  readonly sizeBytes: number
}

/** Where each device's chain ends. One step in the index for each device, however long the log. */
export async function listHeads(db: Db): Promise<Head[]> {
  const heads: Head[] = []
  for (let after = ''; ; ) {
    const next = await db
      .selectFrom('event')
      .select('device')
      .where('device', '>', after)
      .orderBy('device')
      .limit(1)
      .executeTakeFirst()
    if (!next) return heads
    const { device } = next
    const last = await db
      .selectFrom('event')
      .leftJoin('device', 'device.id', 'event.device')
      .select(['seq', 'hash', 'device.code'])
      .where('event.device', '=', device)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    heads.push({ device, code: last.code ?? '', seq: last.seq, hash: last.hash })
    after = device
  }
}

/** Up to where the province has each device's chain; a device without an entry has nothing there. */
export async function readAcknowledged(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('acknowledgement').select(['device', 'seq']).execute()
  return new Map(rows.map(({ device, seq }) => [device, seq]))
}

/** Everything after what the province has; empty where it has all. */
export function rangesSince(heads: readonly Head[], acknowledged: ReadonlyMap<string, number>): EventRange[] {
  return heads.flatMap(({ device, seq }) => {
    const from = (acknowledged.get(device) ?? 0) + 1
    return from <= seq ? [{ device, from, to: seq }] : []
  })
}

/** Whether among the events is one that is about work. */
export async function hasWork(db: Db, ranges: readonly EventRange[]): Promise<boolean> {
  for (const { device, from, to } of ranges) {
    const found = await db
      .selectFrom('event')
      .select('seq')
      .where('device', '=', device)
      .where('seq', '>=', from)
      .where('seq', '<=', to)
      .where((eb) => eb.and(ownRecordTypes.map((type) => eb('type', 'not like', `${type}%`))))
      .limit(1)
      .executeTakeFirst()
    if (found) return true
  }
  return false
}

const rowsAtOnce = 20_000

/** Ascending places of a device as ranges without gaps. */
function addPlace(ranges: EventRange[], device: string, seq: number): void {
  const last = ranges.at(-1)
  if (last?.device === device && last.to === seq - 1) ranges[ranges.length - 1] = { ...last, to: seq }
  else ranges.push({ device, from: seq, to: seq })
}

async function rangesOfPeriod(db: Db, heads: readonly Head[], from: string, to: string): Promise<EventRange[]> {
  const ranges: EventRange[] = []
  const [start, end] = [localToInstant(`${from}T00:00`), localToInstant(`${addDays(to, 1)}T00:00`)]
  for (const { device } of heads) {
    for (let after = 0; ; ) {
      const rows = await db
        .selectFrom('event')
        .select('seq')
        .where('device', '=', device)
        .where('seq', '>', after)
        .where('at', '>=', start)
        .where('at', '<', end)
        .orderBy('seq')
        .limit(rowsAtOnce)
        .execute()
      for (const { seq } of rows) addPlace(ranges, device, seq)
      after = rows.at(-1)?.seq ?? 0
      if (rows.length < rowsAtOnce) break
    }
  }
  return ranges
}

/** What belongs to a case beside itself: its scans, its originals, the person for whom it was received. */
async function rangesOfCase(db: Db, caseId: string): Promise<EventRange[]> {
  const scans = await db.selectFrom('scan').select('id').where('case_id', '=', caseId).execute()
  const originals = await db.selectFrom('kept_original').select('id').where('case_id', '=', caseId).execute()
  const file = await db.selectFrom('case_file').select('applicant_id').where('id', '=', caseId).executeTakeFirst()
  if (!file) throw new AppError('entity.notFound', { entity: 'case' })
  const entities = [caseId, ...[...scans, ...originals].map(({ id }) => id), file.applicant_id]
  const rows = await db
    .selectFrom('event')
    .select(['device', 'seq'])
    .where('entity_id', 'in', entities)
    .orderBy('device')
    .orderBy('seq')
    .execute()
  const ranges: EventRange[] = []
  for (const { device, seq } of rows) addPlace(ranges, device, seq)
  return ranges
}

/** What lacks of bundles that arrived damaged, as events and as pieces of scans. */
async function readLacking(db: Db, bundleIds: readonly string[] | null): Promise<{ ranges: EventRange[]; blobs: BlobPiece[] }> {
  const rows = await db
    .selectFrom('lacking_chunk as lacking')
    .innerJoin('bundle_range as range', (join) =>
      join.onRef('range.bundle_id', '=', 'lacking.bundle_id').onRef('range.position', '=', 'lacking.position'),
    )
    .select(['range.device', 'range.from_seq', 'range.to_seq', 'range.blob'])
    .$if(bundleIds !== null, (query) => query.where('lacking.bundle_id', 'in', bundleIds ?? []))
    .orderBy('range.device')
    .orderBy('range.from_seq')
    .execute()
  const ranges: EventRange[] = []
  for (const { device, from_seq: from, to_seq: to } of rows) {
    if (device === null || from === null || to === null) continue
    const last = ranges.at(-1)
    // What two bundles held goes once.
    if (last?.device === device && from <= last.to + 1) ranges[ranges.length - 1] = { ...last, to: Math.max(last.to, to) }
    else ranges.push({ device, from, to })
  }
  const names = [...new Set(rows.flatMap(({ blob }) => (blob === null ? [] : [blob])))]
  return { ranges, blobs: await sizesOf(db, names) }
}

async function sizesOf(db: Db, names: readonly string[]): Promise<BlobPiece[]> {
  const found: BlobPiece[] = []
  for (const name of names) {
    const row = await db
      .selectFrom('scan')
      .select((eb) => eb.fn.max<number | null>('size_bytes').as('sizeBytes'))
      .where('sha256', '=', name)
      .executeTakeFirst()
    if (row?.sizeBytes) found.push({ sha256: name, sizeBytes: row.sizeBytes })
  }
  return found
}

/**
 * Bundles of which the province is known to hold the whole: it has an event that no other bundle carried, and asks for no chunk of them.
 * A receipt speaks of events alone; a scan counts as arrived by the bundle in which it lay.
 */
async function listArrived(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT DISTINCT r.bundle_id AS id FROM bundle_range r
    JOIN acknowledgement a ON a.device = r.device AND a.seq >= r.to_seq
    WHERE NOT EXISTS (SELECT 1 FROM bundle_range o WHERE o.device = r.device AND o.to_seq >= r.to_seq AND o.from_seq <= r.to_seq
        AND o.bundle_id <> r.bundle_id)
      AND NOT EXISTS (SELECT 1 FROM lacking_chunk l WHERE l.bundle_id = r.bundle_id)`.execute(db)
  return rows.map(({ id }) => id)
}

/** Scans that the province is not known to have, of one case or of all, each content once. */
export async function listWaitingBlobs(db: Db, caseId: string | null): Promise<BlobPiece[]> {
  const arrived = JSON.stringify(await listArrived(db))
  const { rows } = await sql<BlobPiece>`SELECT s.sha256, max(s.size_bytes) AS sizeBytes FROM scan s
    WHERE ${caseId === null ? sql`1` : sql`s.case_id = ${caseId}`}
      AND NOT EXISTS (SELECT 1 FROM bundle_range r WHERE r.blob = s.sha256
        AND r.bundle_id IN (SELECT value FROM json_each(${arrived})))
    GROUP BY s.sha256 ORDER BY min(s.added_at), s.sha256`.execute(db)
  return rows
}

export interface Contents {
  readonly ranges: readonly EventRange[]
  readonly blobs: readonly BlobPiece[]
}

/** What a choice comes to now. Throws input.invalid (`from`, `to`, `caseId`), entity.notFound. */
export async function findContents(db: Db, choice: ExportChoice, heads: readonly Head[]): Promise<Contents> {
  const { scope, from, to, caseId, bundleIds, withScans } = choice
  const scansOf = async (one: string | null): Promise<BlobPiece[]> => (withScans ? listWaitingBlobs(db, one) : [])
  if (scope === 'period') {
    if (from === null || to === null) refuseFields([{ path: from === null ? 'from' : 'to', code: 'required' }])
    else if (to < from) refuseFields([{ path: 'to', code: 'endBeforeStart' }])
  }
  switch (scope) {
    case 'since':
      return { ranges: rangesSince(heads, await readAcknowledged(db)), blobs: await scansOf(null) }
    case 'period':
      return {
        ranges: await rangesOfPeriod(db, heads, from ?? '', to ?? ''),
        blobs: withScans ? await blobsOfPeriod(db, from ?? '', to ?? '') : [],
      }
    case 'case':
      return { ranges: await rangesOfCase(db, caseId ?? ''), blobs: await scansOf(caseId ?? '') }
    case 'resend':
      return readLacking(db, bundleIds)
    case 'siblings': {
      const ranges = rangesSince(heads, await siblingNeeds(db))
      return { ranges, blobs: withScans ? await blobsOfRanges(db, ranges) : [] }
    }
  }
}

/** Scans that the events speak of. */
async function blobsOfRanges(db: Db, ranges: readonly EventRange[]): Promise<BlobPiece[]> {
  const found = new Map<string, BlobPiece>()
  for (const { device, from, to } of ranges) {
    const { rows } =
      await sql<BlobPiece>`SELECT s.sha256, s.size_bytes AS sizeBytes FROM event e JOIN scan s ON s.id = e.entity_id
      WHERE e.device = ${device} AND e.seq BETWEEN ${from} AND ${to} AND e.entity = 'scan'`.execute(db)
    for (const row of rows) found.set(row.sha256, row)
  }
  return [...found.values()]
}

async function blobsOfPeriod(db: Db, from: string, to: string): Promise<BlobPiece[]> {
  const { rows } = await sql<BlobPiece>`SELECT sha256, max(size_bytes) AS sizeBytes FROM scan
    WHERE added_at >= ${localToInstant(`${from}T00:00`)} AND added_at < ${localToInstant(`${addDays(to, 1)}T00:00`)}
    GROUP BY sha256 ORDER BY min(added_at), sha256`.execute(db)
  return rows
}
