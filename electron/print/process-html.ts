// The process document as the page that becomes its PDF. Every value stands in it as text, whatever it contains.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Mustache from 'mustache'
import { viewFlow } from './flow-picture.ts'
import type { Paper } from './paper-shelf.ts'
import type { Block, ProcessPaper } from './process-paper.ts'

type Table = Extract<Block, { kind: 'table' }>

const viewTable = ({ columns, rows, sum }: Table) => ({
  columns,
  rows: rows.map((cells) => ({ cells })),
  hasSum: sum !== undefined,
  sum: sum ?? [],
})

function viewBlock(block: Block, pageHeight: number) {
  if (block.kind === 'table') return { isTable: true, ...viewTable(block) }
  if (block.kind === 'flow') return { isFlow: true, parts: viewFlow(block.steps, pageHeight) }
  if (block.kind === 'list') return { isList: true, items: block.items }
  if (block.kind === 'heading') return { isHeading1: block.level === 1, isHeading2: block.level === 2, text: block.text }
  return { isParagraph: block.isStrong !== true, isStrong: block.isStrong === true, text: block.text }
}

/** Points of a page below a head of five lines; each further line of its title takes one. */
const roomBelow = (title: string): number => 615 - 18 * Math.max(0, Math.ceil(title.length / 27) - 4)

/** Widths of columns in per cent; the paper's policy lets no style stand in the page itself. */
const widths = Array.from({ length: 90 }, (_, index) => `.w${index + 1} { inline-size: ${index + 1}%; }`).join('\n')

/** @param folder resources/process-papers */
export function renderProcess(folder: string, paper: ProcessPaper): Paper {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const view = {
    ...paper,
    head: { ...paper.head, lines: paper.head.lines.map(([label, value]) => ({ label, value })) },
    revisions: viewTable(paper.revisions),
    distribution: viewTable(paper.distribution),
    blocks: paper.blocks.map((block) => viewBlock(block, roomBelow(paper.head.title))),
  }
  return {
    html: Mustache.render(read('paper.html'), view, { table: read('table.html'), flow: read('flow.html') }),
    css: `${read('paper.css')}\n${widths}\n`,
  }
}
