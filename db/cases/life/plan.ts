// The steps that a case runs by: those of its process version and sub-case, made whole so that every case can be received, decided and
// returned. Pure.
import type { CaseStatus } from '../../model/case-status.ts'
import type { StepTime } from '../../model/step-times.ts'
import type { ProcessVariant, StepAct } from '../../processes/content.ts'

export interface PlannedStep {
  /** From 1. */
  readonly position: number
  readonly label: string
  /** Empty for a step that was added because the process names none; the page then calls it by its act. */
  readonly work: string
  readonly unit: string
  readonly role: string
  readonly act: StepAct
  readonly time: StepTime
  /** Minutes of working time of the step alone, or of the whole group that `groupKey` names; null when nothing is counted. */
  readonly minutes: number | null
  readonly groupKey: string
}

type Bare = Omit<PlannedStep, 'position' | 'minutes' | 'groupKey'>

const added = (act: StepAct): Bare => ({ label: '', work: '', unit: '', role: '', act, time: { kind: 'notCounted' } })

/**
 * Begins with a step that receives, ends with one that returns, and has one that decides between them where anything stands between
 * them: the last of those decides when none is said to.
 */
function madeWhole(steps: readonly Bare[]): Bare[] {
  const first = steps[0]?.act === 'receive' ? steps[0] : added('receive')
  const last = steps.at(-1)?.act === 'return' ? (steps.at(-1) ?? added('return')) : added('return')
  const between = steps.filter((step) => step !== first && step !== last)
  if (steps.length === 0) return [first, added('handle'), added('decide'), last]
  const decides = between.some(({ act }) => act === 'decide')
  return [
    first,
    ...between.map((step, index) => {
      if (!decides && index === between.length - 1) return { ...step, act: 'decide' as const }
      return step.act === 'receive' || step.act === 'return' ? { ...step, act: 'handle' as const } : step
    }),
    last,
  ]
}

/**
 * The plan of a sub-case. Where no process with steps is in effect the office works in four: receive, handle, decide, return (what the
 * catalogue lists as steps are those of the applicant as well, and often cut).
 */
export function planOf(variant: ProcessVariant | null): readonly PlannedStep[] {
  const bare = (variant?.steps ?? []).map(({ label, work, unit, role, act, time }) => ({ label, work, unit, role, act, time }))
  const groups = new Map((variant?.groups ?? []).map((group) => [group.key, group.minutes]))
  return madeWhole(bare).map((step, index) => ({
    ...step,
    position: index + 1,
    minutes:
      step.time.kind === 'amount' ? step.time.minutes : step.time.kind === 'group' ? (groups.get(step.time.group) ?? null) : null,
    groupKey: step.time.kind === 'group' ? step.time.group : '',
  }))
}

/** Whether nothing stands between receiving and returning, so that the desk settles the case by itself. */
export const isSettledAtDesk = (plan: readonly PlannedStep[]): boolean => plan.length === 2

/** The place of the last decision: what comes after it only issues the result. */
export const lastDecision = (plan: readonly PlannedStep[]): number => plan.findLast(({ act }) => act === 'decide')?.position ?? 0

/**
 * The place in the plan of a step that may have been begun under another version of the process: what was decided stays decided, and no
 * decision that was not made is passed over. Under its own version a step is where it is.
 */
export function placeIn(plan: readonly PlannedStep[], position: number, status: CaseStatus): number {
  const decision = lastDecision(plan)
  if (status === 'approved') return Math.max(Math.min(position, plan.length), decision)
  if (status === 'submitted') return plan[position - 1]?.act === 'decide' ? position : decision
  return Math.max(1, Math.min(position, status === 'appraising' ? decision - 1 : decision))
}

/** The state of a case while a step is under way. */
export function statusAt(plan: readonly PlannedStep[], position: number): CaseStatus {
  const step = plan[position - 1]
  if (position === 1 || !step) return 'received'
  if (position > lastDecision(plan)) return 'approved'
  return step.act === 'decide' ? 'submitted' : 'appraising'
}
