// What an act is decided on: the case, its plan, the runs and pauses so far, and the rules of time that hold for it.
import { getCalendar, getCurrentCalendarId } from '../../calendar/queries.ts'
import { parseOfficeHours } from '../../calendar/rules.ts'
import type { Actor, Db } from '../../event.ts'
import { type CaseStatus, type ClockState, unacceptedStatuses } from '../../model/case-status.ts'
import { AppError } from '../../model/errors.ts'
import { instantToLocal, type LocalDateTime } from '../../model/local-time.ts'
import { getOfficeSettings } from '../../people/queries.ts'
import type { TimeLimit } from '../../procedures/content.ts'
import { getCurrentVersion, getVersionContent } from '../../procedures/queries.ts'
import { keepSelect } from '../../store/kept-query.ts'
import { localNow } from '../intake-deadline.ts'
import type { PinnedDeadline } from '../pinned-deadline.ts'
import { findProcessInForce, getVariant, limitInForce } from '../process-version.ts'
import type { CaseFileTable } from '../schema.ts'
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

/** What holds for a case from its acceptance on. */
export interface Pins {
  readonly officeId: string
  readonly procedureVersionId: string
  readonly processVersionId: string | null
  readonly processVariant: string
  readonly calendarId: string
}

export interface LifeContext {
  readonly file: LifeCase
  /** Of a file that is not accepted: what would hold if it were accepted today. The plan and the limit are those; null once it is. */
  readonly pins: Pins | null
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

const fileById = keepSelect((db, { caseId }: { caseId: string }) =>
  db.selectFrom('case_file').selectAll().where('id', '=', caseId),
)
const runsOfCase = keepSelect((db, { caseId }: { caseId: string }) =>
  db.selectFrom('step_run').selectAll().where('case_id', '=', caseId).orderBy('number'),
)
const exclusionsOfCase = keepSelect((db, { caseId }: { caseId: string }) =>
  db.selectFrom('case_exclusion').selectAll().where('case_id', '=', caseId).orderBy('started_at'),
)

/** Reads all of it. Throws entity.notFound. */
export async function readContext(db: Db, actor: Pick<Actor, 'clock'>, caseId: string): Promise<LifeContext> {
  const [row] = await fileById(db, { caseId })
  if (!row) throw new AppError('entity.notFound', { entity: 'case' })
  const now = localNow(actor.clock)
  const pins = unacceptedStatuses.includes(row.status) ? await pinsOn(db, row, now.slice(0, 10)) : null
  const content = pins
    ? (await getCurrentVersion(db, row.procedure_id)).content
    : await getVersionContent(db, row.procedure_version_id)
  const { processVersionId, processVariant } = pins ?? {
    processVersionId: row.process_version_id,
    processVariant: row.process_variant,
  }
  const variant = processVersionId === null ? null : await getVariant(db, processVersionId, processVariant)
  const { timeLimit, cutoff } = limitInForce(content, variant)
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
    pins,
    plan: planOf(variant),
    runs: await runsOfCase(db, { caseId }),
    exclusions: await exclusionsOfCase(db, { caseId }),
    timeLimit,
    cutoff,
    now,
    today: now.slice(0, 10),
  }
}

/** What is in effect on a day; the sub-case that was chosen when the file was first looked at, as long as there is one of that key. */
async function pinsOn(
  db: Db,
  {
    procedure_id,
    process_version_id,
    process_variant,
  }: Pick<CaseFileTable, 'procedure_id' | 'process_version_id' | 'process_variant'>,
  date: string,
): Promise<Pins> {
  const process = await findProcessInForce(db, procedure_id, date)
  const only = process?.variants.length === 1 ? process.variants[0] : undefined
  const variant = only ?? process?.variants.find(({ key }) => key === process_variant)
  const isKept = process !== null && variant === undefined
  return {
    officeId: (await getOfficeSettings(db)).officeId,
    procedureVersionId: (await getCurrentVersion(db, procedure_id)).id,
    processVersionId: isKept ? process_version_id : (process?.versionId ?? null),
    processVariant: isKept ? process_variant : (variant?.key ?? ''),
    calendarId: await getCurrentCalendarId(db),
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
