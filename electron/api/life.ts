// Calls about what happens to a case after it has come to the desk.
import { z } from 'zod'
import { paperContent } from '../../db/cases/life/events.ts'
import {
  actInput,
  clockPolicies,
  clockRule,
  exclusionKinds,
  finishResults,
  lateCauses,
  presentAnswer,
  runKinds,
  runOutcomes,
} from '../../db/cases/life/rules.ts'
import { paperKinds } from '../../db/cases/life/table.ts'
import { caseStatuses, clockStates } from '../../db/model/case-status.ts'
import { deadline } from './calendar.ts'
import { call, id, instant, nothing } from './call.ts'
import { receiveInput } from './cases.ts'

export type { PaperContent } from '../../db/cases/life/events.ts'
export { type ActInput, type ClockPolicy, clockPolicies, type LateCause, lateCauses } from '../../db/cases/life/rules.ts'

const act = z.enum(actInput.options.map(({ shape }) => shape.act.value))
const stepAct = z.enum(['receive', 'handle', 'decide', 'return'])

const run = z.object({
  id,
  kind: z.enum(runKinds),
  position: z.number().nullable(),
  label: z.string(),
  /** Empty for a step that the process does not name: its act says what it is. */
  work: z.string(),
  unit: z.string(),
  role: z.string(),
  act: stepAct.nullable(),
  content: z.string(),
  dueAt: instant.nullable(),
  plannedMinutes: z.number().nullable(),
  staffId: id.nullable(),
  staffName: z.string(),
  handedByName: z.string(),
  /** Null for a task whose turn has not come. */
  handedAt: instant.nullable(),
  takenAt: instant.nullable(),
  finishedAt: instant.nullable(),
  finishedByName: z.string(),
  onBehalfOfName: z.string(),
  outcome: z.enum(runOutcomes).nullable(),
  result: z.string(),
  /** Minutes of working time before it was taken, and since; null where nothing can be counted. */
  waitingMinutes: z.number().nullable(),
  workingMinutes: z.number().nullable(),
})
export type StepRun = z.infer<typeof run>

const plannedStep = z.object({
  position: z.number(),
  label: z.string(),
  work: z.string(),
  unit: z.string(),
  role: z.string(),
  act: stepAct,
  minutes: z.number().nullable(),
  timeKind: z.string(),
})
export type PlannedStep = z.infer<typeof plannedStep>

const lifeOfCase = z.object({
  status: z.enum(caseStatuses),
  heldStatus: z.enum(caseStatuses).nullable(),
  /** The code of the ten under which connected systems know this state; null before acceptance. */
  nationalCode: z.number().nullable(),
  clock: z.enum(clockStates),
  dueAt: instant.nullable(),
  originalDueAt: instant.nullable(),
  /** The first promise that was broken. */
  missedDueAt: instant.nullable(),
  finishedAt: instant.nullable(),
  finishResult: z.enum(finishResults).nullable(),
  lateCause: z.enum(lateCauses).nullable(),
  lateNote: z.string(),
  extensions: z.number(),
  /** An extension that waits for the head's signature; local time. */
  proposal: z.object({ reason: z.string(), newDueAt: z.string(), legalGround: z.string() }).nullable(),
  isLate: z.boolean(),
  needsManualDue: z.boolean(),
  rule: z.object({ supplement: z.enum(clockPolicies), payment: z.enum(clockPolicies) }),
  /** `HH:mm` */
  closesAt: z.string(),
  plan: z.array(plannedStep),
  currentRunId: id.nullable(),
  openTaskCount: z.number(),
  next: z
    .object({
      act: z.enum(['handOver', 'passOn', 'submit', 'approve']),
      position: z.number(),
      label: z.string(),
      work: z.string(),
      unit: z.string(),
      stepAct,
    })
    .nullable(),
  /** What this person may do now. */
  acts: z.array(act),
  runs: z.array(run),
  exclusions: z.array(
    z.object({
      id,
      kind: z.enum(exclusionKinds),
      policy: z.enum(clockPolicies),
      legalGround: z.string(),
      startedAt: instant,
      endedAt: instant.nullable(),
    }),
  ),
  /** Promises after the first, oldest first. */
  dues: z.array(
    z.object({
      id,
      cause: z.string(),
      recordedAt: instant,
      dueAt: instant.nullable(),
      reason: z.string(),
      deadline: deadline.extend({ isManual: z.boolean() }),
    }),
  ),
  papers: z.array(
    z.object({
      id,
      kind: z.enum(paperKinds),
      year: z.number(),
      number: z.number(),
      issuedAt: instant,
      issuedByName: z.string(),
      content: paperContent,
    }),
  ),
})
export type LifeOfCase = z.infer<typeof lifeOfCase>
export type CaseAct = LifeOfCase['acts'][number]

const colleague = z.object({ id, fullName: z.string(), positionTitle: z.string(), mayWork: z.boolean() })
export type Colleague = z.infer<typeof colleague>

export const life = {
  get: call({ input: z.object({ caseId: id }), output: lifeOfCase, access: 'case.read', runs: 'writer' }),
  /** One thing done to a case, all or nothing. Which permission it needs depends on the act (db/cases/life/table.ts). */
  act: call({ input: z.object({ caseId: id, input: actInput }), output: z.object({}), access: 'case.read', runs: 'writer' }),
  /** Keeps a file that is not accepted as it is: with what is missing, or refused. */
  present: call({
    input: z.object({
      intake: receiveInput,
      answer: presentAnswer,
    }),
    output: z.object({ caseId: id, provisionalCode: z.string(), dueAt: instant.nullable() }),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** Whom a case can be given to. */
  listColleagues: call({ input: nothing, output: z.object({ rows: z.array(colleague) }), access: 'case.read', runs: 'writer' }),
  /** How a procedure treats waiting times today. */
  getClockRule: call({
    input: z.object({ procedureId: id }),
    output: clockRule.omit({ validFrom: true }).extend({ validFrom: z.string().nullable() }),
    access: 'procedure.read',
    runs: 'writer',
  }),
  setClockRule: call({
    input: z.object({ procedureId: id, rule: clockRule }),
    output: z.object({}),
    access: 'case.setClockRule',
    runs: 'writer',
  }),
}
