// Printed forms are data: a folder holds form.json, template.html and form.css. Numbers clash between circulars (05 was the control
// slip in 2018, is the stop notice since 2025), so a form is known by instrument, number and first day in force together. A folder
// is used whole or refused whole: a receipt with a hole where the due date should be must never leave the printer.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Mustache from 'mustache'
import { z } from 'zod'
import { AppError, type FieldIssue } from '../../db/model/errors.ts'
import { fileIssue, parseJsonFile } from '../../db/model/json-lines.ts'
import { type IsoDate, isRealDate } from '../../db/model/local-time.ts'
import { officeSettings, receiptLayouts } from '../../db/people/rules.ts'
import { pictureFields, receiptView, requiredReceiptFields } from './form-data.ts'

export type FormLayout = (typeof receiptLayouts)[number]

const line = z.string().trim().min(1)

const formJson = z.strictObject({
  /** What data the form shows. */
  kind: z.literal('receipt'),
  instrument: line,
  number: z.string().regex(/^\d{2}$/),
  validFrom: z.string().refine(isRealDate, { params: { issue: 'notADate' } }),
  title: line,
  /** Which setting of the office stands after the slash of "Số". */
  numberSuffixSetting: officeSettings.keyof(),
  /** How the form itself names the desk; a desk named so needs no label before its name. */
  deskWordings: z.array(line),
  /** The copies of each layout by their label; an empty label prints none. */
  layouts: z.record(z.enum(receiptLayouts), z.strictObject({ copies: z.array(z.string()).min(1) })),
  notes: z.strictObject({ checkWithOriginal: z.boolean(), source: line, points: z.array(line) }),
})

export type FormTemplate = z.infer<typeof formJson> & {
  /** `<instrument>#<number>@<validFrom>`; a case pins it, so it never changes. */
  readonly key: string
  readonly html: string
  readonly css: string
}

/**
 * Reads every form of `dir/<instrument>/<number>/`. Throws AppError `file.unreadable` when one of a form's three files is missing,
 * `file.invalid` with `{file}` (relative to `dir`), and an issue for each line that is wrong.
 */
export function loadFormTemplates(dir: string): FormTemplate[] {
  const templates: FormTemplate[] = []
  for (const instrument of foldersOf(dir)) {
    for (const number of foldersOf(join(dir, instrument))) {
      const template = loadFormTemplate(dir, `${instrument}/${number}`)
      if (templates.some(({ key }) => key === template.key)) {
        refuse(`${instrument}/${number}/form.json`, [fileIssue(1, ['validFrom'], 'notUnique', { value: template.key })])
      }
      templates.push(template)
    }
  }
  return templates
}

/**
 * The form of a number that is in force on a day; for a day before any of them (a paper case typed in late) the oldest one.
 * Throws AppError `entity.notFound` when there is no form of that number.
 */
export function getFormTemplate(
  templates: readonly FormTemplate[],
  { number, on }: { number: string; on: IsoDate },
): FormTemplate {
  const newestFirst = templates
    .filter((template) => template.number === number)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  const newest = newestFirst.find((template) => template.validFrom <= on) ?? newestFirst.at(-1)
  if (!newest) throw new AppError('entity.notFound', { entity: 'form', number, on })
  return newest
}

const foldersOf = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

function loadFormTemplate(dir: string, folder: string): FormTemplate {
  const read = (name: string): string => {
    try {
      return readFileSync(join(dir, folder, name), 'utf8')
    } catch {
      throw new AppError('file.unreadable', { file: `${folder}/${name}` })
    }
  }
  const check = (name: string, issues: FieldIssue[]) => {
    if (issues.length > 0) refuse(`${folder}/${name}`, issues)
  }
  const form = parseForm(`${folder}/form.json`, read('form.json'))
  const html = read('template.html')
  check('template.html', [...unsafeHtml(html), ...templateIssues(html)])
  const css = read('form.css')
  check('form.css', unsafeCss(css))
  return { ...form, key: `${form.instrument}#${form.number}@${form.validFrom}`, html, css }
}

function refuse(file: string, issues: readonly FieldIssue[]): never {
  throw new AppError('file.invalid', { file, line: issues[0]?.params?.line ?? 1, count: issues.length }, issues)
}

function parseForm(file: string, text: string): z.infer<typeof formJson> {
  try {
    return parseJsonFile(text, formJson)
  } catch (error) {
    if (error instanceof AppError) refuse(file, error.issues)
    throw error
  }
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

/** One issue for each place where the text says something forbidden. */
const findings = (text: string, forbidden: RegExp): FieldIssue[] =>
  [...text.matchAll(forbidden)].map((match) => fileIssue(lineAt(text, match.index), [match[0].trim()], 'invalid'))

const forbiddenElements = /<(script|style|iframe|frame|object|embed|img|image|form|base|audio|video|meta http-equiv)\b/gi
const forbiddenAttributes = /\s(on\w+|style|src|srcdoc)\s*=|\shref="(?!form\.css")[^"]*"|javascript:|[\w:]*\/\//gi
const neededParts = ['<html lang="vi">', '<meta charset="utf-8">', '<link rel="stylesheet" href="form.css">']

/** The print page has no scripts and fetches nothing but its style and fonts; a template that tries is not ours. */
const unsafeHtml = (html: string): FieldIssue[] => [
  ...findings(html, forbiddenElements),
  ...findings(html, forbiddenAttributes),
  ...neededParts.filter((part) => !html.includes(part)).map((part) => fileIssue(1, [part], 'required')),
]

/** The typeface comes with the paper (fonts.ts); a style fetches nothing. */
const unsafeCss = (css: string): FieldIssue[] => findings(css, /@import[^;]*|url\([^)]*\)?/gi)

/** A token of Mustache: kind, name, start, end, inner tokens of a section. */
type Token = readonly [kind: string, name: string, start: number, end: number, inner?: readonly Token[], ...rest: unknown[]]

/** Complaints about placeholders: unknown names, unescaped texts, names that the form needs and does not show. */
function templateIssues(html: string): FieldIssue[] {
  let tokens: readonly Token[]
  try {
    tokens = Mustache.parse(html) as unknown as readonly Token[]
  } catch (error) {
    const at = /at (\d+)$/.exec(String(error))?.[1]
    return [fileIssue(lineAt(html, Number(at ?? 0)), [], 'malformed')]
  }
  const issues: FieldIssue[] = []
  const shown = new Set<string>()
  walk(tokens, [{ schema: receiptView, path: '' }])
  const missing = requiredReceiptFields.filter((name) => !shown.has(name))
  return [...issues, ...missing.map((name) => fileIssue(1, [name], 'required'))]

  function walk(inner: readonly Token[], scopes: readonly Scope[]): void {
    for (const [kind, name, start, , children = []] of inner) {
      if (kind === 'text' || kind === '!') continue
      const field = findField(scopes, name)
      const isText = field?.schema instanceof z.ZodString
      const isSection = kind === '#' || kind === '^'
      if (!field || !(isSection || (isText && isEscapedRight(kind, field.path)))) {
        issues.push(fileIssue(lineAt(html, start), [name], 'invalid'))
        continue
      }
      // A text is shown by its value, not by asking whether there is one.
      if (!isText || !isSection) shown.add(field.path)
      if (isSection) walk(children, kind === '#' ? [...scopes, field] : scopes)
    }
  }
}

interface Scope {
  readonly schema: z.ZodType
  readonly path: string
}

const isEscapedRight = (kind: string, path: string): boolean => (pictureFields.includes(path) ? kind === '&' : kind === 'name')

/** Looks a name up as Mustache does, from the innermost section outwards; `.` is the innermost section's own value. */
function findField(scopes: readonly Scope[], name: string): Scope | undefined {
  if (name === '.') return scopes.at(-1)
  for (const { schema, path } of scopes.toReversed()) {
    const field = schema instanceof z.ZodObject ? schema.shape[name] : undefined
    if (field) return { schema: valueSchema(field), path: path ? `${path}.${name}` : name }
  }
  return undefined
}

function valueSchema(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNullable) return valueSchema(schema.unwrap() as z.ZodType)
  return schema instanceof z.ZodArray ? (schema.element as z.ZodType) : schema
}
