// The columns of the table of people that come with one matter. Pure. Excel drops the zero at the front of a number: it is put back.
import type { TFunction } from 'i18next'
import { type IntakeRow, type IntakeRowColumn, intakeRowColumns } from '../../electron/api/intake-rows.ts'
import type { SheetColumn } from '../ui/sheet/sheet.tsx'

export const newRow = (): IntakeRow => ({
  caseId: crypto.randomUUID(),
  ...{ fullName: '', idNumber: '', birthDate: '', phone: '', address: '', summary: '', note: '', setCount: '' },
})

export const isBlank = (row: IntakeRow): boolean => intakeRowColumns.every((column) => row[column].trim() === '')

const widths: Partial<Readonly<Record<IntakeRowColumn, number>>> = {
  fullName: 12,
  idNumber: 9,
  birthDate: 7,
  phone: 7.5,
  setCount: 4.5,
}

function tidy(column: IntakeRowColumn, text: string): string {
  const digits = text.replace(/[\s.]/g, '')
  if (column === 'idNumber' && /^\d{11}$/.test(digits)) return `0${digits}`
  if (column === 'phone' && /^[35789]\d{8}$/.test(digits)) return `0${digits}`
  return text
}

export const rowColumns = (t: TFunction<'intake-rows'>): SheetColumn<IntakeRow>[] =>
  intakeRowColumns.map((id) => ({
    id,
    header: t(`column.${id}`),
    headings: t(`headings.${id}`).split('|'),
    ...(widths[id] === undefined ? { grow: 1 } : { width: widths[id] }),
    text: (row) => row[id],
    withText: (row, text) => ({ ...row, [id]: tidy(id, text) }),
  }))
