import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { drawFlow, wrapText } from '../../../../db/processes/flow.ts'
import { type FlowStep, flowDrawing } from '../../../../db/processes/flow-shapes.ts'

const step = (label: string, changes: Partial<FlowStep> = {}): FlowStep => ({
  label,
  work: 'Thẩm định hồ sơ, dự thảo kết quả giải quyết thủ tục hành chính',
  unit: 'Sở Dân tộc và Tôn giáo',
  role: 'Chuyên viên',
  act: 'handle',
  time: '1 ngày',
  returnsTo: null,
  condition: '',
  ...changes,
})
/** QTTP-20: what Sở and UBND do, with its two ways back. */
const example = [
  step('Bước 1', { act: 'receive', unit: 'Bộ phận TN&TKQ' }),
  step('Bước 2'),
  step('Bước 3'),
  step('Bước 4', { returnsTo: 'Bước 3', condition: 'Hồ sơ dự thảo chưa đạt' }),
  step('Bước 5', { returnsTo: 'Bước 4', condition: 'Không ký' }),
  step('Bước 6', { unit: 'UBND thành phố', act: 'decide' }),
  step('Bước 7', { act: 'return', unit: 'Bộ phận TN&TKQ' }),
]

describe('the drawn flow', () => {
  it('goes downwards in the order of the steps, whatever goes back', () => {
    const { nodes, edges } = drawFlow(example)
    for (const [index, node] of nodes.entries()) {
      const above = nodes[index - 1]
      if (above) expect(node.y).toBeGreaterThanOrEqual(above.y + above.height)
    }
    expect(edges.filter(({ isReturn }) => isReturn).map(({ from, to, label }) => ({ from, to, label: label.join(' ') }))).toEqual(
      [
        { from: 3, to: 2, label: 'Hồ sơ dự thảo chưa đạt' },
        { from: 4, to: 3, label: 'Không ký' },
      ],
    )
    for (const { points, from, to, isReturn } of edges) {
      const [first, last] = [points[0], points.at(-1)]
      expect(first && last && (isReturn ? first.y > last.y : first.y < last.y), `${from} → ${to}`).toBe(true)
    }
  })

  it('says who receives, decides and returns by its shapes, and keeps the steps of a unit together', () => {
    const { nodes, units } = drawFlow(example)
    expect(nodes.map(({ shape }) => shape)).toEqual(['end', 'box', 'box', 'box', 'box', 'diamond', 'end'])
    expect(units.map(({ name }) => name)).toEqual([
      'Bộ phận TN&TKQ',
      'Sở Dân tộc và Tôn giáo',
      'UBND thành phố',
      'Bộ phận TN&TKQ',
    ])
    const [, department] = units
    for (const node of nodes.slice(1, 5)) {
      expect(department && node.y >= department.y && node.y + node.height <= department.y + department.height).toBe(true)
    }
  })

  it('lies inside its own size', () => {
    const { width, height, nodes, units, edges } = drawFlow(example)
    for (const box of [...nodes, ...units]) {
      expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true)
    }
    for (const { x, y } of edges.flatMap(({ points }) => points)) {
      expect(x >= 0 && y >= 0 && x <= width && y <= height).toBe(true)
    }
  })

  it('does not draw a way forward or to a step that is not there as a way back', () => {
    const steps = [step('1', { returnsTo: '2' }), step('2', { returnsTo: 'x' }), step('3', { returnsTo: '3' })]
    expect(drawFlow(steps).edges.filter(({ isReturn }) => isReturn)).toEqual([])
  })

  it('is what the contract says, also for no step, and takes 200 steps in less than two seconds', () => {
    expect(flowDrawing.parse(drawFlow([]))).toMatchObject({ nodes: [], width: 0 })
    const start = performance.now()
    const many = Array.from({ length: 200 }, (_, index) =>
      step(`B${index}`, { unit: `Đơn vị ${Math.floor(index / 5)}`, returnsTo: index % 7 === 6 ? `B${index - 3}` : null }),
    )
    flowDrawing.parse(drawFlow(many))
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  it('breaks texts into lines and cuts what is too much', () => {
    expect(wrapText('một hai ba bốn', 7, 3)).toEqual(['một hai', 'ba bốn'])
    expect(wrapText('một hai ba bốn năm', 7, 2)).toEqual(['một hai', 'ba bốn…'])
    expect(wrapText('xxxxxxxxxx', 5, 1)).toEqual(['xxxx…'])
  })
})
