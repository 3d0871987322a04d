// Calls about what happens to a case after it has come to the desk.
import { z } from 'zod'
import {
  actInput,
  clockPolicies,
  clockRule,
  exclusionKinds,
  finishResults,
  lateCauses,
  paperContent,
  presentAnswer,
  runKinds,
  runOutcomes,
  type WorkScope,
  workScopes,
} from '../../db/cases/life/rules.ts'
import { paperKinds } from '../../db/cases/life/table.ts'
import { caseStatuses, clockStates } from '../../db/model/case-status.ts'
import { deadline } from './calendar.ts'
import { call, id, instant, nothing } from './call.ts'
import { receiveInput } from './cases.ts'

export {
  type ActInput,
  type ClockPolicy,
  clockPolicies,
  type LateCause,
  lateCauses,
  type PaperContent,
  type WorkScope,
  workScopes,
} from '../../db/cases/life/rules.ts'

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

const colleague = z.object({
  id,
  fullName: z.string(),
  positionTitle: z.string(),
  mayWork: z.boolean(),
  /** Away today, until that day. */
  absence: z.object({ until: z.string(), substituteName: z.string() }).nullable(),
})
export type Colleague = z.infer<typeof colleague>

const workRow = z.object({
  caseId: id,
  /** The step or task that waits; null where the case itself does. */
  runId: id.nullable(),
  code: z.string(),
  applicantName: z.string(),
  procedureName: z.string(),
  procedureShortCode: z.string(),
  status: z.enum(caseStatuses),
  clock: z.enum(clockStates),
  dueAt: instant.nullable(),
  leftMinutes: z.number().nullable(),
  since: instant,
  kind: z.enum(runKinds).nullable(),
  label: z.string(),
  work: z.string(),
  act: stepAct.nullable(),
  unit: z.string(),
  content: z.string(),
  isTaken: z.boolean().nullable(),
  holderName: z.string(),
  /** Who is away, where the work is theirs. */
  onBehalfOfName: z.string(),
  stepDueAt: instant.nullable(),
  stepLeftMinutes: z.number().nullable(),
})
export type WorkRow = z.infer<typeof workRow>

const workCounts = z.object({
  ...Object.fromEntries(workScopes.map((scope) => [scope, z.number()])),
  lateMine: z.number(),
} as Record<WorkScope | 'lateMine', z.ZodNumber>)

export const life = {
  /** What waits for this person and this desk. */
  countWork: call({ input: nothing, output: workCounts, access: 'case.read', runs: 'writer' }),
  listWork: call({
    input: z.object({
      scope: z.enum(workScopes),
      /** Only what has waited so many days. */
      waitedDays: z.number().int().min(0).max(3_650),
      cursor: z.string().max(200).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.object({ rows: z.array(workRow), nextCursor: z.string().nullable() }),
    access: 'case.read',
    runs: 'writer',
  }),
  /** The same act on several cases, each for itself; tells what was refused and why. */
  actOnMany: call({
    input: z.object({ caseIds: z.array(id).min(1).max(200), input: actInput }),
    output: z.object({
      outcomes: z.array(
        z.object({
          caseId: id,
          error: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
        }),
      ),
    }),
    access: 'case.read',
    runs: 'writer',
  }),
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
