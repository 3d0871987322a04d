// An event by itself: whether it fits what its definition says, and under which year it lies.
import type { StoredEvent } from '../model/events.ts'
import { parseHlc } from '../model/hlc.ts'
import { findDefinition } from '../record.ts'
import { eventStates } from './schema.ts'

export interface JudgedEvent {
  readonly event: StoredEvent
  readonly state: number
  /** Of an event that counts. */
  readonly payload: unknown
}

const yearOf = (ms: number): number => {
  const year = Number.isFinite(ms) ? new Date(ms).getUTCFullYear() : 0
  return year >= 2000 && year < 2100 ? year : 0
}

/** The year under which an event lies: that of its stamp, 0 for one that no computer could have written. */
export function yearOfEvent({ hlc }: StoredEvent): number {
  try {
    return yearOf(parseHlc(hlc).ms)
  } catch {
    return 0
  }
}

/** The year under which a case lies: that of its id (a UUID of version 7 begins with its time). */
export const yearOfCase = (id: string): number =>
  yearOf(Number.parseInt(/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id) ? id.slice(0, 13).replace('-', '') : '', 16))

/** Whether an event fits what its definition says; what was parsed if so. */
export function judge(event: StoredEvent): JudgedEvent {
  const definition = findDefinition(event.type)
  if (!definition || event.version > definition.version) return { event, state: eventStates.pending, payload: undefined }
  let value: unknown
  try {
    value = JSON.parse(event.payload)
  } catch {
    return { event, state: eventStates.rejected, payload: undefined }
  }
  const parsed = definition.payload.safeParse(value)
  return parsed.success
    ? { event, state: eventStates.applied, payload: parsed.data }
    : { event, state: eventStates.rejected, payload: undefined }
}
