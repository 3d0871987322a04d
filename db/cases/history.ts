// An event of a case as a line of its history: what its sentence names, and whether the clock of then can be believed.
import { instantMs } from '../model/clock.ts'
import { parseHlc } from '../model/hlc.ts'

/** Difference between an event's clock and its place in the order that deserves a mark. */
const doubtfulClockMs = 86_400_000

export interface HistoryLine {
  readonly id: string
  readonly at: string
  readonly type: string
  readonly params: Record<string, string | number>
  readonly clockDoubtful: boolean
}

/** The words and numbers of an event's payload, for its sentence. */
export const paramsOf = (payload: string): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(JSON.parse(payload) as Record<string, unknown>).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )

export const historyLine = ({
  id,
  at,
  hlc,
  type,
  payload,
}: Record<'id' | 'at' | 'hlc' | 'type' | 'payload', string>): HistoryLine => ({
  id,
  at,
  type,
  params: paramsOf(payload),
  clockDoubtful: Math.abs(parseHlc(hlc).ms - instantMs(at)) > doubtfulClockMs,
})
