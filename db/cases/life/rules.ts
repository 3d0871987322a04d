// What is typed and kept when something happens to a case. Pure.
import { z } from 'zod'
import { isLocalDateTime, isRealDate } from '../../model/local-time.ts'
import { toNfc } from '../../model/text.ts'
import { clockPolicies } from './clock.ts'

export { type ClockPolicy, clockPolicies, type FinishResult, finishResults } from './clock.ts'

/** Why a result came late; our own list, because the reporting rules name none that could be verified. */
export const lateCauses = [
  'workload',
  'complexCase',
  'consultation',
  'otherBody',
  'applicant',
  'absence',
  'equipment',
  'disaster',
  'other',
] as const
export type LateCause = (typeof lateCauses)[number]

export const runKinds = ['step', 'consultation', 'task'] as const
export type RunKind = (typeof runKinds)[number]

/** How a run of a step ended. `interrupted`: the case waits for the applicant; `cancelled`: the case was closed meanwhile. */
export const runOutcomes = ['done', 'sentBack', 'recalled', 'interrupted', 'answered', 'calledOff', 'cancelled'] as const
export type RunOutcome = (typeof runOutcomes)[number]

export const exclusionKinds = ['supplement', 'payment'] as const

const line = (max: number) => z.string().max(max).overwrite(toNfc)
const paragraph = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((value) => value.split(/\r?\n/).map(toNfc).join('\n').trim())
const needed = <T extends z.ZodString>(text: T) => text.refine((value) => value !== '', { params: { issue: 'required' } })
const localTime = z.string().refine(isLocalDateTime, { params: { issue: 'notATime' } })
const date = z.string().refine(isRealDate, { params: { issue: 'notADate' } })
const staffId = z.uuid().nullable()
const note = paragraph(2_000)
const reason = needed(paragraph(2_000))
const lateCause = z.enum(lateCauses).nullable()

/** One thing that the applicant has to bring or mend, and how many of each kind (form 02). */
const askedItem = z.object({
  text: needed(paragraph(1_000)),
  originals: z.number().int().min(0).max(99),
  copies: z.number().int().min(0).max(99),
})

const supplement = { items: z.array(askedItem).min(1).max(60), reason, contact: line(300) }

const task = z.object({ unit: needed(line(200)), content: reason, dueAt: localTime, staffId })

const askBefore = z.object({ act: z.literal('askBefore'), ...supplement })
const refuse = z.object({ act: z.literal('refuse'), reason })

/** What the desk answers to a file that it does not accept as it is. */
export const presentAnswer = z.discriminatedUnion('act', [askBefore, refuse])

/** What a person says with each act; `onBehalf` owns up to doing the work of the one to whom the step was given (thay mặt). */
export const actInput = z.discriminatedUnion('act', [
  askBefore,
  z.object({ act: z.literal('bringBack'), note }),
  refuse,
  z.object({ act: z.literal('accept'), manualDueAt: localTime.nullable() }),
  z.object({ act: z.literal('takeOver'), forAssignment: z.boolean() }),
  z.object({ act: z.literal('assign'), staffId: z.uuid(), note }),
  /** To the next step of the plan: hand over, pass on, submit or approve, whichever the plan makes of it. */
  z.object({ act: z.literal('forward'), staffId, unit: line(200), note, onBehalf: z.boolean() }),
  z.object({ act: z.literal('findIneligible'), reason, lateCause, lateNote: note, onBehalf: z.boolean() }),
  z.object({ act: z.literal('sendBack'), toPosition: z.number().int().min(1).max(400), reason, onBehalf: z.boolean() }),
  z.object({ act: z.literal('recall'), note }),
  z.object({ act: z.literal('consult'), tasks: z.array(task).min(1).max(20) }),
  z.object({ act: z.literal('refer'), order: z.enum(['sequential', 'parallel']), tasks: z.array(task).min(1).max(20) }),
  z.object({ act: z.literal('answerTask'), runId: z.uuid(), result: reason }),
  z.object({ act: z.literal('callOffTask'), runId: z.uuid(), reason }),
  z.object({ act: z.literal('askAfter'), ...supplement, onBehalf: z.boolean() }),
  z.object({ act: z.literal('resubmit'), note, manualDueAt: localTime.nullable() }),
  z.object({
    act: z.literal('askPayment'),
    amountVnd: z.number().int().min(0).max(1_000_000_000_000).nullable(),
    reason,
    legalGround: line(500),
    onBehalf: z.boolean(),
  }),
  z.object({ act: z.literal('confirmPayment'), note, manualDueAt: localTime.nullable() }),
  z.object({ act: z.literal('proposeExtension'), reason, newDueDate: date, legalGround: line(500) }),
  z.object({ act: z.literal('signExtension'), note }),
  z.object({ act: z.literal('dropExtension'), reason }),
  z.object({
    act: z.literal('withdraw'),
    requestedOn: date,
    reason,
    papersReturned: paragraph(1_000),
    lateCause,
    lateNote: note,
  }),
  z.object({
    act: z.literal('stop'),
    reason,
    legalGround: needed(line(500)),
    papersReturned: paragraph(1_000),
    lateCause,
    lateNote: note,
  }),
  z.object({ act: z.literal('receiveResult'), note, lateCause, lateNote: note }),
  z.object({ act: z.literal('returnResult'), to: line(200), papersReturned: paragraph(1_000), note, lateCause, lateNote: note }),
  z.object({ act: z.literal('archive'), place: needed(line(300)) }),
  z.object({ act: z.literal('reopen'), reason }),
  z.object({ act: z.literal('strike'), reason }),
])
export type ActInput = z.infer<typeof actInput>
export type InputOf<A extends ActInput['act']> = Extract<ActInput, { act: A }>

/** What a paper says beside the facts of the case. */
export const paperContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('supplementRequest'),
    items: z.array(z.object({ text: z.string(), originals: z.number().int(), copies: z.number().int() })),
    reason: z.string(),
    contact: z.string(),
  }),
  z.object({ kind: z.literal('refusal'), reason: z.string() }),
  z.object({ kind: z.literal('resultRefusal'), reason: z.string() }),
  /** Local times. */
  z.object({
    kind: z.literal('extension'),
    reason: z.string(),
    promisedDueAt: z.string(),
    newDueAt: z.string(),
    legalGround: z.string(),
  }),
  z.object({
    kind: z.literal('stopNotice'),
    /** ISO date of the applicant's request; null when the office stopped the case. */
    requestedOn: z.string().nullable(),
    reason: z.string(),
    legalGround: z.string(),
    papersReturned: z.string(),
  }),
])
export type PaperContent = z.infer<typeof paperContent>

/** The ways in which cases wait: `mine`, `open`, `tasks` and `results` go by the runs of steps, the others by the state of the case. */
export const workScopes = ['mine', 'open', 'tasks', 'toHandOver', 'results', 'toReturn', 'waiting', 'toSign'] as const
export type WorkScope = (typeof workScopes)[number]

/** How a procedure treats the time in which the applicant is waited for, with the article that says so. */
export const clockRule = z.object({
  validFrom: date,
  supplement: z.enum(clockPolicies),
  supplementGround: line(500),
  payment: z.enum(clockPolicies),
  paymentGround: line(500),
})
export type ClockRule = z.infer<typeof clockRule>

/** Where no rule is recorded: the supplement starts the limit anew, a payment does not stop it. */
export const defaultClockRule: Omit<ClockRule, 'validFrom'> = {
  supplement: 'restart',
  supplementGround: 'Điều 19(4) Nghị định 61/2018/NĐ-CP',
  payment: 'continue',
  paymentGround: '',
}
