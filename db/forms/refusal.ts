// Phiếu từ chối tiếp nhận giải quyết hồ sơ: form 03 of TT 03/2025 and of TT 01/2018, for a file that is not accepted and for one that is found not
// eligible afterwards.
import { z } from 'zod'
import { type CaseFacts, caseTexts, commonNames, fieldsOf, isoDay } from './facts.ts'
import type { FormFields } from './form.ts'

export const refusal = z.object({
  number: z.string(),
  refusedOn: isoDay,
  reasons: z.array(z.string()).min(1),
  /** Who handed in; '' leaves the name to be written. */
  submitterName: z.string(),
  officerName: z.string(),
})
export type Refusal = z.infer<typeof refusal>

export const refusalNames = [...commonNames, 'submitterName', 'officerName', 'reasons']

export function refusalFields(facts: CaseFacts, document: Refusal): FormFields {
  return fieldsOf(
    {
      ...caseTexts(facts, { number: document.number, issuedOn: document.refusedOn }),
      submitterName: document.submitterName,
      officerName: document.officerName,
    },
    { lists: { reasons: document.reasons } },
  )
}
