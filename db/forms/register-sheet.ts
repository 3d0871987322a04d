// Sổ theo dõi hồ sơ: form 07 of TT 03/2025, 06 of TT 01/2018. One line a case, in the order of its numbers.
import { z } from 'zod'
import { deskMarkOf, fieldsOf, isoDay, localDateTime } from './facts.ts'
import type { FormFields } from './form.ts'
import { dateWords, shortDate, shortDateTime, twoDigits } from './words.ts'

export const registerRow = z.object({
  serial: z.number().int(),
  code: z.string(),
  procedureName: z.string(),
  setCount: z.number().int(),
  applicantName: z.string(),
  address: z.string(),
  phone: z.string(),
  /** Cơ quan chủ trì giải quyết. */
  unit: z.string(),
  receivedAt: localDateTime,
  dueAt: localDateTime.nullable(),
  sentAt: localDateTime.nullable(),
  resultAt: localDateTime.nullable(),
  returnedAt: localDateTime.nullable(),
  returnMethod: z.string(),
  note: z.string(),
})
export type RegisterRow = z.infer<typeof registerRow>

export const registerSheet = z.object({
  governingBody: z.string(),
  deskName: z.string(),
  place: z.string(),
  number: z.string(),
  year: z.number().int(),
  /** Quyển số. */
  book: z.string(),
  /** Field or group of fields that the book is for; '' for all. */
  group: z.string(),
  /** First and last day of the lines; null: the whole book. */
  from: isoDay.nullable(),
  to: isoDay.nullable(),
  printedOn: isoDay,
  /** Who locked the book at the end of the year, and when; null while it is open. */
  lock: z
    .object({
      ...{ headName: z.string(), lockedOn: isoDay, lastSerial: z.number().int(), count: z.number().int() },
      /** Lines that were written under the lock. */
      addenda: z
        .array(
          z.object({ number: z.number().int(), text: z.string(), reason: z.string(), headName: z.string(), writtenOn: isoDay }),
        )
        .default([]),
    })
    .nullable(),
  rows: z.array(registerRow),
})
export type RegisterSheet = z.infer<typeof registerSheet>

export const registerNames = [
  ...['governingBody', 'deskName', 'deskMark', 'place', 'number', 'issuedOn', 'year', 'book', 'group', 'period', 'count', 'lock'],
  ...['headName', 'reprint'],
]

/** The words of the columns of a line; `signature` stays empty for the pen. */
export function registerRowWords(row: RegisterRow): Record<string, string> {
  const when = (at: string | null) => (at === null ? '' : shortDateTime(at))
  return {
    serial: twoDigits(row.serial),
    code: row.code,
    procedureName: row.procedureName,
    setCount: twoDigits(row.setCount),
    applicantName: row.applicantName,
    contact: [row.address, row.phone].filter(Boolean).join('\n'),
    unit: row.unit,
    receivedAt: when(row.receivedAt),
    dueAt: when(row.dueAt),
    sentAt: when(row.sentAt),
    resultAt: when(row.resultAt),
    returnedAt: when(row.returnedAt),
    returnMethod: row.returnMethod,
    signature: '',
    note: row.note,
  }
}

function periodWords(from: string | null, to: string | null): string {
  if (from === null || to === null) return ''
  return from === to ? dateWords(from).replace(/^n/, 'N') : `Từ ngày ${shortDate(from)} đến ngày ${shortDate(to)}`
}

type Addenda = NonNullable<RegisterSheet['lock']>['addenda']

const addendaWords = (addenda: Addenda): string =>
  addenda.length === 0
    ? ''
    : ` Bổ sung sau khi khóa sổ: ${addenda
        .map(
          ({ number, text, reason, headName, writtenOn }) =>
            `(${number}) ${text}; lý do: ${reason}; ${headName} ký ${dateWords(writtenOn)}`,
        )
        .join('. ')}.`

export function registerFields(sheet: RegisterSheet): FormFields {
  const { lock } = sheet
  return fieldsOf(
    {
      governingBody: sheet.governingBody,
      deskName: sheet.deskName,
      deskMark: deskMarkOf(sheet.deskName),
      place: sheet.place,
      number: sheet.number,
      issuedOn: dateWords(sheet.printedOn),
      year: String(sheet.year),
      book: sheet.book,
      group: sheet.group,
      period: periodWords(sheet.from, sheet.to),
      count: String(sheet.rows.length),
      lock: lock
        ? `Sổ khóa ${dateWords(lock.lockedOn)}, số thứ tự cuối cùng ${twoDigits(lock.lastSerial)}, tổng số ${twoDigits(lock.count)} hồ sơ.${addendaWords(lock.addenda)}`
        : '',
      headName: lock?.headName ?? '',
      reprint: '',
    },
    { rows: sheet.rows.map(registerRowWords) },
  )
}
