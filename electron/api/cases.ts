// Calls about case files: intake, finding, reading.
import { z } from 'zod'
import { boardDays } from '../../db/board/rules.ts'
import { finishResults } from '../../db/cases/life/rules.ts'
import { caseMatches, casePlaces } from '../../db/cases/places.ts'
import { cellEdit, channels, correction, handedInComponent, mostEdits, otherParty, returnMethods } from '../../db/cases/rules.ts'
import { caseColumns } from '../../db/model/case-columns.ts'
import { caseSorts, caseStatuses, clockStates, dueFilters } from '../../db/model/case-status.ts'
import { issueCodes } from '../../db/model/errors.ts'
import { formKinds, printMethods } from '../../db/model/forms.ts'
import { personDetails } from '../../db/people/rules.ts'
import { deadline } from './calendar.ts'
import { call, id, instant, isoDate, localDateTime, multilineText, nothing, requiredText, text } from './call.ts'

export { mostBoardDays } from '../../db/board/rules.ts'
export type { Channel, Correction, HandedInComponent, OtherParty, ReturnMethod } from '../../db/cases/rules.ts'
export { type CellEdit, mostEdits } from '../../db/cases/rules.ts'
export { channels, returnMethods }

export const receiveInput = z.object({
  /** Made by the screen when it opens: sending the same intake twice gives one case. */
  caseId: id,
  procedureId: id,
  /** Null: now. Never in the future; may be earlier, for cases written on paper during an outage. */
  receivedAt: localDateTime.nullable(),
  components: z.array(handedInComponent.extend({ name: requiredText(1_000), note: text(400) })).max(200),
  /** The earlier person that this one is, when the clerk picked one. */
  applicantId: id.nullable(),
  applicant: personDetails,
  submitter: otherParty.nullable(),
  collector: otherParty.nullable(),
  summary: requiredText(1_000),
  note: multilineText(1_000),
  channel: z.enum(channels),
  returnMethod: z.enum(returnMethods),
  returnPlace: text(300),
  setCount: z.number().int().min(1).max(99),
  book: text(20),
  serial: z.number().int().min(1).max(9_999_999).nullable(),
  /** Typed by hand where nothing can be computed (no limit in the catalogue, year without a decided calendar). */
  manualDueAt: localDateTime.nullable(),
  /** Sub-case of the process in effect; null where there is no choice. */
  variant: text(20).nullable(),
})
export type ReceiveInput = z.infer<typeof receiveInput>

export const caseRow = z.object({
  id,
  provisionalCode: z.string(),
  officialCode: z.string().nullable(),
  applicantName: z.string(),
  procedureName: z.string(),
  procedureShortCode: z.string(),
  receivedAt: instant,
  dueAt: instant.nullable(),
  status: z.enum(caseStatuses),
  /** Only a running time limit can be overdue. */
  clock: z.enum(clockStates),
})
export type CaseRow = z.infer<typeof caseRow>

/** Where the file is, who has it, since when. */
export const whereabouts = z.object({
  place: z.enum(casePlaces),
  unit: z.string(),
  step: z.string(),
  holder: z.string(),
  since: instant,
})
export type Whereabouts = z.infer<typeof whereabouts>

const foundCase = caseRow.extend({
  match: z.enum(caseMatches),
  isExact: z.boolean(),
  whereabouts: whereabouts.nullable(),
})
export type FoundCase = z.infer<typeof foundCase>

/** A row of the list; `facts` where they were asked for. */
const listedRow = caseRow.extend({
  facts: z
    .object({
      phone: z.string(),
      address: z.string(),
      idNumber: z.string(),
      nationalCode: z.string(),
      field: z.string(),
      summary: z.string(),
      note: z.string(),
      channel: z.enum(channels),
      returnMethod: z.enum(returnMethods),
      setCount: z.number(),
      book: z.string(),
      serial: z.number().nullable(),
      registerYear: z.number().nullable(),
      receivedBy: z.string(),
      originalDueAt: instant.nullable(),
      finishedAt: instant.nullable(),
      finishResult: z.enum(finishResults).nullable(),
      extensions: z.number(),
      holder: z.string(),
      unit: z.string(),
      stepLabel: z.string(),
      step: z.string(),
      stepAct: z.string().nullable(),
      since: instant.nullable(),
      stepDueAt: instant.nullable(),
    })
    .nullable(),
})
export type ListedRow = z.infer<typeof listedRow>

export const caseFilter = z.object({
  status: z.enum(caseStatuses).nullable(),
  due: z.enum(dueFilters).nullable(),
  procedureId: id.nullable(),
  receivedFrom: isoDate.nullable(),
  receivedTo: isoDate.nullable(),
  /** Of the promised day. */
  dueFrom: isoDate.nullish(),
  dueTo: isoDate.nullish(),
  /** Beginnings of words of the applicant's name; a part of either code. */
  applicant: text(200).optional(),
  code: text(60).optional(),
  /** Who has the open step. */
  holderId: id.nullish(),
})
export type CaseFilter = z.infer<typeof caseFilter>

/** The list of cases as somebody looks at it. */
export const shownList = z.object({
  filter: caseFilter,
  sort: z.enum(caseSorts),
  columns: z.array(z.enum(caseColumns)).min(1).max(60),
  /** Of the interface's language: the columns' heads, and the words of cells by their keys. */
  headings: z.array(text(100)).min(1).max(60),
  words: z.record(z.string().max(80), z.string().max(200)),
})

const fieldIssue = z.object({
  path: z.string(),
  code: z.enum(issueCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

const processInForce = z.object({
  code: z.string(),
  issue: z.number(),
  revision: z.number(),
  variants: z.array(z.object({ key: z.string(), name: z.string() })),
})

const caseDetails = z.object({
  row: caseRow,
  procedureId: id,
  procedureVersionNumber: z.number(),
  /** The version of the process it runs under; `effectiveTo` tells that another has taken its place since that date. */
  process: z
    .object({
      documentId: id,
      code: z.string(),
      issue: z.number(),
      revision: z.number(),
      variant: z.string(),
      effectiveTo: z.string().nullable(),
    })
    .nullable(),
  /** What an open case could be moved to: the version in effect today when the case runs under another one, or under none. */
  newerProcess: processInForce.nullable(),
  nationalCode: z.string().nullable(),
  timeLimitText: z.string(),
  summary: z.string(),
  note: z.string(),
  channel: z.enum(channels),
  returnMethod: z.enum(returnMethods),
  returnPlace: z.string(),
  setCount: z.number(),
  registerYear: z.number().nullable(),
  book: z.string(),
  serial: z.number().nullable(),
  originalDueAt: instant.nullable(),
  receivedByName: z.string(),
  /** The stub that it was keyed in from; `wasOverdue`: its promise was past by then. */
  stub: z.object({ code: z.string(), keyedAt: instant, keyedByName: z.string(), wasOverdue: z.boolean() }).nullable(),
  /** The minutes under which its data were destroyed; null while they are here. */
  destruction: z
    .object({
      ...{ recordNumber: z.string(), recordDate: z.string(), destroyedAt: instant, destroyedByName: z.string() },
      scans: z.number(),
    })
    .nullable(),
  applicantId: id,
  /** The numbers of the three are masked; personal.showCaseNumbers gives them whole. */
  applicant: personDetails,
  submitter: otherParty.nullable(),
  collector: otherParty.nullable(),
  components: z.array(handedInComponent.extend({ position: z.number() })),
  deadline: deadline.extend({ isManual: z.boolean(), calendarName: z.string(), calendarVersion: z.string() }),
  prints: z.array(
    z.object({
      kind: z.enum(formKinds),
      copyNumber: z.number(),
      method: z.enum(printMethods),
      printedAt: instant,
      printedByName: z.string(),
    }),
  ),
  history: z.array(
    z.object({
      id,
      at: instant,
      actorName: z.string(),
      onBehalfOfName: z.string(),
      type: z.string(),
      /** What changed, for the sentence of `cases.history.<type>`. */
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      /** Of a correction: the fields with their old and new texts, numbers masked. */
      changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
      /** The device's clock contradicted the order of events by more than a day. */
      clockDoubtful: z.boolean(),
    }),
  ),
})
export type CaseDetails = z.infer<typeof caseDetails>

export const cases = {
  /** The due date that this intake would get now, with its reasons. */
  previewDeadline: call({
    input: z.object({ procedureId: id, receivedAt: localDateTime.nullable(), variant: text(20).nullable() }),
    output: deadline.extend({
      receivedAt: localDateTime,
      hasLimit: z.boolean(),
      /** Null when no process in effect serves the procedure. With several sub-cases one must be chosen for a date. */
      process: processInForce.nullable(),
    }),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** The papers to ask for on a day (null: today): those of the process in effect where it lists any, else those of the catalogue. */
  listComponents: call({
    input: z.object({ procedureId: id, date: isoDate.nullable() }),
    output: z.object({
      /** The version, of the process or the procedure, that asks for them. */
      versionId: id,
      components: z.array(
        z.object({
          name: z.string(),
          originals: z.number(),
          copies: z.number(),
          isRequired: z.boolean(),
          condition: z.string(),
          /** Key of the sub-case that asks for it; null for all. */
          variant: z.string().nullable(),
        }),
      ),
    }),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** Earlier cases of the same person and procedure within 30 days: a warning, never a block. */
  findDuplicates: call({
    input: z.object({ procedureId: id, idNumber: text(30), taxNumber: text(20), fullName: text(200), phone: text(40) }),
    output: z.array(caseRow),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** The next free number of a book in the year of receipt (null: now); none where the program gives book and number by itself. */
  suggestSerial: call({
    input: z.object({ book: text(20), receivedAt: localDateTime.nullable() }),
    output: z.object({ year: z.number(), serial: z.number().nullable(), isAutomatic: z.boolean() }),
    access: 'case.receive',
    runs: 'writer',
  }),
  getDraft: call({
    input: nothing,
    output: z.object({ payload: z.string(), updatedAt: instant }).nullable(),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** Keeps what is typed; one draft a person. The payload is the screen's own JSON. */
  saveDraft: call({
    input: z.object({ payload: z.string().max(200_000) }),
    output: z.object({ updatedAt: instant }),
    access: 'case.receive',
    runs: 'writer',
  }),
  discardDraft: call({ input: nothing, output: nothing, access: 'case.receive', runs: 'writer' }),
  /** Receives the case: gives the provisional code, pins version, calendar and form, removes the draft. All or nothing. */
  receive: call({
    input: receiveInput,
    output: z.object({ caseId: id, provisionalCode: z.string(), dueAt: instant.nullable() }),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** A page of the list; `cursor` is the one that the page before returned. */
  list: call({
    input: z.object({
      filter: caseFilter,
      sort: z.enum(caseSorts),
      cursor: z.string().max(400).nullable(),
      limit: z.number().int().min(1).max(200),
      /** Whether the rows hold what the columns beyond the usual ones show. */
      withFacts: z.boolean(),
    }),
    /** `total`: of the first page, where it can be counted without reading every case. */
    output: z.object({ rows: z.array(listedRow), nextCursor: z.string().nullable(), total: z.number().nullable() }),
    access: 'case.read',
    runs: 'writer',
  }),
  /** Writes the list as it is shown, all pages, into a file that the person names; null when none was named. */
  saveList: call({
    input: shownList.extend({ format: z.enum(['xlsx', 'csv']) }),
    output: z.object({ fileName: z.string().nullable(), count: z.number() }),
    access: 'case.read',
    runs: 'main',
  }),
  /**
   * Over code, name, ID number, phone, procedure; number and year of the register, last digits of a number, a name with a birth first,
   * then the hits with the marks as they were typed.
   */
  search: call({
    input: z.object({ query: text(200), limit: z.number().int().min(1).max(100) }),
    output: z.array(foundCase),
    access: 'case.read',
    runs: 'writer',
  }),
  /** For a scanned receipt: either code, whole. */
  findByCode: call({
    input: z.object({ code: text(60) }),
    output: z.object({ caseId: id }).nullable(),
    access: 'case.read',
    runs: 'writer',
  }),
  get: call({ input: z.object({ caseId: id }), output: caseDetails, access: 'case.read', runs: 'writer' }),
  /** Once set it never changes. */
  /** Moves an open case to the version of its process that is in effect today; the promised date stays. */
  switchProcess: call({
    input: z.object({ caseId: id, legalGround: text(500), variant: text(20).nullable() }),
    output: z.object({}),
    access: 'case.switchProcess',
    runs: 'writer',
  }),
  /** Corrects what was received, with the reason; the due date follows another hour of receipt. */
  correct: call({
    input: z.object({ caseId: id, reason: multilineText(1_000), to: correction }),
    output: z.object({}),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** What stands against pasted cells, each complaint at `edits.<index>`; nothing is changed. */
  checkCells: call({
    input: z.object({ edits: z.array(cellEdit).min(1).max(mostEdits) }),
    output: z.object({ issues: z.array(fieldIssue) }),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** Corrects all of these cells or none, with one correction a case; `undo` are the cells that take it back. Throws input.invalid with the cells at fault. */
  correctCells: call({
    input: z.object({ reason: multilineText(1_000), edits: z.array(cellEdit).min(1).max(mostEdits) }),
    output: z.object({ count: z.number(), undo: z.array(cellEdit) }),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** Open cases that run under a version of this process that is no longer in effect. */
  listLeftBehind: call({
    input: z.object({ documentId: id }),
    output: z.array(
      z.object({
        caseId: id,
        code: z.string(),
        applicantName: z.string(),
        receivedAt: instant,
        dueAt: instant.nullable(),
        issue: z.number(),
        revision: z.number(),
      }),
    ),
    access: 'case.read',
    runs: 'writer',
  }),
  setOfficialCode: call({
    input: z.object({ caseId: id, officialCode: requiredText(60) }),
    output: nothing,
    access: 'case.setOfficialCode',
    runs: 'writer',
  }),
  /** The morning's numbers. */
  count: call({
    input: nothing,
    output: z.object({
      total: z.number(),
      receivedToday: z.number(),
      dueToday: z.number(),
      overdue: z.number(),
      open: z.number(),
      /** What has waited for the applicant, and what lies ready, so many days or longer. */
      days: boardDays,
      waiting: z.number(),
      uncollected: z.number(),
      /** Not handed over yet; handed over and received by nobody. */
      toHandOver: z.number(),
      toTake: z.number(),
    }),
    access: 'case.read',
    runs: 'writer',
  }),
  /** After how many days the morning's numbers count what waits. */
  setBoardDays: call({ input: boardDays, output: z.object({}), access: 'office.configure', runs: 'writer' }),
}
