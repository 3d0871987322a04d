// Calls of the provincial mode: bundles taken from the offices, what stands of them, and what the province answers.
import { z } from 'zod'
import { caseStatuses, clockStates } from '../../db/model/case-status.ts'
import { errorCodes } from '../../db/model/errors.ts'
import { call, instant, isoDate, multilineText, nothing, text } from './call.ts'

const count = z.number()
const officeCode = z.string().min(1).max(100)
const range = z.object({ from: count, to: count })
/** Of a case in the hub's store: what an office wrote, whatever it looks like. */
const anyId = z.string().min(1).max(500)

const missing = z.object({ deviceCode: z.string(), ranges: z.array(range), bundles: z.array(range) })
export type Missing = z.infer<typeof missing>

const failure = z.object({
  code: z.enum(errorCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  incident: z.string().nullable(),
})

/** What a damaged file costs when its sound chunks alone are taken. */
const damage = z.object({
  chunks: count,
  damagedChunks: count,
  events: count,
  /** Codes of case files that lack something, the first of them. */
  cases: z.array(z.string()),
  caseCount: count,
  scans: count,
})

const takenFile = z.object({
  file: z.string(),
  /** Of a damaged file: by which its sound chunks can be asked for. */
  token: z.uuid().nullable(),
  failure: failure.nullable(),
  damage: damage.nullable(),
  taken: z
    .object({
      office: z.string(),
      officeName: z.string(),
      deviceCode: z.string(),
      number: count,
      part: count,
      parts: count,
      isRepeat: z.boolean(),
      applied: count,
      pending: count,
      rejected: count,
      alreadyThere: count,
      waiting: count,
      missing: z.array(missing),
      lackingChunks: count,
      scans: count,
    })
    .nullable(),
})
export type TakenFile = z.infer<typeof takenFile>

const officeState = z.object({
  code: z.string(),
  name: z.string(),
  /** Computers that may send. */
  admitted: count,
  bundles: count,
  lastNumber: count.nullable(),
  lastMadeAt: instant.nullable(),
  lastTakenAt: instant.nullable(),
  /** Whole days since its newest bundle was made; null for an office that has sent none. */
  days: count.nullable(),
  gaps: count,
  open: count,
  late: count,
  waiting: count,
  rejected: count,
  pending: count,
  partial: count,
})
export type OfficeRow = z.infer<typeof officeState>

export const totalsBy = ['office', 'field', 'procedure', 'day'] as const
export type TotalsBy = (typeof totalsBy)[number]
export const totalColumns = [
  'received',
  'open',
  'finished_early',
  'finished_on_time',
  'finished_late',
  'finished_undated',
  'stopped',
  'open_due',
] as const
const totalsFilter = z.object({
  by: z.enum(totalsBy),
  office: z.string().max(100).nullable(),
  field: z.string().max(400).nullable(),
  procedure: z.string().max(400).nullable(),
  from: isoDate.nullable(),
  to: isoDate.nullable(),
})
const totals = z.object({
  rows: z.array(z.object({ key: z.string(), name: z.string(), counts: z.record(z.enum(totalColumns), count) })),
})
export type TotalsRow = z.infer<typeof totals>['rows'][number]

const hubCase = z.object({
  id: anyId,
  code: z.string(),
  officialCode: z.string().nullable(),
  applicantName: z.string(),
  procedureName: z.string(),
  status: z.enum(caseStatuses),
  clock: z.enum(clockStates),
  receivedAt: z.string(),
  dueAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  holder: z.string(),
  isLate: z.boolean(),
})
export type HubCase = z.infer<typeof hubCase>
const place = z.object({ at: z.string().max(100), id: anyId })

const spoken = z.object({ deviceCode: z.string(), spoken: z.string(), events: count })
const answered = z.object({
  office: z.string(),
  officeName: z.string(),
  /** Null where no file could be written; the codes can be read out all the same. */
  fileName: z.string().nullable(),
  failure: failure.nullable(),
  codes: z.array(spoken),
})
export type AnsweredOffice = z.infer<typeof answered>

export const hub = {
  /** Whether this office issued the trust list in use: then it is the province. */
  getState: call({
    input: nothing,
    output: z.object({ isProvince: z.boolean() }),
    access: 'case.read',
    runs: 'writer',
  }),
  /** Asks for one file, or for a folder of them; null when none was chosen. */
  take: call({
    input: z.object({ from: z.enum(['file', 'folder']) }),
    output: z.object({ rows: z.array(takenFile), isCancelled: z.boolean() }).nullable(),
    access: 'bundle.exchange',
    runs: 'main',
  }),
  /** Takes the sound chunks of a file that was refused. */
  salvage: call({ input: z.object({ token: z.uuid() }), output: takenFile, access: 'bundle.exchange', runs: 'main' }),
  /** Asks for a folder and writes each office's receipt there; null when none was chosen. */
  writeReceipts: call({
    input: z.object({ offices: z.array(officeCode).min(1).max(5_000) }),
    output: z.object({ folder: z.string(), rows: z.array(answered) }).nullable(),
    access: 'bundle.exchange',
    runs: 'main',
  }),
  listOffices: call({
    input: nothing,
    output: z.object({ rows: z.array(officeState) }),
    access: 'case.read',
    runs: 'main',
  }),
  getOffice: call({
    input: z.object({ office: officeCode }),
    output: z.object({
      state: officeState,
      missing: z.array(missing),
      /** The first of them. */
      rejected: z.array(
        z.object({ deviceCode: z.string(), seq: count, type: z.string(), caseCode: z.string(), reason: z.string() }),
      ),
    }),
    access: 'case.read',
    runs: 'main',
  }),
  getTotals: call({ input: totalsFilter, output: totals, access: 'case.read', runs: 'main' }),
  /** What totals can be narrowed to. */
  listChoices: call({
    input: nothing,
    output: z.object({
      fields: z.array(z.string()),
      procedures: z.array(z.object({ code: z.string(), name: z.string() })),
      offices: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
    access: 'case.read',
    runs: 'main',
  }),
  /** Saves the totals as they stand on the screen, in its words; asks where. */
  saveTotals: call({
    input: z.object({
      title: z.string().max(300),
      head: z.array(z.string().max(200)).min(1).max(20),
      rows: z.array(z.array(z.union([z.string().max(1_000), count])).max(20)).max(20_000),
    }),
    output: z.object({ fileName: z.string().nullable() }),
    access: 'case.read',
    runs: 'main',
  }),
  listCases: call({
    input: z.object({
      office: officeCode,
      status: z.enum(['open', ...caseStatuses]).nullable(),
      isLate: z.boolean(),
      text: text(200),
      after: place.nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.object({ rows: z.array(hubCase), next: place.nullable() }),
    access: 'case.read',
    runs: 'main',
  }),
  getCase: call({
    input: z.object({ office: officeCode, caseId: anyId }),
    output: hubCase.extend({
      officeName: z.string(),
      originalDueAt: z.string().nullable(),
      missedDueAt: z.string().nullable(),
      finishResult: z.string().nullable(),
      history: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          deviceCode: z.string(),
          type: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
          clockDoubtful: z.boolean(),
        }),
      ),
      origins: z.array(
        z.object({
          deviceCode: z.string(),
          events: count,
          bundle: z.object({ number: count, madeAt: instant, takenAt: instant }).nullable(),
        }),
      ),
      sentBack: z.array(z.object({ at: instant, reason: z.string() })),
    }),
    access: 'case.read',
    runs: 'main',
  }),
  /** Gives a case back to its office; its next receipt says so. */
  sendBack: call({
    input: z.object({
      office: officeCode,
      caseId: anyId,
      reason: multilineText(2_000).refine((value) => value !== '', { params: { issue: 'required' } }),
    }),
    output: z.object({}),
    access: 'bundle.exchange',
    runs: 'main',
  }),
}
export type HubCaseDetails = z.infer<(typeof hub.getCase)['output']>
