// What the receipt of a case says, from what the case keeps: the parties as given that day, the promise as it was made, the office as it
// was called.
import type { LimitUnit } from '../../db/calendar/rules.ts'
import type { ReturnMethod } from '../../db/cases/rules.ts'
import type { CaseForForms } from '../../db/forms/documents.ts'
import type { ReceiptData } from '../../db/forms/receipt.ts'
import { twoDigits } from '../../db/forms/words.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeSettings } from '../../db/people/queries.ts'
import type { TimeLimit } from '../../db/procedures/content.ts'
import { getHeadingOn } from '../../db/units/queries.ts'
import type { Office } from './office.ts'

// The form is Vietnamese whatever the interface speaks, so its words stand here and not in the locales.
const unitWords: Readonly<Record<LimitUnit, string>> = {
  'working-days': 'ngày làm việc',
  days: 'ngày',
  'working-hours': 'giờ làm việc',
  hours: 'giờ',
  'same-day': 'trong ngày làm việc',
}
const returnMethodWords: Readonly<Record<ReturnMethod, string>> = {
  desk: '',
  post: 'Qua dịch vụ bưu chính công ích',
  online: 'Trực tuyến',
}

/** `17 ngày làm việc`; a same-day limit has no number. Where none is known the paper has dots: the catalogue's remarks do not belong on it. */
const timeLimitWords = (limit: TimeLimit | null): string | null =>
  limit && (limit.unit === 'same-day' ? unitWords[limit.unit] : `${twoDigits(limit.limit)} ${unitWords[limit.unit]}`)

const returnWords = (method: ReturnMethod, place: string): string => [returnMethodWords[method], place].filter(Boolean).join(': ')

export async function receiptDataOf(office: Office, file: CaseForForms): Promise<ReceiptData> {
  const { receiptNumberSuffix } = await getOfficeSettings(office.store.db)
  const { governingBody, deskName, place } = await getHeadingOn(office.store.db, instantToLocal(file.row.receivedAt).slice(0, 10))
  return {
    governingBody,
    deskName,
    place,
    number: '',
    numberSuffix: receiptNumberSuffix,
    code: file.row.officialCode ?? file.row.provisionalCode,
    isProvisional: file.row.officialCode === null,
    applicant: file.applicant,
    submitter: file.submitter,
    procedureName: file.row.procedureName,
    summary: file.summary,
    components: file.components,
    setCount: file.setCount,
    timeLimit: timeLimitWords(file.timeLimit) ?? '',
    receivedAt: instantToLocal(file.row.receivedAt),
    dueAt: file.row.dueAt === null ? null : instantToLocal(file.row.dueAt),
    returnPlace: returnWords(file.returnMethod, file.returnPlace || (file.returnMethod === 'desk' ? deskName : '')),
    book: file.book,
    serial: file.serial,
    deskOfficerName: file.receivedByName,
    copyNumber: 1,
    replacedOn: null,
  }
}
