// A case as its events tell it, in short: what the hub lists and counts. Pure and total: the same events in the order of their stamps
// give the same case wherever it is computed, and nothing that an office could have written makes it fail. Events before the one that
// received the case say nothing.
import type { z } from 'zod'
import type { caseEvents } from '../cases/events.ts'
import type { ActPayload, OpenedRun } from '../cases/life/events.ts'
import { type CaseStatus, type ClockState, openStatuses, unacceptedStatuses } from '../model/case-status.ts'
import type { StoredEvent } from '../model/events.ts'
import { localToInstant } from '../model/local-time.ts'

type Intake = z.infer<(typeof caseEvents)['case.received']['payload']>
type Corrected = z.infer<(typeof caseEvents)['case.corrected']['payload']>

type Run = Pick<OpenedRun, 'id' | 'kind' | 'unit' | 'label'>

export interface CaseState {
  readonly code: string
  readonly officialCode: string | null
  readonly procedureId: string
  readonly applicantName: string
  readonly status: CaseStatus
  readonly clock: ClockState
  /** UTC instants. */
  readonly receivedAt: string
  readonly dueAt: string | null
  readonly originalDueAt: string | null
  readonly missedDueAt: string | null
  readonly finishedAt: string | null
  readonly finishResult: string | null
  readonly lateCause: string | null
  readonly runs: readonly Run[]
}

/** Longer than anything that is listed, shorter than what an index takes. */
const longest = 400
/** What both stores can hold. */
export const tidy = (text: string): string =>
  text
    .slice(0, longest)
    .replace(/\0/g, '')
    .replace(/\p{Surrogate}/gu, '\u{fffd}')
const tidyOrNull = (text: string | null): string | null => (text === null ? null : tidy(text))

const utcOffsetMs = 7 * 3_600_000
/** The day on the wall clock of an instant; '' for what is none. */
export function dayOf(instant: string | null): string {
  const ms = instant === null ? Number.NaN : Date.parse(instant)
  if (Number.isNaN(ms) || Math.abs(ms) > 8e15) return ''
  return new Date(ms + utcOffsetMs).toISOString().slice(0, 10)
}

function instantOf(local: string): string | null {
  try {
    return localToInstant(local)
  } catch {
    return null
  }
}

const begin = (file: Intake, status: 'received' | 'checking'): CaseState => ({
  code: tidy(file.provisionalCode),
  officialCode: null,
  procedureId: tidy(file.procedureId),
  applicantName: tidy(file.applicant.person.fullName),
  status,
  clock: status === 'checking' ? 'idle' : 'running',
  receivedAt: tidy(file.receivedAt),
  dueAt: tidyOrNull(file.dueAt),
  originalDueAt: tidyOrNull(file.dueAt),
  missedDueAt: null,
  finishedAt: null,
  finishResult: null,
  lateCause: null,
  runs: [],
})

function correct(state: CaseState, { to, due, missedDueAt }: Corrected): CaseState {
  return {
    ...state,
    ...(to.applicant && { applicantName: tidy(to.applicant.fullName) }),
    ...(to.receivedAt !== undefined && { receivedAt: instantOf(to.receivedAt) ?? state.receivedAt }),
    ...(due && { dueAt: tidyOrNull(due.dueAt) }),
    missedDueAt: state.missedDueAt ?? tidyOrNull(missedDueAt),
  }
}

function act(state: CaseState, payload: ActPayload, { at, type }: StoredEvent): CaseState {
  const { opens, closes, due, finish, clock, missedDueAt, to } = payload
  const closed = new Set(closes.map(({ runId }) => runId))
  const opened = opens.map(({ id, kind, unit, label }) => ({ id: tidy(id), kind, unit: tidy(unit), label: tidy(label) }))
  const isAccepted = type === 'case.accepted' && due !== null
  return {
    ...state,
    status: to,
    runs: [...state.runs, ...opened].filter(({ id }) => !closed.has(id)),
    ...(clock !== null && { clock }),
    ...(due && { dueAt: tidyOrNull(due.dueAt) }),
    ...(isAccepted && { originalDueAt: tidyOrNull(due.dueAt), receivedAt: tidy(at) }),
    missedDueAt: state.missedDueAt ?? tidyOrNull(missedDueAt),
    ...(finish && {
      finishedAt: state.finishedAt ?? tidy(at),
      finishResult: state.finishResult ?? finish.result,
      lateCause: state.lateCause ?? finish.cause,
    }),
  }
}

/**
 * The case after an event. Undefined before it was received.
 * @param payload as the event's definition parsed it.
 */
export function foldCase(state: CaseState | undefined, event: StoredEvent, payload: unknown): CaseState | undefined {
  if (!state) {
    if (event.type === 'case.received') return begin(payload as Intake, 'received')
    return event.type === 'case.presented' ? begin(payload as Intake, 'checking') : undefined
  }
  switch (event.type) {
    case 'case.received':
    case 'case.presented':
    case 'case.processSwitched':
      return state
    case 'case.officialCodeSet':
      return { ...state, officialCode: tidy((payload as { officialCode: string }).officialCode) }
    case 'case.corrected':
      return correct(state, payload as Corrected)
    default:
      return isAct(payload) ? act(state, payload, event) : state
  }
}

/** Other subjects have events about a case too; those of its life have all of these. */
const isAct = (payload: unknown): payload is ActPayload =>
  typeof payload === 'object' && payload !== null && 'to' in payload && 'opens' in payload && 'closes' in payload

/** Where a case lies: the unit of its newest open step, or what the step is called; '' at the desk. */
export function holderOf({ runs }: CaseState): string {
  const run = runs.findLast(({ kind }) => kind === 'step') ?? runs.at(-1)
  return run ? run.unit || run.label : ''
}

export const totalNames = [
  'received',
  'open',
  'finished_early',
  'finished_on_time',
  'finished_late',
  'finished_undated',
  'stopped',
  'open_due',
] as const
export type TotalName = (typeof totalNames)[number]

const ofResult: Readonly<Record<string, TotalName>> = {
  early: 'finished_early',
  onTime: 'finished_on_time',
  overdue: 'finished_late',
  undated: 'finished_undated',
}

/** What a case adds to the totals: days and names. A case that was only looked at adds nothing. */
export function totalsOf(state: CaseState | undefined): ReadonlyArray<readonly [day: string, name: TotalName]> {
  if (!state || unacceptedStatuses.includes(state.status)) return []
  const isOpen = state.finishedAt === null && openStatuses.includes(state.status)
  const received = dayOf(state.receivedAt)
  const hasStopped = state.status === 'stopped' || state.status === 'withdrawn'
  const adds: Array<readonly [string, TotalName]> = [[received, 'received']]
  if (isOpen) adds.push([received, 'open'])
  if (isOpen && state.clock === 'running' && state.dueAt !== null) adds.push([dayOf(state.dueAt), 'open_due'])
  if (state.finishedAt !== null)
    adds.push([dayOf(state.finishedAt), hasStopped ? 'stopped' : (ofResult[state.finishResult ?? ''] ?? 'finished_undated')])
  return adds.filter(([day]) => day !== '')
}
