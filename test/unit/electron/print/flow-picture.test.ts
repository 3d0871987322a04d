// The flow on paper: cut between steps only, every step once, what goes on closed and named again.
import { describe, expect, it } from 'vitest'
import { drawFlow } from '../../../../db/processes/flow.ts'
import type { FlowStep } from '../../../../db/processes/flow-shapes.ts'
import { partsOf, viewFlow } from '../../../../electron/print/flow-picture.ts'
import { qttp20 } from '../../../fixtures/processes/qttp-20.ts'

const stepsOf = (count: number, extra: Partial<FlowStep> = {}): FlowStep[] =>
  Array.from({ length: count }, (_, index) => ({
    label: `B${index + 1}`,
    work: 'Thẩm định hồ sơ, dự thảo văn bản trình Ủy ban nhân dân tỉnh xem xét, quyết định',
    unit: 'Phòng nghiệp vụ',
    role: 'Chuyên viên',
    act: index === 0 ? 'receive' : index === count - 1 ? 'return' : index % 5 === 4 ? 'decide' : 'handle',
    time: '2 ngày',
    returnsTo: index > 1 ? `B${index - 1}` : null,
    condition: index > 1 ? 'không đạt yêu cầu, phải bổ sung' : '',
    ...extra,
  }))
const qttp = (qttp20.variants[0]?.steps ?? []).map(
  ({ time: _, forms: _forms, results: _results, ...step }): FlowStep => ({ ...step, time: '' }),
)

describe('the flow on paper', () => {
  it.each([
    ['QTTP-20', qttp],
    ['forty steps with ways back', stepsOf(40)],
    ['forty steps without', stepsOf(40, { returnsTo: null, condition: '' })],
  ])('cuts %s through no box, no word and no name of a unit', (_, steps) => {
    const drawing = drawFlow(steps)
    const parts = partsOf(drawing, 600)
    expect(parts.length).toBeGreaterThan(1)
    expect(parts[0]?.top).toBe(0)
    expect(parts.at(-1)?.bottom).toBe(drawing.height)
    for (const [index, { top }] of parts.slice(1).entries()) {
      expect(parts[index]?.bottom).toBe(top)
      for (const { y, height } of drawing.nodes) expect(top <= y || top >= y + height).toBe(true)
      for (const { label, labelAt } of drawing.edges) {
        const half = (label.length * 15) / 2
        if (labelAt) expect(top <= labelAt.y - half || top >= labelAt.y + half).toBe(true)
      }
      for (const { y } of drawing.units) expect(top <= y || top >= y + 16).toBe(true)
    }
  })

  it('fits the width and the height of a page, with every step once', () => {
    const parts = viewFlow(stepsOf(40), 600)
    for (const { shownWidth, shownHeight } of parts) {
      expect(shownWidth).toBeLessThanOrEqual(478)
      expect(shownHeight).toBeLessThanOrEqual(600)
    }
    const strong = parts.flatMap(({ nodes }) => nodes.flatMap(({ lines }) => lines.filter(({ isStrong }) => isStrong)))
    expect(strong.map(({ text }) => text.split(' ')[0])).toEqual(stepsOf(40).map(({ label }) => label))
  })

  it('names a unit again where its frame goes on, and closes the frame at the cut', () => {
    const parts = viewFlow(stepsOf(12, { returnsTo: null, condition: '' }), 600)
    expect(parts.map(({ units }) => units.map(({ name }) => name))).toEqual(
      parts.map((_, index) => [index === 0 ? 'Phòng nghiệp vụ' : 'Phòng nghiệp vụ (tiếp theo)']),
    )
    for (const { y, units, nodes } of parts)
      for (const unit of units) {
        const [first] = nodes.map((node) => node.lines[0]?.y ?? 0)
        expect(unit.nameY, 'the name stands above the first step').toBeLessThan(first ?? 0)
        expect(unit.nameY).toBeGreaterThan(y)
      }
    for (const { y, height, units } of parts)
      for (const unit of units) expect(unit.y > y && unit.y + unit.height < y + height).toBe(true)
  })

  it('leaves out nothing of a step of ordinary length', () => {
    const work = 'Vào sổ, chuyển hồ sơ cho phòng chuyên môn; '.repeat(6).trim()
    const [part] = viewFlow(stepsOf(1, { work }), 600)
    expect(part?.nodes[0]?.lines.map(({ text }) => text).join(' ')).toContain(work)
  })
})
