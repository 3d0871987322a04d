// Printed forms are data: a folder holds form.json, and all share one style. A form is used whole or refused whole: a receipt with a
// hole where the due date should be must never leave the printer.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type FormDefinition,
  formDefinition,
  formKeyOf,
  type PlainBlock,
  placeholdersOf,
  textIssues,
} from '../../db/forms/form.ts'
import { listNames, namesOf } from '../../db/forms/kinds.ts'
import { AppError, type FieldIssue } from '../../db/model/errors.ts'
import type { FormKind } from '../../db/model/forms.ts'
import { fileIssue, parseJsonFile } from '../../db/model/json-lines.ts'

export type { FormLayout } from '../../db/model/forms.ts'

export type FormTemplate = FormDefinition & { readonly css: string }

/** Names without which the paper would not be what it is called. */
const neededNames: Readonly<Record<FormKind, readonly string[]>> = {
  receipt: ['code', 'applicantName', 'request', 'components', 'setCount', 'receivedAt', 'dueAt', 'returnPlace', 'officerName'],
  supplementRequest: ['applicantName', 'request', 'items', 'reason', 'officerName'],
  refusal: ['applicantName', 'request', 'reasons', 'officerName'],
  extension: ['applicantName', 'code', 'reason', 'promisedDue', 'newDueDate'],
  stop: ['applicantName', 'code', 'reason', 'officerName'],
  controlSlip: ['code', 'unit', 'handOvers'],
  register: ['book', 'year', 'lock'],
}

/**
 * Reads every form of `dir/<instrument>/<number>/`. Throws AppError `file.unreadable` when a file is missing, `file.invalid` with
 * `{file}` (relative to `dir`), and an issue for each line that is wrong.
 */
export function loadFormTemplates(dir: string): FormTemplate[] {
  const css = read(dir, 'form.css')
  check('form.css', unsafeCss(css))
  const templates: FormTemplate[] = []
  for (const instrument of foldersOf(dir)) {
    for (const number of foldersOf(join(dir, instrument))) {
      const file = `${instrument}/${number}/form.json`
      const form = parseForm(file, read(dir, file))
      const template = { ...form, key: formKeyOf(form), css }
      check(file, contentIssues(template))
      if (templates.some(({ key }) => key === template.key))
        refuse(file, [fileIssue(1, ['validFrom'], 'notUnique', { value: template.key })])
      templates.push(template)
    }
  }
  return templates
}

const foldersOf = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

function read(dir: string, file: string): string {
  try {
    return readFileSync(join(dir, file), 'utf8')
  } catch {
    throw new AppError('file.unreadable', { file })
  }
}

function refuse(file: string, issues: readonly FieldIssue[]): never {
  throw new AppError('file.invalid', { file, line: issues[0]?.params?.line ?? 1, count: issues.length }, issues)
}

const check = (file: string, issues: readonly FieldIssue[]) => {
  if (issues.length > 0) refuse(file, issues)
}

function parseForm(file: string, text: string) {
  try {
    return parseJsonFile(text, formDefinition)
  } catch (error) {
    if (error instanceof AppError) refuse(file, error.issues)
    throw error
  }
}

/** The sentences and lists that a block shows. */
function shownBy(block: PlainBlock): { texts: readonly string[]; lists: readonly string[] } {
  if ('list' in block) return { texts: [], lists: [block.list] }
  if ('handOvers' in block) return { texts: block.handOvers.columns, lists: ['handOvers'] }
  if ('table' in block) return { texts: block.table.flatMap(({ text, group }) => (group ? [text, group] : [text])), lists: [] }
  if ('pair' in block) return { texts: block.pair, lists: [] }
  return { texts: Object.values(block), lists: [] }
}

/** Blocks that name no sentence, sentences with unknown fields or that stand nowhere, and fields that the form needs and does not show. */
function contentIssues(form: FormTemplate): FieldIssue[] {
  const known = namesOf[form.kind]
  const issue = (place: string, code: FieldIssue['code']) => fileIssue(1, [place], code)
  const shown = form.blocks.flatMap((block) => ('when' in block ? block.blocks : [block])).map(shownBy)
  const lists = shown.flatMap((one) => one.lists)
  const keys = [
    ...shown.flatMap((one) => one.texts),
    ...form.signatures.flatMap(({ role, hint }) => [role, hint]),
    'numberSuffix',
  ]
  const names = [
    ...keys.flatMap((key) => placeholdersOf(form.texts[key] ?? '')),
    ...lists,
    ...form.signatures.map(({ name }) => name).filter(Boolean),
    ...form.blocks.flatMap((block) => ('when' in block ? [block.when] : [])),
  ]
  return [
    ...keys.filter((key) => form.texts[key] === undefined).map((key) => issue(key, 'required')),
    ...Object.keys(form.texts)
      .filter((key) => !keys.includes(key))
      .map((key) => issue(key, 'invalid')),
    ...lists.filter((name) => !listNames.includes(name)).map((name) => issue(name, 'invalid')),
    ...textIssues(form, form.texts, known).map(({ path, code }) => issue(path, code)),
    ...names.filter((name) => !known.includes(name)).map((name) => issue(name, 'invalid')),
    ...neededNames[form.kind].filter((name) => !names.includes(name)).map((name) => issue(name, 'required')),
  ]
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

/** The typeface comes with the paper (fonts.ts); a style fetches nothing. */
const unsafeCss = (css: string): FieldIssue[] =>
  [...css.matchAll(/@import[^;]*|url\([^)]*\)?/gi)].map((match) =>
    fileIssue(lineAt(css, match.index), [match[0].trim()], 'invalid'),
  )
