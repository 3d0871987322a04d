// From a read card to the fields of a person. What the card does not hold (phone, e-mail) is left as it is; the address printed on the
// card is kept word for word beside the one in use, because cards issued before a change of units keep the old names.
import type { CardFields } from '../../../../db/model/citizen-card.ts'
import { fold, toNfc } from '../../../../db/model/text.ts'
import type { PersonDetails } from '../../../../electron/api/people.ts'

/** A person filled from a card; `current` gives what the card does not say. */
export const personFromCard = (card: CardFields, current: PersonDetails): PersonDetails => ({
  ...current,
  kind: 'citizen',
  fullName: card.fullName,
  idKind: 'citizenId',
  idNumber: card.idNumber,
  birthDate: card.birthDate ?? String(card.birthYear),
  sex: card.sex,
  address: current.address === '' ? card.address : current.address,
  cardAddress: card.address,
})

/** The same person as the register knows it, with the card's word on what the card says. */
export const knownPersonFromCard = (card: CardFields, known: PersonDetails): PersonDetails =>
  personFromCard(card, { ...known, taxNumber: '', representative: '' })

const shownFields = ['fullName', 'idNumber', 'birthDate', 'sex', 'phone', 'email', 'address', 'cardAddress'] as const
export type ShownField = (typeof shownFields)[number]

/** The fields that a scan changed to something, in the order of the screen. */
export const filledFields = (before: PersonDetails, after: PersonDetails): ShownField[] =>
  shownFields.filter((name) => before[name] !== after[name] && after[name] !== '')

/** Whether two spellings can be one name: marks and case lost on the way do not make another person. */
export const isSameName = (one: string, other: string): boolean => fold(toNfc(one)) === fold(toNfc(other))
