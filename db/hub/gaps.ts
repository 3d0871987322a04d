// What of the offices' chains has not arrived.
import type { SeqRange } from '../sync/receipt.ts'
import type { HubDb } from './store.ts'

/** Rows put together by a key, in the order of their first ones. */
export function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

/** Numbers in their order as ranges. */
export function toRanges(seqs: readonly number[]): SeqRange[] {
  const ranges: Array<{ from: number; to: number }> = []
  for (const seq of seqs) {
    const last = ranges.at(-1)
    if (last && seq === last.to + 1) last.to = seq
    else ranges.push({ from: seq, to: seq })
  }
  return ranges
}

/** What lies between the chain's end, what waits and what is known to exist. */
export function missingBetween(linkedSeq: number, waiting: readonly SeqRange[], knownSeq: number): SeqRange[] {
  const missing: SeqRange[] = []
  let next = linkedSeq + 1
  for (const { from, to } of waiting) {
    if (from > next) missing.push({ from: next, to: from - 1 })
    next = to + 1
  }
  if (knownSeq >= next) missing.push({ from: next, to: knownSeq })
  return missing
}

/** Ranges of the events that wait, by device. */
export async function listWaiting(db: HubDb, office?: string): Promise<Map<string, SeqRange[]>> {
  let query = db.selectFrom('waiting_event').select(['device', 'seq']).orderBy('device').orderBy('seq')
  if (office !== undefined) query = query.where('office', '=', office)
  const groups = groupBy(await query.execute(), ({ device }) => device)
  return new Map([...groups].map(([device, rows]) => [device, toRanges(rows.map(({ seq }) => seq))]))
}

export interface Gap {
  readonly office: string
  readonly device: string
  readonly code: string
  readonly ranges: readonly SeqRange[]
}

/** What is missing, of an office or of all. */
export async function listGaps(db: HubDb, office?: string): Promise<Gap[]> {
  let query = db.selectFrom('chain').selectAll().whereRef('linked_seq', '<', 'known_seq').orderBy('office').orderBy('device')
  if (office !== undefined) query = query.where('office', '=', office)
  const chains = await query.execute()
  if (chains.length === 0) return []
  const waiting = await listWaiting(db, office)
  return chains.map((chain) => ({
    office: chain.office,
    device: chain.device,
    code: chain.code,
    ranges: missingBetween(chain.linked_seq, waiting.get(chain.device) ?? [], chain.known_seq),
  }))
}
