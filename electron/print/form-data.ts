// What the receipt says: the case's values as the database gives them (`ReceiptData`), and the same as texts that a template can
// show (`ReceiptView`). The words are Vietnamese whatever the interface speaks, because the form is.
import { z } from 'zod'
import { handedInComponent } from '../../db/cases/rules.ts'
import { type IsoDate, isLocalDateTime, type LocalDateTime } from '../../db/model/local-time.ts'
import { personDetails } from '../../db/people/rules.ts'

const localDateTime = z.string().refine(isLocalDateTime)
const party = personDetails.pick({
  kind: true,
  fullName: true,
  idNumber: true,
  taxNumber: true,
  phone: true,
  email: true,
  address: true,
})

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
  applicant: party,
  /** Who hands in for the applicant; null when the applicant does. */
  submitter: z.object({ person: party, authorisation: z.string() }).nullable(),
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
  printedAt: localDateTime,
})
export type ReceiptData = z.infer<typeof receiptData>

const words = z.string()

/** Every name that a receipt's template may use. */
export const receiptView = z.object({
  documentTitle: words,
  layout: words,
  density: words,
  copies: z.array(z.object({ label: words })),
  governingBody: words,
  deskName: words,
  /** The desk's name begins as the form's own line does, which then needs no label. */
  deskTellsItself: z.boolean(),
  place: words,
  number: words,
  numberSuffix: words,
  issuedOn: words,
  code: words,
  isProvisional: z.boolean(),
  barcode: words,
  qr: words,
  applicantName: words,
  applicantId: words,
  applicantAddress: words,
  applicantPhone: words,
  applicantEmail: words,
  submitter: z
    .object({ name: words, idNumber: words, address: words, phone: words, email: words, authorisation: words })
    .nullable(),
  request: words,
  components: z.array(z.object({ name: words, note: words, counts: words })),
  setCount: words,
  timeLimit: words,
  receivedAt: words,
  dueAt: words,
  returnPlace: words,
  book: words,
  serial: words,
  signerName: words,
  deskOfficerName: words,
  reprint: words,
})
export type ReceiptView = z.infer<typeof receiptView>

/** Names whose values are pictures made by codes.ts and stand in the page as they are; every other value is escaped. */
export const pictureFields: readonly string[] = ['barcode', 'qr']

/** Names without which the paper would not be a receipt of its case. */
export const requiredReceiptFields: readonly string[] = [
  ...['documentTitle', 'layout', 'density', 'copies', 'code', 'isProvisional', 'barcode', 'reprint'],
  ...['deskName', 'issuedOn', 'applicantName', 'request', 'components.name', 'components.counts', 'setCount'],
  ...['receivedAt', 'dueAt', 'returnPlace', 'deskOfficerName'],
]

/** A number as official papers write it: 01, 02 … 10, 100. */
export const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** `ngày 05 tháng 9 năm 2026`: days below 10 and months 1 and 2 take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export function dateWords(date: IsoDate): string {
  const [year, month, day] = date.split('-').map(Number)
  if (!year || !month || !day) throw new RangeError(`not a date: ${date}`)
  return `ngày ${twoDigits(day)} tháng ${month < 3 ? twoDigits(month) : month} năm ${year}`
}

/** `08 giờ 05 phút, ngày 05 tháng 9 năm 2026`. */
export const dateTimeWords = (local: LocalDateTime): string =>
  `${local.slice(11, 13)} giờ ${local.slice(14, 16)} phút, ${dateWords(local.slice(0, 10))}`

/** `02 bản chính, 01 bản chứng thực`; kinds of which there is none are left out. */
export function countWords(component: { originals: number; certified: number; copies: number }): string {
  const kinds: [number, string][] = [
    [component.originals, 'bản chính'],
    [component.certified, 'bản chứng thực'],
    [component.copies, 'bản sao'],
  ]
  return kinds
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${twoDigits(count)} ${kind}`)
    .join(', ')
}
