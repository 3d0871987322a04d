// The shipped catalogue is product data: what is counted here is what an office sees on its first day. The rules of the file
// are tried on a small file that is broken in one place at a time, and in many at once.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AppError, type FieldIssue } from '../../../../db/model/errors.ts'
import { type CatalogueFile, issueLimit, parseCatalogue, toProcedureContent } from '../../../../db/procedures/catalogue-file.ts'
import { procedureContent } from '../../../../db/procedures/content.ts'
import { survivesVietnameseTyping } from '../../../../db/procedures/short-codes.ts'

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
const shippedText = read('resources/catalogue/hue-starter.json')
const excerptText = read('test/fixtures/catalogue/research-excerpt.json')

function refusalOf(text: string): AppError {
  try {
    parseCatalogue(text)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('the file was accepted')
}

const contentOf = (file: CatalogueFile, localId: string) => {
  const entry = file.procedures.find(({ local_id }) => local_id === localId)
  if (!entry) throw new Error(`no entry ${localId}`)
  return toProcedureContent(entry, entry.short_code ?? 'XX')
}

describe('the shipped catalogue', () => {
  const shipped = parseCatalogue(shippedText)
  const { procedures } = shipped

  it('holds 208 procedures, 86 of them daily work, each with field, level and source', () => {
    expect(procedures).toHaveLength(208)
    expect(procedures.filter(({ tier }) => tier === 1)).toHaveLength(86)
    expect(new Set(procedures.map(({ group }) => group)).size).toBe(23)
    expect(procedures.filter(({ field }) => field === 'Hộ tịch')).toHaveLength(31)
    expect(procedures.filter(({ code }) => code === null)).toHaveLength(3)
    expect(procedures.filter(({ time_limit }) => time_limit.value === null)).toHaveLength(8)
    expect(procedures.reduce((sum, { documents }) => sum + documents.length, 0)).toBe(1017)
    expect(procedures.reduce((sum, { steps }) => sum + steps.length, 0)).toBe(1016)
  })

  it('gives every procedure its own short code that a Vietnamese keyboard leaves alone', () => {
    const codes = procedures.map(({ short_code }) => short_code ?? '')
    expect(codes.filter((code) => !/^[A-Z][A-Z0-9]{1,3}$/.test(code))).toEqual([])
    expect(codes.filter((code) => !survivesVietnameseTyping(code))).toEqual([])
    expect(new Set(codes).size).toBe(208)
  })

  it('answers to the codes clerks know', () => {
    const nameOf = (code: string) => procedures.find(({ short_code }) => short_code === code)?.name
    expect(nameOf('KS')).toBe('Thủ tục đăng ký khai sinh')
    expect(nameOf('KT')).toBe('Thủ tục đăng ký khai tử')
    expect(nameOf('KH')).toBe('Thủ tục đăng ký kết hôn')
    expect(nameOf('CT')).toMatch(/^Chứng thực bản sao từ bản chính/)
    expect(nameOf('HKD')).toBe('Đăng ký thành lập hộ kinh doanh')
  })

  it('counts as same-day exactly the procedures whose text or Điều 7 NĐ 23/2015 says so', () => {
    const contents = procedures.map((entry) => toProcedureContent(entry, entry.short_code ?? ''))
    const sameDay = contents.filter(({ timeLimit }) => timeLimit?.unit === 'same-day')
    expect(sameDay.map(({ nationalCode }) => nationalCode).sort()).toEqual([
      '1.000656',
      '1.001193',
      '2.000528',
      '2.000635',
      '2.000815',
      '2.000884',
      '2.000908',
      '2.000992',
    ])
    expect(sameDay.every(({ cutoff, timeLimit }) => cutoff === '15:00' && timeLimit?.limit === 1)).toBe(true)
    expect(contents.filter(({ cutoff }) => cutoff !== null)).toHaveLength(8)
  })

  it('keeps the four limits in hours as hours of the clock: none of them says working hours', () => {
    const hours = procedures
      .map((entry) => toProcedureContent(entry, 'XX'))
      .filter(({ timeLimit }) => timeLimit?.unit === 'hours')
    expect(hours.map(({ nationalCode }) => nationalCode).sort()).toEqual(['1.004946', '1.012084', '1.012085', '2.001159'])
  })

  it('maps to content that the schema accepts and writes back letter for letter, so that a second import finds no change', () => {
    for (const entry of procedures) {
      const content = toProcedureContent(entry, entry.short_code ?? '')
      expect(JSON.stringify(procedureContent.parse(content))).toBe(JSON.stringify(content))
    }
  })

  it('stands one property a line, so that a complaint names a useful line', () => {
    expect(shippedText).toBe(`${JSON.stringify(JSON.parse(shippedText), null, 2)}\n`)
  })
})

describe('mapping', () => {
  const shipped = parseCatalogue(shippedText)

  it('birth registration: same day with a cut-off, papers with their sub-case, steps in order', () => {
    const content = contentOf(shipped, '1.001193')
    expect(content).toMatchObject({
      nationalCode: '1.001193',
      shortCode: 'KS',
      name: 'Thủ tục đăng ký khai sinh',
      authority: 'Ủy ban nhân dân cấp xã',
      timeLimit: { limit: 1, unit: 'same-day' },
      cutoff: '15:00',
      componentTotal: 8,
      result: 'Giấy khai sinh',
      asOf: '2026-07-18',
      confidence: 'high',
      tier: 1,
      decision: '163/QĐ-BTP',
      decisionDate: '2026-01-16',
      promulgatedBy: 'Bộ Tư pháp',
    })
    expect(content.components[5]).toMatchObject({ caseLabel: 'Giấy tờ phải nộp', originals: 1, copies: 0, form: null })
    expect(content.components[0]?.caseLabel).toBeNull()
    expect(content.steps.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(content.steps[7]?.role).toBe('Công chức tư pháp - hộ tịch')
  })

  it('takes the readable name where the source prints capitals', () => {
    expect(contentOf(shipped, '1.012592').name).toBe('Thủ tục đăng ký hoạt động tín ngưỡng (cấp xã)')
  })

  it('leaves a limit unknown where the source gives none', () => {
    expect(contentOf(shipped, '1.001022')).toMatchObject({ timeLimit: null, cutoff: null })
  })

  it('tells how many papers the source lists when the list was cut', () => {
    const content = contentOf(shipped, '1.014199')
    expect([content.components.length, content.componentTotal]).toEqual([24, 196])
  })

  const withLimit = (time_limit: unknown, time_limit_text: string | null, extra: object = {}) => {
    const file = JSON.parse(excerptText)
    file.procedures = [{ ...file.procedures[2], time_limit, time_limit_text, ...extra }]
    const { timeLimit, cutoff } = contentOf(parseCatalogue(JSON.stringify(file)), 'HUE-TDKT-01')
    return { ...timeLimit, cutoff }
  }

  it.each([
    [5, 'working_day', '5 ngày làm việc', 'working-days', null],
    [15, 'day', '15 ngày', 'days', null],
    [8, 'hour', '08 giờ làm việc', 'working-hours', null],
    [12, 'hour', '12 giờ', 'hours', null],
    [1, 'working_day', 'ngay trong ngày cơ quan tiếp nhận yêu cầu; sau 15 giờ thì ngày làm việc tiếp theo', 'same-day', '15:00'],
    [1, 'day', 'trong ngày tiếp nhận, nhận sau 16h30 thì ngày hôm sau', 'same-day', '16:30'],
    [1, 'working_day', 'trong ngày làm việc tiếp theo nếu nhận sau 15 giờ', 'working-days', null],
    [1, 'working_day', null, 'working-days', null],
    // The outer limit of several days is not a same-day limit, whatever a sentence about its simple cases says.
    [3, 'working_day', 'trong ngày tiếp nhận; nhận sau 15 giờ thì ngày làm việc tiếp theo', 'working-days', null],
  ])('%i %s with the text %j is counted in %s, cut-off %s', (value, unit, text, expected, cutoff) => {
    expect(withLimit({ value, unit }, text)).toEqual({ limit: value, unit: expected, cutoff })
  })

  it('an explicit cut-off makes a limit of one day a same-day limit', () => {
    expect(withLimit({ value: 1, unit: 'working_day' }, null, { cutoff_time: '14:30' })).toEqual({
      limit: 1,
      unit: 'same-day',
      cutoff: '14:30',
    })
  })

  it('counts originals and copies', () => {
    const file = JSON.parse(excerptText)
    const paper = { name: 'Giấy tờ', copies: 2, form: null, case: null }
    file.procedures[0].documents = [
      { ...paper, original: true, original_qty: 3 },
      { ...paper, original: true },
      { ...paper, original: false, original_qty: 0, copies: 1 },
    ]
    const { components } = contentOf(parseCatalogue(JSON.stringify(file)), '1.001193')
    expect(components.map(({ originals, copies }) => [originals, copies])).toEqual([
      [3, 2],
      [1, 2],
      [0, 1],
    ])
  })
})

describe('reading a file', () => {
  it('accepts the research format with its extra arrays and keys, a byte order mark and Windows line ends', () => {
    const file = parseCatalogue(`\uFEFF${excerptText.replaceAll('\n', '\r\n')}`)
    expect(file.procedures.map(({ local_id, short_code }) => [local_id, short_code])).toEqual([
      ['1.001193', null],
      ['1.012592', null],
      ['HUE-TDKT-01', null],
    ])
    expect(contentOf(file, '1.001193')).toMatchObject({ timeLimit: { unit: 'same-day' }, cutoff: '15:00' })
    expect(contentOf(file, 'HUE-TDKT-01').nationalCode).toBeNull()
  })

  it('needs none of the keys that only research adds', () => {
    const entry = {
      code: '9.000001',
      name: 'Thủ tục mới',
      field: 'Hộ tịch',
      level: 'xã',
      time_limit: { value: null, unit: null },
      documents: [],
      legal_basis: [],
      steps: [],
      source: 'Quyết định công bố',
      as_of: null,
      confidence: 'low',
    }
    const file = parseCatalogue(JSON.stringify({ meta: { title: 'Danh mục' }, procedures: [entry] }))
    expect(file.procedures[0]?.local_id).toBe('9.000001')
    expect(contentOf(file, '9.000001')).toMatchObject({ group: 'Hộ tịch', timeLimit: null, subjects: [], notes: [] })
  })

  it('brings text written with separate marks to one form', () => {
    const file = parseCatalogue(excerptText.normalize('NFD'))
    expect(contentOf(file, '1.001193').name).toBe('Thủ tục đăng ký khai sinh'.normalize('NFC'))
    const first = JSON.parse(excerptText).procedures[0]
    expect(contentOf(file, '1.001193').components[0]?.name).toBe(first.documents[0].name)
  })

  it('folds a short code typed with marks, blanks or small letters', () => {
    const file = JSON.parse(excerptText)
    file.procedures[0].short_code = ' đk s'
    expect(parseCatalogue(JSON.stringify(file)).procedures[0]?.short_code).toBe('DKS')
  })
})

describe('refusing a file', () => {
  type Json = Record<string, never> & { procedures: Record<string, unknown>[] }
  /** The complaints about the excerpt after `spoil`, and the text that was read. */
  const complaintsAfter = (spoil: (file: Json, first: ReturnType<typeof JSON.parse>) => void) => {
    const file = JSON.parse(excerptText)
    spoil(file, file.procedures[0])
    const text = JSON.stringify(file, null, 1)
    return { issues: refusalOf(text).issues, text }
  }
  const short = ({ path, code }: FieldIssue) => [path.replace(/^line \d+: /, ''), code]
  const birth = '1.001193 (Thủ tục đăng ký khai sinh)'

  it('names the line of broken JSON', () => {
    const lines = excerptText.split('\n')
    const broken = lines.with(40, `${lines[40]},,`).join('\n')
    const { code, issues } = refusalOf(broken)
    expect(code).toBe('file.invalid')
    expect(issues).toMatchObject([{ code: 'malformed', params: { line: 41 } }])
  })

  it('names line, entry and field of a missing name', () => {
    const { issues, text } = complaintsAfter((_, first) => {
      first.documents[1].name = ''
    })
    const line = text.split('\n').findIndex((one) => one.includes('"name": ""')) + 1
    expect(issues).toMatchObject([
      {
        path: `line ${line}: ${birth} › documents[1].name`,
        code: 'required',
        params: { line, place: `${birth} › documents[1].name` },
      },
    ])
  })

  it('names an entry without a name by its code', () => {
    const { issues } = complaintsAfter((_, first) => {
      delete first.name
    })
    expect(issues.map(short)).toEqual([['1.001193 › name', 'required']])
  })

  it.each<[string, (first: ReturnType<typeof JSON.parse>) => void, string, string]>([
    ['an unknown unit', (first) => (first.time_limit.unit = 'fortnight'), 'time_limit.unit', 'notAllowed'],
    ['a unit without value', (first) => (first.time_limit.value = null), 'time_limit.value', 'required'],
    ['a value without unit', (first) => (first.time_limit.unit = null), 'time_limit.unit', 'required'],
    ['no days at all', (first) => (first.time_limit.value = 0), 'time_limit.value', 'tooSmall'],
    ['a day and a half', (first) => (first.time_limit.value = 1.5), 'time_limit.value', 'notWhole'],
    ['a number as text', (first) => (first.time_limit.value = '5'), 'time_limit.value', 'invalid'],
    ['a date that does not exist', (first) => (first.as_of = '2026-02-30'), 'as_of', 'notADate'],
    ['a date in Vietnamese order', (first) => (first.decision_date = '16/01/2026'), 'decision_date', 'notADate'],
    ['steps out of order', (first) => (first.steps[1].order = 1), 'steps[1].order', 'notAscending'],
    ['text for a list', (first) => (first.documents = 'Tờ khai'), 'documents', 'invalid'],
    ['text for the steps', (first) => (first.steps = 'Bước 1'), 'steps', 'invalid'],
    ['text for yes or no', (first) => (first.documents[0].original = 'x'), 'documents[0].original', 'invalid'],
    ['a code with a blank', (first) => (first.code = '1.001 193'), 'code', 'invalid'],
    ['a short code too long', (first) => (first.short_code = 'KHAISINH'), 'short_code', 'shortCodeShape'],
    ['a cut-off of no clock', (first) => (first.cutoff_time = '25:00'), 'cutoff_time', 'notATime'],
    ['an unknown confidence', (first) => (first.confidence = 'sure'), 'confidence', 'notAllowed'],
    ['an endless name', (first) => (first.name = 'a'.repeat(2_001)), 'name', 'tooLong'],
  ])('refuses %s', (_, spoil, field, code) => {
    const { issues } = complaintsAfter((_file, first) => spoil(first))
    expect(issues).toHaveLength(1)
    expect(issues[0]?.path).toMatch(/^line \d+: 1\.001\s?193 \(.+\) › /)
    expect(issues[0]?.path.split(' › ')[1]).toBe(field)
    expect(issues[0]?.code).toBe(code)
  })

  it('allows a cut-off only with a limit of one day', () => {
    const { issues } = complaintsAfter((file) => Object.assign(file.procedures[2] ?? {}, { cutoff_time: '15:00' }))
    expect(issues.map(({ code, params }) => [code, String(params?.place).split(' › ')[1]])).toEqual([
      ['oneDayOnly', 'cutoff_time'],
    ])
  })

  it('refuses an entry written twice, at its second place', () => {
    const { issues, text } = complaintsAfter((file, first) => {
      first.short_code = 'KS'
      file.procedures.push({ ...first, short_code: 'ks' })
    })
    expect(issues.map(short)).toEqual([
      [`${birth} › code`, 'notUnique'],
      [`${birth} › local_id`, 'notUnique'],
      [`${birth} › short_code`, 'notUnique'],
    ])
    expect(issues[0]?.params?.line).toBe(text.split('\n').findLastIndex((line) => line.includes('"code": "1.001193"')) + 1)
  })

  it('refuses a second entry of the same name where neither has a code, in whatever form the name is written', () => {
    const { issues } = complaintsAfter((file) => {
      const third = file.procedures[2] ?? {}
      file.procedures.push({ ...third, local_id: 'HUE-TDKT-09', name: String(third.name).normalize('NFD') })
    })
    expect(issues.map(({ code, path }) => [code, path.split(' › ')[1]])).toEqual([['notUnique', 'name']])
  })

  it('asks for a key where an entry has neither local_id nor code', () => {
    const { issues } = complaintsAfter((_, first) => Object.assign(first, { local_id: null, code: null }))
    expect(issues.map(short)).toEqual([['Thủ tục đăng ký khai sinh › local_id', 'required']])
  })

  it('reports everything at once in the order of the lines, also what is repeated beside a wrong number', () => {
    const { issues } = complaintsAfter((file, first) => {
      first.time_limit.value = 1.5
      first.steps[0].name = ''
      first.steps[1].order = 1
      Object.assign(file.procedures[1] ?? {}, { code: '1.001193', confidence: 'sure' })
      Object.assign(file.procedures[2] ?? {}, { source: null })
    })
    expect(issues.map(({ path, code }) => [path.split(' › ')[1], code]).sort()).toEqual([
      ['code', 'notUnique'],
      ['confidence', 'notAllowed'],
      ['source', 'invalid'],
      ['steps[0].name', 'required'],
      ['steps[1].order', 'notAscending'],
      ['time_limit.value', 'notWhole'],
    ])
    const lines = issues.map(({ params }) => Number(params?.line))
    expect(lines).toEqual(lines.toSorted((a, b) => a - b))
  })

  it('hands back a bounded number of complaints and tells how many there are', () => {
    const file = JSON.parse(excerptText)
    file.procedures[0].notes = Array(issueLimit + 50).fill(1)
    const { issues, params } = refusalOf(JSON.stringify(file))
    expect(issues).toHaveLength(issueLimit)
    expect(params.count).toBe(issueLimit + 50)
  })

  it.each([
    ['a list', '[]', 'line 1'],
    ['no procedures', '{"meta":{"title":"Danh mục"}}', 'line 1: procedures'],
    ['procedures that are no list', '{"meta":{"title":"Danh mục"},\n"procedures":"x"}', 'line 2: procedures'],
    ['an empty catalogue', '{"meta":{"title":"Danh mục"},\n"procedures":[]}', 'line 2: procedures'],
    ['an entry that is none', '{"meta":{"title":"Danh mục"},\n"procedures":["x"]}', 'line 2: procedures[0]'],
  ])('refuses %s', (_, text, path) => {
    expect(refusalOf(text).issues.map((issue) => issue.path)).toEqual([path])
  })

  it('refuses a key written twice', () => {
    const twice = excerptText.replace('"level": "xã",', '"level": "xã",\n"level": "tỉnh",')
    expect(refusalOf(twice).issues.map(short)).toEqual([['procedures[0].level', 'notUnique']])
  })
})
