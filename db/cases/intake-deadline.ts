// The due date that a case gets at its receipt, and whether the computer's clock can be believed for it.
import { sql } from 'kysely'
import { getCalendar, getCurrentCalendarId } from '../calendar/queries.ts'
import { type Reason, toReasons } from '../calendar/reasons.ts'
import { computeDeadline, parseOfficeHours } from '../calendar/rules.ts'
import type { Db } from '../event.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { parseHlc } from '../model/hlc.ts'
import { instantToLocal } from '../model/local-time.ts'
import type { OfficeSettings } from '../people/rules.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { keepSelect } from '../store/kept-query.ts'

interface IntakeDeadline {
  /** Local; both null when the procedure has no limit or a year on the way is not decided. */
  readonly dueDate: string | null
  readonly dueAt: string | null
  readonly explanation: Reason[]
  readonly warnings: Reason[]
  readonly calendarId: string
  readonly hasLimit: boolean
}

/**
 * The due date of a procedure received at a local time, by the office's current calendar and hours. The hours are those of
 * today's settings; the result is pinned in the case. (NĐ 118/2025 Điều 17(3): time runs from complete and correct receipt.)
 */
export async function deadlineFor(
  db: Db,
  content: Pick<ProcedureContent, 'timeLimit' | 'cutoff'>,
  receivedAt: string,
  { hours }: Pick<OfficeSettings, 'hours'>,
): Promise<IntakeDeadline> {
  const calendarId = await getCurrentCalendarId(db)
  if (!content.timeLimit)
    return { dueDate: null, dueAt: null, explanation: [], warnings: [{ code: 'noLimit' }], calendarId, hasLimit: false }
  const computed = computeDeadline({
    limit: content.timeLimit.limit,
    unit: content.timeLimit.unit,
    receivedAt,
    cutoff: content.cutoff ?? undefined,
    hours: parseOfficeHours(hours.map(({ start, end }) => `${start}-${end}`)),
    calendar: await getCalendar(db, calendarId),
  })
  return {
    dueDate: computed.dueDate,
    dueAt: computed.dueAt,
    explanation: toReasons(computed.explanation),
    warnings: toReasons(computed.warnings),
    calendarId,
    hasLimit: true,
  }
}

/** Of a file that is not accepted: nothing is promised yet. */
export const noDeadline = async (db: Db): Promise<IntakeDeadline> => ({
  dueDate: null,
  dueAt: null,
  explanation: [],
  warnings: [],
  calendarId: await getCurrentCalendarId(db),
  hasLimit: false,
})

/** Beyond this the clock is told to be behind; two computers or a summer's drift differ by less. */
const clockBehindLimitMinutes = 10

/**
 * The remark that the computer's clock stands behind what was recorded last; none when it does not. Nothing is refused for it: the
 * clerk sets the clock, or types the hour of receipt.
 */
export async function findClockRemark(db: Db, clock: Clock): Promise<Reason[]> {
  const newestMs = await newestEventMs(db)
  if (newestMs - clock.nowMs() <= clockBehindLimitMinutes * 60_000) return []
  return [{ code: 'clockBehind', now: localNow(clock), newest: instantToLocal(toInstant(newestMs)) }]
}

// The 1 stands in the text itself: SQLite plans anew for every value of a limit.
const newestStamp = keepSelect((db) => db.selectFrom('event').select('hlc').orderBy('hlc', 'desc').limit(sql.lit(1)))

/** The newest moment that any event knows; 0 without events. */
export async function newestEventMs(db: Db): Promise<number> {
  const [newest] = await newestStamp(db, {})
  return newest ? parseHlc(newest.hlc).ms : 0
}

export const localNow = (clock: Clock): string => instantToLocal(toInstant(clock.nowMs()))
