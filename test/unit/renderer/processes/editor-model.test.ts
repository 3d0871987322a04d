// What the editor does with a process apart from showing it.
import { describe, expect, it } from 'vitest'
import { readPastedSteps } from '../../../../db/model/pasted-steps.ts'
import { readTsv } from '../../../../db/model/pasted-table.ts'
import { sumSteps } from '../../../../db/model/step-times.ts'
import { emptyProcessContent, skeletons } from '../../../../electron/api/documents.ts'
import { encodeDraft, findDraft } from '../../../../renderer/processes/editor/model/draft.ts'
import { compareEdits, partLines, takeParts } from '../../../../renderer/processes/editor/model/merge.ts'
import { isSectionEmpty, sectionIds, sectionOf, sectionsOf } from '../../../../renderer/processes/editor/model/sections.ts'
import {
  grouped,
  newStep,
  nextLabel,
  renumbered,
  timeText,
  ungrouped,
  withFollowedLabel,
  withoutVariant,
  withPasted,
  withTime,
} from '../../../../renderer/processes/editor/model/steps.ts'
import {
  problemsOf,
  type StepRow,
  toContent,
  toValues,
  type VariantRow,
} from '../../../../renderer/processes/editor/model/values.ts'

const words = {
  days: 'ngày',
  hours: 'giờ',
  officeHours: 'Giờ hành chính',
  notCounted: 'Không tính thời gian',
  sameDay: 'Trong ngày',
  group: (key: string) => `Gộp ${key}`,
}
const step = (label: string, changes: Partial<StepRow> = {}): StepRow => ({ ...newStep([]), label, act: 'handle', ...changes })
const variantOf = (steps: readonly StepRow[], changes: Partial<VariantRow> = {}): VariantRow => ({
  key: '',
  name: '',
  timeLimit: null,
  groups: [],
  ...changes,
  steps,
})
const days = (value: number) => ({ kind: 'amount' as const, minutes: value * 480, unit: 'days' as const })

describe('the time of a step in its cell', () => {
  const groups = [{ key: '1', label: 'UBND', minutes: 3_360, unit: 'days' as const }]

  it.each(['0,25 ngày', '4 giờ', 'Giờ hành chính', 'Không tính thời gian', 'Trong ngày', 'Gộp 1'])(
    '%j is read as it is shown',
    (text) => expect(timeText(withTime(step('B1'), text, groups, words), words)).toBe(text),
  )

  it('keeps the words that it does not understand until a time is chosen', () => {
    const unread = withTime(step('B1', { time: days(1) }), 'khoảng 2 tuần', [], words)
    expect(timeText(unread, words)).toBe('khoảng 2 tuần')
    expect(problemsOf({ variants: [variantOf([unread])] })).toEqual([
      { path: 'variants.0.steps.0.time', code: 'unreadTime', params: { text: 'khoảng 2 tuần' } },
    ])
    expect(withTime(unread, '2', [], words)).toEqual(step('B1', { time: days(2) }))
  })

  it('takes no shared time that is not there', () => expect(withTime(step('B1'), 'Gộp 9', groups, words).unread).toBe('Gộp 9'))
})

describe('labels', () => {
  it('go on from the highest of the last kind', () => {
    expect(nextLabel([])).toBe('B1')
    expect(nextLabel([step('Bước 3'), step('Bước 2')])).toBe('Bước 4')
    expect(nextLabel([step('1'), step('a')])).toBe('B1')
  })

  it('are numbered anew with the ways back that lead to them', () => {
    const steps = [step('x'), step('B7'), step('y', { returnsTo: 'B7' })]
    expect(renumbered(steps, 'Bước ').map(({ label, returnsTo }) => [label, returnsTo])).toEqual([
      ['Bước 1', null],
      ['Bước 2', null],
      ['Bước 3', 'Bước 2'],
    ])
  })

  it('are followed by the ways back when one is changed', () => {
    const before = [step('B1'), step('B2', { returnsTo: 'B1' })]
    const after = [{ ...step('B1'), label: 'A' }, step('B2', { returnsTo: 'B1' })]
    expect(withFollowedLabel(before, after)[1]?.returnsTo).toBe('A')
    expect(withFollowedLabel(before, [step('B2'), step('B2', { returnsTo: 'B1' })])[1]?.returnsTo).toBe('B2')
  })
})

describe('shared times', () => {
  it('count once, and go with the last step that used them', () => {
    const steps = [step('B1', { time: days(1) }), step('B2', { time: days(9) }), step('B3')]
    const shared = grouped(variantOf(steps), { top: 1, bottom: 2 }, 'UBND', { minutes: 3_360, unit: 'days' })
    expect(sumSteps(shared).minutes).toBe(3_840)
    expect(shared.groups).toEqual([{ key: '1', label: 'UBND', minutes: 3_360, unit: 'days' }])
    expect(ungrouped(shared, '1')).toMatchObject({ groups: [], steps: [{ time: days(1) }, { time: { kind: 'notCounted' } }, {}] })
  })
})

describe('sub-cases', () => {
  it('leave no sign on the one that stays alone', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((key) => variantOf([step('B1')], { key, name: `Trường hợp ${key}` }))
    if (!a || !b || !c) throw new Error()
    expect(withoutVariant([a, b, c], 1)).toEqual([a, c])
    expect(withoutVariant([a, b], 1)).toEqual([{ ...a, key: '', name: '' }])
  })
})

describe('a pasted table of steps', () => {
  const table = readPastedSteps(
    readTsv(
      [
        'TT\tTrình tự\tTrách nhiệm\tThời gian\tBiểu mẫu/Kết quả',
        '\tTiếp nhận\tCán bộ TN&TKQ\tGiờ hành chính\tMẫu 01',
        '\tTrình ký\tLãnh đạo\t0,5\t',
        '\tTrả kết quả\tCán bộ TN&TKQ\tkhi xong\tMẫu 01; Mẫu 09',
      ].join('\n'),
    ),
  )

  it('becomes steps with labels, proposed acts and the forms that it names', () => {
    const { steps } = table ? withPasted(variantOf([]), table, 0, ['Mẫu 01']) : { steps: [] }
    expect(steps.map(({ label, act, forms, unread }) => ({ label, act, forms, unread }))).toEqual([
      { label: 'B1', act: 'receive', forms: ['Mẫu 01'], unread: undefined },
      { label: 'B2', act: 'decide', forms: [], unread: undefined },
      { label: 'B3', act: 'return', forms: ['Mẫu 01'], unread: 'khi xong' },
    ])
    expect(steps[2]?.results).toBe('Mẫu 01; Mẫu 09')
  })

  it('goes between the steps that are there and leaves them as they are', () => {
    const before = [step('B1', { act: 'receive' }), step('B2', { act: 'return' })]
    const { steps } = table ? withPasted(variantOf(before), table, 1, []) : { steps: [] }
    expect(steps.map(({ label, act }) => `${label} ${act}`)).toEqual([
      'B1 receive',
      'B3 handle',
      'B4 handle',
      'B5 handle',
      'B2 return',
    ])
  })
})

describe('a save of somebody else in between', () => {
  const base = { ...emptyProcessContent, name: 'A', purpose: 'cũ', scope: 'cũ', fee: 'cũ' }
  const mine = { ...base, purpose: 'tôi', scope: 'tôi' }
  const theirs = { ...base, purpose: 'họ', fee: 'họ' }

  it('asks only about what both changed', () => {
    expect(compareEdits(base, mine, theirs)).toEqual({ conflicts: ['purpose'], theirs: ['fee'] })
    expect(takeParts(mine, theirs, ['fee'])).toMatchObject({ purpose: 'tôi', scope: 'tôi', fee: 'họ' })
  })

  it('asks about every difference when it is not known any more what both began with', () =>
    expect(compareEdits(null, mine, theirs)).toEqual({ conflicts: ['purpose', 'scope', 'fee'], theirs: [] }))

  it('shows lists line by line', () =>
    expect(partLines([{ law: '19/2014/QĐ-TTg', title: 'Về TCVN', articles: '' }])).toEqual(['19/2014/QĐ-TTg · Về TCVN']))
})

describe('the sections', () => {
  // Bug: the navigation called a section empty in which the name or the limit stood already.
  it('are empty only while nothing at all stands in them', () => {
    const values = toValues(emptyProcessContent, 'revision', '')
    const [variant] = values.variants
    if (!variant) throw new Error('no case')
    expect(isSectionEmpty('general', values)).toBe(true)
    expect(isSectionEmpty('general', { ...values, name: 'Đăng ký khai sinh' })).toBe(false)
    expect(isSectionEmpty('general', { ...values, name: '  ' })).toBe(true)
    expect(isSectionEmpty('steps', values)).toBe(true)
    const limited = { ...variant, timeLimit: { limit: 1, unit: 'same-day' as const } }
    expect(isSectionEmpty('steps', { ...values, variants: [limited] })).toBe(false)
    expect(isSectionEmpty('bodies', { ...values, decidingBody: 'UBND' })).toBe(false)
  })

  it('are all there in every skeleton, each once', () => {
    for (const skeleton of skeletons) {
      const { printed, further } = sectionsOf(skeleton)
      expect([...printed, ...further].toSorted()).toEqual([...sectionIds].toSorted())
    }
  })

  it('hold every part of the content', () => {
    for (const part of Object.keys(emptyProcessContent)) {
      expect(
        part === 'name' || sectionOf(part) !== 'general' || ['field', 'authority', 'ownerUnit', 'skeleton'].includes(part),
      ).toBe(true)
    }
  })
})

describe('the draft', () => {
  const values = toValues({ ...emptyProcessContent, name: 'A' }, 'issue', '')

  it('comes back as it was kept', () => {
    const kept = { basedOnHash: 'x', section: 'steps', values }
    expect(findDraft(encodeDraft(kept))).toEqual(kept)
    expect(toContent(values)).toEqual({ ...emptyProcessContent, name: 'A' })
  })

  it('of another program is not taken', () => {
    expect(findDraft('{"version":2}')).toBeUndefined()
    expect(findDraft('{')).toBeUndefined()
  })
})
