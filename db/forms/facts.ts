// What every form says of the office and of the case, as words: `caseTexts(facts)`. The documents' own facts stand in the files beside.
import { z } from 'zod'
import { isLocalDateTime, isRealDate } from '../model/local-time.ts'
import { fold, withoutOpening } from '../model/text.ts'
import { personDetails } from '../people/rules.ts'
import type { FormFields } from './form.ts'
import { blankDateTime, dateTimeWords, dateWords, reprintWords } from './words.ts'

export const localDateTime = z.string().refine(isLocalDateTime)
export const isoDay = z.string().refine(isRealDate)

export const formParty = personDetails.pick({
  kind: true,
  fullName: true,
  idNumber: true,
  taxNumber: true,
  phone: true,
  email: true,
  address: true,
})
export type FormParty = z.infer<typeof formParty>

/** Empty text and null mean "not known": the paper shows dots to write on. */
export const caseFacts = z.object({
  governingBody: z.string(),
  /** The office itself, as it names itself in a letter. */
  officeName: z.string(),
  deskName: z.string(),
  place: z.string(),
  /** Official code where there is one, else the provisional code. */
  code: z.string(),
  isProvisional: z.boolean(),
  applicant: formParty,
  procedureName: z.string(),
  /** Lĩnh vực of the procedure. */
  field: z.string(),
  summary: z.string(),
  receivedAt: localDateTime,
  dueAt: localDateTime.nullable(),
  /** 1 the first print of this paper, 2 the first reprint. */
  copyNumber: z.number().int().min(1),
  /** Day of the print that this one takes the place of. */
  replacedOn: isoDay.nullable(),
})
export type CaseFacts = z.infer<typeof caseFacts>

export const idOf = (person: Pick<FormParty, 'kind' | 'idNumber' | 'taxNumber'>): string =>
  person.kind === 'organisation' ? person.taxNumber || person.idNumber : person.idNumber

/** The request in the clerk's words; the procedure's name before it unless they hold it already. */
export function requestWords({ procedureName, summary }: { procedureName: string; summary: string }): string {
  const isNamed = fold(summary).includes(withoutOpening(fold(procedureName)))
  return isNamed ? summary : [procedureName, summary].filter((text) => text !== '').join('\n')
}

/** What stands after the dash of a paper's number: a desk that is a centre signs as one (QĐ 3621/QĐ-BYT prints both). */
export const deskMarkOf = (deskName: string): string => (fold(deskName).startsWith('trung tam') ? 'TTPVHCC' : 'BPTNTKQ')

/** Names that `caseTexts` fills, whatever the form. */
export const commonNames = [
  ...[
    'governingBody',
    'officeName',
    'deskName',
    'deskMark',
    'place',
    'number',
    'issuedOn',
    'code',
    'applicantName',
    'applicantId',
  ],
  ...['applicantAddress', 'applicantPhone', 'applicantEmail', 'procedureName', 'field', 'request', 'receivedAt', 'receivedOn'],
  ...['dueAt', 'reprint'],
] as const

/**
 * The words of the office and the case.
 * @param paper the number of this paper before its slash ('' leaves room for a pen) and the day on which it was issued (ISO).
 */
export function caseTexts(facts: CaseFacts, paper: { number: string; issuedOn: string }): Record<string, string> {
  const { applicant } = facts
  return {
    governingBody: facts.governingBody,
    officeName: facts.officeName,
    deskName: facts.deskName,
    deskMark: deskMarkOf(facts.deskName),
    place: facts.place,
    number: paper.number,
    issuedOn: dateWords(paper.issuedOn),
    code: facts.code,
    applicantName: applicant.fullName,
    applicantId: idOf(applicant),
    applicantAddress: applicant.address,
    applicantPhone: applicant.phone,
    applicantEmail: applicant.email,
    procedureName: facts.procedureName,
    field: facts.field,
    request: requestWords(facts),
    receivedAt: dateTimeWords(facts.receivedAt),
    receivedOn: dateWords(facts.receivedAt.slice(0, 10)),
    dueAt: facts.dueAt === null ? blankDateTime : dateTimeWords(facts.dueAt),
    reprint: reprintWords(facts.copyNumber, facts.replacedOn),
  }
}

/** The fields of a form from its texts, and lists where it has some. */
export const fieldsOf = (texts: Readonly<Record<string, string>>, rest: Partial<Omit<FormFields, 'texts'>> = {}): FormFields => ({
  texts,
  lists: {},
  handOvers: [],
  rows: [],
  ...rest,
})
