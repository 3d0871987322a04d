// Two versions of a process side by side: every changed field is named, and nothing else is.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyProcessContent, type ProcessContent, type ProcessStep } from '../../../../db/processes/content.ts'
import { compareProcesses } from '../../../../db/processes/difference.ts'

const step = (label: string, work: string, days: number, extra: Partial<ProcessStep> = {}): ProcessStep => ({
  label,
  work,
  unit: 'Sở Nội vụ',
  role: 'Chuyên viên',
  act: 'handle',
  time: { kind: 'amount', minutes: days * 480, unit: 'days' },
  forms: [],
  results: '',
  returnsTo: null,
  condition: '',
  ...extra,
})
const steps = [
  step('B1', 'Tiếp nhận, kiểm tra hồ sơ', 0.5),
  step('B2', 'Phân công xử lý', 1),
  step('B3', 'Thẩm định, dự thảo văn bản', 16),
  step('B4', 'Ký duyệt', 1),
]
const withSteps = (list: readonly ProcessStep[], limit = 30): ProcessContent => ({
  ...emptyProcessContent,
  name: 'Thay đổi trụ sở',
  variants: [{ key: '', name: '', timeLimit: { limit, unit: 'working-days' }, groups: [], steps: [...list] }],
})
const inShort = (before: ProcessContent, after: ProcessContent) =>
  compareProcesses(before, after).map(({ section, kind, item, field }) =>
    [section, kind, item, field].filter((part) => part !== null),
  )

describe('the difference of two versions', () => {
  it('names a changed field with both values', () => {
    const before = withSteps(steps)
    expect(compareProcesses(before, { ...before, fee: '50.000 đồng' })).toEqual([
      { section: 'fee', kind: 'changed', variant: null, item: null, field: null, before: '', after: '50.000 đồng' },
    ])
  })

  it('knows a step that was put in between, and the new labels of those behind it', () => {
    const [b1, b2, b3, b4] = steps as [ProcessStep, ProcessStep, ProcessStep, ProcessStep]
    const after = [
      b1,
      step('B2', 'Lấy ý kiến cơ quan liên quan', 5),
      { ...b2, label: 'B3' },
      { ...b3, label: 'B4' },
      { ...b4, label: 'B5' },
    ]
    expect(inShort(withSteps(steps), withSteps(after))).toEqual([
      ['steps', 'added', 'B2'],
      ['steps', 'changed', 'B3', 'label'],
      ['steps', 'changed', 'B4', 'label'],
      ['steps', 'changed', 'B5', 'label'],
    ])
  })

  it('names the time of a step and the limit, as they were and are', () => {
    const after = withSteps(
      steps.map((one) => (one.label === 'B3' ? step('B3', one.work, 10) : one)),
      24,
    )
    expect(compareProcesses(withSteps(steps), after)).toMatchObject([
      { section: 'variants', field: 'timeLimit', before: { limit: 30 }, after: { limit: 24 } },
      { section: 'steps', item: 'B3', field: 'time', before: { minutes: 7_680 }, after: { minutes: 4_800 } },
    ])
  })

  it('sees that two steps changed places, and not that everything between them did', () => {
    const [b1, b2, b3, b4] = steps as [ProcessStep, ProcessStep, ProcessStep, ProcessStep]
    expect(inShort(withSteps(steps), withSteps([b2, b1, b3, b4]))).toHaveLength(1)
  })

  it('takes a reworded paper for the same paper, and another paper for another one', () => {
    const paper = (name: string, copies = 1) => ({ name, originals: 1, copies, isRequired: true, condition: '', variant: null })
    const before = {
      ...withSteps([]),
      components: [paper('Đơn đề nghị cấp giấy phép theo Mẫu 01'), paper('Bản sao giấy đăng ký')],
    }
    const after = {
      ...withSteps([]),
      components: [paper('Đơn đề nghị cấp lại giấy phép theo Mẫu 02'), paper('Sơ đồ khu đất', 2)],
    }
    expect(inShort(before, after)).toEqual([
      ['components', 'removed', 'Bản sao giấy đăng ký'],
      ['components', 'changed', 'Đơn đề nghị cấp lại giấy phép theo Mẫu 02', 'name'],
      ['components', 'added', 'Sơ đồ khu đất'],
    ])
  })

  it('compares the steps of each sub-case with those of the same sub-case', () => {
    const variant = (key: string, list: readonly ProcessStep[]) => ({
      key,
      name: '',
      timeLimit: null,
      groups: [],
      steps: [...list],
    })
    const before = { ...emptyProcessContent, variants: [variant('a', steps), variant('b', steps.slice(0, 2))] }
    const after = { ...emptyProcessContent, variants: [variant('a', steps), variant('b', steps.slice(0, 3)), variant('c', [])] }
    expect(compareProcesses(before, after).map(({ section, variant: key, kind, item }) => [section, key, kind, item])).toEqual([
      ['variants', null, 'added', 'c'],
      ['steps', 'b', 'added', 'B3'],
    ])
  })

  it('of anything with itself is nothing, and of different contents is something', () => {
    const texts = fc.array(fc.constantFrom('một', 'hai', 'ba bốn', 'ba năm'), { maxLength: 5 })
    const contents = fc.record({
      references: texts,
      results: texts,
      fee: fc.string({ maxLength: 3 }),
      order: fc.shuffledSubarray(steps),
    })
    fc.assert(
      fc.property(contents, contents, (a, b) => {
        const make = ({ references, results, fee, order }: typeof a): ProcessContent => ({
          ...withSteps(order),
          references,
          results,
          fee,
        })
        expect(compareProcesses(make(a), make(a))).toEqual([])
        const isSame = JSON.stringify(make(a)) === JSON.stringify(make(b))
        expect(compareProcesses(make(a), make(b)).length === 0).toBe(isSame)
      }),
    )
  })
})
