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
  ShadingType,
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
  readonly italics?: boolean
  readonly size?: number
  readonly color?: string
}

const runs = (text: string, { bold = false, italics = false, size = textSize, color }: TextStyle = {}): TextRun[] =>
  text
    .split('\n')
    .map(
      (part, index) =>
        new TextRun({ text: part, bold, italics, size, font, ...(color && { color }), ...(index > 0 && { break: 1 }) }),
    )

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

const noLine = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = { top: noLine, bottom: noLine, left: noLine, right: noLine }
/** In Word: who does it, the box of the step, what goes back. A decision has a double line, the first and the last step are shaded. */
const flowWidths = [28, 44, 28] as const
const doubleLine = { style: BorderStyle.DOUBLE, size: 4, color: '000000' }
const doubleBorders = { top: doubleLine, bottom: doubleLine, left: doubleLine, right: doubleLine }

/** The steps drawn with what every word processor keeps and a clerk can change: a table of boxes with arrows between them. */
function flowTable({ steps }: Extract<Block, { kind: 'flow' }>): Table {
  const plain = (children: Paragraph[], width: number) =>
    new TableCell({
      borders: noBorders,
      width: { size: width, type: WidthType.PERCENTAGE },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 20, bottom: 20, left: 80, right: 80 },
      children,
    })
  const line = (text: string, style: TextStyle, alignment: (typeof AlignmentType)[keyof typeof AlignmentType], keepNext = true) =>
    new Paragraph({ alignment, keepNext, children: runs(text, { size: tableSize, ...style }) })
  const rows = steps.flatMap(({ label, role, unit, work, time, act, returnsTo, condition }, index) => {
    const isLast = index === steps.length - 1
    const back = returnsTo === null ? '' : `↰ Chuyển lại ${returnsTo}${condition ? `: ${condition}` : ''}`
    const box = new TableCell({
      borders: act === 'decide' ? doubleBorders : borders,
      width: { size: flowWidths[1], type: WidthType.PERCENTAGE },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      ...((act === 'receive' || act === 'return') && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EDEDED' } }),
      children: [
        line(label, { bold: true }, AlignmentType.CENTER),
        line(work, {}, AlignmentType.CENTER),
        ...(time === '' ? [] : [line(`(${time.replaceAll('\n', ' ')})`, { italics: true }, AlignmentType.CENTER, !isLast)]),
      ],
    })
    const step = new TableRow({
      cantSplit: true,
      children: [
        plain([line([role, unit].filter(Boolean).join(', '), {}, AlignmentType.RIGHT, false)], flowWidths[0]),
        box,
        plain([line(back, { italics: true }, AlignmentType.LEFT, false)], flowWidths[2]),
      ],
    })
    if (isLast) return [step]
    const empty = (width: number) => plain([line('', {}, AlignmentType.CENTER)], width)
    const arrow = new TableRow({
      cantSplit: true,
      children: [empty(flowWidths[0]), plain([line('↓', {}, AlignmentType.CENTER)], flowWidths[1]), empty(flowWidths[2])],
    })
    return [step, arrow]
  })
  return new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows })
}

function blocksOf(block: Block): Array<Paragraph | Table> {
  if (block.kind === 'flow') return [flowTable(block), paragraph('')]
  if (block.kind === 'table') return [tableOf(block), paragraph('')]
  if (block.kind === 'list') return block.items.map((item) => paragraph(`– ${item}`))
  if (block.kind === 'heading') {
    return [
      new Paragraph({
        heading: block.level === 1 ? 'Heading1' : 'Heading2',
        keepNext: true,
        spacing: { before: 160, after: 80 },
        children: runs(block.text, { bold: true, color: '000000' }), // the style's own is blue
      }),
    ]
  }
  return [
    new Paragraph({
      alignment: AlignmentType.BOTH,
      keepNext: block.isStrong === true,
      spacing: { after: 80 },
      children: runs(block.text, { bold: block.isStrong === true }),
    }),
  ]
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
          ...(paper.contents === null
            ? []
            : [
                paragraph(paper.contents.title, { bold: true, size: 28 }, AlignmentType.CENTER),
                ...paper.contents.items.map((item) => paragraph(item)),
                paragraph(''),
              ]),
          signatureTable(paper),
          paragraph(''),
          ...(paper.controlMark === null ? [] : [paragraph(paper.controlMark, { bold: true })]),
          paragraph(paper.revisionTitle, { bold: true, size: 28 }, AlignmentType.CENTER),
          tableOf(paper.revisions),
          paragraph(''),
          paragraph(paper.distributionTitle, { bold: true, size: 28 }, AlignmentType.CENTER),
          tableOf(paper.distribution),
          paragraph(paper.distributionNote, { italics: true, size: 22 }),
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
