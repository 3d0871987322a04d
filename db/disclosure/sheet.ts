// What a sheet tells the public, from the process under control and, where that says nothing, from the catalogue. Pure: the same two
// contents always give the same sheet, so that what hangs can be compared with what would be printed today.
import type { LimitUnit } from '../calendar/deadline-input.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import type { ProcessContent } from '../processes/content.ts'
import { applicantForms } from './applicant-forms.ts'
import type { TakeDownReason } from './rules.ts'

export interface SheetPaper {
  readonly name: string
  readonly originals: number
  readonly copies: number
  /** When it is asked for. */
  readonly note: string
}

export interface SheetLimit {
  /** The sub-case; '' for all. */
  readonly case: string
  readonly limit: { readonly limit: number; readonly unit: LimitUnit } | null
  /** As the source words it; '' when only the number is known. */
  readonly text: string
}

/** Parts of a sheet that may come from either source. */
export const sheetParts = ['papers', 'limits', 'fee', 'results', 'grounds', 'subjects', 'decidingBody'] as const
export type SheetPart = (typeof sheetParts)[number]

export interface PublicSheet {
  readonly name: string
  readonly field: string
  readonly subjects: string
  readonly conditions: string
  readonly ways: string
  /** Where to hand in; '' where only the office's own desk is known. */
  readonly receivingPlace: string
  readonly papers: readonly SheetPaper[]
  /** Papers that the source counts beyond those it names. */
  readonly papersMissing: number
  readonly setCount: number
  readonly limits: readonly SheetLimit[]
  readonly fee: string
  readonly results: readonly string[]
  readonly forms: ReadonlyArray<{ readonly code: string; readonly name: string }>
  readonly grounds: readonly string[]
  readonly performingBody: string
  readonly decidingBody: string
  /** Taken from the catalogue, since no process in effect says it. */
  readonly fromCatalogue: readonly SheetPart[]
}

const joined = (parts: readonly string[]): string => parts.filter(Boolean).join('; ')

const limitsOfProcess = ({ variants }: ProcessContent): SheetLimit[] =>
  variants.flatMap(({ name, key, timeLimit }) =>
    timeLimit === null ? [] : [{ case: name || (key === '' ? '' : `Trường hợp ${key}`), limit: timeLimit, text: '' }],
  )

const limitsOfProcedure = ({ timeLimit, timeLimitText, timeOptions }: ProcedureContent): SheetLimit[] => {
  const main = timeLimit || timeLimitText ? [{ case: '', limit: timeLimit, text: timeLimitText ?? '' }] : []
  const others = timeOptions.filter((text) => text !== timeLimitText).map((text) => ({ case: '', limit: null, text }))
  return [...main, ...others]
}

const papersOfProcess = ({ components, variants }: ProcessContent): SheetPaper[] =>
  components.map(({ name, originals, copies, isRequired, condition, variant }) => {
    const own = variants.find(({ key }) => key === variant)
    const ofCase = variant === null ? '' : own?.name || `Trường hợp ${variant}`
    return { name, originals, copies, note: joined([ofCase, isRequired ? '' : 'nếu có', condition]) }
  })

const papersOfProcedure = ({ components }: ProcedureContent): SheetPaper[] =>
  components.map(({ name, originals, copies, caseLabel, form }) => ({
    name,
    originals,
    copies,
    note: joined([(caseLabel ?? '').replace(/:$/, ''), form ? `mẫu ${form}` : '']),
  }))

/** Units of the deciding steps. */
const deciders = ({ variants }: ProcessContent): string => {
  const units = variants.flatMap(({ steps }) => steps.flatMap(({ act, unit }) => (act === 'decide' ? unit : [])))
  return joined([...new Set(units)])
}

/** The sheet of a procedure that a process serves, of either alone. At least one is given. */
export function makeSheet(process: ProcessContent | null, procedure: ProcedureContent | null): PublicSheet {
  const fromCatalogue: SheetPart[] = []
  const choose = <Value extends string | readonly unknown[]>(part: SheetPart, own: Value, listed: Value | undefined): Value => {
    if (own.length > 0 || listed === undefined || listed.length === 0) return own
    fromCatalogue.push(part)
    return listed
  }
  // A process that says who does it is not contradicted by the catalogue, whose body may be another's.
  const decidingBody = process ? process.decidingBody || deciders(process) : ''
  const saysWho = process !== null && process.performingBody !== ''
  const papers = choose('papers', process ? papersOfProcess(process) : [], procedure ? papersOfProcedure(procedure) : undefined)
  return {
    // The law's name of the procedure; the process may be called after several of them.
    name: procedure?.name ?? process?.name ?? '',
    field: procedure?.field || process?.field || '',
    subjects: choose('subjects', process?.subjects ?? '', procedure ? joined(procedure.subjects) : undefined),
    conditions: process?.conditions ?? '',
    ways: process?.ways ?? '',
    receivingPlace: process?.receivingPlace ?? '',
    papers,
    papersMissing: procedure && fromCatalogue.includes('papers') ? Math.max(0, procedure.componentTotal - papers.length) : 0,
    setCount: process?.setCount ?? 0,
    limits: choose('limits', process ? limitsOfProcess(process) : [], procedure ? limitsOfProcedure(procedure) : undefined),
    fee: choose('fee', process?.fee ?? '', procedure?.feeText ?? undefined),
    results: choose('results', process?.results ?? [], procedure?.result ? [procedure.result] : undefined),
    forms: (process ? applicantForms(process) : []).map(({ code, name }) => ({ code, name })),
    grounds: choose(
      'grounds',
      (process?.legalGrounds ?? []).map(({ law, title, articles }) => [law, title, articles].filter(Boolean).join(' – ')),
      procedure?.legalBasis,
    ),
    performingBody: process?.performingBody ?? '',
    decidingBody: choose('decidingBody', decidingBody, saysWho ? undefined : (procedure?.authority ?? undefined)),
    fromCatalogue,
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What a sheet that hangs says otherwise than one of today. */
export function changesBetween(hanging: PublicSheet, today: PublicSheet): TakeDownReason[] {
  const { limits, fee, papers, papersMissing, setCount, ...rest } = hanging
  const found: TakeDownReason[] = []
  if (!same(limits, today.limits)) found.push('limitChanged')
  if (fee !== today.fee) found.push('feeChanged')
  if (!same([papers, papersMissing, setCount], [today.papers, today.papersMissing, today.setCount])) found.push('papersChanged')
  const others = Object.keys(rest).filter((key) => key !== 'fromCatalogue') as Array<keyof typeof rest>
  if (others.some((key) => !same(rest[key], today[key]))) found.push('contentChanged')
  return found
}

/** A text that ends in dots is one that the source cut; so does a name of a case. */
const isCut = (text: string): boolean => /(…|\.\.\.)["”)]?$/.test(text.trim())

/** What a sheet would show cut, since its source did: which part, and the text as it stands. */
export function cutTextsOf(sheet: PublicSheet): Array<{ readonly part: SheetPart; readonly text: string }> {
  const texts: Readonly<Record<SheetPart, readonly string[]>> = {
    papers: sheet.papers.flatMap(({ name, note }) => [name, note]),
    limits: sheet.limits.map(({ text }) => text),
    fee: [sheet.fee],
    results: sheet.results,
    grounds: sheet.grounds,
    subjects: [sheet.subjects],
    decidingBody: [sheet.decidingBody],
  }
  return sheetParts.flatMap((part) => texts[part].filter(isCut).map((text) => ({ part, text })))
}
