// What a case file is made of. Pure.
import { z } from 'zod'
import { cellColumns } from '../model/case-columns.ts'
import { isLocalDateTime } from '../model/local-time.ts'
import { toNfc } from '../model/text.ts'
import { personDetails } from '../people/rules.ts'

/** 1 trực tiếp, 2 trực tuyến, 3 bưu chính công ích in the national systems. */
export const channels = ['inPerson', 'online', 'post'] as const
export type Channel = (typeof channels)[number]

export const returnMethods = ['desk', 'post', 'online'] as const
export type ReturnMethod = (typeof returnMethods)[number]

export const partyRoles = ['applicant', 'submitter', 'collector'] as const
export type PartyRole = (typeof partyRoles)[number]

/** A paper handed in, with how many of each kind. */
export const handedInComponent = z.object({
  name: z.string().max(1_000),
  originals: z.number().int().min(0).max(999),
  certified: z.number().int().min(0).max(999),
  copies: z.number().int().min(0).max(999),
  note: z.string().max(400),
})
export type HandedInComponent = z.infer<typeof handedInComponent>

/** Days within which the same person and procedure again is worth a warning (never a block). */
export const duplicateWindowDays = 30

/** Minutes by which a typed hour of receipt may run ahead of the clock before it is refused. */
export const receiptAheadLimitMinutes = 5

/** Somebody other than the applicant who hands in or collects, with the paper that lets them. */
export const otherParty = z.object({ person: personDetails, authorisation: z.string().max(300).overwrite(toNfc) })
export type OtherParty = z.infer<typeof otherParty>

/** What the draft of the intake screen is kept under. */
export const intakeDraft = 'intake'

/** A draft's size limit in characters of JSON: an intake screen with 40 components has about 20,000. */
export const draftLimitCharacters = 200_000

const line = (max: number) => z.string().max(max).overwrite(toNfc)

/** Papers that a case may list. */
export const mostComponents = 200

/** A paper of a received case. Its place never changes, since scans and kept originals belong to the place; null for one that is added. */
export const placedComponent = handedInComponent.extend({
  position: z.number().int().min(1).nullable(),
  name: line(1_000),
  note: line(400),
})
export type PlacedComponent = z.infer<typeof placedComponent>

/** What can be corrected, whole: the values as they ought to be. */
export const correction = z.object({
  /** Local time; it moves the promise while no supplement has started the limit anew. */
  receivedAt: z.string().refine(isLocalDateTime, { params: { issue: 'notATime' } }),
  applicant: personDetails,
  summary: line(1_000).refine((value) => value !== '', { params: { issue: 'required' } }),
  note: z.string().max(1_000),
  channel: z.enum(channels),
  returnMethod: z.enum(returnMethods),
  returnPlace: line(300),
  setCount: z.number().int().min(1).max(99),
  components: z.array(placedComponent).max(mostComponents),
  submitter: otherParty.nullable(),
  collector: otherParty.nullable(),
  procedureId: z.uuid(),
  /** Sub-case of the process that serves the procedure; '' where there is none to choose. */
  variant: z.string().max(20),
})
export type Correction = z.infer<typeof correction>

/** Cells that one paste may change. */
export const mostEdits = 3_000

/** One cell of a case: `from` is what was seen in it, `to` as it was pasted; what is wrong with it is told for the cell. */
export const cellEdit = z.object({
  caseId: z.uuid(),
  column: z.enum(cellColumns),
  from: z.string().max(2_000),
  to: z.string().max(10_000),
})
export type CellEdit = z.infer<typeof cellEdit>
