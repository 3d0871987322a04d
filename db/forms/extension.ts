// Form 04: Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết (TT 03/2025), Phiếu xin lỗi và hẹn lại ngày trả kết quả (TT 01/2018).
import { z } from 'zod'
import { type CaseFacts, caseTexts, commonNames, fieldsOf, isoDay, localDateTime } from './facts.ts'
import type { FormFields } from './form.ts'
import { dateTimeWords, dateWords } from './words.ts'

export const extension = z.object({
  number: z.string(),
  issuedOn: isoDay,
  reason: z.string(),
  /** The time that the receipt promised. */
  promisedDue: localDateTime,
  /** A day without an hour, as the form has it. */
  newDueDate: isoDay,
  headName: z.string(),
})
export type Extension = z.infer<typeof extension>

export const extensionNames = [...commonNames, 'reason', 'promisedDue', 'newDueDate', 'headName']

export function extensionFields(facts: CaseFacts, document: Extension): FormFields {
  return fieldsOf({
    ...caseTexts(facts, { number: document.number, issuedOn: document.issuedOn }),
    reason: document.reason,
    promisedDue: dateTimeWords(document.promisedDue),
    newDueDate: dateWords(document.newDueDate),
    headName: document.headName,
  })
}
