// Thông báo dừng giải quyết hồ sơ: form 05 of TT 03/2025, issued by the desk at the applicant's request (TT 03/2025 Điều 7). TT 01/2018 has none.
import { z } from 'zod'
import { type CaseFacts, caseTexts, commonNames, fieldsOf, isoDay } from './facts.ts'
import type { FormFields } from './form.ts'
import { blankDate, dateWords } from './words.ts'

export const stop = z.object({
  number: z.string(),
  issuedOn: isoDay,
  /** Day of the applicant's request; null: to be written. */
  requestedOn: isoDay.nullable(),
  reason: z.string(),
  papersReturned: z.array(z.string()),
  officerName: z.string(),
})
export type Stop = z.infer<typeof stop>

export const stopNames = [...commonNames, 'requestedOn', 'reason', 'officerName', 'papersReturned']

export function stopFields(facts: CaseFacts, document: Stop): FormFields {
  return fieldsOf(
    {
      ...caseTexts(facts, { number: document.number, issuedOn: document.issuedOn }),
      requestedOn: document.requestedOn === null ? blankDate : dateWords(document.requestedOn),
      reason: document.reason,
      officerName: document.officerName,
    },
    { lists: { papersReturned: document.papersReturned } },
  )
}
