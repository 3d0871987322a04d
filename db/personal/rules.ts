// What counts as looking a person up, and which numbers of a person are masked. Pure.
import { maskNumber } from '../model/mask.ts'
import type { PersonDetails } from '../people/rules.ts'

/** `history`: the page of a person; `numbers`: the whole numbers; `scan`: a scanned paper; `export`: all that is held on the person. */
export const lookKinds = ['history', 'numbers', 'scan', 'export'] as const
export type LookKind = (typeof lookKinds)[number]

/** The tables of what is held on one person, and their columns. */
export const holdingSheets = ['person', 'cases', 'papers', 'prints', 'looks'] as const
export const holdingColumns = [
  ...([
    'fact',
    'value',
    'code',
    'role',
    'procedure',
    'received',
    'due',
    'finished',
    'status',
    'summary',
    'note',
    'asGiven',
  ] as const),
  ...([
    'component',
    'title',
    'file',
    'added',
    'validUntil',
    'print',
    'copy',
    'printed',
    'at',
    'viewer',
    'look',
    'purpose',
  ] as const),
] as const

export const maskedFields = ['idNumber', 'phone', 'taxNumber'] as const
export type MaskedField = (typeof maskedFields)[number]
export type PersonNumbers = Readonly<Record<MaskedField, string>>

/** An organisation's tax number is public; a citizen's is the personal number. */
const isPublic = (kind: PersonDetails['kind'], field: MaskedField): boolean => kind === 'organisation' && field === 'taxNumber'

/** The person as lists and pages show it: of the numbers only the tails. */
export const maskPerson = <Person extends PersonNumbers & Pick<PersonDetails, 'kind'>>(person: Person): Person => ({
  ...person,
  ...Object.fromEntries(
    maskedFields.filter((field) => !isPublic(person.kind, field)).map((field) => [field, maskNumber(person[field])]),
  ),
})

interface Parties {
  readonly applicant: PersonDetails
  readonly submitter: { readonly person: PersonDetails; readonly authorisation: string } | null
  readonly collector: { readonly person: PersonDetails; readonly authorisation: string } | null
}

/** A case as its page shows it. */
export const maskParties = <Case extends Parties>(file: Case): Case => ({
  ...file,
  applicant: maskPerson(file.applicant),
  submitter: file.submitter && { ...file.submitter, person: maskPerson(file.submitter.person) },
  collector: file.collector && { ...file.collector, person: maskPerson(file.collector.person) },
})

export const numbersOf = ({ idNumber, phone, taxNumber }: PersonNumbers): PersonNumbers => ({ idNumber, phone, taxNumber })
