import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../../../db/model/errors.ts'
import { parseJsonFile, parseJsonWithLines } from '../../../../db/model/json-lines.ts'

function refusal(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('was not refused')
}

const sample = `{
  "id": "vn",
  "years": {
    "2026": { "days": [
      { "date": "2026-01-01" },
      { "date":
          "2026-01-02", "name": "a\\"b" }
    ] }
  }
}`

describe('parseJsonWithLines', () => {
  it('gives the line of every value, of a key rather than of its value', () => {
    const { value, lineOf } = parseJsonWithLines(sample)
    expect(value).toEqual(JSON.parse(sample))
    expect(lineOf([])).toBe(1)
    expect(lineOf(['years', '2026', 'days', 0, 'date'])).toBe(5)
    expect(lineOf(['years', '2026', 'days', 1])).toBe(6)
    expect(lineOf(['years', '2026', 'days', 1, 'name'])).toBe(7)
  })

  it('gives the line of the nearest parent for a place that is not in the file', () => {
    const { lineOf } = parseJsonWithLines(sample)
    expect(lineOf(['years', '2026', 'days', 0, 'kind'])).toBe(5)
    expect(lineOf(['nowhere', 3])).toBe(1)
  })

  it('accepts the byte order mark of Windows editors and CRLF line ends', () => {
    const { value, lineOf } = parseJsonWithLines(`\uFEFF${sample.replaceAll('\n', '\r\n')}`)
    expect(value).toEqual(JSON.parse(sample))
    expect(lineOf(['years', '2026', 'days', 0])).toBe(5)
  })

  it.each([
    ['{\n "a": 1\n "b": 2 }', 3],
    ['[1,\n2,\n]', 3],
    ['{"a": 1,\n}', 2],
    ['[1]\n[2]', 2],
    ['[\n tru ]', 2],
    ['["open', 1],
    ['["a\nb"]', 1],
    ['', 1],
    ['\n\n{', 3],
    ['[01]', 1],
    ["{'a': 1}", 1],
    ['['.repeat(100_000), 1],
  ])('refuses malformed text with its line: %j', (text, line) => {
    const error = refusal(() => parseJsonWithLines(text))
    expect(error.code).toBe('file.invalid')
    expect(error.issues).toEqual([{ path: `line ${line}`, code: 'malformed', params: { line, place: '' } }])
  })

  it('refuses a key written twice, whose first value JSON.parse would drop', () => {
    const error = refusal(() => parseJsonWithLines('{"years": {\n"2026": 1,\n"2026": 2}}'))
    expect(error.issues).toEqual([{ path: 'line 3: years.2026', code: 'notUnique', params: { line: 3, place: 'years.2026' } }])
  })

  it('reads whatever JSON.parse reads, however it is laid out', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.constantFrom(0, 1, '\t'), (text, indent) => {
        const laidOut = JSON.stringify(JSON.parse(text), null, indent)
        expect(parseJsonWithLines(laidOut).value).toEqual(JSON.parse(laidOut))
      }),
    )
  })

  it('refuses exactly what JSON.parse refuses in damaged text', () => {
    const mutation = fc.record({
      at: fc.nat(),
      length: fc.nat(3),
      put: fc.constantFrom('', ',', '"', '\\', '{', ']', '0', '-', '.', 'e', '\u0001', ' ', 'null'),
    })
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), mutation, (text, { at, length, put }) => {
        const start = at % (text.length + 1)
        const damaged = text.slice(0, start) + put + text.slice(start + length)
        const outcome = (parse: (text: string) => unknown) => {
          try {
            return { value: parse(damaged) }
          } catch (error) {
            return error instanceof AppError && error.issues[0]?.code === 'notUnique' ? 'repeated key' : 'refused'
          }
        }
        const ours = outcome((text) => parseJsonWithLines(text).value)
        fc.pre(ours !== 'repeated key')
        expect(ours).toEqual(outcome(JSON.parse))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('parseJsonFile', () => {
  const schema = z.strictObject({ id: z.string().min(1), sizes: z.array(z.number().max(9)) }).superRefine((file, ctx) => {
    if (file.sizes.length > 2) ctx.addIssue({ code: 'custom', path: ['sizes', 2], params: { issue: 'notUnique', with: 'x' } })
  })

  it('returns the checked value', () => {
    expect(parseJsonFile('{"id":"a","sizes":[1]}', schema)).toEqual({ id: 'a', sizes: [1] })
  })

  it('refuses with every complaint, in the order of the lines', () => {
    const error = refusal(() => parseJsonFile('{\n"extra": 1,\n"sizes": [\n10,\n"2"]\n}', schema))
    expect(error.params).toEqual({ line: 1, count: 4 })
    expect(error.issues.map(({ path, code }) => [path, code])).toEqual([
      ['line 1: id', 'required'],
      ['line 2: extra', 'invalid'],
      ['line 4: sizes[0]', 'tooLarge'],
      ['line 5: sizes[1]', 'invalid'],
    ])
  })

  it("keeps the issue code that a schema's own check names", () => {
    const error = refusal(() => parseJsonFile('{"id":"a",\n"sizes":[1,\n2,\n3]}', schema))
    expect(error.issues).toEqual([
      { path: 'line 4: sizes[2]', code: 'notUnique', params: { with: 'x', line: 4, place: 'sizes[2]' } },
    ])
  })
})
