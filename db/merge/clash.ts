// An event that cannot be applied stays in the log, stands in the list of clashes, and stops nothing else.
import type { Tx } from '../event.ts'
import type { StoredEvent } from '../model/events.ts'
import type { ClashReason } from './rules.ts'

export async function keepClashInTx(tx: Tx, event: StoredEvent, reason: ClashReason): Promise<void> {
  const { id, entity, entity_id, type, actor, device, at, hlc } = event
  await tx
    .insertInto('clash')
    .values({
      ...{ event_id: id, entity, entity_id, type, actor, device, at, hlc, reason },
      ...{ choice: null, settled_at: null, settled_by: null },
    })
    .execute()
}

/** The same event without its line in the register; undefined for one that takes none. */
export function withoutSerial(type: string, payload: unknown): unknown {
  const takesLine = type === 'case.received' || type === 'case.presented' || type === 'case.registered'
  const hasSerial = typeof (payload as { serial?: unknown } | null)?.serial === 'number'
  return takesLine && hasSerial ? { ...(payload as object), serial: null } : undefined
}
