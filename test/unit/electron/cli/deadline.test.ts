import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInstance } from 'i18next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCalendar } from '../../../../db/calendar/rules.ts'
import { deadlineSentence, type Translate } from '../../../../db/model/deadline-text.ts'
import type { FieldIssue } from '../../../../db/model/errors.ts'
import { deadlineCommand } from '../../../../electron/cli/deadline.ts'
import { calendar, calendarText } from '../../db/calendar/shipped-calendar.ts'

const locales = join(import.meta.dirname, '../../../../resources/locales')
const textsOf = (language: string) =>
  Object.fromEntries(
    readdirSync(join(locales, language)).map((file) => [
      file.replace('.json', ''),
      JSON.parse(readFileSync(join(locales, language, file), 'utf8')),
    ]),
  )

function translator(language: 'vi' | 'en'): Translate {
  const i18n = createInstance()
  const resources = { [language]: textsOf(language) }
  i18n.init({ lng: language, resources, defaultNS: 'calendar', initAsync: false, interpolation: { escapeValue: false } })
  return (key, params) => i18n.t(key, { ...params })
}

async function run(args: string[], input: (string | Uint8Array)[] = [], language: 'vi' | 'en' = 'vi') {
  const out: string[] = []
  const err: string[] = []
  async function* stdin() {
    yield* input
  }
  const code = await deadlineCommand(args, {
    stdin: stdin(),
    stdout: (line) => out.push(line),
    stderr: (line) => err.push(line),
    t: translator(language),
    readCalendar: () => calendar,
  })
  return { code, out, err, answers: () => out.map((line) => JSON.parse(line)) }
}

const batch = (...lines: unknown[]) =>
  run(
    ['--batch', '--json'],
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`),
  )

describe('deadline --batch --json', () => {
  it('answers a request in one line', async () => {
    const { code, out, answers } = await batch({
      limit: 3,
      unit: 'working-days',
      received: '2026-08-26T09:00',
      cutoff: '15:00',
      hours: ['07:30-11:30', '13:30-17:30'],
    })
    expect(code).toBe(0)
    expect(out).toHaveLength(1)
    expect(Object.keys(answers()[0])).toEqual(['dueDate', 'dueAt', 'explanation'])
    expect(answers()[0]).toMatchObject({ dueDate: '2026-09-03', dueAt: '2026-09-03T17:30' })
    expect(answers()[0].explanation).toContainEqual({ code: 'skipped', date: '2026-09-02', kind: 'holiday', name: 'Quốc khánh' })
  })

  it('answers in the order of the lines, skips blank ones and answers a bad one in its place', async () => {
    const good = { limit: 1, unit: 'days', received: '2026-11-16T09:00' }
    const { code, answers } = await batch(good, '', '{"limit":', { ...good, limit: 0 }, '  ', { ...good, limit: 2 })
    expect(code).toBe(1)
    expect(answers().map(({ dueDate, error }) => dueDate ?? error)).toEqual([
      '2026-11-17',
      { code: 'input.invalid', issues: [{ path: '', code: 'malformed' }] },
      { code: 'input.invalid', issues: [{ path: 'limit', code: 'tooSmall', params: { max: 10_000 } }] },
      '2026-11-18',
    ])
  })

  it('answers a line with keys of its own, but names each: a misspelt one must not pass without a word', async () => {
    const { code, answers } = await batch({ id: 7, limit: 1, unit: 'days', received: '2026-11-16T09:00', cutof: '15:00' })
    expect(code).toBe(0)
    expect(answers()[0]).toMatchObject({
      dueDate: '2026-11-17',
      warnings: [
        { code: 'unknownKey', key: 'id' },
        { code: 'unknownKey', key: 'cutof' },
      ],
    })
  })

  it.each([
    [{ limit: 1, unit: 'days', received: '2026-11-16T09:00Z' }, 'received notATime'],
    [{ limit: 1, unit: 'days', received: '2026-11-16' }, 'received notATime'],
    [{ limit: 1, unit: 'days', received: '2026-02-30T09:00' }, 'received notATime'],
    [{ limit: 1, unit: 'days' }, 'received required'],
    [{ limit: 1, unit: 'weeks', received: '2026-11-16T09:00' }, 'unit invalid'],
    [{ limit: '1', unit: 'days', received: '2026-11-16T09:00' }, 'limit invalid'],
    [{ unit: 'days', received: '2026-11-16T09:00' }, 'limit required'],
    [{ limit: 1, unit: 'same-day', received: '2026-11-16T09:00', cutoff: '3pm' }, 'cutoff notATime'],
    [{ limit: 1, unit: 'days', received: '2026-11-16T09:00', hours: ['07:30'] }, 'hours.0 notATime'],
    [[], ' invalid'],
    ['null', ' invalid'],
  ])('refuses %j: %s', async (line, issue) => {
    const { code, answers } = await batch(line)
    expect(code).toBe(1)
    expect(answers()[0].error.issues.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)).toEqual([issue])
  })

  it('names every fault of a line at once (a bad time of receipt was told only after the others were mended)', async () => {
    const { answers } = await batch(
      { limit: '3', unit: 'days', received: '26/08/2026', cutoff: '15h', hours: ['07:30'] },
      { limit: -1, unit: 'weeks', received: '26/08/2026' },
    )
    const faults = answers().map(({ error }) => error.issues.map(({ path, code }: FieldIssue) => `${path} ${code}`))
    expect(faults).toEqual([
      ['limit invalid', 'hours.0 notATime', 'received notATime', 'cutoff notATime'],
      ['unit invalid', 'received notATime'],
    ])
  })

  it('takes seconds and drops them, and takes null for what is left out', async () => {
    const { answers } = await batch({ limit: null, unit: 'same-day', received: '2026-11-16T14:59:59', cutoff: null, hours: null })
    expect(answers()[0].dueAt).toBe('2026-11-16T17:30')
  })

  it('takes office hours and excluded times', async () => {
    const exclusions = [{ from: '2026-11-17T08:00', to: '2026-11-18T08:00', reason: 'Bổ sung hồ sơ' }]
    const { answers } = await batch({ limit: 1, unit: 'days', received: '2026-11-16T09:00', hours: ['08:00-16:00'], exclusions })
    expect(answers()[0].dueAt).toBe('2026-11-18T16:00')
  })

  it('warns instead of guessing in an undecided year', async () => {
    const { code, answers } = await batch({ limit: 5, unit: 'working-days', received: '2027-12-29T09:00' })
    expect(code).toBe(0)
    expect(answers()[0]).toMatchObject({ dueDate: null, dueAt: null, warnings: [{ code: 'undecidedYear', year: 2028 }] })
  })

  it('reads lines however the input is cut into pieces, with CRLF, a byte order mark and no last line end', async () => {
    const line = (reason: string) =>
      JSON.stringify({
        limit: 1,
        unit: 'days',
        received: '2026-11-16T09:00',
        exclusions: [{ from: '2026-11-17T08:00', to: '2026-11-18T08:00', reason }],
      })
    const bytes = new TextEncoder().encode(`\uFEFF${line('Bão số 5')}\r\n${line('Lũ')}`)
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) => bytes.slice(index * 7, index * 7 + 7))
    const { code, answers } = await run(['--batch', '--json'], pieces)
    expect(code).toBe(0)
    expect(
      answers().map(({ explanation }) => explanation.find(({ code }: { code: string }) => code === 'excluded').reason),
    ).toEqual(['Bão số 5', 'Lũ'])
  })

  it('answers a line before the next one comes', async () => {
    const out: string[] = []
    const seen: number[] = []
    async function* stdin() {
      for (let index = 0; index < 3; index++) {
        seen.push(out.length)
        yield '{"limit":1,"unit":"days","received":"2026-11-16T09:00"}\n'
      }
    }
    const io = {
      stdin: stdin(),
      stdout: (line: string) => out.push(line),
      stderr: () => {},
      t: translator('vi'),
      readCalendar: () => calendar,
    }
    await deadlineCommand(['--batch', '--json'], io)
    expect(seen).toEqual([0, 1, 2])
  })
})

describe('deadline for one request', () => {
  const request = ['--limit', '3', '--unit', 'working-days', '--received', '2026-08-26T09:00']

  it('answers in Vietnamese with the reasons', async () => {
    const { code, out, err } = await run(request)
    expect([code, err]).toEqual([0, []])
    expect(out).toEqual([
      'Hạn trả: 17:30 thứ Năm 03/09/2026',
      '- Nhận đủ hồ sơ lúc 09:00 thứ Tư 26/08/2026.',
      '- Không tính ngày nhận hồ sơ, thứ Tư 26/08/2026.',
      '- Ngày thứ 1 của thời hạn là thứ Năm 27/08/2026.',
      '- Ngày thứ 2 của thời hạn là thứ Sáu 28/08/2026.',
      '- Không tính thứ Bảy 29/08/2026 – Chủ nhật 30/08/2026: nghỉ hằng tuần.',
      '- Không tính thứ Hai 31/08/2026: nghỉ hoán đổi (Hoán đổi, làm bù ngày 22/8).',
      '- Không tính thứ Ba 01/09/2026: nghỉ lễ, tết (Quốc khánh).',
      '- Không tính thứ Tư 02/09/2026: nghỉ lễ, tết (Quốc khánh).',
      '- Ngày thứ 3 của thời hạn là thứ Năm 03/09/2026.',
      '- Hạn trả là khi hết giờ làm việc, 17:30 thứ Năm 03/09/2026.',
      'Theo Lịch làm việc của cơ quan nhà nước, bản ngày Chủ nhật 22/11/2026',
    ])
  })

  it('answers as JSON', async () => {
    const { code, answers } = await run([...request, '--json'])
    expect(code).toBe(0)
    expect(answers()).toMatchObject([{ dueDate: '2026-09-03', dueAt: '2026-09-03T17:30' }])
  })

  it('takes hours, a cut-off and no limit for the same day', async () => {
    const { answers } = await run([
      '--unit',
      'same-day',
      '--received',
      '2026-11-16T15:30',
      '--cutoff',
      '16:00',
      '--hours',
      '08:00-12:00,13:00-16:30',
      '--json',
    ])
    expect(answers()[0].dueAt).toBe('2026-11-16T16:30')
  })

  it('says which year is not decided and refuses', async () => {
    const { code, out } = await run(['--limit', '3', '--unit', 'working-days', '--received', '2027-12-30T09:00'])
    expect(code).toBe(1)
    expect(out[0]).toBe(
      'Chưa có lịch nghỉ chính thức của năm 2028 nên không tính được hạn trả. Hãy nhập lịch của năm này hoặc ghi hạn trả bằng tay.',
    )
  })

  it.each([
    ['--limit', 'ba'],
    ['--limit', '1e3'],
    ['--received', '26/08/2026'],
    ['--unit', 'weeks'],
    ['--cutoff', '15h'],
    ['--hours', '07:30'],
  ])('refuses %s %s and names it', async (option, value) => {
    const { code, out, err } = await run([...request, option, value])
    expect([code, out]).toEqual([1, []])
    expect(err[0]).toBe('Không tính được hạn trả:')
    expect(err[1]).toContain(`  ${option}: `)
    expect(err).toHaveLength(2)
  })

  it('names every wrong option at once', async () => {
    const { code, err } = await run(['--limit', 'ba', '--unit', 'weeks', '--received', '26/08/2026'])
    expect(code).toBe(1)
    expect(err.slice(1).map((line) => line.trim().split(':')[0])).toEqual(['--limit', '--unit', '--received'])
  })

  it('refuses as JSON where JSON was asked for', async () => {
    const { code, answers, err } = await run([...request, '--cutoff', '15h', '--json'])
    expect([code, err]).toEqual([1, []])
    expect(answers()).toEqual([{ error: { code: 'input.invalid', issues: [{ path: 'cutoff', code: 'notATime' }] } }])
  })

  it.each([
    [[]],
    [['--limit', '3', '--unit', 'days']],
    [['--unit', 'days', '--received', '2026-08-26T09:00']],
    [['--batch']],
    [['--batch', '--json', '--limit', '3']],
    [['--nonsense']],
    [['extra', ...request]],
  ])('explains its usage for %j', async (args) => {
    const { code, out, err } = await run(args)
    expect([code, out]).toEqual([2, []])
    expect(err[0]).toMatch(/^Cách dùng:/)
  })
})

describe('--calendar', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'motcua-calendar-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const withCalendar = (text: string, ...more: string[]) => {
    const file = join(folder, 'calendar.json')
    writeFileSync(file, text)
    return run(['--limit', '1', '--unit', 'working-days', '--received', '2026-11-23T09:00', '--calendar', file, ...more])
  }

  it('counts with that calendar', async () => {
    const withoutCultureDay = calendarText.replace(/,\s*\{ "date": "2026-11-24".*\}/, '')
    expect(parseCalendar(withoutCultureDay).years['2026']?.days).toHaveLength(15)
    expect((await withCalendar(withoutCultureDay)).out[0]).toBe('Hạn trả: 17:30 thứ Ba 24/11/2026')
    expect((await withCalendar(calendarText)).out[0]).toBe('Hạn trả: 17:30 thứ Tư 25/11/2026')
  })

  it('refuses a broken one with line and place', async () => {
    const { code, out, err } = await withCalendar(calendarText.replace('2024-05-04', '2024-05-06'))
    expect([code, out]).toEqual([1, []])
    expect(err[0]).toBe('Không dùng được tệp lịch:')
    expect(err[1]).toContain('dòng 22 years.2024.days[10].date: ')
    const asJson = await withCalendar(calendarText.replace('2024-05-04', '2024-05-06'), '--json')
    expect(asJson.answers()[0].error).toMatchObject({ code: 'file.invalid', issues: [{ code: 'notWeeklyRest' }] })
  })

  it('names the line alone where the place in it is not known (it read “dòng 1 : ”)', async () => {
    const { err } = await withCalendar('{"years":')
    expect(err[1]).toMatch(/^ {2}dòng 1: /)
  })

  it('refuses one that cannot be read', async () => {
    const { code, err } = await run(['--batch', '--json', '--calendar', join(folder, 'nowhere.json')])
    const single = await run(['--unit', 'same-day', '--received', '2026-11-23T09:00', '--calendar', join(folder, 'nowhere.json')])
    expect([code, err, single.code, single.err[0]]).toEqual([1, [], 1, 'Không dùng được tệp lịch:'])
  })
})

describe.each(['vi', 'en'] as const)('the sentences in %s', (language) => {
  const t = translator(language)
  const explanations: { code: string; [name: string]: string | number }[] = [
    { code: 'received', at: '2026-11-16T09:00' },
    { code: 'receiptDayNotCounted', date: '2026-11-16' },
    { code: 'beforeCutoff', date: '2026-11-16', cutoff: '15:00' },
    { code: 'afterCutoff', date: '2026-11-16', cutoff: '15:00' },
    { code: 'clockStarts', at: '2026-11-16T07:30' },
    { code: 'skipped', date: '2026-11-21', until: '2026-11-22', kind: 'weeklyRest' },
    { code: 'skipped', date: '2026-11-18', kind: 'closure', name: 'Bão' },
    { code: 'counted', date: '2026-11-17', n: 1 },
    { code: 'countedMinutes', date: '2026-11-17', minutes: 90 },
    { code: 'makeUpCounted', date: '2026-08-22', name: 'Làm bù ngày 31/8' },
    { code: 'excluded', from: '2026-11-17T08:00', to: '2026-11-18T08:00', reason: 'Bổ sung' },
    { code: 'movedToWorkingDay', from: '2026-11-21', to: '2026-11-23' },
    { code: 'movedToOpening', from: '2026-11-21T09:00', at: '2026-11-23T07:30' },
    { code: 'endsWithOfficeHours', at: '2026-11-23T17:30' },
    { code: 'endsAt', at: '2026-11-23T10:00' },
  ]

  it.each(explanations)('have every value of $code filled in', (entry) => {
    const sentence = deadlineSentence(t, 'explanation', entry)
    expect(sentence).not.toMatch(/[{}]|undefined|\w\.\w+$|\d{4}-\d{2}/)
    expect(sentence).toMatch(/\.$/)
  })

  it('say the length of a time in hours and minutes', () => {
    const sentence = (minutes: number) =>
      deadlineSentence(t, 'explanation', { code: 'countedMinutes', date: '2026-11-17', minutes })
    expect(sentence(90)).toContain(language === 'vi' ? '1 giờ 30 phút' : '1 h 30 min')
    expect(sentence(60)).toContain(language === 'vi' ? 'Tính 1 giờ của' : '1 h counted')
    expect(sentence(20)).toContain(language === 'vi' ? 'Tính 20 phút của' : '20 min counted')
  })
})

it('the calendar texts of both languages have the same keys', () => {
  const keysOf = (texts: object, prefix = ''): string[] =>
    Object.entries(texts).flatMap(([key, text]) => (typeof text === 'string' ? [prefix + key] : keysOf(text, `${prefix}${key}.`)))
  expect(keysOf(textsOf('en').calendar)).toEqual(keysOf(textsOf('vi').calendar))
})
