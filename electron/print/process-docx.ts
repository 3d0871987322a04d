// The process document as a Word file: the same blocks as the PDF, so that an office can go on writing in it.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Block, ProcessPaper } from './process-paper.ts'
import { watermarkText } from './watermark.ts'

/** Half points; Nghị định 30/2020/NĐ-CP, Phụ lục I: 13 to 14 points. */
const textSize = 26
const tableSize = 24
const font = 'Times New Roman'
/** Twentieths of a point in a millimetre. */
const mm = (value: number): number => Math.round((value * 1_440) / 25.4)
const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const borders = { top: line, bottom: line, left: line, right: line }

interface TextStyle {
  readonly bold?: boolean
  readonly size?: number
  readonly color?: string
}

const runs = (text: string, { bold = false, size = textSize, color }: TextStyle = {}): TextRun[] =>
  text
    .split('\n')
    .map((part, index) => new TextRun({ text: part, bold, size, font, ...(color && { color }), ...(index > 0 && { break: 1 }) }))

const paragraph = (
  text: string,
  style: TextStyle = {},
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.BOTH,
) => new Paragraph({ alignment, spacing: { after: 80 }, children: runs(text, style) })

const cell = (text: string, width: number, style: TextStyle = {}, isCentred = false) =>
  new TableCell({
    borders,
    width: { size: width, type: WidthType.PERCENTAGE },
    verticalAlign: isCentred ? VerticalAlign.CENTER : VerticalAlign.TOP,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: [
      new Paragraph({
        alignment: isCentred ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: runs(text, { size: tableSize, ...style }),
      }),
    ],
  })

function tableOf({ columns, rows, sum }: Extract<Block, { kind: 'table' }>): Table {
  const row = (cells: readonly string[], style: TextStyle = {}, isHead = false) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: columns.map(({ width }, index) => cell(cells[index] ?? '', width, style, isHead)),
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      row(
        columns.map(({ title }) => title),
        { bold: true },
        true,
      ),
      ...rows.map((cells) => row(cells)),
      ...(sum ? [row(sum, { bold: true })] : []),
    ],
  })
}

function blocksOf(block: Block): Array<Paragraph | Table> {
  if (block.kind === 'table') return [tableOf(block), paragraph('')]
  if (block.kind === 'list') return block.items.map((item) => paragraph(`– ${item}`))
  if (block.kind === 'heading') {
    return [
      new Paragraph({
        heading: block.level === 1 ? 'Heading1' : 'Heading2',
        keepNext: true,
        spacing: { before: 160, after: 80 },
        children: runs(block.text, { bold: true }),
      }),
    ]
  }
  return [paragraph(block.text, { bold: block.isStrong === true })]
}

function headOf({ head, mark }: ProcessPaper, isTraining: boolean): Header {
  const warnings = [mark, isTraining ? watermarkText : null].filter((text) => text !== null)
  return new Header({
    children: [
      new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: [
          new TableRow({
            children: [
              cell(head.office, 28, { bold: true }, true),
              cell(`QUY TRÌNH\n${head.title}`, 42, { bold: true }, true),
              new TableCell({
                borders,
                width: { size: 30, type: WidthType.PERCENTAGE },
                margins: { top: 40, bottom: 40, left: 80, right: 80 },
                children: [
                  ...head.lines.map(([label, value]) => new Paragraph({ children: runs(`${label}: ${value}`, { size: 22 }) })),
                  new Paragraph({
                    children: [
                      new TextRun({ size: 22, font, children: ['Trang: ', PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES] }),
                    ],
                  }),
                ],
              }),
            ],
          }),
        ],
      }),
      ...warnings.map((text) => paragraph(text, { bold: true, color: 'B00020', size: 32 }, AlignmentType.CENTER)),
      paragraph(''),
    ],
  })
}

function signatureTable({ signatures }: ProcessPaper): Table {
  const rows: ReadonlyArray<readonly [string, readonly string[]]> = [
    ['', signatures.map(({ title }) => title)],
    ['Họ và tên', signatures.map(({ name }) => name)],
    ['Chữ ký', signatures.map(() => '\n\n\n')],
    ['Chức vụ', signatures.map(({ position }) => position)],
  ]
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      ([label, cells], index) =>
        new TableRow({
          cantSplit: true,
          children: [cell(label, 19, { bold: true }), ...cells.map((text) => cell(text, 27, { bold: index === 0 }, true))],
        }),
    ),
  })
}

/** The bytes of the .docx. */
export async function processToDocx(paper: ProcessPaper, isTraining: boolean): Promise<Buffer> {
  const page: ISectionOptions['properties'] = {
    page: {
      size: { width: mm(210), height: mm(297) },
      margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10), footer: mm(10) },
    },
  }
  const document = new Document({
    title: paper.title,
    creator: paper.head.office,
    styles: { default: { document: { run: { font, size: textSize } } } },
    sections: [
      {
        properties: page,
        headers: { default: headOf(paper, isTraining) },
        footers: { default: new Footer({ children: [paragraph(paper.footer, { size: 18 }, AlignmentType.RIGHT)] }) },
        children: [
          paragraph(paper.revisionTitle, { bold: true, size: 28 }, AlignmentType.CENTER),
          tableOf(paper.revisions),
          paragraph(''),
          signatureTable(paper),
          ...(paper.controlMark === null ? [] : [paragraph(paper.controlMark, { bold: true })]),
          new Paragraph({
            pageBreakBefore: true,
            alignment: AlignmentType.CENTER,
            children: runs(paper.title.toUpperCase(), { bold: true, size: 28 }),
          }),
          ...paper.blocks.flatMap(blocksOf),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
