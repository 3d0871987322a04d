// Calls about people who come to the desk: finding them, what the office has of one, their whole numbers, who looked them up. Numbers are
// masked wherever a call does not say otherwise; every look is recorded before it is answered.
import { z } from 'zod'
import { casePlaces } from '../../db/cases/places.ts'
import { partyRoles } from '../../db/cases/rules.ts'
import { personDetails, personKinds } from '../../db/people/rules.ts'
import { lookKinds } from '../../db/personal/rules.ts'
import { oldFile } from './archive.ts'
import { call, id, instant, isoDate, text } from './call.ts'
import { caseRow, whereabouts } from './cases.ts'
import { keptOriginal } from './originals.ts'
import { scan } from './papers.ts'

export { holdingColumns, holdingSheets, type LookKind, lookKinds } from '../../db/personal/rules.ts'
export { casePlaces }

const foundPerson = z.object({
  id,
  kind: z.enum(personKinds),
  fullName: z.string(),
  birthDate: z.string(),
  /** Of the ID or, of an organisation, the tax number: the tail alone, or the public number. */
  number: z.string(),
  phone: z.string(),
  address: z.string(),
  caseCount: z.number(),
})
export type FoundPerson = z.infer<typeof foundPerson>

const personCase = caseRow.extend({ roles: z.array(z.enum(partyRoles)), whereabouts: whereabouts.nullable() })
export type PersonCase = z.infer<typeof personCase>

const personPaper = scan
  .pick({ title: true, kind: true, sizeBytes: true, fileName: true, validUntil: true, isExpired: true, addedAt: true })
  .extend({ scanId: id, uses: z.array(z.object({ caseId: id, code: z.string() })) })
export type PersonPaper = z.infer<typeof personPaper>

const personHistory = z.object({
  id,
  person: personDetails,
  updatedAt: instant,
  caseCount: z.number(),
  cases: z.array(personCase),
  papers: z.array(personPaper),
  originals: z.array(keptOriginal),
  /** Entries of the index of old files that bear the same name: not necessarily the same person's. */
  oldFiles: z.array(oldFile),
})
export type PersonHistory = z.infer<typeof personHistory>

const numbers = z.object({ idNumber: z.string(), phone: z.string(), taxNumber: z.string() })
export type PersonNumbers = z.infer<typeof numbers>

const look = z.object({
  id,
  personId: id,
  personName: z.string(),
  kind: z.enum(lookKinds),
  purpose: z.string(),
  viewer: z.string(),
  at: instant,
  caseId: id.nullable(),
  caseCode: z.string().nullable(),
})
export type Look = z.infer<typeof look>

export const personal = {
  /** By the beginnings of a name or number, a name with a year or day of birth, the last four digits or more of a number. */
  find: call({
    input: z.object({ query: text(200), limit: z.number().int().min(1).max(50) }),
    output: z.array(foundPerson),
    access: 'case.read',
    runs: 'writer',
  }),
  /** The page of a person. Recorded as a look. */
  get: call({ input: z.object({ personId: id }), output: personHistory, access: 'case.read', runs: 'writer' }),
  /** Further cases of a person, after the one with which the page before ended. */
  listCases: call({
    input: z.object({ personId: id, after: id }),
    output: z.object({ rows: z.array(personCase) }),
    access: 'case.read',
    runs: 'writer',
  }),
  /** The whole numbers, recorded with the purpose. */
  showNumbers: call({
    input: z.object({ personId: id, purpose: text(300) }),
    output: numbers,
    access: 'personal.reveal',
    runs: 'writer',
  }),
  /** The whole numbers of a case's people as given on the day of receipt, recorded with the case. */
  showCaseNumbers: call({
    input: z.object({ caseId: id }),
    output: z.object({ applicant: numbers, submitter: numbers.nullable(), collector: numbers.nullable() }),
    access: 'personal.reveal',
    runs: 'writer',
  }),
  /**
   * All that is held on a person, with the scanned papers, into an archive that the person at the desk names; recorded with its ground.
   * `fileName` is null when none was named; `missing` counts scans that the store has lost.
   */
  export: call({
    input: z.object({ personId: id, ground: text(300), words: z.record(z.string().max(80), z.string().max(300)) }),
    output: z.object({ fileName: z.string().nullable(), scans: z.number(), missing: z.number() }),
    access: 'personal.export',
    runs: 'main',
  }),
  /** What the records tell of the computers that made them. */
  getDeviceFacts: call({
    input: z.object({}),
    output: z.object({
      devices: z.array(
        z.object({
          id: z.string(),
          code: z.string(),
          isCurrent: z.boolean(),
          firstAt: instant,
          lastAt: instant,
          lastUsers: z.array(z.object({ name: z.string(), at: instant })),
        }),
      ),
      people: z.number(),
      cases: z.number(),
      scans: z.number(),
      accounts: z.number(),
      carried: z.object({ at: instant, name: z.string(), isSealed: z.boolean() }).nullable(),
    }),
    access: 'case.read',
    runs: 'reader',
  }),
  /** Who looked whom up, the last look first. */
  listLooks: call({
    input: z.object({
      filter: z.object({
        personId: id.nullable(),
        staffId: id.nullable(),
        kind: z.enum(lookKinds).nullable(),
        from: isoDate.nullable(),
        to: isoDate.nullable(),
      }),
      cursor: id.nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.object({ rows: z.array(look), nextCursor: z.string().nullable() }),
    access: 'personal.audit',
    runs: 'writer',
  }),
  /** Whom the log may name. */
  listViewers: call({
    input: z.object({}),
    output: z.array(z.object({ id, fullName: z.string() })),
    access: 'personal.audit',
    runs: 'writer',
  }),
}
