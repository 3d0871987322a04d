// The cases that wait for somebody, by what they wait for: a person's own steps, what nobody has taken, what the desk has to hand over,
// fetch or give back, what waits for the applicant. Each is a page by cursor over an index; nothing reads all cases.
import { type Expression, type SqlBool, sql } from 'kysely'
import { getCalendar, getCurrentCalendarId } from '../../calendar/queries.ts'
import { parseOfficeHours, workingMinutesBetween } from '../../calendar/rules.ts'
import { listAbsent } from '../../duties/absence.ts'
import type { Actor, Db } from '../../event.ts'
import type { CaseStatus } from '../../model/case-status.ts'
import { type Clock, toInstant } from '../../model/clock.ts'
import { instantToLocal } from '../../model/local-time.ts'
import { getOfficeSettings, getStaffNames } from '../../people/queries.ts'
import { localNow } from '../intake-deadline.ts'
import { type WorkScope, workScopes } from './rules.ts'

const statusesOf = {
  toHandOver: ['received'],
  toReturn: ['resultReady'],
  waiting: ['supplementBefore', 'supplementAfter', 'awaitingPayment'],
  toSign: ['extending'],
} as const satisfies Partial<Record<WorkScope, readonly CaseStatus[]>>

const isByStatus = (scope: WorkScope): scope is keyof typeof statusesOf => scope in statusesOf

/** Runs that are handed over and not finished. `staffIds`: the person, and those who are away and for whom the person does the work. */
const runsOf = (db: Db, scope: Exclude<WorkScope, keyof typeof statusesOf>, staffIds: readonly string[]) => {
  const open = db.selectFrom('step_run as r').where('r.finished_at', 'is', null).where('r.handed_at', 'is not', null)
  if (scope === 'tasks') return open.where('r.kind', '<>', 'step')
  const steps = open.where('r.kind', '=', 'step')
  if (scope === 'mine') return steps.where('r.staff_id', 'in', staffIds)
  return steps.where('r.staff_id', 'is', null).where('r.act', scope === 'results' ? '=' : '<>', 'return')
}

/** How many wait, by scope. */
export async function countWork(
  db: Db,
  actor: Pick<Actor, 'staffId' | 'clock'>,
): Promise<Record<WorkScope | 'lateMine', number>> {
  const counts = {} as Record<WorkScope | 'lateMine', number>
  const staffIds = [actor.staffId, ...(await listAbsent(db, actor))]
  for (const scope of workScopes) {
    if (isByStatus(scope)) {
      counts[scope] = await countWaiting(db, actor.clock, scope, 0)
      continue
    }
    const query = runsOf(db, scope, staffIds).select((eb) => eb.fn.countAll<number>().as('count'))
    counts[scope] = Number((await query.executeTakeFirstOrThrow()).count)
  }
  const late = await runsOf(db, 'mine', staffIds)
    .where('r.due_at', '<', toInstant(actor.clock.nowMs()))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  counts.lateMine = Number(late.count)
  return counts
}

/** How many cases a queue of cases holds that have waited so many days; all of them come from the tally. */
export async function countWaiting(db: Db, clock: Clock, scope: keyof typeof statusesOf, waitedDays: number): Promise<number> {
  const query =
    waitedDays === 0
      ? db
          .selectFrom('case_tally')
          .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('cases'), sql.lit(0)).as('count'))
          .where('status', 'in', [...statusesOf[scope]])
      : waitingSince(db, scope, waitedBefore(clock, waitedDays)).select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await query.executeTakeFirstOrThrow()).count)
}

/** The instant until which something must have begun to wait, to have waited so many days. */
const waitedBefore = (clock: Clock, days: number): string => toInstant(clock.nowMs() - days * 86_400_000)

/** Instants of a page's rows sort as texts; a run without a date stands behind those with one. */
const undated = '9'

const separator = '|'

interface Waiting {
  readonly caseId: string
  readonly runId: string | null
  readonly sort: string
  readonly since: string
}

/**
 * A page of what waits, the most urgent first: steps and tasks by their own date, cases by how long they have waited.
 * @param waitedDays leaves out what has waited fewer days (24 hours each); 0 for all.
 */
export async function listWork(
  db: Db,
  actor: Pick<Actor, 'staffId' | 'clock'>,
  { scope, waitedDays, cursor, limit }: { scope: WorkScope; waitedDays: number; cursor: string | null; limit: number },
) {
  const before = waitedBefore(actor.clock, waitedDays)
  const [afterSort, afterId] = cursor === null ? ['', ''] : splitCursor(cursor)
  const waiting = isByStatus(scope)
    ? await waitingCases(db, scope, before, afterSort, afterId, limit + 1)
    : await waitingRuns(db, scope, [actor.staffId, ...(await listAbsent(db, actor))], before, afterSort, afterId, limit + 1)
  const page = waiting.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await withCases(db, actor, scope, page),
    nextCursor: waiting.length > limit && last ? `${last.sort}${separator}${last.runId ?? last.caseId}` : null,
  }
}

function splitCursor(cursor: string): [string, string] {
  const at = cursor.lastIndexOf(separator)
  return [cursor.slice(0, Math.max(0, at)), cursor.slice(at + 1)]
}

async function waitingRuns(
  db: Db,
  scope: Exclude<WorkScope, keyof typeof statusesOf>,
  staffIds: readonly string[],
  before: string,
  afterSort: string,
  afterId: string,
  limit: number,
): Promise<Waiting[]> {
  const sort = sql<string>`coalesce(r.due_at, ${sql.lit(undated)})`
  const rows = await runsOf(db, scope, staffIds)
    .select(['r.case_id', 'r.id', 'r.handed_at', sort.as('sort')])
    .where('r.handed_at', '<=', before)
    .where((): Expression<SqlBool> => sql`(${sort}, r.id) > (${afterSort}, ${afterId})`)
    .orderBy(sort)
    .orderBy('r.id')
    .limit(sql.lit(limit))
    .execute()
  return rows.map((row) => ({ caseId: row.case_id, runId: row.id, sort: row.sort, since: row.handed_at ?? '' }))
}

/** Of the step that a case is at; none for a file that has not left the desk. */
const openStepAt = (column: 'handed_at' | 'taken_at') =>
  sql<string>`(SELECT r.${sql.ref(column)} FROM step_run r WHERE r.case_id = f.id AND r.kind = 'step' AND r.finished_at IS NULL)`

/** Since when a case waits: where it is, and not since it was received; a result since the desk has it, which may be after the time limit ended. */
const sinceOf = {
  toHandOver: sql<string>`coalesce(${openStepAt('handed_at')}, f.received_at)`,
  toReturn: sql<string>`coalesce(${openStepAt('taken_at')}, f.finished_at)`,
  toSign: sql<string>`f.received_at`,
  waiting: sql<string>`coalesce(
    (SELECT e.started_at FROM case_exclusion e WHERE e.case_id = f.id AND e.ended_at IS NULL),
    (SELECT max(p.issued_at) FROM case_paper p WHERE p.case_id = f.id),
    f.received_at)`,
} as const satisfies Record<keyof typeof statusesOf, unknown>

/** The cases of a queue that have waited since `before` or longer. */
const waitingSince = (db: Db, scope: keyof typeof statusesOf, before: string) =>
  db
    .selectFrom('case_file as f')
    .where('f.status', 'in', [...statusesOf[scope]])
    .where((): Expression<SqlBool> => sql`${sinceOf[scope]} <= ${before}`)

async function waitingCases(
  db: Db,
  scope: keyof typeof statusesOf,
  before: string,
  afterSort: string,
  afterId: string,
  limit: number,
): Promise<Waiting[]> {
  const since = sinceOf[scope]
  const rows = await waitingSince(db, scope, before)
    .select(['f.id', since.as('since')])
    .where((): Expression<SqlBool> => sql`(${since}, f.id) > (${afterSort}, ${afterId})`)
    .orderBy(since)
    .orderBy('f.id')
    .limit(sql.lit(limit))
    .execute()
  return rows.map((row) => ({ caseId: row.id, runId: null, sort: row.since, since: row.since }))
}

async function withCases(db: Db, actor: Pick<Actor, 'staffId' | 'clock'>, scope: WorkScope, page: readonly Waiting[]) {
  if (page.length === 0) return []
  const ids = page.map(({ caseId }) => caseId)
  const files = await db
    .selectFrom('case_file as f')
    .innerJoin('procedure as p', 'p.id', 'f.procedure_id')
    .select([
      'f.id',
      'f.provisional_code',
      'f.official_code',
      'f.applicant_name',
      'f.status',
      'f.clock',
      'f.due_at',
      'p.name as procedure_name',
      'p.short_code as procedure_short_code',
    ])
    .where('f.id', 'in', ids)
    .execute()
  const runs = await db
    .selectFrom('step_run')
    .selectAll()
    .where('case_id', 'in', ids)
    .where('finished_at', 'is', null)
    .where('handed_at', 'is not', null)
    .execute()
  const names = await getStaffNames(
    db,
    runs.flatMap(({ staff_id, handed_by }) => [staff_id, handed_by]).filter((id) => id !== null),
  )
  const { hours } = await getOfficeSettings(db)
  const calendar = await getCalendar(db, await getCurrentCalendarId(db))
  const spans = parseOfficeHours(hours.map(({ start, end }) => `${start}-${end}`))
  const now = localNow(actor.clock)
  const left = (due: string | null) =>
    due === null ? null : (workingMinutesBetween(calendar, spans, now, instantToLocal(due)) ?? null)
  return page.flatMap(({ caseId, runId, since }) => {
    const file = files.find(({ id }) => id === caseId)
    if (!file) return []
    const run = runs.find((row) => (runId === null ? row.case_id === caseId && row.kind === 'step' : row.id === runId))
    return {
      caseId,
      runId,
      code: file.official_code ?? file.provisional_code,
      applicantName: file.applicant_name,
      procedureName: file.procedure_name,
      procedureShortCode: file.procedure_short_code,
      status: file.status,
      clock: file.clock,
      dueAt: file.due_at,
      /** Working minutes until the case's date, below zero when it has passed; null while no date runs. */
      leftMinutes: file.clock === 'running' ? left(file.due_at) : null,
      since,
      kind: run?.kind ?? null,
      label: run?.label ?? '',
      work: run?.work ?? '',
      act: run?.act ?? null,
      unit: run?.unit ?? '',
      content: run?.content ?? '',
      isTaken: run ? run.taken_at !== null : null,
      holderName: run?.staff_id ? (names[run.staff_id] ?? '') : '',
      /** Who is away, where the work is theirs; '' for one's own. */
      onBehalfOfName: scope === 'mine' && run?.staff_id && run.staff_id !== actor.staffId ? (names[run.staff_id] ?? '') : '',
      stepDueAt: run?.due_at ?? null,
      stepLeftMinutes: left(run?.due_at ?? null),
    }
  })
}
