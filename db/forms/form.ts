// What a printed form is, as data: its fixed sentences (which an office may word anew) with the names of fields in double braces, and
// the order in which they stand on the sheet. Numbers clash between circulars (05 was the control slip in 2018, is the stop notice
// since 2025), so a form is known by instrument, number and first day in force together. Pure.
import { z } from 'zod'
import { AppError, type FieldIssue } from '../model/errors.ts'
import { type FormKind, formKinds, formLayouts } from '../model/forms.ts'
import { type IsoDate, isRealDate } from '../model/local-time.ts'
import { fold, toNfc } from '../model/text.ts'

const line = z.string().trim().min(1)
/** Names a sentence of `texts`. */
const textKey = z.string().regex(/^[a-z][A-Za-z0-9.]*$/)

const column = z.strictObject({
  text: textKey,
  field: z.string(),
  /** Per cent of the sheet's width. */
  width: z.number().min(1).max(100),
  /** The heading that it shares with its neighbours. */
  group: textKey.optional(),
})

const plainBlocks = [
  /** A label and its value. */
  z.strictObject({ line: textKey }),
  /** The desk's name; without its label where the name says itself what it is. */
  z.strictObject({ desk: textKey }),
  /** A sentence, justified and with its first line drawn in. */
  z.strictObject({ paragraph: textKey }),
  z.strictObject({ centred: textKey }),
  z.strictObject({ note: textKey }),
  /** Two short lines beside each other. */
  z.strictObject({ pair: z.tuple([textKey, textKey]) }),
  /** A numbered list; empty, so many lines to write on. */
  z.strictObject({ list: z.string(), blanks: z.number().int().min(1) }),
  z.strictObject({ handOvers: z.strictObject({ columns: z.array(textKey).length(4), blanks: z.number().int().min(1) }) }),
  z.strictObject({ table: z.array(column).min(2) }),
  /** The line of the case code, with the code as bars and as a square. */
  z.strictObject({ codes: textKey }),
] as const
const plainBlock = z.union(plainBlocks)
/** Lines that stand there only when a field has a value. */
const block = z.union([...plainBlocks, z.strictObject({ when: z.string(), blocks: z.array(plainBlock).min(1) })])
export type PlainBlock = z.infer<typeof plainBlock>
export type FormBlock = z.infer<typeof block>
export type FormColumn = z.infer<typeof column>

export const formDefinition = z.strictObject({
  /** What data the form shows. */
  kind: z.enum(formKinds),
  instrument: line,
  number: z.string().regex(/^\d{2}$/),
  validFrom: z.string().refine(isRealDate, { params: { issue: 'notADate' } }),
  title: line,
  /** Fields of procedures (lĩnh vực) that have this form instead of the common one; none: all. */
  fields: z.array(line).default([]),
  /** How the form itself names the desk; a desk named so needs no label before its name. */
  deskWordings: z.array(line).default([]),
  /** The copies of each layout by their label; an empty label prints none. */
  layouts: z.partialRecord(z.enum(formLayouts), z.strictObject({ copies: z.array(z.string()).min(1) })),
  /** The sentences that stand on the sheet whatever the case; `numberSuffix` stands after the slash of "Số". */
  texts: z.record(textKey, z.string()),
  blocks: z.array(block).default([]),
  /** Roles, hints below them, and the field of the name. */
  signatures: z.array(z.strictObject({ role: textKey, hint: textKey, name: z.string() })).default([]),
  /** What no official text has confirmed yet: names of `texts`, or `title`, `validFrom`, `paper`, `order`. Never printed. */
  unverified: z.array(z.string()).default([]),
  notes: z.strictObject({ checkWithOriginal: z.boolean(), source: line, points: z.array(line) }),
})

export type FormDefinition = z.infer<typeof formDefinition> & {
  /** `<instrument>#<number>@<validFrom>`; a case and a print pin it, so it never changes. */
  readonly key: string
}

export const formKeyOf = (form: Pick<FormDefinition, 'instrument' | 'number' | 'validFrom'>): string =>
  `${form.instrument}#${form.number}@${form.validFrom}`

/** The form's values as words: single texts, lists, lines of tables. Empty text means "not known": the paper shows dots to write on. */
export interface FormFields {
  readonly texts: Readonly<Record<string, string>>
  readonly lists: Readonly<Record<string, readonly string[]>>
  readonly handOvers: readonly HandOverWords[]
  readonly rows: ReadonlyArray<Readonly<Record<string, string>>>
}

export interface HandOverWords {
  readonly fromUnit: string
  readonly toUnit: string
  readonly givenAt: string
  readonly takenAt: string
  readonly giver: string
  readonly taker: string
  readonly result: string
  readonly note: string
}

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g

/** A sentence cut at its placeholders, which stand at the odd places. */
export const segmentsOf = (text: string): string[] => text.split(placeholder)
export const placeholdersOf = (text: string): string[] => [...text.matchAll(placeholder)].map(([, name]) => name ?? '')

/** Names of the office's own words for a form beside those of `texts`. */
export const titleKey = 'title'
/** A remark of the office at the foot of the sheet; issued forms have none. */
export const remarkKey = 'remark'

/** Every sentence of a form that an office may word anew, in the order of the sheet. */
export function wordedTexts(form: FormDefinition): { key: string; text: string; isUnverified: boolean }[] {
  const keys = [titleKey, ...Object.keys(form.texts), remarkKey]
  return keys.map((key) => ({
    key,
    text: key === titleKey ? form.title : key === remarkKey ? '' : (form.texts[key] ?? ''),
    isUnverified: form.unverified.includes(key),
  }))
}

/** The names that the form's sentences may use, and those among them that the issued form uses. */
export function fieldNamesOf(form: FormDefinition, known: readonly string[]): { known: readonly string[]; needed: string[] } {
  return { known, needed: [...new Set(Object.values(form.texts).flatMap(placeholdersOf))] }
}

const textLimit = 2_000

/**
 * What is wrong with an office's own words for a form: unknown names, and names of the issued form that stand nowhere any more, since
 * what a circular asks for must not get lost by a rewording.
 * @param isOther the words follow another instrument, which may ask for other fields.
 */
export function textIssues(
  form: FormDefinition,
  texts: Readonly<Record<string, string>>,
  known: readonly string[],
  isOther = false,
): FieldIssue[] {
  const issues: FieldIssue[] = []
  const worded = wordedTexts(form)
  for (const [key, text] of Object.entries(texts)) {
    const path = `texts.${key}`
    if (!worded.some((one) => one.key === key)) issues.push({ path, code: 'notFound' })
    if (text.length > textLimit) issues.push({ path, code: 'tooLong', params: { max: textLimit } })
    if (key === titleKey && text.trim() === '') issues.push({ path, code: 'required' })
    const unknown = placeholdersOf(text).filter((name) => !known.includes(name))
    if (unknown.length > 0) issues.push({ path, code: 'placeholderUnknown', params: { names: braced(unknown) } })
    // What is left when every placeholder is taken out holds no brace.
    else if (/\{\{|\}\}/.test(text.replace(placeholder, ''))) issues.push({ path, code: 'placeholderOpen' })
  }
  if (isOther || issues.length > 0) return issues
  for (const { key, text } of worded) {
    const lost = placeholdersOf(text).filter(
      (name) => !worded.some((one) => placeholdersOf(texts[one.key] ?? one.text).includes(name)),
    )
    if (lost.length > 0) issues.push({ path: `texts.${key}`, code: 'placeholderMissing', params: { names: braced(lost) } })
  }
  return issues
}

const braced = (names: readonly string[]): string => names.map((name) => `{{${name}}}`).join(', ')

/** The form with an office's own words. */
export function withTexts<Form extends FormDefinition>(form: Form, texts: Readonly<Record<string, string>>): Form {
  const { [titleKey]: title, ...rest } = texts
  return { ...form, ...(title !== undefined && { title }), texts: { ...form.texts, ...rest } }
}

/** The desk's line: without its label where the name begins as the form itself names the desk. */
export function deskSentence(form: FormDefinition, key: string, deskName: string): string {
  const name = deskName.toLocaleLowerCase('vi')
  const tellsItself = form.deskWordings.some((wording) => name.startsWith(wording.toLocaleLowerCase('vi')))
  return tellsItself ? '{{deskName}}' : (form.texts[key] ?? '')
}

/** Fields of procedures are typed by people: capitals, marks and blanks tell none from another. */
export const isSameField = (one: string, other: string): boolean => fold(toNfc(one)) === fold(toNfc(other))

/**
 * The form of a kind for an act on a day: one made for the field of the procedure before the common one; for a day before any of
 * them (a paper case typed in late) the oldest. Throws entity.notFound when no form of the kind is there.
 */
export function chooseForm<Form extends FormDefinition>(
  forms: readonly Form[],
  { kind, on, field = '' }: { kind: FormKind; on: IsoDate; field?: string },
): Form {
  const ofKind = forms.filter((form) => form.kind === kind)
  const newestFirst = (some: readonly Form[]) => some.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  const own = newestFirst(ofKind.filter(({ fields }) => fields.some((one) => isSameField(one, field))))
  const common = newestFirst(ofKind.filter(({ fields }) => fields.length === 0))
  const chosen = own.find(({ validFrom }) => validFrom <= on) ?? common.find(({ validFrom }) => validFrom <= on) ?? common.at(-1)
  if (!chosen) throw new AppError('entity.notFound', { entity: 'form', kind, on })
  return chosen
}
