// The linter against real decisions of November 2025: it finds their five known defects and nothing else, and is quiet on the worked
// examples once they are mended. The laws are those of the starter register, read from a real database.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limitUnits } from '../../../../db/calendar/rules.ts'
import { enterVersion } from '../../../../db/documents/commands.ts'
import { findUncoveredProcedures } from '../../../../db/documents/coverage.ts'
import { readLintFacts } from '../../../../db/documents/findings.ts'
import { permissions } from '../../../../db/people/rules.ts'
import {
  authorities,
  emptyProcessContent,
  type ProcessContent,
  type ProcessStep,
  processContent,
  skeletons,
  stepActs,
} from '../../../../db/processes/content.ts'
import { findingKey, type LintFacts, lintProcess, lintRules } from '../../../../db/processes/lint.ts'
import { openTestOffice, type TestOffice } from '../../../fixtures/office.ts'

interface Decision {
  readonly effectiveFrom: string
  readonly procedures: Readonly<Record<string, { name: string; feeText: string | null }>>
  readonly content: ProcessContent
}
const folder = join(import.meta.dirname, '../../../fixtures/processes')
const decisions = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))
const readDecision = (name: string): Decision => {
  const decision = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Decision
  return { ...decision, content: processContent.parse(decision.content) }
}

let office: TestOffice
beforeAll(async () => {
  office = await openTestOffice()
})
afterAll(() => office.close())

const findingsIn = async (name: string, change: (content: ProcessContent) => ProcessContent = (content) => content) => {
  const { content, effectiveFrom, procedures } = readDecision(name)
  const facts = await readLintFacts(office.db, content, effectiveFrom)
  return lintProcess(change(content), { ...facts, procedures: new Map(Object.entries(procedures)) })
}

describe('decisions of November 2025', () => {
  const known: Readonly<Record<string, readonly string[]>> = {
    'ha-tinh-cfs-as-printed': ['deciderOutsideAuthority@variants.0.steps.5.role', 'formLawNotInForce@forms.0.law'],
    'cao-bang-1-014113': ['stepsDoNotAddUp@variants.0.timeLimit'],
    'dong-nai-item-4': ['stepsDoNotAddUp@variants.0.timeLimit'],
    'dong-nai-item-13': ['stepsDoNotAddUp@variants.0.timeLimit'],
  }

  it('hold five known defects', () => expect(Object.values(known).flat()).toHaveLength(5))

  it.each(decisions)('%s shows its known defects and no other', async (name) => {
    expect((await findingsIn(name)).map(findingKey)).toEqual(known[name] ?? [])
  })

  it('say what is wrong in numbers and names', async () => {
    const sums = ['cao-bang-1-014113', 'dong-nai-item-4', 'dong-nai-item-13'].map(
      async (name) => (await findingsIn(name))[0]?.params,
    )
    expect(await Promise.all(sums)).toMatchObject([
      { minutes: 9.5 * 480, limitMinutes: 10.5 * 480 },
      { minutes: 15 * 480, limitMinutes: 27 * 480 },
      { minutes: 51 * 480, limitMinutes: 53 * 480 },
    ])
    const [, forms] = await findingsIn('ha-tinh-cfs-as-printed')
    expect(forms?.params).toMatchObject({
      law: '01/2018/TT-VPCP',
      state: 'ceased',
      since: '2025-09-15',
      replacedBy: '03/2025/TT-VPCP',
      forms: 'Mẫu 01, Mẫu 02, Mẫu 03, Mẫu 04, Mẫu 05, Mẫu 06',
    })
  })

  it('were right about the old forms until the day before the new circular', async () => {
    const { content, procedures } = readDecision('ha-tinh-cfs-as-printed')
    const facts = await readLintFacts(office.db, content, '2025-09-14')
    const found = lintProcess(content, { ...facts, procedures: new Map(Object.entries(procedures)) }).map(findingKey)
    expect(found).not.toContain('formLawNotInForce@forms.0.law')
  })
})

/** One thing broken in a decision that is in order. */
describe('each rule', () => {
  type Change = (content: ProcessContent) => ProcessContent
  const steps =
    (change: (steps: readonly ProcessStep[]) => readonly Partial<ProcessStep>[]): Change =>
    (content) => ({
      ...content,
      variants: content.variants.map((variant, index) =>
        index === 0 ? { ...variant, steps: change(variant.steps) as ProcessStep[] } : variant,
      ),
    })
  const at = (index: number, change: Partial<ProcessStep>) =>
    steps((all) => all.map((step, other) => (other === index ? { ...step, ...change } : step)))
  const variant =
    (change: Partial<ProcessContent['variants'][number]>): Change =>
    (content) => ({ ...content, variants: content.variants.map((one, index) => (index === 0 ? { ...one, ...change } : one)) })
  const cfs = 'ha-tinh-cfs-mended'
  const shared = 'ha-noi-qttp-20'
  const cases: ReadonlyArray<readonly [expected: string, name: string, change: Change]> = [
    ['stepsMissing@variants.0.steps', cfs, variant({ steps: [] })],
    ['limitMissing@variants.0.timeLimit', cfs, variant({ timeLimit: null })],
    ['limitZero@variants.0.timeLimit', cfs, variant({ timeLimit: { limit: 0.001, unit: 'hours' } })],
    ['stepsDoNotAddUp@variants.0.timeLimit', cfs, variant({ timeLimit: { limit: 4, unit: 'working-days' } })],
    ['sameDayExceeded@variants.0.timeLimit', cfs, variant({ timeLimit: { limit: 1, unit: 'same-day' } })],
    ['sameDayHidden@variants.0.steps.3.time', cfs, at(3, { time: { kind: 'sameDay' } })],
    ['groupUndeclared@variants.0.steps.3.time', cfs, at(3, { time: { kind: 'group', group: 'x' } })],
    [
      'groupDoubled@variants.0.groups.1',
      shared,
      (content) => variant({ groups: [...(content.variants[0]?.groups ?? []), ...(content.variants[0]?.groups ?? [])] })(content),
    ],
    [
      'groupUnused@variants.0.groups.1',
      shared,
      (content) =>
        variant({ groups: [...(content.variants[0]?.groups ?? []), { key: 'x', label: '', minutes: 480, unit: 'days' }] })(
          content,
        ),
    ],
    [
      'groupOfOne@variants.0.groups.0',
      cfs,
      (content) =>
        at(3, { time: { kind: 'group', group: 'x' } })(
          variant({ groups: [{ key: 'x', label: '', minutes: 240, unit: 'days' }] })(content),
        ),
    ],
    [
      'variantDoubled@variants.1.key',
      'cao-bang-1-013814',
      (content) => ({ ...content, variants: content.variants.map((one) => ({ ...one, key: 'a' })) }),
    ],
    ['labelDoubled@variants.0.steps.3.label', cfs, at(3, { label: 'B3' })],
    ['roleMissing@variants.0.steps.3.role', cfs, at(3, { role: '' })],
    ['rolesSeveral@variants.0.steps.3.role', cfs, at(3, { role: 'Chuyên viên; lãnh đạo phòng' })],
    ['unitMissing@variants.0.steps.3.unit', cfs, at(3, { unit: '' })],
    ['unitUnknown@variants.0.steps.3.unit', cfs, at(3, { unit: 'Phòng Nghiệp vụ 7' })],
    ['firstDoesNotReceive@variants.0.steps.0.act', cfs, at(0, { act: 'handle' })],
    ['lastDoesNotReturn@variants.0.steps.6.act', cfs, at(6, { act: 'handle' })],
    ['deciderMissing@variants.0.steps', cfs, at(5, { act: 'handle' })],
    ['deciderOutsideAuthority@variants.0.steps.5.role', cfs, at(5, { unit: 'Văn phòng UBND tỉnh', role: 'Chánh Văn phòng' })],
    ['returnTargetMissing@variants.0.steps.3.returnsTo', cfs, at(3, { returnsTo: 'B9' })],
    ['returnNotBackwards@variants.0.steps.3.returnsTo', cfs, at(3, { returnsTo: 'B5' })],
    ['returnNotBackwards@variants.0.steps.3.returnsTo', cfs, at(3, { returnsTo: 'B4' })],
    ['formNotListed@variants.0.steps.3.forms.0', cfs, at(3, { forms: ['Mẫu 05'] })],
    [
      'formDoubled@forms.6.code',
      cfs,
      (content) => ({ ...content, forms: [...content.forms, { code: 'Mẫu 01', name: '', law: '' }] }),
    ],
    [
      'formLawNotInForce@forms.6.law',
      cfs,
      (content) => ({ ...content, forms: [...content.forms, { code: 'Mẫu 99', name: '', law: 'Luật Hộ tịch số 03/2026/QH16' }] }),
    ],
    [
      'groundNotInForce@legalGrounds.3.law',
      cfs,
      (content) => ({
        ...content,
        legalGrounds: [...content.legalGrounds, { law: 'NĐ 61/2018/NĐ-CP', title: '', articles: '' }],
      }),
    ],
    [
      'lawUnknown@legalGrounds.3.law',
      cfs,
      (content) => ({
        ...content,
        legalGrounds: [...content.legalGrounds, { law: '21/2020/TT-BTTTT', title: '', articles: '' }],
      }),
    ],
    ['procedureUnknown@procedures.1', cfs, (content) => ({ ...content, procedures: [...content.procedures, '9.999999'] })],
    ['feeDisagrees@fee', cfs, (content) => ({ ...content, fee: '50.000 đồng' })],
    [
      'recordIncomplete@records.0.retention',
      cfs,
      (content) => ({
        ...content,
        records: content.records.map((one, index) => (index === 0 ? { ...one, retention: '' } : one)),
      }),
    ],
    [
      'recordIncomplete@records.0.place',
      cfs,
      (content) => ({ ...content, records: content.records.map((one, index) => (index === 0 ? { ...one, place: '' } : one)) }),
    ],
  ]

  it.each(cases)('%s', async (expected, name, change) => {
    expect((await findingsIn(name, change)).map(findingKey)).toContain(expected)
  })

  it('is broken by one of these', () => {
    const broken = new Set(cases.map(([expected]) => expected.split('@')[0]))
    expect(lintRules.filter((rule) => !broken.has(rule))).toEqual([])
  })

  it('asks for no desk, limit or decision where a process serves no procedure', async () => {
    const inside: Change = (content) => ({
      ...variant({ timeLimit: null })(content),
      procedures: [],
      decidingBody: '',
      coordinatingBodies: 'UBND tỉnh',
    })
    const change: Change = (content) => steps((all) => all.map((step) => ({ ...step, act: 'handle' })))(inside(content))
    expect(await findingsIn(cfs, change)).toEqual([])
  })
})

describe('who decides', () => {
  const decides = async (unit: string, role: string, change: Partial<ProcessContent> = {}) =>
    (
      await findingsIn('ha-tinh-cfs-mended', (content) => ({
        ...content,
        ...change,
        variants: content.variants.map((one) => ({
          ...one,
          steps: one.steps.map((step) => (step.act === 'decide' ? { ...step, unit, role } : step)),
        })),
      }))
    ).filter(({ rule }) => rule === 'deciderOutsideAuthority').length === 0
  const provincial = { decidingBody: '', authority: 'provincialChairman' } as const
  const commune = { decidingBody: '', authority: 'communeCommittee' } as const
  it.each([
    ['UBND tỉnh', 'Phó Chủ tịch UBND tỉnh', {}, true],
    ['Ủy ban nhân dân tỉnh Hà Tĩnh', 'Lãnh đạo', {}, true],
    ['Lãnh đạo UBND tỉnh', 'Chủ tịch', {}, true],
    ['UBND tỉnh', 'Chủ tịch', { decidingBody: 'Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh' }, true],
    ['Sở Y tế', 'Giám đốc', { delegatedBody: 'Giám đốc Sở Y tế' }, true],
    ['Văn phòng UBND tỉnh', 'Chuyên viên', {}, false],
    ['Sở Y tế', 'Giám đốc Sở', {}, false],
    ['UBND xã', 'Chủ tịch', {}, false],
    ['UBND thành phố', 'Chủ tịch', provincial, true],
    ['Sở Y tế', 'Giám đốc', provincial, false],
    ['UBND phường Thuận Hóa', 'Chủ tịch', commune, true],
    ['Phòng Văn hóa', 'Lãnh đạo UBND', commune, true],
    ['Sở Y tế', 'Giám đốc', { ...provincial, procedures: [] }, true],
    ['UBND tỉnh', 'Chủ tịch', commune, false],
    ['Ai đó', 'Ai đó', { decidingBody: '', authority: 'other' } as const, true],
  ])('%s, %s', async (unit, role, change, expected) => expect(await decides(unit, role, change)).toBe(expected))
})

describe('the fee against the register', () => {
  const agrees = async (fee: string, feeText: string | null) => {
    const { content, effectiveFrom } = readDecision('ha-tinh-cfs-mended')
    const facts = await readLintFacts(office.db, content, effectiveFrom)
    const procedures = new Map([['1.014464', { name: 'CFS', feeText }]])
    return lintProcess({ ...content, fee }, { ...facts, procedures }).length === 0
  }
  it.each([
    ['Không', 'Phí: 0 đồng', true],
    ['Không quy định', 'Lệ phí: Không có', true],
    ['50.000 đồng/văn bản', 'Phí: 50.000 đồng /văn bản', true],
    ['50 000 đ', 'Phí: 50.000 đồng /văn bản', true],
    ['', 'Phí: 50.000 đồng /văn bản', true],
    ['Theo nghị quyết của HĐND', 'Phí: Theo quy định của Hội đồng nhân dân cấp tỉnh.', true],
    ['10.000 đồng', null, true],
    ['10.000 đồng', 'Phí: 50.000 đồng /văn bản', false],
    ['Không', 'Phí: 50.000 đồng /văn bản', false],
    ['10.000 đồng', 'Phí: 0 đồng', false],
    ['Không', 'Phí: Theo quy định của Hội đồng nhân dân cấp tỉnh.', false],
  ])('%s and %s', async (fee, registered, expected) => expect(await agrees(fee, registered)).toBe(expected))
})

const word = fc.constantFrom(
  '',
  'B1',
  'B2',
  'UBND tỉnh',
  'Mẫu 01',
  '01/2018/TT-VPCP',
  'Phòng',
  '50.000 đồng',
  'a',
  '💥',
  '( [ \\ $',
  'x'.repeat(20),
)
const count = fc.integer({ min: 0, max: 99 })
const minutes = fc.integer({ min: 1, max: 600_000 })
const unit = fc.constantFrom('hours' as const, 'days' as const)
const time = fc.oneof(
  fc.record({ kind: fc.constant('amount' as const), minutes, unit }),
  fc.constantFrom({ kind: 'officeHours' as const }, { kind: 'notCounted' as const }, { kind: 'sameDay' as const }),
  fc.record({ kind: fc.constant('group' as const), group: word }),
)
const step = fc.record({
  label: word,
  work: word,
  unit: word,
  role: word,
  act: fc.constantFrom(...stepActs),
  time,
  forms: fc.array(word, { maxLength: 3 }),
  results: word,
  returnsTo: fc.option(word),
  condition: word,
})
const timeLimit = fc.record({ limit: fc.double({ min: 0.001, max: 400, noNaN: true }), unit: fc.constantFrom(...limitUnits) })
const anyVariant = fc.record({
  key: word,
  name: word,
  timeLimit: fc.option(timeLimit),
  groups: fc.array(fc.record({ key: word, label: word, minutes, unit }), { maxLength: 3 }),
  steps: fc.array(step, { maxLength: 6 }),
})
const anyContent: fc.Arbitrary<ProcessContent> = fc
  .record({
    authority: fc.constantFrom(...authorities),
    skeleton: fc.constantFrom(...skeletons),
    procedures: fc.array(word, { maxLength: 3 }),
    ownerUnit: word,
    fee: word,
    decidingBody: word,
    delegatedBody: word,
    coordinatingBodies: word,
    setCount: count,
    legalGrounds: fc.array(fc.record({ law: word, title: word, articles: word }), { maxLength: 3 }),
    forms: fc.array(fc.record({ code: word, name: word, law: word }), { maxLength: 4 }),
    records: fc.array(fc.record({ name: word, place: word, retention: word }), { maxLength: 3 }),
    variants: fc.array(anyVariant, { minLength: 1, maxLength: 3 }),
  })
  .map((some) => processContent.parse({ ...emptyProcessContent, ...some }))

describe('any content', () => {
  let facts: LintFacts
  beforeAll(async () => {
    facts = await readLintFacts(office.db, emptyProcessContent, '2026-11-23')
  })
  const valueAt = (content: unknown, path: string): unknown =>
    path.split('.').reduce((value, key) => (value as Record<string, unknown>)[key], content)

  it('is judged without a crash, each finding once and at a place that exists', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const found = lintProcess(content, facts)
        const keys = found.map(findingKey)
        expect(new Set(keys).size).toBe(keys.length)
        for (const { path } of found) expect(valueAt(content, path)).not.toBe(undefined)
      }),
    )
  })

  it('whose steps are made to sum to the limit has no finding about the sum, and one minute more has', () => {
    const parts = fc.array(minutes, { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(parts, fc.nat(11), step, (amounts, which, like) => {
        const total = amounts.reduce((sum, one) => sum + one, 0)
        fc.pre(total <= 60 * 10_000)
        const steps = amounts.map((one) => ({ ...like, time: { kind: 'amount' as const, minutes: one, unit: 'hours' as const } }))
        const content = (limit: number): ProcessContent => ({
          ...emptyProcessContent,
          variants: [{ key: '', name: '', timeLimit: { limit: limit / 60, unit: 'working-hours' }, groups: [], steps }],
        })
        const rules = (limit: number) => lintProcess(content(limit), facts).map(({ rule }) => rule)
        expect(rules(total)).not.toContain('stepsDoNotAddUp')
        expect(rules(total + 1 + which)).toContain('stepsDoNotAddUp')
      }),
    )
  })
})

describe('the list of procedures', () => {
  it('shows those that no process in effect serves', async () => {
    const all = await findUncoveredProcedures(office.db, '2026-11-23')
    const [first, second] = all
    if (!first || !second) throw new Error('no procedures')
    await enterVersion(
      office.db,
      { ...office.actor, permissions },
      {
        document: { kind: 'process', group: 'procedure', code: 'QT.01' },
        body: { kind: 'process', content: { ...emptyProcessContent, name: 'x', procedures: [first.key] } },
        issue: 1,
        revision: 0,
        reason: '',
        approvedOn: '2026-11-01',
        effectiveFrom: '2026-12-01',
        reviewDueOn: null,
        approverName: '',
      },
    )
    expect(await findUncoveredProcedures(office.db, '2026-11-30')).toHaveLength(all.length)
    expect(await findUncoveredProcedures(office.db, '2026-12-01')).toEqual(all.filter(({ key }) => key !== first.key))
    expect(await findUncoveredProcedures(office.db, '2026-12-01', [first.key, second.key])).toMatchObject([{ key: second.key }])
  })
})
