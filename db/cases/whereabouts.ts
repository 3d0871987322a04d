// Where a case file is now, who has it, since when. Who works on a step has the file from the receipt of the hand-over on, and until then
// it lies with the unit it was handed to; a case without an open step is with whoever did the last thing to it, or
// took the duty over since.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { unseen } from '../store/kept-query.ts'
import type { CasePlace } from './places.ts'

export interface Whereabouts {
  readonly place: CasePlace
  /** Of the step: '' for other places. */
  readonly unit: string
  readonly step: string
  /** Who has it; '' while nobody has taken it. */
  readonly holder: string
  /** UTC instant. */
  readonly since: string
}

const placesOf: Readonly<Record<string, CasePlace>> = {
  resultReady: 'result',
  returned: 'returned',
  archived: 'archived',
  withdrawn: 'ended',
  stopped: 'ended',
  refused: 'ended',
}

/** What is done to a file itself, as against a print or a reading of it. */
const moves = [
  ...['case.received', 'case.presented', 'case.accepted', 'case.refused', 'case.askedBeforeAcceptance', 'case.broughtBack'],
  ...[
    'case.supplementAsked',
    'case.resubmitted',
    'case.approved',
    'case.foundIneligible',
    'case.resultReceived',
    'case.returned',
  ],
  ...['case.withdrawn', 'case.stopped', 'case.archived', 'case.reopened', 'case.recalled', 'case.sentBack'],
]

/** Of these cases, by id. */
export async function readWhereabouts(db: Db, caseIds: readonly string[]): Promise<ReadonlyMap<string, Whereabouts>> {
  if (caseIds.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    status: string
    received_at: string
    run_id: string | null
    unit: string | null
    work: string | null
    since: string | null
    holder: string | null
    receiver: string | null
    last: string | null
    keeper: string | null
  }>`SELECT f.id, f.status, f.received_at, r.id AS run_id, r.unit, r.work, coalesce(r.taken_at, r.handed_at) AS since,
      s.full_name AS holder, d.full_name AS receiver,
      CASE WHEN r.id IS NULL AND f.status <> 'received' THEN (SELECT json_array(e.at, a.full_name) FROM event e
        LEFT JOIN staff a ON a.id = e.actor WHERE e.entity_id = f.id AND e.type IN (${sql.join(moves.map((type) => sql.lit(type)))})
        ORDER BY e.hlc DESC LIMIT 1) END AS last,
      CASE WHEN r.id IS NULL THEN (SELECT json_array(c.since, k.full_name) FROM custody c JOIN staff k ON k.id = c.staff_id
        WHERE c.kind IN ('desk', 'waiting') AND c.item_id = f.id ORDER BY c.since DESC LIMIT 1) END AS keeper
    FROM json_each(${unseen(JSON.stringify(caseIds))}) AS hit CROSS JOIN case_file f ON f.id = hit.value
    LEFT JOIN step_run r ON r.case_id = f.id AND r.number = (SELECT max(number) FROM step_run
      WHERE case_id = f.id AND kind = 'step' AND finished_at IS NULL AND handed_at IS NOT NULL)
    LEFT JOIN staff s ON s.id = r.staff_id LEFT JOIN staff d ON d.id = f.received_by`.execute(db)
  return new Map(
    rows.map((row) => {
      const place = placesOf[row.status]
      const done = row.last === null ? null : (JSON.parse(row.last) as [string, string | null])
      const kept = row.keeper === null ? null : (JSON.parse(row.keeper) as [string, string])
      const [at, who] = (kept !== null && (done === null || kept[0] > done[0]) ? kept : done) ?? [null, null]
      const isStep = row.run_id !== null
      return [
        row.id,
        {
          place: place ?? (isStep ? 'step' : 'desk'),
          unit: row.unit ?? '',
          step: row.work ?? '',
          holder: (isStep ? row.holder : (who ?? row.receiver)) ?? '',
          since: (isStep ? row.since : at) ?? row.received_at,
        },
      ] as const
    }),
  )
}
