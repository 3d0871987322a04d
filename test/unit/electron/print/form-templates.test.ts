import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../../db/model/errors.ts'
import { fontFaces, formFonts } from '../../../../electron/print/fonts.ts'
import { getFormTemplate, loadFormTemplates } from '../../../../electron/print/form-templates.ts'

const root = join(import.meta.dirname, '../../../..')
const forms = join(root, 'resources/forms')
const folder = '03-2025-tt-vpcp/01'

function refusal(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('was not refused')
}

describe('the forms of the application', () => {
  const templates = loadFormTemplates(forms)

  it('have keys that cases pin', () => {
    expect(templates.map(({ key }) => key)).toEqual(['03/2025/TT-VPCP#01@2025-09-15'])
  })

  it('use exactly the fonts that the build copies, and these exist', () => {
    const used = [...fontFaces.matchAll(/url\("fonts\/([^"]+)"\)/g)].map(([, file]) => file)
    expect([...new Set(used)].sort()).toEqual([...formFonts].sort())
    for (const file of formFonts) expect(existsSync(join(root, 'node_modules/@fontsource/tinos/files', file)), file).toBe(true)
  })
})

describe('getFormTemplate', () => {
  const [current] = loadFormTemplates(forms)
  if (!current) throw new Error('no form')
  const later = { ...current, key: 'later', validFrom: '2027-01-01' }
  const other = { ...current, key: 'other', number: '02' }
  const templates = [later, current, other]

  it.each([
    ['2025-09-15', current.key],
    ['2026-12-31', current.key],
    ['2027-01-01', 'later'],
  ])('picks the form in force on %s', (on, key) => {
    expect(getFormTemplate(templates, { number: '01', on }).key).toBe(key)
  })

  it('takes the oldest form for a paper case from before any of them', () => {
    expect(getFormTemplate(templates, { number: '01', on: '2024-06-03' }).key).toBe(current.key)
  })

  it('finds no form of an unknown number', () => {
    expect(refusal(() => getFormTemplate(templates, { number: '03', on: '2026-12-31' })).code).toBe('entity.notFound')
  })
})

describe('loadFormTemplates refuses', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'motcua-forms-'))
    cpSync(forms, dir, { recursive: true })
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  function change(name: string, from: string | RegExp, to: string): { line: number } {
    const path = join(dir, folder, name)
    const text = readFileSync(path, 'utf8')
    const at = typeof from === 'string' ? text.indexOf(from) : text.search(from)
    if (at < 0) throw new Error(`${name} has no ${from}`)
    writeFileSync(
      path,
      text.replace(from, () => to),
    )
    return { line: text.slice(0, at).split('\n').length }
  }

  it.each([
    ['a placeholder that no data fills', '{{place}}', '{{palce}}', 'invalid', 'palce'],
    ['a field of a list outside the list', '{{place}}', '{{counts}}', 'invalid', 'counts'],
    ['a text that would not be escaped', '{{place}}', '{{{place}}}', 'invalid', 'place'],
    ['a text that would not be escaped, written with &', '{{place}}', '{{&place}}', 'invalid', 'place'],
    ['a picture shown as text', '{{{qr}}}', '{{qr}}', 'invalid', 'qr'],
    ['another template drawn in', '{{place}}', '{{place}}{{>place}}', 'invalid', 'place'],
    ['a list shown as a text', '{{place}}', '{{components}}', 'invalid', 'components'],
    ['an element that runs', '{{place}}', '<script>1</script>', 'invalid', '<script'],
    ['an attribute that runs', '<p class="number"', '<p onclick="x"', 'invalid', 'onclick='],
    ['something fetched from elsewhere', '{{place}}', '<a href="http://example.vn">x</a>', 'invalid', 'href="http://example.vn"'],
  ])('%s, with its line', (_, from, to, code, place) => {
    const { line } = change('template.html', from, to)
    const error = refusal(() => loadFormTemplates(dir))
    expect(error.code).toBe('file.invalid')
    expect(error.params).toMatchObject({ file: `${folder}/template.html` })
    expect(error.issues).toContainEqual({ path: `line ${line}: ${place}`, code, params: { line, place } })
  })

  it.each([
    ['the due date is not shown', /\{\{#dueAt\}\}<b>\{\{\.\}\}/, '{{#dueAt}}<b>', 'dueAt'],
    ['the case code is nowhere', /\{\{code\}\}/g, '', 'code'],
    ['the papers are listed without names', '{{name}}{{#note}}', '{{#note}}', 'components.name'],
    ['the language is not said', ' lang="vi"', '', '<html lang="vi">'],
  ])('a template in which %s', (_, from, to, place) => {
    change('template.html', from, to)
    const error = refusal(() => loadFormTemplates(dir))
    expect(error.issues.map((issue) => [issue.code, issue.params?.place])).toContainEqual(['required', place])
  })

  it.each([
    ['a section that is not closed', '{{/copies}}', ''],
    ['a section that is not open', '{{#copies}}', ''],
    ['a tag that is not closed', '{{/copies}}', '{{/copies'],
  ])('%s', (_, from, to) => {
    change('template.html', from, to)
    expect(refusal(() => loadFormTemplates(dir)).issues).toMatchObject([{ code: 'malformed' }])
  })

  it.each([
    ['a font of its own', '* {', '@font-face { font-family: X; src: url("fonts/other.woff2"); }\n* {'],
    ['a picture from elsewhere', '  font-size: 10.5pt;', '  background: url(https://example.vn/a.png);'],
    ['another style sheet', '* {', '@import "x.css";\n* {'],
  ])('a style with %s', (_, from, to) => {
    const { line } = change('form.css', from, to)
    const error = refusal(() => loadFormTemplates(dir))
    expect(error.params).toMatchObject({ file: `${folder}/form.css`, line })
  })

  it.each([
    ['"validFrom": "2025-09-15"', '"validFrom": "2025-02-30"', 'notADate', 'validFrom'],
    ['"number": "01"', '"number": "1"', 'invalid', 'number'],
    ['"title"', '"titel"', 'required', 'title'],
    ['"numberSuffixSetting": "receiptNumberSuffix"', '"numberSuffixSetting": "nowhere"', 'invalid', 'numberSuffixSetting'],
    ['"a5": { "copies": [""] }', '"a5": { "copies": [] }', 'tooSmall', 'layouts.a5.copies'],
    ['"checkWithOriginal"', '"checked": true, "checkWithOriginal"', 'invalid', 'notes.checked'],
    ['"kind": "receipt",', '"kind": "receipt"', 'malformed', ''],
  ])('form.json with %s as %s', (from, to, code, place) => {
    change('form.json', from, to)
    const error = refusal(() => loadFormTemplates(dir))
    expect(error.code).toBe('file.invalid')
    expect(error.params).toMatchObject({ file: `${folder}/form.json` })
    expect(error.issues.map((issue) => [issue.code, issue.params?.place])).toContainEqual([code, place])
  })

  it('two forms with one key', () => {
    cpSync(join(dir, folder), join(dir, '03-2025-tt-vpcp/copy'), { recursive: true })
    expect(refusal(() => loadFormTemplates(dir)).issues).toMatchObject([
      { code: 'notUnique', params: { value: '03/2025/TT-VPCP#01@2025-09-15' } },
    ])
  })

  it('a form with a file missing', () => {
    rmSync(join(dir, folder, 'form.css'))
    const error = refusal(() => loadFormTemplates(dir))
    expect([error.code, error.params]).toEqual(['file.unreadable', { file: `${folder}/form.css` }])
  })
})
