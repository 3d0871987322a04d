import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseForm, textIssues, withTexts } from '../../../../db/forms/form.ts'
import { namesOf } from '../../../../db/forms/kinds.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { formKinds } from '../../../../db/model/forms.ts'
import { fontFaces, formFonts } from '../../../../electron/print/fonts.ts'
import { loadFormTemplates } from '../../../../electron/print/form-templates.ts'

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

const templates = loadFormTemplates(forms)

describe('the forms of the application', () => {
  it('have keys that cases and prints pin', () => {
    expect(templates.map(({ key, kind }) => [key, kind])).toEqual([
      ['01/2018/TT-VPCP#01@2018-06-21', 'receipt'],
      ['01/2018/TT-VPCP#02@2018-06-21', 'supplementRequest'],
      ['01/2018/TT-VPCP#03@2018-06-21', 'refusal'],
      ['01/2018/TT-VPCP#04@2018-06-21', 'extension'],
      ['01/2018/TT-VPCP#05@2018-06-21', 'controlSlip'],
      ['01/2018/TT-VPCP#06@2018-06-21', 'register'],
      ['03/2025/TT-VPCP#01@2025-09-15', 'receipt'],
      ['03/2025/TT-VPCP#02@2025-09-15', 'supplementRequest'],
      ['03/2025/TT-VPCP#03@2025-09-15', 'refusal'],
      ['03/2025/TT-VPCP#04@2025-09-15', 'extension'],
      ['03/2025/TT-VPCP#05@2025-09-15', 'stop'],
      ['03/2025/TT-VPCP#06@2025-09-15', 'controlSlip'],
      ['03/2025/TT-VPCP#07@2025-09-15', 'register'],
    ])
  })

  it('say in their data what nobody has confirmed, and name nothing that is not there', () => {
    for (const form of templates) {
      const names = [...Object.keys(form.texts), 'title', 'validFrom', 'paper', 'order']
      for (const name of form.unverified) expect(names, `${form.key} ${name}`).toContain(name)
    }
    const stop = templates.find(({ kind }) => kind === 'stop')
    expect(Object.keys(stop?.texts ?? {}).every((key) => stop?.unverified.includes(key))).toBe(true)
  })

  it('use exactly the fonts that the build copies, and these exist', () => {
    const used = [...fontFaces.matchAll(/url\("fonts\/([^"]+)"\)/g)].map(([, file]) => file)
    expect([...new Set(used)].sort()).toEqual([...formFonts].sort())
    for (const file of formFonts) expect(existsSync(join(root, 'node_modules/@fontsource/tinos/files', file)), file).toBe(true)
  })
})

describe('chooseForm', () => {
  it.each(formKinds.filter((kind) => kind !== 'stop'))('takes the %s of the circular in force on the day of the act', (kind) => {
    expect(chooseForm(templates, { kind, on: '2025-09-14' }).instrument).toBe('01/2018/TT-VPCP')
    expect(chooseForm(templates, { kind, on: '2025-09-15' }).instrument).toBe('03/2025/TT-VPCP')
    // A paper case from before any of them, typed in late.
    expect(chooseForm(templates, { kind, on: '2016-06-03' }).instrument).toBe('01/2018/TT-VPCP')
  })

  it('never takes a form for its number alone: 05 was the control slip and is the stop notice', () => {
    expect(chooseForm(templates, { kind: 'controlSlip', on: '2024-01-02' }).number).toBe('05')
    expect(chooseForm(templates, { kind: 'stop', on: '2026-01-02' }).number).toBe('05')
    expect(chooseForm(templates, { kind: 'controlSlip', on: '2026-01-02' }).number).toBe('06')
  })

  it('takes the form of another instrument for its field, from its day on', () => {
    const common = chooseForm(templates, { kind: 'supplementRequest', on: '2026-11-23' })
    const own = { ...common, key: 'own', instrument: '216/2026/NĐ-CP', validFrom: '2026-07-01', fields: ['Lý lịch tư pháp'] }
    const choose = (on: string, field: string) => chooseForm([...templates, own], { kind: 'supplementRequest', on, field }).key
    expect(choose('2026-11-23', 'lý lịch  tư pháp')).toBe('own')
    expect(choose('2026-06-30', 'Lý lịch tư pháp')).toBe(common.key)
    expect(choose('2026-11-23', 'Hộ tịch')).toBe(common.key)
  })

  it('finds no form of a kind that is not there', () => {
    const others = templates.filter(({ kind }) => kind !== 'refusal')
    expect(refusal(() => chooseForm(others, { kind: 'refusal', on: '2026-12-31' })).code).toBe('entity.notFound')
  })
})

describe("an office's own words", () => {
  const form = chooseForm(templates, { kind: 'supplementRequest', on: '2026-11-23' })
  const issues = (texts: Record<string, string>, isOther = false) =>
    textIssues(form, texts, namesOf.supplementRequest, isOther).map(({ path, code, params }) => [path, code, params?.names])

  it('replace sentences and the title, and add a remark', () => {
    const texts = { title: 'Phiếu hướng dẫn', reason: 'Vì: {{reason}}', remark: 'Mang theo phiếu này.' }
    expect(issues(texts)).toEqual([])
    const worded = withTexts(form, texts)
    expect([worded.title, worded.texts.reason, worded.texts.remark]).toEqual(Object.values(texts))
    expect(worded.key).toBe(form.key)
  })

  it('may move a field to another sentence', () => {
    expect(issues({ reason: 'Lý do:', items: 'Cần bổ sung, vì {{reason}}:' })).toEqual([])
  })

  it.each([
    [{ reason: 'Lý do: {{lydo}}' }, [['texts.reason', 'placeholderUnknown', '{{lydo}}']]],
    [{ reason: 'Lý do: {{reason}' }, [['texts.reason', 'placeholderOpen', undefined]]],
    [{ reason: 'Lý do:' }, [['texts.reason', 'placeholderMissing', '{{reason}}']]],
    [{ nowhere: 'x' }, [['texts.nowhere', 'notFound', undefined]]],
    [{ title: ' ' }, [['texts.title', 'required', undefined]]],
  ])('%j are refused', (texts, expected) => {
    expect(issues(texts as Record<string, string>)).toEqual(expected)
  })

  it('may leave a field out where another instrument rules', () => {
    expect(issues({ reason: 'Lý do:' }, true)).toEqual([])
  })
})

describe('loadFormTemplates refuses', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'motcua-forms-'))
    cpSync(forms, dir, { recursive: true })
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  function change(path: string, from: string, to: string): { line: number } {
    const text = readFileSync(join(dir, path), 'utf8')
    const at = text.indexOf(from)
    if (at < 0) throw new Error(`${path} has no ${from}`)
    writeFileSync(
      join(dir, path),
      text.replace(from, () => to),
    )
    return { line: text.slice(0, at).split('\n').length }
  }

  it.each([
    ['a field that no data fills', '{{applicantName}}', '{{applicantNames}}', 'placeholderUnknown', 'texts.applicant'],
    ['a sentence that is not there', '"line": "applicant"', '"line": "applicants"', 'required', 'applicants'],
    ['a sentence that stands nowhere', '"line": "sets"', '"line": "limit"', 'invalid', 'sets'],
    ['a list that is none', '"list": "components"', '"list": "applicantName"', 'invalid', 'applicantName'],
    ['no due date', '{{dueAt}}', '…', 'required', 'dueAt'],
    ['a day that is none', '"validFrom": "2025-09-15"', '"validFrom": "2025-02-30"', 'notADate', 'validFrom'],
    ['a number of one digit', '"number": "01"', '"number": "1"', 'invalid', 'number'],
    ['no title', '"title"', '"titel"', 'required', 'title'],
    ['an unknown remark', '"checkWithOriginal"', '"checked": true, "checkWithOriginal"', 'invalid', 'notes.checked'],
  ])('a form with %s', (_, from, to, code, place) => {
    change(`${folder}/form.json`, from, to)
    const error = refusal(() => loadFormTemplates(dir))
    expect(error.code).toBe('file.invalid')
    expect(error.params).toMatchObject({ file: `${folder}/form.json` })
    expect(error.issues.map((issue) => [issue.code, issue.params?.place])).toContainEqual([code, place])
  })

  it.each([
    ['a font of its own', '* {', '@font-face { font-family: X; src: url("fonts/other.woff2"); }\n* {'],
    ['a picture from elsewhere', '  font-size: 10.5pt;', '  background: url(https://example.vn/a.png);'],
    ['another style sheet', '* {', '@import "x.css";\n* {'],
  ])('a style with %s', (_, from, to) => {
    const { line } = change('form.css', from, to)
    expect(refusal(() => loadFormTemplates(dir)).params).toMatchObject({ file: 'form.css', line })
  })

  it('two forms with one key', () => {
    cpSync(join(dir, folder), join(dir, '03-2025-tt-vpcp/copy'), { recursive: true })
    expect(refusal(() => loadFormTemplates(dir)).issues).toMatchObject([
      { code: 'notUnique', params: { value: '03/2025/TT-VPCP#01@2025-09-15' } },
    ])
  })

  it('a file missing', () => {
    rmSync(join(dir, 'form.css'))
    const error = refusal(() => loadFormTemplates(dir))
    expect([error.code, error.params]).toEqual(['file.unreadable', { file: 'form.css' }])
  })
})
