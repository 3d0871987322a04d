// Tables on the clipboard, in the forms in which Word, Excel and LibreOffice leave and take them.
import { layOutTable, type PastedCell, readTsv, type SpannedCell, toHtmlTable, toTsv } from '../../../db/model/pasted-table.ts'

const blocks = new Set(['P', 'DIV', 'LI', 'TR', 'H1', 'H2', 'H3', 'H4', 'UL', 'OL', 'TABLE'])

/** The words of an element: breaks and paragraphs become lines, every other white space one space. */
function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\s+/g, ' ')
  if (!(node instanceof Element) || node.tagName === 'STYLE' || node.tagName === 'SCRIPT') return ''
  if (node.tagName === 'BR') return '\n'
  const inner = [...node.childNodes].map(textOf).join('')
  return blocks.has(node.tagName) ? `\n${inner}\n` : inner
}

const cellText = (cell: Element): string =>
  [...cell.childNodes]
    .map(textOf)
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')

/** The tables of a piece of HTML as one; parsed without being shown, so that nothing of it runs or is fetched. */
function readHtml(html: string): PastedCell[][] {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const outer = [...page.querySelectorAll('table')].filter((table) => !table.parentElement?.closest('table'))
  const rows = outer.flatMap((table) => [...table.rows].filter((row) => row.closest('table') === table))
  return layOutTable(
    rows.map((row) =>
      [...row.cells].map((cell): SpannedCell => ({ text: cellText(cell), rowSpan: cell.rowSpan, colSpan: cell.colSpan })),
    ),
  )
}

/** What lies on the clipboard as a table; text without tabs and line breaks is a table of one cell. */
export function readClipboard(data: DataTransfer): PastedCell[][] {
  const table = readHtml(data.getData('text/html'))
  return table.length > 0 ? table : readTsv(data.getData('text/plain'))
}

export function writeClipboard(data: DataTransfer, texts: ReadonlyArray<readonly string[]>): void {
  data.setData('text/plain', toTsv(texts))
  data.setData('text/html', toHtmlTable(texts))
}
