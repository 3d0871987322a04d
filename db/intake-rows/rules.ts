// Several cases of one procedure received at once, from rows of a table: what a row holds and what of it is refused. Pure.
import { z } from 'zod'
import { channels, handedInComponent, mostComponents, returnMethods } from '../cases/rules.ts'
import type { FieldIssue } from '../model/errors.ts'
import { checkCitizenId } from '../model/identity.ts'
import { parsePartialDate } from '../model/partial-date.ts'
import { toNfc } from '../model/text.ts'
import type { PersonDetails } from '../people/rules.ts'

/** Cases that one table may make. */
export const mostIntakeRows = 200

export const intakeRowColumns = ['fullName', 'idNumber', 'birthDate', 'phone', 'address', 'summary', 'note', 'setCount'] as const
export type IntakeRowColumn = (typeof intakeRowColumns)[number]

const cell = z.string().max(5_000).overwrite(toNfc)

/** The texts as they stand in the table. */
export const intakeRow = z.object({
  /** Made by the screen: sending the same table twice makes the cases once. */
  caseId: z.uuid(),
  ...(Object.fromEntries(intakeRowColumns.map((column) => [column, cell])) as Record<IntakeRowColumn, typeof cell>),
})
export type IntakeRow = z.infer<typeof intakeRow>

/** What holds for every row. */
export const intakeCommon = z.object({
  procedureId: z.uuid(),
  variant: z.string().max(20).nullable(),
  channel: z.enum(channels),
  returnMethod: z.enum(returnMethods),
  components: z.array(handedInComponent).max(mostComponents),
  /** Of the register, where its numbers are given by hand: they go on from the last one. '' for none. */
  book: z.string().max(20).overwrite(toNfc),
})
export type IntakeCommon = z.infer<typeof intakeCommon>

const limits: Readonly<Record<IntakeRowColumn, number>> = {
  fullName: 200,
  idNumber: 30,
  birthDate: 10,
  phone: 40,
  address: 400,
  summary: 1_000,
  note: 1_000,
  setCount: 20,
}
const mostSets = 99

/** What is wrong with the cells of a row, each complaint at the name of its column. */
export function intakeRowIssues(row: Omit<IntakeRow, 'caseId'>): FieldIssue[] {
  const issues: FieldIssue[] = intakeRowColumns.flatMap((column) =>
    row[column].length > limits[column] ? [{ path: column, code: 'tooLong', params: { max: limits[column] } }] : [],
  )
  if (row.fullName === '') issues.push({ path: 'fullName', code: 'required' })
  else if (/^\P{L}+$/u.test(row.fullName)) issues.push({ path: 'fullName', code: 'noLetters' })
  const { issue } = checkCitizenId(row.idNumber)
  if (issue) issues.push({ path: 'idNumber', ...issue })
  if (parsePartialDate(row.birthDate) === null) issues.push({ path: 'birthDate', code: 'notADate' })
  if (row.setCount !== '') {
    const count = Number(row.setCount)
    if (!/^\d+$/.test(row.setCount)) issues.push({ path: 'setCount', code: 'notANumber' })
    else if (count < 1) issues.push({ path: 'setCount', code: 'tooSmall', params: { min: 1 } })
    else if (count > mostSets) issues.push({ path: 'setCount', code: 'tooLarge', params: { max: mostSets } })
  }
  // One complaint a cell: the first.
  return issues.filter(({ path }, index) => issues.findIndex((other) => other.path === path) === index)
}

/** The applicant of a row without issues. */
export const personOfRow = ({ fullName, idNumber, birthDate, phone, address }: IntakeRow): PersonDetails => ({
  kind: 'citizen',
  fullName,
  idKind: idNumber === '' ? 'none' : 'citizenId',
  idNumber,
  birthDate: parsePartialDate(birthDate) ?? '',
  sex: '',
  phone,
  email: '',
  address,
  cardAddress: '',
  taxNumber: '',
  representative: '',
})
