// The workbook of processes as it is read: every row is checked against the others, and what is wrong is told by sheet, row and
// column. Pure; what only the database knows (codes, earlier versions, procedures) is checked in db/documents/workbook.ts.
import { type LimitUnit, limitComplaint, maxLimit } from '../../calendar/deadline-input.ts'
import { foldCode, type ProcessGroup } from '../../documents/rules.ts'
import { readAmount, readStepTime } from '../../model/step-time-text.ts'
import type { Amount, StepTime } from '../../model/step-times.ts'
import { type ProcessContent, type ProcessVariant, processContent } from '../content.ts'
import { type Complaint, type Row, Workbook } from './row-reader.ts'
import { type ColumnKey, type SheetKey, type SheetRows, sheetKeys, sheets } from './sheets.ts'
import { actWords, authorityWords, groupWords, limitUnitWords, skeletonWords, yesWords } from './words.ts'

const maxMinutes = 600_000

export interface ReadProcess {
  readonly row: Row<'processes'>
  readonly code: string
  readonly group: ProcessGroup
  readonly issue: number
  readonly revision: number
  readonly reason: string
  /** Empty where it is missing or no date; then there is a complaint. */
  readonly approvedOn: string
  readonly effectiveFrom: string
  readonly reviewDueOn: string | null
  readonly approverName: string
  readonly content: ProcessContent
  /** The rows that name its procedures, in the order of `content.procedures`, whose entries are as written. */
  readonly procedureRows: ReadonlyArray<Row<'procedures'>>
  /** False when anything of it was complained about. */
  readonly isSound: boolean
}

type RowsOfProcess = { readonly [Sheet in Exclude<SheetKey, 'processes'>]: Row<Sheet>[] }

/** Puts a label into a set; complains when it is there already. */
function once<Sheet extends SheetKey>(seen: Set<string>, label: string, row: Row<Sheet>, key: ColumnKey<Sheet>): void {
  if (label !== '' && seen.has(label)) row.complain(key, 'listedTwice')
  seen.add(label)
}

/** The sub-case that a row means; with one sub-case there is nothing to say. */
function variantOf<Sheet extends 'groups' | 'steps'>(
  variants: readonly ProcessVariant[],
  row: Row<Sheet>,
): ProcessVariant | undefined {
  const key = row.code('variant' as ColumnKey<Sheet>, 20)
  const found = key === '' && variants.length === 1 ? variants[0] : variants.find((variant) => variant.key === key)
  if (!found) row.complain('variant' as ColumnKey<Sheet>, 'notFound')
  return found
}

function readVariants(rows: readonly Row<'variants'>[]): ProcessVariant[] {
  const seen = new Set<string>()
  const variants = rows.map((row) => {
    const key = row.code('key', 20)
    if (rows.length > 1 && seen.has(key)) row.complain('key', 'listedTwice')
    seen.add(key)
    const limit = row.figure('limit')
    const unit: LimitUnit | null = row.cell('unit') === null ? null : row.word<LimitUnit>('unit', limitUnitWords, 'working-days')
    if (row.cell('limit') !== null && unit === null) row.complain('unit', 'required')
    if (limit === null && unit !== null && unit !== 'same-day' && row.cell('limit') === null) row.complain('limit', 'required')
    const complaint = limit === null || unit === null ? undefined : limitComplaint(limit, unit)
    if (complaint === 'tooSmall') row.complain('limit', 'notPositive')
    else if (complaint) row.complain('limit', complaint, { max: maxLimit })
    const timeLimit = unit === null || (limit === null && unit !== 'same-day') ? null : { limit: limit ?? 1, unit }
    return { key, name: row.line('name', 400), timeLimit, groups: [], steps: [] }
  })
  return variants.length > 0 ? variants : [{ key: '', name: '', timeLimit: null, groups: [], steps: [] }]
}

function readGroups(rows: readonly Row<'groups'>[], variants: readonly ProcessVariant[]): void {
  for (const row of rows) {
    const variant = variantOf(variants, row)
    const key = row.code('key', 20)
    if (variant?.groups.some((group) => group.key === key)) row.complain('key', 'listedTwice')
    const label = row.line('label', 200)
    const text = row.text('time')
    const amount = text === null ? undefined : readAmount(text)
    if (text !== null && !amount) row.complain('time', 'timeUnreadable')
    if (amount && checkAmount(row, amount)) variant?.groups.push({ key, label, ...amount })
  }
}

function checkAmount<Sheet extends 'groups' | 'steps'>(row: Row<Sheet>, { minutes }: Amount): boolean {
  if (minutes > maxMinutes) row.complain('time' as ColumnKey<Sheet>, 'timeUnreadable')
  return minutes <= maxMinutes
}

function readTime(row: Row<'steps'>, variant: ProcessVariant | undefined): StepTime {
  const none: StepTime = { kind: 'notCounted' }
  const group = row.code('group', 20)
  const text = row.text('time')
  if (group !== '') {
    if (text !== null) row.complain('time', 'timeAndGroup')
    if (variant && !variant.groups.some(({ key }) => key === group)) row.complain('group', 'notFound')
    return { kind: 'group', group }
  }
  if (text === null) {
    if (row.cell('time') === null) row.complain('time', 'required')
    return none
  }
  const time = readStepTime(text)
  if (!time) row.complain('time', 'timeUnreadable')
  if (time?.kind === 'amount' && !checkAmount(row, time)) return none
  return time ?? none
}

/** Codes of a cell: one a line, or between semicolons; a code that itself holds one is known by the sheet of forms. */
function readCodes(row: Row<'steps'>, known: ReadonlySet<string>): string[] {
  const text = row.paragraph('forms', 2_000)
  const codes = text
    .split('\n')
    .flatMap((line) => (known.has(line) ? [line] : line.split(';').map((part) => part.trim())))
    .filter(Boolean)
  for (const code of codes) if (!known.has(code)) row.complain('forms', 'formUnknown', { form: code })
  return codes
}

function readSteps(rows: readonly Row<'steps'>[], variants: readonly ProcessVariant[], forms: ReadonlySet<string>): void {
  for (const row of rows) {
    const variant = variantOf(variants, row)
    const label = row.code('label', 20)
    const earlier = variant?.steps.map((step) => step.label) ?? []
    if (label !== '' && earlier.includes(label)) row.complain('label', 'listedTwice')
    const returnsTo = row.code('returnsTo', 20) || null
    if (returnsTo !== null && variant && !earlier.includes(returnsTo)) row.complain('returnsTo', 'notEarlierStep')
    variant?.steps.push({
      label,
      work: row.paragraph('work', 4_000),
      unit: row.line('unit', 200),
      role: row.line('role', 200),
      act: row.word('act', actWords, 'handle'),
      time: readTime(row, variant),
      forms: readCodes(row, forms),
      results: row.paragraph('results', 1_000),
      returnsTo,
      condition: row.paragraph('condition', 1_000),
    })
  }
}

function readComponents(rows: readonly Row<'components'>[], variants: readonly ProcessVariant[]): ProcessContent['components'] {
  return rows.map((row) => {
    const variant = row.code('variant', 20) || null
    if (variant !== null && !variants.some(({ key }) => key === variant)) row.complain('variant', 'notFound')
    return {
      name: row.paragraph('name', 2_000),
      originals: row.whole('originals', { min: 0, max: 99, otherwise: 0 }),
      copies: row.whole('copies', { min: 0, max: 99, otherwise: 0 }),
      isRequired: row.word('isRequired', yesWords, 'yes') === 'yes',
      condition: row.paragraph('condition', 1_000),
      variant,
    }
  })
}

function readForms(rows: readonly Row<'forms'>[]): ProcessContent['forms'] {
  const seen = new Set<string>()
  return rows.map((row) => {
    const code = row.code('code', 60)
    once(seen, code, row, 'code')
    return { code, name: row.paragraph('name', 1_000), law: row.line('law', 80) }
  })
}

/** A code of the catalogue: 1.001190 typed into Excel becomes the number 1.00119. */
function procedureCode(row: Row<'procedures'>): string {
  const cell = row.cell('procedure')
  return typeof cell === 'number' && cell < 10 && !Number.isInteger(cell) ? cell.toFixed(6) : row.code('procedure', 100)
}

function readContent(row: Row<'processes'>, of: RowsOfProcess): ProcessContent {
  const variants = readVariants(of.variants)
  const forms = readForms(of.forms)
  readGroups(of.groups, variants)
  readSteps(of.steps, variants, new Set(forms.map(({ code }) => code)))
  const procedures = new Set<string>()
  for (const one of of.procedures) once(procedures, procedureCode(one), one, 'procedure')
  return {
    name: row.line('name', 500),
    field: row.line('field', 200),
    authority: row.word('authority', authorityWords, 'other'),
    ownerUnit: row.line('ownerUnit', 200),
    skeleton: row.word('skeleton', skeletonWords, 'classic'),
    procedures: of.procedures.map(procedureCode),
    purpose: row.paragraph('purpose', 8_000),
    scope: row.paragraph('scope', 8_000),
    references: of.references.map((one) => one.paragraph('text', 1_000)),
    definitions: of.definitions.map((one) => ({ term: one.line('term', 200), meaning: one.paragraph('meaning', 2_000) })),
    legalGrounds: of.legalGrounds.map((one) => ({
      law: one.line('law', 80),
      title: one.paragraph('title', 1_000),
      articles: one.line('articles', 300),
    })),
    conditions: row.paragraph('conditions', 8_000),
    ways: row.paragraph('ways', 4_000),
    components: readComponents(of.components, variants),
    setCount: row.whole('setCount', { min: 0, max: 99, otherwise: 1 }),
    receivingPlace: row.paragraph('receivingPlace', 1_000),
    fee: row.paragraph('fee', 1_000),
    subjects: row.paragraph('subjects', 1_000),
    results: of.results.map((one) => one.paragraph('text', 1_000)),
    performingBody: row.line('performingBody', 300),
    decidingBody: row.line('decidingBody', 300),
    delegatedBody: row.line('delegatedBody', 300),
    coordinatingBodies: row.line('coordinatingBodies', 600),
    variants,
    forms,
    records: of.records.map((one) => ({
      name: one.paragraph('name', 1_000),
      place: one.line('place', 300),
      retention: one.line('retention', 200),
    })),
    responsibility: row.paragraph('responsibility', 4_000),
  }
}

/** What is left once every cell has been read: too many rows of one kind. */
function checkWhole(book: Workbook, row: Row<'processes'>, of: RowsOfProcess, content: ProcessContent): void {
  for (const issue of processContent.safeParse(content).error?.issues ?? []) {
    if (issue.code !== 'too_big' || issue.origin !== 'array') continue
    const [section, , part] = issue.path.map(String)
    const sheet = (part ?? section) as Exclude<SheetKey, 'processes'>
    const first = (of[sheet] ?? [])[0]?.number
    if (first === undefined) row.complain('code', 'tooManyRows', { max: Number(issue.maximum) })
    else book.complain(sheet, first, { heading: sheets[sheet].name }, 'tooManyRows', { max: Number(issue.maximum) })
  }
}

const noRows = (): RowsOfProcess =>
  Object.fromEntries(sheetKeys.filter((key) => key !== 'processes').map((key) => [key, []])) as unknown as RowsOfProcess

/** Reads a workbook whole. Throws nothing: what is wrong stands in the complaints. */
export function readWorkbook(given: readonly SheetRows[]): {
  processes: ReadProcess[]
  book: Workbook
  complaints: readonly Complaint[]
} {
  const book = new Workbook(given)
  const known = new Map<string, { row: Row<'processes'>; code: string; of: RowsOfProcess }>()
  for (const row of book.rowsOf('processes')) {
    const code = row.code('code', 60)
    const folded = foldCode(code)
    if (code !== '' && folded === '') row.complain('code', 'invalid')
    const first = known.get(folded)
    if (first) row.complain('code', 'rowTwice', { row: first.row.number })
    else known.set(folded === '' ? `row ${row.number}` : folded, { row, code, of: noRows() })
  }
  for (const sheet of sheetKeys) {
    if (sheet === 'processes') continue
    for (const row of book.rowsOf(sheet)) {
      const code = row.code('process', 60)
      const owner = known.get(foldCode(code))
      if (owner) (owner.of[sheet] as Row<typeof sheet>[]).push(row)
      else if (code !== '') row.complain('process', 'processUnknown')
    }
  }
  const processes = [...known.values()].map(({ row, code, of }): ReadProcess => {
    const before = book.complaints.length
    const content = readContent(row, of)
    const group = row.word('group', groupWords, 'procedure')
    const issue = row.whole('issue', { min: 0, max: 999, otherwise: 0 })
    const revision = row.whole('revision', { min: 0, max: 999, otherwise: 0 })
    const reason = row.line('reason', 1_000)
    const approvedOn = row.date('approvedOn')
    const effectiveFrom = row.date('effectiveFrom')
    const reviewDueOn = row.date('reviewDueOn')
    const approverName = row.line('approverName', 300)
    checkWhole(book, row, of, content)
    return {
      row,
      code,
      group,
      issue,
      revision,
      reason,
      approvedOn: approvedOn ?? '',
      effectiveFrom: effectiveFrom ?? '',
      reviewDueOn,
      approverName,
      content,
      procedureRows: of.procedures,
      isSound: row.isSound && book.complaints.length === before,
    }
  })
  return { processes, book, complaints: book.complaints }
}
