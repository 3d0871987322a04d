// What a correction changed, field by field, as the history tells it: of numbers only their tails.
import type { z } from 'zod'
import type { PersonDetails } from '../people/rules.ts'
import { maskPerson } from '../personal/rules.ts'
import type { correctedValues } from './events.ts'
import type { OtherParty, PlacedComponent } from './rules.ts'

type Values = z.infer<typeof correctedValues>

export interface Change {
  /** `applicant.fullName`, `components`, `procedureName`; codes of a closed list stay codes. */
  readonly field: string
  readonly from: string
  readonly to: string
}

const paperText = ({ name, originals, certified, copies }: PlacedComponent) => `${name} (${originals}/${certified}/${copies})`

const partyFields = (role: string, party: OtherParty | PersonDetails | null | undefined): [string, string][] => {
  if (!party) return []
  const { person, authorisation } = 'person' in party ? party : { person: party, authorisation: '' }
  return Object.entries({ ...maskPerson(person), authorisation }).map(([name, value]) => [`${role}.${name}`, String(value)])
}

const told = ({ components, applicant, submitter, collector, procedureId: _, ...plain }: Values): Map<string, string> =>
  new Map([
    ...Object.entries(plain).map(([field, value]): [string, string] => [field, String(value)]),
    ...(components ? [['components', components.map(paperText).join('; ')] as [string, string]] : []),
    ...partyFields('applicant', applicant),
    ...partyFields('submitter', submitter),
    ...partyFields('collector', collector),
  ])

/** The fields whose texts differ, in the order of the correction. A number that differs only in its hidden part is told too. */
export function changesOf({ from, to }: { readonly from: Values; readonly to: Values }): Change[] {
  const [before, after] = [told(from), told(to)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((field) => {
    const change = { field, from: before.get(field) ?? '', to: after.get(field) ?? '' }
    return change.from === change.to && !hidesChange(field, from, to) ? [] : [change]
  })
}

function hidesChange(field: string, from: Values, to: Values): boolean {
  const [role, name = ''] = field.split('.')
  if (role !== 'applicant' && role !== 'submitter' && role !== 'collector') return false
  const value = (values: Values) => {
    const party = values[role]
    const person = party && 'person' in party ? party.person : party
    return person?.[name as keyof PersonDetails] ?? ''
  }
  return value(from) !== value(to)
}
