// Forms in Word: a file to begin with, which holds the form's sentences and its fields in double braces, and filling such a file for a
// case. The office changes it in Word as it likes; only the fields' names are ours.
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  type IPatch,
  Packer,
  PageBreak,
  PageOrientation,
  Paragraph,
  PatchType,
  patchDetector,
  patchDocument,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { fieldWords } from '../../db/forms/field-words.ts'
import { type FormBlock, type FormFields, type PlainBlock, remarkKey } from '../../db/forms/form.ts'
import { listNames, namesOf } from '../../db/forms/kinds.ts'
import type { FormTemplate } from './form-templates.ts'
import { watermarkText } from './watermark.ts'

/** Half points; Nghị định 30/2020/NĐ-CP, Phụ lục I: 13 to 14 points. */
const textSize = 26
const font = 'Times New Roman'
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = { top: none, bottom: none, left: none, right: none }
const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const ruled = { top: line, bottom: line, left: line, right: line }

interface Style {
  readonly bold?: boolean
  readonly italics?: boolean
  readonly size?: number
  readonly caps?: boolean
}
const run = (text: string, style: Style = {}) => new TextRun({ text, font, size: textSize, ...style })
type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType]
const paragraph = (text: string, style: Style = {}, alignment: Alignment = AlignmentType.LEFT, indent = 0) =>
  new Paragraph({ alignment, spacing: { after: 80 }, indent: { firstLine: indent }, children: [run(text, style)] })
const centred = (text: string, style: Style = {}) => paragraph(text, style, AlignmentType.CENTER)

/** Cells beside each other without lines. */
const columns = (cells: readonly (readonly Paragraph[])[], widths: readonly number[]) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        children: cells.map(
          (children, index) =>
            new TableCell({
              borders: noBorders,
              width: { size: widths[index] ?? 50, type: WidthType.PERCENTAGE },
              children: [...children],
            }),
        ),
      }),
    ],
  })

const table = (rows: readonly (readonly string[])[], widths: readonly number[]) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          cantSplit: true,
          tableHeader: index === 0,
          children: cells.map(
            (text, column) =>
              new TableCell({
                borders: ruled,
                width: { size: widths[column] ?? 10, type: WidthType.PERCENTAGE },
                children: text
                  .split('\n')
                  .map((part) =>
                    paragraph(part, { bold: index === 0, size: 22 }, index === 0 ? AlignmentType.CENTER : AlignmentType.LEFT),
                  ),
              }),
          ),
        }),
    ),
  })

/** The form as a Word file with its fields in double braces; with a listing, a page behind it says which there are. */
export async function startingDocx(form: FormTemplate, { hasListing }: { hasListing: boolean }): Promise<Buffer> {
  const words = (key: string): string => form.texts[key] ?? ''
  const plain = (block: PlainBlock): FileChild[] => {
    if ('line' in block) return [paragraph(words(block.line))]
    if ('desk' in block) return [paragraph(words(block.desk))]
    if ('paragraph' in block) return [paragraph(words(block.paragraph), {}, AlignmentType.BOTH, 454)]
    if ('centred' in block) return [centred(words(block.centred))]
    if ('note' in block) return [paragraph(words(block.note), { italics: true, size: 22 })]
    if ('pair' in block)
      return [
        columns(
          block.pair.map((key) => [paragraph(words(key))]),
          [50, 50],
        ),
      ]
    if ('list' in block) return [paragraph(`{{${block.list}}}`)]
    if ('handOvers' in block) return [paragraph('{{handOvers}}')]
    if ('codes' in block) return [paragraph(words(block.codes), { bold: true })]
    // The register is a book of its own: as a Word file it has its headings and empty lines.
    const empty = Array.from({ length: 12 }, () => block.table.map(() => ''))
    return [
      table(
        [block.table.map(({ text }) => words(text)), ...empty],
        block.table.map(({ width }) => width),
      ),
    ]
  }
  const body = (block: FormBlock): FileChild[] => ('when' in block ? block.blocks.flatMap(plain) : plain(block))
  const issuer = form.kind === 'extension' ? 'officeName' : 'deskName'
  const suffix = words('numberSuffix')
  const head = columns(
    [
      [
        centred('{{governingBody}}', { caps: true }),
        centred(`{{${issuer}}}`, { bold: true, caps: true }),
        centred(`Số: {{number}}${suffix && `/${suffix}`}`),
      ],
      [
        centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 24 }),
        centred('Độc lập - Tự do - Hạnh phúc', { bold: true }),
        centred('{{place}}, {{issuedOn}}', { italics: true }),
      ],
    ],
    [45, 55],
  )
  const signatures = form.signatures.map(({ role, hint, name }) => [
    centred(words(role), { bold: true, caps: true }),
    centred(words(hint), { italics: true }),
    ...['', '', ''].map(() => paragraph('')),
    centred(name && `{{${name}}}`, { bold: true }),
  ])
  const names = namesOf[form.kind]
  const listing = [
    new Paragraph({
      children: [new PageBreak(), run('CÁC TRƯỜNG CÓ THỂ DÙNG (xóa trang này trước khi đưa vào chương trình)', { bold: true })],
    }),
    paragraph('Gõ tên trường giữa hai cặp ngoặc nhọn, như trong mẫu ở trang trước. Tên danh sách, bảng đứng riêng một dòng.'),
    table([['Tên trường', 'Nội dung'], ...names.map((name) => [name, fieldWords[name] ?? name])], [35, 65]),
  ]
  const document = new Document({
    creator: 'Một Cửa',
    title: form.title,
    sections: [
      {
        properties: {
          page: {
            margin: { top: 1_134, bottom: 1_134, left: 1_701, right: 1_134 },
            ...(form.kind === 'register' && { size: { orientation: PageOrientation.LANDSCAPE } }),
          },
        },
        children: [
          head,
          paragraph(''),
          centred(form.title, { bold: true, caps: true, size: 28 }),
          paragraph('{{reprint}}', { italics: true, size: 22 }, AlignmentType.CENTER),
          ...form.blocks.flatMap(body),
          paragraph(''),
          ...(signatures.length === 0
            ? []
            : [columns(signatures.length === 1 ? [[paragraph('')], signatures[0] ?? []] : signatures, [50, 50])]),
          ...(words(remarkKey) === '' ? [] : [paragraph(words(remarkKey), { italics: true, size: 22 })]),
          ...(hasListing ? listing : []),
        ],
      },
    ],
  })
  return Buffer.from(await Packer.toBuffer(document))
}

/** The names in double braces that a Word file holds: those that a form of the kind knows, and others. */
export async function placeholdersOfDocx(
  bytes: Buffer,
  known: readonly string[],
): Promise<{ used: string[]; unknown: string[] }> {
  const found = [...new Set((await patchDetector({ data: bytes, trimPlaceholders: true })).map((name) => name.trim()))]
  return { used: found.filter((name) => known.includes(name)), unknown: found.filter((name) => !known.includes(name)) }
}

/** What is not known is left as dots, as on the printed form. */
const dots = '……………'

/** A Word file with the values of a case in the place of its fields. */
export async function filledDocx(template: Buffer, form: FormTemplate, fields: FormFields, isTraining: boolean): Promise<Buffer> {
  const patches: Record<string, IPatch> = {}
  const lines = (text: string): TextRun[] =>
    text.split('\n').map((part, index) => new TextRun({ text: part, ...(index > 0 && { break: 1 }) }))
  for (const name of namesOf[form.kind]) {
    if (name === 'handOvers') {
      const rows = fields.handOvers.map((row) => [
        `1. Giao: ${row.fromUnit}\n2. Nhận: ${row.toUnit}`,
        `Giao: ${row.givenAt}\nNgười giao: ${row.giver}\nNhận: ${row.takenAt}\nNgười nhận: ${row.taker}`,
        row.result,
        row.note,
      ])
      while (rows.length < 4) rows.push([`1. Giao:\n2. Nhận:`, `Giao: ${dots}\nNgười giao:\nNhận: ${dots}\nNgười nhận:`, '', ''])
      const heads = ['colUnit', 'colTime', 'colResult', 'colNote'].map((key) => form.texts[key] ?? '')
      patches[name] = { type: PatchType.DOCUMENT, children: [table([heads, ...rows], [27, 40, 18, 15])] }
    } else if (listNames.includes(name)) {
      const items = fields.lists[name] ?? []
      const text = items.length === 0 ? dots : items.map((item, index) => `${index + 1}. ${item}`).join('\n')
      patches[name] = { type: PatchType.PARAGRAPH, children: lines(text) }
    } else {
      const value = fields.texts[name] ?? ''
      const isQuiet = ['reprint', 'number', 'governingBody', 'lock', 'period', 'group'].includes(name)
      const shown = value === '' ? (name === 'number' ? '……' : isQuiet ? '' : dots) : value
      patches[name] = { type: PatchType.PARAGRAPH, children: lines(shown) }
    }
  }
  if (isTraining) patches.code = { type: PatchType.PARAGRAPH, children: lines(`${fields.texts.code ?? ''} – ${watermarkText}`) }
  const filled = await patchDocument({
    outputType: 'nodebuffer',
    data: template,
    patches,
    keepOriginalStyles: true,
    trimPlaceholders: true,
  })
  return Buffer.from(filled)
}
