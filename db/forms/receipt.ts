// Giấy tiếp nhận hồ sơ và hẹn trả kết quả: form 01 of TT 03/2025 and of TT 01/2018.
import { z } from 'zod'
import { handedInComponent } from '../cases/rules.ts'
import { commonNames, deskMarkOf, fieldsOf, formParty, idOf, isoDay, localDateTime, requestWords } from './facts.ts'
import type { FormFields } from './form.ts'
import { blankDate, blankDateTime, countWords, dateTimeWords, dateWords, reprintWords, twoDigits } from './words.ts'

/** Empty text and null mean "not known": the paper shows dots to write on. */
export const receiptData = z.object({
  governingBody: z.string(),
  deskName: z.string(),
  place: z.string(),
  /** Number of this paper, before the slash; `numberSuffix` stands after it. */
  number: z.string(),
  numberSuffix: z.string(),
  /** Official code where there is one, else the provisional code. Printable ASCII: scanners read nothing else out of a Code 128 alike. */
  code: z.string().regex(/^[\x21-\x7e]{1,40}$/),
  isProvisional: z.boolean(),
  applicant: formParty,
  /** Who hands in for the applicant; null when the applicant does. */
  submitter: z.object({ person: formParty, authorisation: z.string() }).nullable(),
  procedureName: z.string(),
  summary: z.string(),
  components: z.array(handedInComponent),
  setCount: z.number().int().min(1),
  /** With its unit: `15 ngày làm việc`. */
  timeLimit: z.string(),
  receivedAt: localDateTime,
  dueAt: localDateTime.nullable(),
  /** Where, or how: `Qua bưu chính công ích, đến 12 Lê Lợi`. */
  returnPlace: z.string(),
  book: z.string(),
  serial: z.number().int().min(1).nullable(),
  deskOfficerName: z.string(),
  /** 1 the first print of this case, 2 the first reprint. */
  copyNumber: z.number().int().min(1),
  /** Day of the print that this one takes the place of; null for the first. */
  replacedOn: isoDay.nullable(),
})
export type ReceiptData = z.infer<typeof receiptData>

export const receiptNames = [
  ...commonNames,
  ...['numberSuffix', 'submitterName', 'submitterAddress', 'submitterId', 'submitterPhone', 'submitterEmail', 'authorisation'],
  ...['setCount', 'timeLimit', 'returnPlace', 'book', 'serial', 'signerName', 'officerName', 'components'],
]

/** An organisation signs through a person whom the form leaves to write the name. */
export const signerOf = ({ applicant, submitter }: ReceiptData): string =>
  submitter?.person.fullName ?? (applicant.kind === 'citizen' ? applicant.fullName : '')

/** The receipt's values as words. The date under the motto is the day of receipt, so a reprint bears the date of the first print. */
export function receiptFields(data: ReceiptData): FormFields {
  const { applicant, submitter } = data
  return fieldsOf(
    {
      governingBody: data.governingBody,
      officeName: data.deskName,
      deskName: data.deskName,
      deskMark: deskMarkOf(data.deskName),
      place: data.place,
      number: data.number,
      numberSuffix: data.numberSuffix,
      issuedOn: dateWords(data.receivedAt.slice(0, 10)),
      code: data.code,
      applicantName: applicant.fullName,
      applicantId: idOf(applicant),
      applicantAddress: applicant.address,
      applicantPhone: applicant.phone,
      applicantEmail: applicant.email,
      submitterName: submitter?.person.fullName ?? '',
      submitterAddress: submitter?.person.address ?? '',
      submitterId: submitter ? idOf(submitter.person) : '',
      submitterPhone: submitter?.person.phone ?? '',
      submitterEmail: submitter?.person.email ?? '',
      authorisation: submitter?.authorisation ?? '',
      procedureName: data.procedureName,
      field: '',
      request: requestWords(data),
      setCount: twoDigits(data.setCount),
      timeLimit: data.timeLimit,
      receivedAt: dateTimeWords(data.receivedAt),
      receivedOn: dateWords(data.receivedAt.slice(0, 10)),
      dueAt: data.dueAt === null ? blankDateTime : dateTimeWords(data.dueAt),
      returnPlace: data.returnPlace,
      book: data.book,
      serial: data.serial === null ? '' : twoDigits(data.serial),
      signerName: signerOf(data),
      officerName: data.deskOfficerName,
      reprint: reprintWords(data.copyNumber, data.replacedOn),
    },
    {
      lists: {
        components: data.components.map((component) => {
          const counts = countWords(component)
          const name = component.note ? `${component.name} – ${component.note}` : component.name
          return counts ? `${name} (${counts})` : name
        }),
      },
    },
  )
}

/** What stands on a receipt before anybody has come: the office, its number, and which print it is. All else is left to the pen. */
export const blankReceipt = receiptData.pick({
  governingBody: true,
  deskName: true,
  place: true,
  numberSuffix: true,
  code: true,
  copyNumber: true,
  replacedOn: true,
})
export type BlankReceipt = z.infer<typeof blankReceipt>

export function blankReceiptFields(data: BlankReceipt): FormFields {
  const { governingBody, deskName, place, numberSuffix, code } = data
  return fieldsOf({
    ...{ governingBody, officeName: deskName, deskName, deskMark: deskMarkOf(deskName), place, numberSuffix, code },
    ...{ issuedOn: blankDate, receivedAt: blankDateTime, receivedOn: blankDate, dueAt: blankDateTime },
    reprint: reprintWords(data.copyNumber, data.replacedOn),
  })
}
