// Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: form 02 of TT 03/2025 and of TT 01/2018.
import { z } from 'zod'
import { type CaseFacts, caseTexts, commonNames, fieldsOf, isoDay } from './facts.ts'
import type { FormFields } from './form.ts'

export const supplementRequest = z.object({
  /** Before the slash of "Số"; '' leaves room for a pen. */
  number: z.string(),
  requestedOn: isoDay,
  /** What is missing, complete in one go (NĐ 118/2025 Điều 17(2)(a) as amended by NĐ 309/2026). */
  items: z.array(z.string()).min(1),
  reason: z.string(),
  /** Whom the applicant may ask, and the telephone. */
  contact: z.object({ name: z.string(), phone: z.string() }),
  /** Who signs. */
  officerName: z.string(),
})
export type SupplementRequest = z.infer<typeof supplementRequest>

export const supplementRequestNames = [...commonNames, 'reason', 'contactName', 'contactPhone', 'officerName', 'items']

export function supplementRequestFields(facts: CaseFacts, document: SupplementRequest): FormFields {
  return fieldsOf(
    {
      ...caseTexts(facts, { number: document.number, issuedOn: document.requestedOn }),
      reason: document.reason,
      contactName: document.contact.name,
      contactPhone: document.contact.phone,
      officerName: document.officerName,
    },
    { lists: { items: document.items } },
  )
}
