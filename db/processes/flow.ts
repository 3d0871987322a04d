// Lays out the flow of the steps: from above to below in their order, with the ways back beside them and a frame around the steps that
// follow one another in one unit. The same steps always give the same drawing.
import { Graph, layout } from '@dagrejs/dagre'
import { fold } from '../model/text.ts'
import type { FlowDrawing, FlowStep } from './flow-shapes.ts'

/** Of a line of 12 points, in every look. */
export const lineHeight = 15
const padding = 12
const titleHeight = 20

interface FlowLook {
  /** Width of a letter of 12 points on average, a little more than its typeface needs. */
  readonly letterWidth: number
  readonly boxWidth: number
  readonly diamondWidth: number
  /** A diamond holds its lines only when it is this much higher than they are, and they this part of its width. */
  readonly diamondHeight: number
  readonly diamondRoom: number
  /** Lines of label and role, of the work in a box, of the work in a diamond. */
  readonly lines: readonly [strong: number, box: number, diamond: number]
  /** Between one step and the next. */
  readonly gap: number
}

/** On the screen the table beside it says the rest. */
const screenLook: FlowLook = {
  letterWidth: 6.4,
  boxWidth: 252,
  diamondWidth: 300,
  diamondHeight: 1.7,
  diamondRoom: 0.62,
  lines: [1, 3, 2],
  gap: 52,
}
/** On paper nothing is left out that a step of ordinary length says, and a page holds as much as it can. */
export const paperLook: FlowLook = {
  letterWidth: 5.8,
  boxWidth: 340,
  diamondWidth: 400,
  diamondHeight: 1.9,
  diamondRoom: 0.6,
  lines: [3, 12, 8],
  gap: 36,
}

/** Breaks a text into lines of at most `letters`; what does not fit ends in "…". */
export function wrapText(text: string, letters: number, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word.length > letters ? `${word.slice(0, letters - 1)}…` : word)
  }
  if (lines.length <= most) return lines
  const cut = (lines[most - 1] ?? '').slice(0, letters - 1)
  return [...lines.slice(0, most - 1), `${cut}…`]
}

function nodeOf(step: FlowStep, { boxWidth, diamondWidth, diamondHeight, diamondRoom, letterWidth, lines: most }: FlowLook) {
  const isDiamond = step.act === 'decide'
  const shape = isDiamond ? ('diamond' as const) : step.act === 'handle' ? ('box' as const) : ('end' as const)
  const width = isDiamond ? diamondWidth : boxWidth
  const letters = Math.floor(((isDiamond ? width * diamondRoom : width) - 2 * padding) / letterWidth)
  const strong = wrapText([step.label, step.role].filter(Boolean).join(' · '), letters, most[0])
  const plain = [...wrapText(step.work, letters, isDiamond ? most[2] : most[1]), ...wrapText(step.time, letters, 1)]
  const lines = [...strong.map((text) => ({ text, isStrong: true })), ...plain.map((text) => ({ text, isStrong: false }))]
  const height = Math.max(1, lines.length) * lineHeight + 2 * padding
  return { shape, width, height: isDiamond ? height * diamondHeight : height, lines }
}

const round = (value: number): number => Math.round(value * 10) / 10

export function drawFlow(steps: readonly FlowStep[], look: FlowLook = screenLook): FlowDrawing {
  if (steps.length === 0) return { width: 0, height: 0, units: [], nodes: [], edges: [] }
  const graph = new Graph({ compound: true, multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 36, edgesep: 18, ranksep: look.gap, marginx: 12, marginy: 12 })
  const nodes = steps.map((step) => nodeOf(step, look))
  // A frame holds neighbours only: steps of one unit far from each other would drag the frame over everything between.
  const frames: Array<{ name: string; members: number[] }> = []
  for (const [index, { unit }] of steps.entries()) {
    const last = frames.at(-1)
    if (last && fold(last.name) === fold(unit)) last.members.push(index)
    else frames.push({ name: unit, members: [index] })
  }
  for (const [index, { width, height }] of nodes.entries()) graph.setNode(String(index), { width, height })
  const edges = steps.slice(1).map((_, index) => ({ from: index, to: index + 1, isReturn: false, label: [] as string[] }))
  for (const [index, { returnsTo, condition }] of steps.entries()) {
    const to = returnsTo === null ? -1 : steps.slice(0, index).findIndex(({ label }) => label === returnsTo)
    if (to >= 0) edges.push({ from: index, to, isReturn: true, label: wrapText(condition, 22, 3) })
  }
  for (const [index, { from, to, isReturn, label }] of edges.entries()) {
    const width = Math.max(0, ...label.map((line) => line.length)) * look.letterWidth
    const size = label.length > 0 ? { width: width + 8, height: label.length * lineHeight, labelpos: 'c' } : {}
    // A way back is laid out as if it went forward, or the steps would change their order.
    const [above, below] = isReturn ? [to, from] : [from, to]
    graph.setEdge(String(above), String(below), { ...size, weight: isReturn ? 1 : 20, minlen: 1 }, String(index))
  }
  layout(graph)
  const placed = nodes.map((node, index) => {
    const { x = 0, y = 0 } = graph.node(String(index)) as { x?: number; y?: number }
    return { ...node, x: round(x - node.width / 2), y: round(y - node.height / 2), width: node.width, height: round(node.height) }
  })
  const drawn = edges.map(({ from, to, isReturn, label }, index) => {
    const [above, below] = isReturn ? [to, from] : [from, to]
    const laid = graph.edge({ v: String(above), w: String(below), name: String(index) }) as {
      points?: Array<{ x: number; y: number }>
      x?: number
      y?: number
    }
    const points = (laid.points ?? []).map(({ x, y }) => ({ x: round(x), y: round(y) }))
    const labelAt =
      label.length > 0 && laid.x !== undefined && laid.y !== undefined ? { x: round(laid.x), y: round(laid.y) } : null
    return { from, to, isReturn, label, labelAt, points: isReturn ? points.toReversed() : points }
  })
  const units = frames
    .filter(({ name }) => name !== '')
    .map(({ name, members }) => {
      const inside = members.flatMap((index) => placed[index] ?? [])
      const left = Math.min(...inside.map(({ x }) => x)) - padding
      const top = Math.min(...inside.map(({ y }) => y)) - titleHeight
      const right = Math.max(...inside.map(({ x, width }) => x + width)) + padding
      const bottom = Math.max(...inside.map(({ y, height }) => y + height)) + padding / 2
      return { name, x: left, y: round(top), width: round(right - left), height: round(bottom - top) }
    })
  return within(placed, drawn, units, look.letterWidth)
}

/** Moves everything so that it begins at 0, 0: frames reach beyond what was laid out. */
function within(
  nodes: FlowDrawing['nodes'],
  edges: FlowDrawing['edges'],
  units: FlowDrawing['units'],
  letterWidth: number,
): FlowDrawing {
  const boxes = [...nodes, ...units]
  const points = edges.flatMap((edge) => [...edge.points, ...(edge.labelAt ? [edge.labelAt] : [])])
  const labels = edges.flatMap(({ label, labelAt }) =>
    labelAt ? [labelAt.x + (Math.max(...label.map((line) => line.length)) * letterWidth) / 2] : [],
  )
  const left = Math.min(...boxes.map(({ x }) => x), ...points.map(({ x }) => x)) - 4
  const top = Math.min(...boxes.map(({ y }) => y), ...points.map(({ y }) => y)) - 4
  const right = Math.max(...boxes.map(({ x, width }) => x + width), ...points.map(({ x }) => x), ...labels) + 4
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height), ...points.map(({ y }) => y)) + 4
  const move = <Placed extends { x: number; y: number }>(one: Placed): Placed => ({
    ...one,
    x: round(one.x - left),
    y: round(one.y - top),
  })
  return {
    width: Math.ceil(right - left),
    height: Math.ceil(bottom - top),
    units: units.map(move),
    nodes: nodes.map(move),
    edges: edges.map((edge) => ({ ...edge, points: edge.points.map(move), labelAt: edge.labelAt && move(edge.labelAt) })),
  }
}
