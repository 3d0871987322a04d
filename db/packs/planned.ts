// What the parts of a pack have in common: an entry that is compared with the office's own, applied, and taken back.
import type { Actor, Db, Tx } from '../event.ts'
import type { Change } from '../model/change-text.ts'
import type { NewEvent } from '../model/events.ts'
import type { IsoDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import type { ConflictKind, EntryChoice, EntryKind, ObstacleKind, PackManifest, PackPart } from './content.ts'
import type { PackEntryTable } from './schema.ts'

/** A field that differs, as text. */
export interface FieldChange {
  readonly field: string
  readonly before: string
  readonly after: string
}

export interface PlannedEntry {
  readonly part: PackPart
  /** By what the entry is recognised within its part. */
  readonly key: string
  readonly code: string
  readonly name: string
  readonly kind: EntryKind
  /** Set where a person must say what stays. */
  readonly conflict: ConflictKind | null
  /** Whether it can be taken at all: of a conflict of kinds only the office's own can stay. */
  readonly canTake: boolean
  /** Under which number and from which day a document would be in effect here; null for other entries. */
  readonly number: { readonly issue: number; readonly revision: number } | null
  readonly from: IsoDate | null
  readonly changes: readonly Change[]
  readonly fields: readonly FieldChange[]
  readonly openCases: number
  /** The office's own row; null for a new entry. */
  readonly entityId: string | null
}

/** What applying an entry changed. */
export interface AppliedEntry {
  readonly entityId: string | null
  readonly versionId: string | null
  /** For the part's own undo; as JSON. */
  readonly before: unknown
}

export interface Planned extends PlannedEntry {
  readonly apply: (tx: Tx, actor: Actor, packId: string) => Promise<AppliedEntry>
}

export interface PlanContext {
  readonly manifest: PackManifest
  readonly today: IsoDate
  /** What the events of documents and procedures name as their reason. */
  readonly reason: string
}

export interface Obstacle {
  readonly kind: ObstacleKind
  readonly part: PackPart
  readonly code: string
  readonly name: string
  /** Codes of the first cases, or the law that names it. */
  readonly examples: readonly string[]
  readonly count: number
}

/** One part of a pack: how what it brought is taken back, and what forbids it. */
export interface PartUndo {
  readonly findObstacles: (db: Db, entry: PackEntryTable) => Promise<Obstacle[]>
  readonly undo: (tx: Tx, actor: Actor, entry: PackEntryTable, reason: string) => Promise<void>
}

export const newEntry = {
  conflict: null,
  canTake: true,
  number: null,
  from: null,
  changes: [],
  fields: [],
  openCases: 0,
  entityId: null,
} as const satisfies Partial<PlannedEntry>

/** Nothing to do, so nothing to take. */
export const nothing = async (): Promise<AppliedEntry> => ({ entityId: null, versionId: null, before: null })

export const recordOne = (tx: Tx, actor: Actor, event: NewEvent): Promise<void> => recordInTx(tx, actor, [event])

/** What the newest applied pack gave under this key; undefined when none did. */
export const lastGiven = (db: Db, part: PackPart, key: string) =>
  db
    .selectFrom('pack_entry')
    .innerJoin('pack', 'pack.id', 'pack_entry.pack_id')
    .select(['version_id', 'applied_hlc', 'issuer_code'])
    .where('part', '=', part)
    .where('key', '=', key)
    .where('choice', '=', 'theirs')
    .where('status', '=', 'applied')
    .orderBy('applied_hlc', 'desc')
    .limit(1)
    .executeTakeFirst()

const examplesShown = 5

/** Cases that were received under what a pack brought. */
export async function caseObstacle(
  db: Db,
  { part, code, name }: PackEntryTable,
  column: 'process_version_id' | 'procedure_version_id' | 'calendar_id',
  id: string,
): Promise<Obstacle[]> {
  const rows = await db
    .selectFrom('case_file')
    .select(['provisional_code', 'official_code'])
    .where(column, '=', id)
    .orderBy('received_at')
    .execute()
  if (rows.length === 0) return []
  const examples = rows.slice(0, examplesShown).map((row) => row.official_code ?? row.provisional_code)
  return [{ kind: 'casesReceived', part, code, name, examples, count: rows.length }]
}

/** Whether anything happened to the entry's own row after the pack was applied. */
export async function laterObstacle(db: Db, { pack_id, part, code, name, entity_id }: PackEntryTable): Promise<Obstacle[]> {
  if (entity_id === null) return []
  const { applied_hlc } = await db.selectFrom('pack').select('applied_hlc').where('id', '=', pack_id).executeTakeFirstOrThrow()
  const later = await db
    .selectFrom('event')
    .select('id')
    .where('entity_id', '=', entity_id)
    .where('hlc', '>', applied_hlc ?? '')
    .execute()
  return later.length === 0 ? [] : [{ kind: 'changedLater', part, code, name, examples: [], count: later.length }]
}

export const wasTaken = ({ kind, choice }: Pick<PackEntryTable, 'kind' | 'choice'>): boolean =>
  choice === ('theirs' satisfies EntryChoice) && kind !== 'same' && kind !== 'absent'

/** A value of any shape as one line that a person can compare. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('; ')
  if (typeof value === 'object') return Object.values(value).map(textOf).filter(Boolean).join(', ')
  return String(value)
}

/** The fields in which two flat contents differ. */
export const compareFields = (before: object, after: object): FieldChange[] => {
  const [left, right] = [before as Record<string, unknown>, after as Record<string, unknown>]
  return Object.keys(right)
    .filter((field) => JSON.stringify(left[field] ?? null) !== JSON.stringify(right[field] ?? null))
    .map((field) => ({ field, before: textOf(left[field]), after: textOf(right[field]) }))
}
