// The drawn flow of the steps on paper: the drawing of the screen cut into parts that each fit a page, never through a step, a word or the
// name of a unit. A frame that goes on is closed at the cut and says so where it begins again.
import { drawFlow, lineHeight, paperLook, wrapText } from '../../db/processes/flow.ts'
import type { FlowDrawing, FlowStep } from '../../db/processes/flow-shapes.ts'

type Node = FlowDrawing['nodes'][number]
type Edge = FlowDrawing['edges'][number]

/** Points: what an A4 page has beside its margins. */
const pageWidth = 478
/** Parts of half a page leave little of a page empty. */
const partOfPage = 0.5
/** Letters of 12 points are drawn no larger than the tables' around them. */
const largestScale = 0.92

interface Part {
  readonly top: number
  readonly bottom: number
}

/** The name of a frame that goes on stands right below the cut. */
const nameHeight = 18

const bottomOf = ({ y, height }: { y: number; height: number }): number => y + height

/** Heights that labels of ways back take up. */
const labelSpans = (edges: readonly Edge[]): Part[] =>
  edges.flatMap(({ label, labelAt }) =>
    labelAt === null
      ? []
      : [{ top: labelAt.y - (label.length * lineHeight) / 2 - 2, bottom: labelAt.y + (label.length * lineHeight) / 2 + 2 }],
  )

/** Where the drawing may be cut below a step: above the frame that begins there, else right below the step. */
function cutBelow(above: Node, below: Node, units: FlowDrawing['units'], labels: readonly Part[]): number | undefined {
  const [from, to] = [bottomOf(above), below.y]
  const frames = units.map(({ y }) => y - 2).filter((y) => y > from && y < to)
  const candidates = [...frames, from + 10, (from + to) / 2, to - nameHeight - 2]
  return candidates.find(
    (y) => y > from && y <= to - nameHeight && labels.every(({ top, bottom }) => y <= top - nameHeight || y >= bottom),
  )
}

/** The parts of a drawing, each at most `most` high unless a single step is higher. Pure. */
export function partsOf({ height, units, nodes, edges }: FlowDrawing, most: number): Part[] {
  const labels = labelSpans(edges)
  const cuts = nodes.slice(1).flatMap((below, index) => {
    const above = nodes[index]
    return above ? (cutBelow(above, below, units, labels) ?? []) : []
  })
  const parts: Part[] = []
  let top = 0
  let last: number | undefined
  for (const cut of [...cuts, height]) {
    if (cut - top > most && last !== undefined && last > top) {
      parts.push({ top, bottom: last })
      top = last
    }
    last = cut
  }
  return [...parts, { top, bottom: height }]
}

/** One line of a frame's width; the boxes inside say the rest of a name that is longer. */
const fitted = (name: string, width: number): string =>
  wrapText(name, Math.floor((width - 16) / paperLook.letterWidth), 1)[0] ?? ''

const round = (value: number): number => Math.round(value * 10) / 10

function outlineOf({ shape, x, y, width, height }: Node) {
  if (shape !== 'diamond') return { box: { x, y, width, height, corner: round(shape === 'end' ? height / 2.4 : 3) } }
  const [middleX, middleY] = [round(x + width / 2), round(y + height / 2)]
  return { diamond: `${middleX},${y} ${round(x + width)},${middleY} ${middleX},${round(y + height)} ${x},${middleY}` }
}

const linesAt = (texts: ReadonlyArray<{ text: string; isStrong: boolean }>, x: number, y: number) =>
  texts.map((line, index) => ({
    ...line,
    x: round(x),
    y: round(y - ((texts.length - 1) * lineHeight) / 2 + 4 + index * lineHeight),
  }))

/**
 * The parts of the flow as the page draws them, each with what lies in it.
 * @param pageHeight points that a page has below its head.
 */
export function viewFlow(steps: readonly FlowStep[], pageHeight: number) {
  const drawing = drawFlow(steps, paperLook)
  const scale = Math.min(largestScale, pageWidth / drawing.width)
  const paths = drawing.edges.map(({ points, isReturn }) => ({
    isReturn,
    path: points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(' '),
  }))
  return partsOf(drawing, (pageHeight * partOfPage) / scale).map(({ top, bottom }) => {
    const isIn = (y: number) => y >= top && y < bottom
    return {
      x: 0,
      y: round(top),
      width: drawing.width,
      height: round(bottom - top),
      shownWidth: round(drawing.width * scale),
      shownHeight: round((bottom - top) * scale),
      units: drawing.units.flatMap(({ name, x, y, width, height }) => {
        const [from, to] = [Math.max(y, top + 1), Math.min(y + height, bottom - 1)]
        if (from >= to) return []
        return [
          {
            name: fitted(y < top ? `${name} (tiếp theo)` : name, width),
            x,
            y: round(from),
            width,
            height: round(to - from),
            nameX: x + 8,
            nameY: round(from + 13),
          },
        ]
      }),
      paths,
      nodes: drawing.nodes
        .filter(({ y }) => isIn(y))
        .map((node) => ({
          ...outlineOf(node),
          lines: linesAt(node.lines, node.x + node.width / 2, node.y + node.height / 2),
        })),
      labels: drawing.edges.flatMap(({ label, labelAt }) =>
        labelAt !== null && isIn(labelAt.y)
          ? linesAt(
              label.map((text) => ({ text, isStrong: false })),
              labelAt.x,
              labelAt.y,
            )
          : [],
      ),
    }
  })
}
