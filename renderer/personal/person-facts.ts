// What tells people of one name apart, in one line: birth, tails of the numbers, address.
import type { FoundPerson } from '../../electron/api/personal.ts'
import { formatDate } from '../format.ts'

export const personFacts = ({ birthDate, number, phone, address }: FoundPerson): string =>
  [formatDate(birthDate), number, phone, address].filter((fact) => fact !== '').join(' · ')
