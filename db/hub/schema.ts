// Tables of the hub: what the offices of a province sent, and what follows from it. They are in a store of their own, a file of SQLite
// or a database of PostgreSQL, and the same queries run on both: texts compare by their bytes, instants are UTC texts, days those of
// the wall clock in Viet Nam. What the offices wrote stands in `event`, untouched; all else can be computed anew from it.
import type { Insertable } from 'kysely'
import type { CaseStatus, ClockState } from '../model/case-status.ts'
import { eventColumns, type StoredEvent } from '../model/events.ts'
import type { RejectReason } from '../sync/receipt.ts'

/** A file that was taken in. One row for each manifest: the same file never counts twice. */
interface BundleTable {
  manifest_sha256: string
  bundle_id: string
  office: string
  device: string
  device_code: string
  key_id: string
  number: number
  scope: string
  part: number
  parts: number
  made_at: string
  taken_at: string
  program: string
  events: number
  cases: number
  blobs: number
  size_bytes: number
  file: string
  /** `partial`: of a damaged file the sound chunks alone. */
  state: 'whole' | 'partial'
}

interface ChunkLackingTable {
  manifest_sha256: string
  position: number
}

/** A chunk of a kind that this version does not know, as it was signed. */
interface KeptChunkTable extends ChunkLackingTable {
  kind: string
  content: Uint8Array
}

/** Where a device's chain stands. */
interface ChainTable {
  device: string
  /** The office whose bundles carry it: a device belongs to one. */
  office: string
  code: string
  /** Number and hash of the last event before which nothing is missing; 0 and '' for none. */
  linked_seq: number
  linked_hash: string
  /** The highest number that any bundle told of. */
  known_seq: number
}

/** 0: counted. 1: of a kind or version that is not known yet. 2: its payload does not fit; see rejected_event. */
export const eventStates = { applied: 0, pending: 1, rejected: 2 } as const

export interface WaitingEventTable extends StoredEvent {
  office: string
  /** Of its stamp; 0 for one that no office could have written. Decides where it lies. */
  year: number
}

/** Linked events: each device's from 1 up to its chain's end, without gaps. */
export interface EventTable extends WaitingEventTable {
  state: number
}

interface RejectedEventTable {
  device: string
  seq: number
  office: string
  event_id: string
  type: string
  entity_id: string
  reason: RejectReason
}

/** A case as its events tell it, in short. Nothing here is changed but by folding events. */
export interface HubCaseTable {
  office: string
  id: string
  /** Of its id, so that it never moves. */
  year: number
  /** 0 while the event that received it has not arrived. */
  known: number
  /** Stamp of the last event that was folded in: a later one is added, an earlier one makes the fold begin anew. */
  last_hlc: string
  code: string
  official_code: string | null
  procedure_id: string
  applicant_name: string
  status: CaseStatus
  clock: ClockState
  received_at: string
  due_at: string | null
  original_due_at: string | null
  missed_due_at: string | null
  finished_at: string | null
  finish_result: string | null
  late_cause: string | null
  /** Unit or step at which it lies; '' for the desk. */
  holder: string
  /** JSON of the open runs. */
  runs: string
}

/** Cases of an office and procedure by day. Kept by every import in its own transaction; never counted from the cases. */
interface DayTotalTable {
  office: string
  day: string
  procedure_id: string
  received: number
  /** Of those received on the day: without a result. */
  open: number
  finished_early: number
  finished_on_time: number
  finished_late: number
  finished_undated: number
  stopped: number
  /** Without a result, and due on the day while their time limit runs. */
  open_due: number
}

/** Each office's own procedures, by the newest event about each. */
interface HubProcedureTable {
  office: string
  id: string
  hlc: string
  national_code: string
  short_code: string
  name: string
  field: string
}

interface BlobTable {
  office: string
  sha256: string
  size_bytes: number
}

/** Bytes of a scan that has not arrived whole. */
interface BlobPieceTable {
  office: string
  sha256: string
  from_byte: number
  to_byte: number
}

/** Cases that the province gives back; the next receipt says so. */
interface SentBackTable {
  office: string
  case_id: string
  at: string
  reason: string
}

/** What the province answered: its running number, and the manifest that the next one names as the one before. */
interface AnswerTable {
  number: number
  office: string
  manifest_sha256: string
  made_at: string
}

export interface HubTables {
  bundle: BundleTable
  chunk_lacking: ChunkLackingTable
  kept_chunk: KeptChunkTable
  chain: ChainTable
  event: EventTable
  waiting_event: WaitingEventTable
  rejected_event: RejectedEventTable
  hub_case: HubCaseTable
  day_total: DayTotalTable
  hub_procedure: HubProcedureTable
  blob: BlobTable
  blob_piece: BlobPieceTable
  sent_back: SentBackTable
  answer: AnswerTable
}

const officeEventColumns = ['office', 'year', ...eventColumns] as const

/** Tables that are filled by the thousand, with the order of their columns. */
export const bulkColumns = {
  event: [...officeEventColumns, 'state'],
  waiting_event: officeEventColumns,
  hub_case: [
    'office',
    'id',
    'year',
    'known',
    'last_hlc',
    'code',
    'official_code',
    'procedure_id',
    'applicant_name',
    'status',
    'clock',
    'received_at',
    'due_at',
    'original_due_at',
    'missed_due_at',
    'finished_at',
    'finish_result',
    'late_cause',
    'holder',
    'runs',
  ],
} as const satisfies { readonly [Table in 'event' | 'waiting_event' | 'hub_case']: ReadonlyArray<keyof HubTables[Table]> }

export type BulkTable = keyof typeof bulkColumns
export type BulkRow<Table extends BulkTable> = Insertable<HubTables[Table]>
