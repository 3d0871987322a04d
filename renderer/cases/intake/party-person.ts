// Putting a whole person into a party of the form: from the register, from a card, or back again.
import type { TFunction } from 'i18next'
import type { UseFormReturn } from 'react-hook-form'
import { checkCitizenId, checkOldIdNumber, checkPassport, type IdentityCheck } from '../../../db/model/identity.ts'
import type { PersonDetails } from '../../../electron/api/people.ts'
import { api } from '../../client.ts'
import { type IntakeValues, type KnownPerson, type Party, personPath } from './model/values.ts'

/** An earlier applicant as `people.findPersons` gives it: of the numbers only the tails. */
export interface FoundPerson {
  readonly id: string
  readonly person: PersonDetails
  readonly isExact: boolean
  readonly lastCaseAt: string | null
}

/** The number by which the register knows a person. */
export const numberOf = (person: PersonDetails): string => (person.kind === 'organisation' ? person.taxNumber : person.idNumber)

export const toKnown = ({ id, person, lastCaseAt }: FoundPerson): KnownPerson => ({
  id,
  fullName: person.fullName,
  idNumber: numberOf(person),
  lastCaseAt,
})

/** The same with the numbers whole, when it was chosen: that is recorded. */
export const openWhole = async (found: FoundPerson): Promise<FoundPerson> => ({
  ...found,
  person: await api.people.openPerson({ personId: found.id }),
})

/** Writes the person and, for the applicant, which earlier person it is. Opens the party's block. */
export function fillParty(
  form: UseFormReturn<IntakeValues>,
  party: Party,
  person: PersonDetails,
  known: KnownPerson | null,
): void {
  const path = personPath[party]
  if (party === 'applicant') form.setValue('known', known)
  if (party === 'submitter') form.setValue('hasSubmitter', true)
  if (party === 'collector') form.setValue('hasCollector', true)
  form.setValue(path, person)
  form.clearErrors(path)
}

export const personOf = (values: IntakeValues, party: Party): PersonDetails =>
  party === 'applicant' ? values.applicant : values[party].person

/** What a check says about a number: its doubts always, what makes it impossible only once the field was left. */
export function checkSentences(t: TFunction, check: IdentityCheck, isTouched: boolean): string[] {
  if (check.issue) return isTouched ? [t(`errors:issue.${check.issue.code}`, { ...check.issue.params })] : []
  return check.warnings.map(({ code, params }) => t(`identity:warning.${code}`, { ...params }))
}

/** The check that belongs to the kind of paper; nothing to say where there is none. */
export function checkIdNumber({
  idKind,
  idNumber,
  sex,
  birthDate,
}: Pick<PersonDetails, 'idKind' | 'idNumber' | 'sex' | 'birthDate'>) {
  if (idKind === 'citizenId') return checkCitizenId(idNumber, { sex: sex === '' ? null : sex, birthDate })
  if (idKind === 'oldId') return checkOldIdNumber(idNumber)
  return checkPassport(idKind === 'passport' ? idNumber : '')
}
