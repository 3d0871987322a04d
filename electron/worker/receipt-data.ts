// What the receipt of a case says, from what the case keeps: the parties as given that day, the promise as it was made.
import { getCase, nextCopyNumberOf } from '../../db/cases/queries.ts'
import { toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeSettings } from '../../db/people/queries.ts'
import type { ReceiptData } from '../print/form-data.ts'
import type { Office } from './office.ts'

export async function receiptDataOf(office: Office, caseId: string): Promise<{ formKey: string; code: string; data: ReceiptData }> {
  const { db } = office.store
  const file = await getCase(db, caseId)
  const settings = await getOfficeSettings(db)
  const code = file.row.officialCode ?? file.row.provisionalCode
  const data: ReceiptData = {
    governingBody: settings.governingBody,
    deskName: settings.deskName,
    place: settings.place,
    number: '',
    numberSuffix: settings.receiptNumberSuffix,
    code,
    isProvisional: file.row.officialCode === null,
    applicant: file.applicant,
    submitter: file.submitter,
    procedureName: file.row.procedureName,
    summary: file.summary,
    components: file.components,
    setCount: file.setCount,
    timeLimit: file.timeLimitText,
    receivedAt: instantToLocal(file.row.receivedAt),
    dueAt: file.row.dueAt === null ? null : instantToLocal(file.row.dueAt),
    returnPlace: file.returnPlace,
    book: file.book,
    serial: file.serial,
    deskOfficerName: file.receivedByName,
    copyNumber: await nextCopyNumberOf(db, caseId, file.formKey),
    printedAt: instantToLocal(toInstant(office.clock.nowMs())),
  }
  return { formKey: file.formKey, code, data }
}
