// What an act is decided on: the case, its plan, the runs and pauses so far, and the rules of time that hold for it.
import { getCalendar, getCurrentCalendarId } from '../../calendar/queries.ts'
import { parseOfficeHours } from '../../calendar/rules.ts'
import type { Actor, Db } from '../../event.ts'
import type { CaseStatus, ClockState } from '../../model/case-status.ts'
import { AppError } from '../../model/errors.ts'
import { instantToLocal, type LocalDateTime } from '../../model/local-time.ts'
import { getOfficeSettings } from '../../people/queries.ts'
import type { TimeLimit } from '../../procedures/content.ts'
import { parseContent } from '../../procedures/queries.ts'
import { localNow } from '../intake-deadline.ts'
import type { PinnedDeadline } from '../pinned-deadline.ts'
import { getVariant, limitInForce } from '../process-version.ts'
import type { ClockFacts, Pause } from './clock.ts'
import type { ActPayload } from './events.ts'
import { type PlannedStep, planOf } from './plan.ts'
import { type ClockRule, defaultClockRule } from './rules.ts'
import type { CaseExclusionTable, StepRunTable } from './schema.ts'

export interface LifeCase {
  readonly id: string
  readonly status: CaseStatus
  readonly heldStatus: CaseStatus | null
  readonly closedAs: CaseStatus | null
  readonly clock: ClockState
  readonly procedureId: string
  /** Local times. */
  readonly receivedAt: LocalDateTime
  readonly clockStartedAt: LocalDateTime
  readonly dueAt: LocalDateTime | null
  readonly missedDueAt: string | null
  readonly finishedAt: string | null
  readonly resumePosition: number | null
  readonly proposal: NonNullable<ActPayload['proposal']> | null
  readonly isManual: boolean
  readonly extensions: number
  readonly calendarId: string
  readonly receivedBy: string
}

export interface LifeContext {
  readonly file: LifeCase
  readonly plan: readonly PlannedStep[]
  readonly runs: readonly StepRunTable[]
  readonly exclusions: readonly CaseExclusionTable[]
  /** The promise of the process or the procedure the case was accepted under; null without one. */
  readonly timeLimit: TimeLimit | null
  readonly cutoff: string | null
  readonly now: LocalDateTime
  readonly today: string
}

const localOrNull = (instant: string | null): LocalDateTime | null => (instant === null ? null : instantToLocal(instant))

/** Reads all of it. Throws entity.notFound. */
export async function readContext(db: Db, actor: Pick<Actor, 'clock'>, caseId: string): Promise<LifeContext> {
  const row = await db
    .selectFrom('case_file as f')
    .innerJoin('procedure_version as v', 'v.id', 'f.procedure_version_id')
    .selectAll('f')
    .select('v.content as procedure_content')
    .where('f.id', '=', caseId)
    .executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'case' })
  const content = parseContent(row.procedure_content)
  const variant = row.process_version_id === null ? null : await getVariant(db, row.process_version_id, row.process_variant)
  const { timeLimit, cutoff } = limitInForce(content, variant)
  const now = localNow(actor.clock)
  const receivedAt = instantToLocal(row.received_at)
  return {
    file: {
      id: row.id,
      status: row.status,
      heldStatus: row.held_status,
      closedAs: row.closed_as,
      clock: row.clock,
      procedureId: row.procedure_id,
      receivedAt,
      clockStartedAt: localOrNull(row.clock_started_at) ?? receivedAt,
      dueAt: localOrNull(row.due_at),
      missedDueAt: row.missed_due_at,
      finishedAt: row.finished_at,
      resumePosition: row.resume_position,
      proposal: row.proposal ? (JSON.parse(row.proposal) as NonNullable<ActPayload['proposal']>) : null,
      isManual: (JSON.parse(row.deadline) as PinnedDeadline).isManual,
      extensions: row.extensions,
      calendarId: row.calendar_id,
      receivedBy: row.received_by,
    },
    plan: planOf(variant),
    runs: await db.selectFrom('step_run').selectAll().where('case_id', '=', caseId).orderBy('number').execute(),
    exclusions: await db.selectFrom('case_exclusion').selectAll().where('case_id', '=', caseId).orderBy('started_at').execute(),
    timeLimit,
    cutoff,
    now,
    today: now.slice(0, 10),
  }
}

/** The step that is under way: the open run of the plan. None before the first hand-over and while the applicant is waited for. */
export const currentRun = ({ runs }: Pick<LifeContext, 'runs'>): StepRunTable | null =>
  runs.find((run) => run.kind === 'step' && run.finished_at === null) ?? null

/** Consultations and referred tasks that are not answered. */
export const openTasks = ({ runs }: Pick<LifeContext, 'runs'>): StepRunTable[] =>
  runs.filter((run) => run.kind !== 'step' && run.finished_at === null)

/**
 * What dates are counted by. A limit that goes on keeps the calendar that the case was accepted under; one that starts anew, and the
 * days of steps, take the office's present one.
 */
export async function clockFacts(db: Db, context: LifeContext, calendar: 'pinned' | 'current'): Promise<ClockFacts> {
  const { hours } = await getOfficeSettings(db)
  return {
    timeLimit: context.timeLimit,
    cutoff: context.cutoff,
    hours: parseOfficeHours(hours.map(({ start, end }) => `${start}-${end}`)),
    calendar: await getCalendar(db, calendar === 'pinned' ? context.file.calendarId : await getCurrentCalendarId(db)),
  }
}

/** The pauses of the present time limit that do not count, the one that ends now included. */
export function pausesOf({ file, exclusions, now }: LifeContext): Pause[] {
  return exclusions
    .filter(({ policy, started_at }) => policy === 'resume' && instantToLocal(started_at) >= file.clockStartedAt)
    .map(({ started_at, ended_at, legal_ground }) => ({
      from: instantToLocal(started_at),
      to: localOrNull(ended_at) ?? now,
      reason: legal_ground,
    }))
}

/** A rule as it holds on a day; `validFrom` is null where it is the general one. */
export type RuleOnDay = Omit<ClockRule, 'validFrom'> & { readonly validFrom: string | null }

/** The rule of the procedure on a day; the general one where none is recorded. */
export async function clockRuleOn(db: Db, procedureId: string, date: string): Promise<RuleOnDay> {
  const row = await db
    .selectFrom('clock_rule')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .where('valid_from', '<=', date)
    .orderBy('valid_from', 'desc')
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return { ...defaultClockRule, validFrom: null }
  return {
    validFrom: row.valid_from,
    supplement: row.supplement,
    supplementGround: row.supplement_ground,
    payment: row.payment,
    paymentGround: row.payment_ground,
  }
}
