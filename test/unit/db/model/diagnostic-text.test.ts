// The words of a diagnosis, against the shipped texts.
import { describe, expect, it } from 'vitest'
import {
  countVerdicts,
  type DiagnosticStep,
  diagnosticFacts,
  diagnosticStepIds,
  factText,
  stepSentences,
  worstVerdict,
} from '../../../../db/model/diagnostic-text.ts'
import { loadTexts } from '../../../../electron/texts.ts'
import { resources } from '../../../fixtures/office.ts'
import { holesOf, languages, readTexts } from '../../locales/locales.ts'

const texts = await loadTexts(resources)
const t = (key: string, params?: Readonly<Record<string, string | number>>): string => texts(key, { ...params })
const stepOf = (step: Partial<DiagnosticStep>): DiagnosticStep => ({
  number: 2,
  id: 'disk',
  verdict: 'ok',
  findings: [],
  facts: {},
  ...step,
})

describe('the numbers of the steps', () => {
  it('never change: support names them on the telephone', () => {
    expect(diagnosticStepIds.slice(0, 11)).toEqual([
      'versions',
      'disk',
      'clock',
      'printer',
      'fonts',
      'database',
      'chain',
      'backups',
      'memory',
      'security',
      'log',
    ])
  })
})

describe('a fact', () => {
  it.each([
    ['freeBytes', 0, '0 KB'],
    ['pageBytes', 4_096, '4 KB'],
    ['databaseBytes', 3_250_586, '3,1 MB'],
    ['freeBytes', 70_573_273_088, '65,7 GB'],
    ['eventCount', 1_234_567, '1.234.567'],
    ['newestEventAt', '2026-11-23T02:00:00.000Z', '09:00 23/11/2026'],
    ['offsetHours', 7, 'UTC+7'],
    ['offsetHours', -3.5, 'UTC−3,5'],
    ['canWrite', true, 'có'],
    ['isUsualFolder', false, 'không'],
    ['lock', 'elsewhere', 'chương trình khác'],
    ['system', 'Windows 10 Pro', 'Windows 10 Pro'],
  ] as const)('%s %s is read as %s', (name, value, text) => expect(factText(t, name, value)).toBe(text))
})

describe('what a step says', () => {
  it('is one sentence when all is well', () => {
    expect(stepSentences(t, stepOf({ facts: { freeBytes: 2 ** 30, writeMs: 0.4 } }))).toEqual([
      { verdict: 'ok', text: 'Còn trống 1 GB, ghi được, mỗi lần ghi mất 0,4 mili giây.', advice: null },
    ])
  })

  it('is a sentence with advice for each finding, and only a reason where it was left out', () => {
    const found = stepSentences(
      t,
      stepOf({
        findings: [
          { code: 'diskFull', verdict: 'fault' },
          { code: 'needsWindow', verdict: 'skipped' },
        ],
      }),
    )
    expect(found[0]).toMatchObject({ verdict: 'fault', text: 'Ổ đĩa đã đầy.', advice: expect.stringContaining('Xóa bớt') })
    expect(found[1]).toMatchObject({ verdict: 'skipped', advice: null })
  })

  it('about a database that is refused is the refusal’s own sentence', () => {
    const [said] = stepSentences(
      t,
      stepOf({
        id: 'database',
        findings: [{ code: 'databaseRefused', verdict: 'fault' }],
        facts: { errorCode: 'store.fromFuture', schemaVersion: 12, knownVersion: 2 },
      }),
    )
    expect(said?.advice).toContain('phiên bản dữ liệu 12, máy này chỉ đọc được đến 2')
  })

  it.each(languages)('has only facts in its holes (%s)', (language) => {
    const shown = Object.entries(readTexts(language, 'diagnostics')).filter(([key]) => /^(fine|finding|advice)\./.test(key))
    expect(shown.length).toBeGreaterThan(80)
    for (const [key, text] of shown) {
      expect(
        holesOf(text).filter((hole) => !(diagnosticFacts as readonly string[]).includes(hole)),
        key,
      ).toEqual([])
    }
  })
})

describe('verdicts', () => {
  it('are as bad as the worst', () => {
    expect(worstVerdict([])).toBe('ok')
    expect(worstVerdict(['skipped', 'ok'])).toBe('skipped')
    expect(worstVerdict(['fault', 'attention'])).toBe('fault')
  })

  it('are counted', () => {
    const steps = (['ok', 'ok', 'fault', 'skipped'] as const).map((verdict) => stepOf({ verdict }))
    expect(countVerdicts(steps)).toEqual({ ok: 2, skipped: 1, attention: 0, fault: 1 })
  })
})
