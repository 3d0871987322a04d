// From a read card to the fields of a person. What the card does not hold (phone, e-mail) is left as it is; the address printed on the
// card is kept word for word beside the one in use, because cards issued before a change of units keep the old names.
import type { CardFields } from '../../../../db/model/citizen-card.ts'
import { fold, toNfc } from '../../../../db/model/text.ts'
import type { PersonDetails } from '../../../../electron/api/people.ts'
import type { Party } from './values.ts'

/**
 * The person of a card. `current` is what stands on the screen, `known` the same person as the register has it: they give what the card
 * does not say, the screen first. Contacts typed for the holder of another number are not given to this one.
 */
export function personFromCard(card: CardFields, current: PersonDetails, known: PersonDetails | null): PersonDetails {
  const isOtherPerson = current.idNumber !== '' && current.idNumber !== card.idNumber
  const contact = (name: 'phone' | 'email' | 'address') => (isOtherPerson ? '' : current[name]) || known?.[name] || ''
  return {
    kind: 'citizen',
    fullName: card.fullName,
    idKind: 'citizenId',
    idNumber: card.idNumber,
    birthDate: card.birthDate ?? String(card.birthYear),
    sex: card.sex,
    phone: contact('phone'),
    email: contact('email'),
    address: contact('address') || card.address,
    cardAddress: card.address,
    taxNumber: '',
    representative: '',
  }
}

const shownFields = ['fullName', 'idNumber', 'birthDate', 'sex', 'phone', 'email', 'address'] as const
export type ShownField = (typeof shownFields)[number]

/** The fields on the screen that a scan changed, in their order. Of submitter and collector it does not show birth date and sex. */
export const filledFields = (party: Party, before: PersonDetails, after: PersonDetails): ShownField[] =>
  shownFields
    .filter((name) => party === 'applicant' || (name !== 'birthDate' && name !== 'sex'))
    .filter((name) => before[name] !== after[name])

/** Whether two spellings can be one name: marks and case lost on the way do not make another person. */
export const isSameName = (one: string, other: string): boolean => fold(toNfc(one)) === fold(toNfc(other))
