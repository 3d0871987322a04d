// What one computer of the office decided about a case, met by what another one did meanwhile (db/merge).
import type { Tx } from '../../event.ts'
import type { StoredEvent } from '../../model/events.ts'
import { localToInstant } from '../../model/local-time.ts'
import type { ActPayload } from './events.ts'

/** Whether another computer has moved the case on, or has closed what this act closes. */
export async function actClashes(tx: Tx, payload: ActPayload, event: StoredEvent): Promise<boolean | 'missing'> {
  const file = await tx.selectFrom('case_file').select('status').where('id', '=', event.entity_id).executeTakeFirst()
  if (!file) return 'missing'
  if (file.status !== payload.from) return true
  const runs = [...payload.closes.map(({ runId }) => runId), payload.takes?.runId, payload.assigns?.runId, payload.hands]
  for (const runId of runs) {
    if (runId === null || runId === undefined || payload.opens.some(({ id }) => id === runId)) continue
    const run = await tx.selectFrom('step_run').select(['finished_at', 'taken_at']).where('id', '=', runId).executeTakeFirst()
    if (!run || run.finished_at !== null) return true
    if (runId === payload.takes?.runId && run.taken_at !== null) return true
  }
  if (payload.endsExclusion === null) return false
  const exclusion = await tx
    .selectFrom('case_exclusion')
    .select('ended_at')
    .where('id', '=', payload.endsExclusion)
    .executeTakeFirst()
  return !exclusion || exclusion.ended_at !== null
}

/** The states in which another procedure can still be pinned. */
const atTheDesk: readonly string[] = ['checking', 'supplementBefore', 'received']

interface CorrectedPromise {
  readonly due: object | null
  readonly pinned: object | null
  readonly from: {
    readonly receivedAt?: string | undefined
    readonly procedureId?: string | undefined
    readonly variant?: string | undefined
  }
}

/** Words merge, the last writer's stand; a promise, and the procedure that it is counted by, do not. */
export async function correctionClashes(
  tx: Tx,
  { due, from, pinned }: CorrectedPromise,
  event: StoredEvent,
): Promise<boolean | 'missing'> {
  if (!due && !pinned) return false
  const file = await tx
    .selectFrom('case_file')
    .select(['received_at', 'procedure_id', 'process_variant', 'status'])
    .where('id', '=', event.entity_id)
    .executeTakeFirst()
  if (!file) return 'missing'
  return (
    (from.receivedAt !== undefined && file.received_at !== localToInstant(from.receivedAt)) ||
    (from.procedureId !== undefined && file.procedure_id !== from.procedureId) ||
    (from.variant !== undefined && file.process_variant !== from.variant) ||
    (pinned !== null && !atTheDesk.includes(file.status))
  )
}
