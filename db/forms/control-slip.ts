// Phiếu kiểm soát quá trình giải quyết hồ sơ: form 06 of TT 03/2025, 05 of TT 01/2018. It goes with the papers from hand to hand, so lines
// that have not happened yet are printed empty.
import { z } from 'zod'
import { type CaseFacts, caseTexts, commonNames, fieldsOf, localDateTime } from './facts.ts'
import type { FormFields } from './form.ts'
import { blankDateTime, dateTimeWords } from './words.ts'

/** '' while the receiver has not said: whoever takes over enters it (TT 03/2025, form 06). */
export const handOverResults = ['', 'early', 'onTime', 'overdue'] as const

export const handOver = z.object({
  fromUnit: z.string(),
  toUnit: z.string(),
  givenAt: localDateTime.nullable(),
  takenAt: localDateTime.nullable(),
  giver: z.string(),
  taker: z.string(),
  result: z.enum(handOverResults),
  note: z.string(),
})
export type HandOver = z.infer<typeof handOver>

export const controlSlip = z.object({
  number: z.string(),
  /** Units that resolve the case, and those that help. */
  unit: z.string(),
  partners: z.string(),
  handOvers: z.array(handOver),
})
export type ControlSlip = z.infer<typeof controlSlip>

export const controlSlipNames = [...commonNames, 'unit', 'partners', 'handOvers']

const resultWords: Readonly<Record<HandOver['result'], string>> = {
  '': '',
  early: 'Trước hạn',
  onTime: 'Đúng hạn',
  overdue: 'Quá hạn',
}
const when = (at: string | null): string => (at === null ? blankDateTime : dateTimeWords(at))

export function controlSlipFields(facts: CaseFacts, document: ControlSlip): FormFields {
  return fieldsOf(
    {
      ...caseTexts(facts, { number: document.number, issuedOn: facts.receivedAt.slice(0, 10) }),
      unit: document.unit,
      partners: document.partners,
    },
    {
      handOvers: document.handOvers.map(({ givenAt, takenAt, result, ...rest }) => ({
        ...rest,
        givenAt: when(givenAt),
        takenAt: when(takenAt),
        result: resultWords[result],
      })),
    },
  )
}
