// What a new calendar would do to promises that were made under an older one. It is only told: a promised date never moves by itself.
import { setImmediate } from 'node:timers/promises'
import { getCalendar, getCurrentCalendarId } from '../../calendar/queries.ts'
import { parseOfficeHours } from '../../calendar/rules.ts'
import type { Db } from '../../event.ts'
import { type IsoDate, instantToLocal, localToInstant } from '../../model/local-time.ts'
import { getOfficeSettings } from '../../people/queries.ts'
import type { ProcedureContent } from '../../procedures/content.ts'
import { parseContent } from '../../procedures/queries.ts'
import type { PinnedDeadline } from '../pinned-deadline.ts'
import { getVariant, limitInForce } from '../process-version.ts'
import { promise } from './clock.ts'

export interface MovedCase {
  readonly caseId: string
  readonly code: string
  readonly applicantName: string
  /** UTC instants; the second is null where a year on the way is not decided in the new calendar. */
  readonly promisedAt: string
  readonly wouldBeAt: string | null
  readonly calendarVersion: IsoDate
}

const pageRows = 1_000

/**
 * Cases whose time limit runs and that the office's present calendar would promise another date, the earliest promise first. Dates that
 * were typed or put off by an extension rest on no calendar and are left out.
 * @param onProgress called with the cases looked at so far, of how many; may throw to call it off.
 * @param most of them; `isCut` tells that there are more.
 */
export async function listMovedByCalendar(
  db: Db,
  { most, onProgress = () => {} }: { most: number; onProgress?: (cases: number, total: number) => void },
): Promise<{ rows: MovedCase[]; isCut: boolean }> {
  const calendarId = await getCurrentCalendarId(db)
  const calendar = await getCalendar(db, calendarId)
  const { hours } = await getOfficeSettings(db)
  const facts = { calendar, hours: parseOfficeHours(hours.map(({ start, end }) => `${start}-${end}`)) }
  const contents = new Map<string, ProcedureContent>()
  const rows: MovedCase[] = []
  const { total } = await db
    .selectFrom('case_file')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('clock', '=', 'running')
    .where('calendar_id', '<>', calendarId)
    .executeTakeFirstOrThrow()
  for (let after = 0, done = 0; ; ) {
    const page = await db
      .selectFrom('case_file as f')
      .innerJoin('procedure_version as v', 'v.id', 'f.procedure_version_id')
      .innerJoin('calendar as c', 'c.id', 'f.calendar_id')
      .select([
        'f.no',
        'f.id',
        'f.provisional_code',
        'f.official_code',
        'f.applicant_name',
        'f.received_at',
        'f.clock_started_at',
        'f.due_at',
        'f.deadline',
        'f.process_version_id',
        'f.process_variant',
        'f.procedure_version_id',
        'v.content',
        'c.version',
      ])
      .where('f.clock', '=', 'running')
      .where('f.calendar_id', '<>', calendarId)
      .where('f.due_at', 'is not', null)
      .where('f.no', '>', after)
      .orderBy('f.no')
      .limit(pageRows)
      .execute()
    for (const row of page) {
      if ((JSON.parse(row.deadline) as PinnedDeadline).isManual) continue
      const content = contents.get(row.procedure_version_id) ?? parseContent(row.content)
      contents.set(row.procedure_version_id, content)
      const variant = row.process_version_id === null ? null : await getVariant(db, row.process_version_id, row.process_variant)
      const { timeLimit, cutoff } = limitInForce(content, variant)
      const startedAt = instantToLocal(row.clock_started_at ?? row.received_at)
      const pauses = (await pausesSince(db, row.id, row.clock_started_at ?? row.received_at)).map((pause) => ({
        from: instantToLocal(pause.started_at),
        to: instantToLocal(pause.ended_at ?? pause.started_at),
        reason: pause.legal_ground,
      }))
      const computed = promise({ ...facts, timeLimit, cutoff }, startedAt, pauses)
      const wouldBeAt = computed?.dueAt ? localToInstant(computed.dueAt) : null
      if (computed === null || wouldBeAt === row.due_at) continue
      rows.push({
        caseId: row.id,
        code: row.official_code ?? row.provisional_code,
        applicantName: row.applicant_name,
        promisedAt: row.due_at ?? '',
        wouldBeAt,
        calendarVersion: row.version,
      })
    }
    done += page.length
    onProgress(done, total)
    await setImmediate() // a wish to stop is heard between turns of the event loop only
    const last = page.at(-1)
    if (page.length < pageRows || last?.no === undefined) break
    after = last.no
  }
  rows.sort((a, b) => (a.promisedAt < b.promisedAt ? -1 : a.promisedAt > b.promisedAt ? 1 : 0))
  return { rows: rows.slice(0, most), isCut: rows.length > most }
}

const pausesSince = (db: Db, caseId: string, since: string) =>
  db
    .selectFrom('case_exclusion')
    .select(['started_at', 'ended_at', 'legal_ground'])
    .where('case_id', '=', caseId)
    .where('policy', '=', 'resume')
    .where('started_at', '>=', since)
    .where('ended_at', 'is not', null)
    .execute()
