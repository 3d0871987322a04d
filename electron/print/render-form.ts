// Makes the page that is printed. It holds no script; every value from the database stands in it as text, whatever it contains.
import Mustache from 'mustache'
import type { CaseFacts } from '../../db/forms/facts.ts'
import {
  deskSentence,
  type FormBlock,
  type FormColumn,
  type FormFields,
  type PlainBlock,
  remarkKey,
  segmentsOf,
} from '../../db/forms/form.ts'
import type { FormLayout } from '../../db/model/forms.ts'
import { barcodeSvg, qrSvg } from './codes.ts'
import { formFonts } from './fonts.ts'
import { chooseDensity } from './form-density.ts'
import type { FormTemplate } from './form-templates.ts'
import type { Paper } from './paper-shelf.ts'
import { registerPages } from './register-pages.ts'

/** What a form is filled with. */
export interface FormContent extends Pick<CaseFacts, 'code' | 'isProvisional'> {
  readonly fields: FormFields
}

const safe = (text: string): string => Mustache.escape(text)
/** What a reader looks for first. */
const boldFields: readonly string[] = ['code', 'applicantName', 'submitterName', 'dueAt', 'newDueDate']

// The fonts that Vietnamese words need, asked for together with the style instead of after it.
const links = [
  '<link rel="stylesheet" href="form.css">',
  ...formFonts
    .filter((font) => !font.includes('latin-ext'))
    .map((font) => `<link rel="preload" href="fonts/${font}" as="font" type="font/woff2" crossorigin>`),
].join('\n')

/**
 * A form as a whole HTML document with its style; its title is the PDF's title. It loads `form.css` and, through it, `fonts/*`, both
 * relative to its own address.
 * @param firstPage number of the first page, for a book that is printed in parts.
 */
export function renderForm(
  form: FormTemplate,
  content: FormContent,
  { layout, firstPage = 1 }: { layout: FormLayout; firstPage?: number },
): Paper {
  const copies = form.layouts[layout]?.copies
  if (!copies) throw new Error(`${form.key} has no layout ${layout}`)
  const look = `${layout} ${chooseDensity(form, content.fields, layout)}`
  return paperOf(form, look, content.code, [copies.map((label) => copyOf(form, content, label, firstPage)).join('\n')])
}

/**
 * Sheets of a form that are filled by pen, one behind the other: beside each copy for the applicant its stub, which stays at the desk.
 * @param contents what is printed on each all the same, its number first of all.
 */
export function renderBlankForms(form: FormTemplate, contents: readonly FormContent[]): Paper {
  const labels = ['Cuống: lưu tại nơi tiếp nhận', 'Liên giao người nộp']
  const codes = [contents[0]?.code, contents.at(-1)?.code].join(' ')
  return paperOf(
    form,
    'a4-two-up blank-forms',
    codes,
    contents.map((content) => labels.map((label) => copyOf(form, content, label, 1)).join('\n')),
  )
}

const paperOf = (form: FormTemplate, look: string, name: string, sheets: readonly string[]): Paper => ({
  html: `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>${safe(`${form.title} ${name}`)}</title>
${links}
</head>
<body class="${look}">
<div class="cut" aria-hidden="true"></div>
${sheets.map((sheet) => `<main class="form-${form.kind}">\n${sheet}\n</main>`).join('\n')}
</body>
</html>
`,
  css: `${form.css}${columnStyle(form)}`,
})

function copyOf(form: FormTemplate, { code, isProvisional, fields }: FormContent, label: string, firstPage: number): string {
  const text = (name: string): string => fields.texts[name] ?? ''
  const words = (key: string): string => form.texts[key] ?? ''
  const written = (key: string): string => safe(plain(words(key), fields))
  const isRegister = form.kind === 'register'

  /** A sentence with its values; what is not known is left as dots to write on. */
  function sentence(words: string): string {
    const segments = segmentsOf(words)
    const isLabel = segments.length === 3 && segments[2]?.trim() === ''
    return segments
      .map((segment, index) => {
        if (index % 2 === 0) return safe(segment)
        const value = text(segment)
        if (value === '') return isLabel ? '<span class="blank"></span>' : '<span class="gap"></span>'
        const tag = boldFields.includes(segment) ? 'b' : 'span'
        return `<${tag} class="value">${safe(value)}</${tag}>`
      })
      .join('')
  }
  const line = (words: string, name = 'line'): string => (words.trim() === '' ? '' : `<p class="${name}">${sentence(words)}</p>`)

  const deskLine = (key: string): string => line(deskSentence(form, key, text('deskName')))

  function plainBlock(block: PlainBlock): string {
    if ('line' in block) return line(words(block.line), fields.lists[block.line] ? 'line heading' : 'line')
    if ('desk' in block) return deskLine(block.desk)
    if ('paragraph' in block) return isEmpty(words(block.paragraph)) ? '' : line(words(block.paragraph), 'paragraph')
    if ('centred' in block) return isEmpty(words(block.centred)) ? '' : line(words(block.centred), 'centred')
    if ('note' in block) return line(words(block.note), 'note')
    if ('pair' in block) return `<div class="pair">\n${block.pair.map((key) => line(words(key))).join('\n')}\n</div>`
    if ('list' in block) return listOf(fields.lists[block.list] ?? [], block.blanks)
    if ('handOvers' in block) return handOverTable(block.handOvers.columns.map(written), block.handOvers.blanks)
    if ('table' in block) return registerTable(block.table)
    return `<section class="codes">
<div class="case-code">
${line(words(block.codes))}
${isProvisional ? '<p class="provisional">(Mã tạm, sẽ thay bằng mã chính thức)</p>' : ''}
<div class="bars">${barcodeSvg(code)}</div>
</div>
<div>${qrSvg(code)}</div>
</section>`
  }

  /** A sentence of nothing but a field without a value says nothing: no line is left for it. */
  const isEmpty = (words: string): boolean => {
    const segments = segmentsOf(words)
    const values = segments.filter((_, index) => index % 2 === 1)
    return (
      (isRegister || segments.every((segment, index) => index % 2 === 1 || segment.trim() === '')) &&
      values.length === 1 &&
      text(values[0] ?? '') === ''
    )
  }

  function blockHtml(block: FormBlock): string {
    if (!('when' in block)) return plainBlock(block)
    if (text(block.when) === '') return ''
    return `<div class="submitter">\n${block.blocks.map(plainBlock).join('\n')}\n</div>`
  }

  function listOf(items: readonly string[], blanks: number): string {
    const lines =
      items.length > 0
        ? items.map((item) => `<span class="value">${safe(item)}</span>`)
        : Array(blanks).fill('<span class="blank"></span>')
    return `<ol>\n${lines.map((item) => `<li>${item}</li>`).join('\n')}\n</ol>`
  }

  function handOverTable(headings: readonly string[], blanks: number): string {
    const rows = fields.handOvers.map((row) => ({ ...row }))
    const first = rows.length === 0 ? text('deskName') : ''
    while (rows.length < blanks)
      rows.push({
        fromUnit: rows.length === 0 ? first : '',
        toUnit: '',
        givenAt: blankTime,
        takenAt: blankTime,
        giver: '',
        taker: '',
        result: '',
        note: '',
      })
    const names = ['unit', 'time', 'result', 'remarks']
    const head = headings.map((heading, index) => `<th scope="col" class="${names[index]}">${heading}</th>`).join('')
    const body = rows.map(
      (row) => `<tr><td>1. Giao: ${safe(row.fromUnit)}
2. Nhận: ${safe(row.toUnit)}</td><td><p>Giao: ${safe(row.givenAt)}</p><p>Nhận: ${safe(row.takenAt)}</p><div class="signers"><p><span>Người giao</span><span class="who">${safe(row.giver)}</span></p><p><span>Người nhận</span><span class="who">${safe(row.taker)}</span></p></div></td><td>${safe(row.result)}</td><td>${safe(row.note)}</td></tr>`,
    )
    return `<table class="ruled hand-overs"><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`
  }

  function registerTable(columns: readonly FormColumn[]): string {
    const tops: string[] = []
    const subs: string[] = []
    for (const [index, { text: key, group }] of columns.entries()) {
      if (group === undefined) tops.push(`<th scope="col" rowspan="2">${written(key)}</th>`)
      else {
        if (columns[index - 1]?.group !== group) {
          const span = columns.filter((one) => one.group === group).length
          tops.push(`<th scope="colgroup" colspan="${span}">${written(group)}</th>`)
        }
        subs.push(`<th scope="col">${written(key)}</th>`)
      }
    }
    const cols = columns.map((_, index) => `<col class="c${index}">`).join('')
    const head = `<colgroup>${cols}</colgroup><thead><tr>${tops.join('')}</tr><tr>${subs.join('')}</tr></thead>`
    const cell = (row: FormFields['rows'][number], { field }: FormColumn) =>
      `<td${narrowFields.includes(field) ? ' class="narrow"' : ''}>${safe(row[field] ?? '')}</td>`
    const pages = registerPages(columns, fields.rows)
    return pages
      .map((rows, index) => {
        const body = rows.map((row) => `<tr>${columns.map((column) => cell(row, column)).join('')}</tr>`).join('\n')
        return `<div class="sheet${index === 0 ? '' : ' next'}"><p class="page-number">Trang ${firstPage + index}</p>
<table class="ruled register">${head}<tbody>${body}</tbody></table></div>`
      })
      .join('\n')
  }

  const signatures =
    form.signatures.length === 0
      ? ''
      : `<footer${form.signatures.length === 1 ? ' class="single"' : ''}>
${form.signatures
  .map(
    ({ role, hint, name }) => `<div>
<p class="role">${written(role)}</p>
<p class="sign">${written(hint)}</p>
<p class="name">${safe(text(name))}</p>
</div>`,
  )
  .join('\n')}
</footer>`
  // Signatures never stand alone on a page: the last lines go with them.
  const ending = form.blocks.findLastIndex((block) => !('line' in block || 'paragraph' in block)) + 1
  const endAt = Math.max(ending, form.blocks.length - 2)
  const number = text('number') === '' ? '<span class="gap"></span>' : safe(text('number'))
  const suffix = plain(words('numberSuffix'), fields)
  const reprint = text('reprint')
  return `<table class="copy" role="presentation">
<thead><tr><td class="running">
<div>${isRegister ? '' : `<span>Mã hồ sơ: ${safe(code)}</span>`}${reprint === '' ? '' : `<span>${safe(reprint)}</span>`}${label === '' ? '' : `<span class="label">${safe(label)}</span>`}</div>
</td></tr></thead>
<tbody><tr><td>

<header>
<div class="issuer">
${text('governingBody') === '' ? '' : `<p class="governing-body">${safe(text('governingBody'))}</p>`}
<p class="desk">${safe(text(form.kind === 'extension' ? 'officeName' : 'deskName'))}</p>
<p class="number">Số: ${number}${suffix === '' ? '' : `/${safe(suffix)}`}</p>
</div>
<div class="nation">
<p class="state">Cộng hòa xã hội chủ nghĩa Việt Nam</p>
<p class="motto">Độc lập - Tự do - Hạnh phúc</p>
<p class="date">${safe(text('place'))}, ${safe(text('issuedOn'))}</p>
</div>
</header>

<h1>${safe(form.title)}</h1>

${form.blocks.slice(0, endAt).map(blockHtml).filter(Boolean).join('\n')}
<div class="end">
${form.blocks.slice(endAt).map(blockHtml).filter(Boolean).join('\n')}
${signatures}
${line(words(remarkKey), 'remark')}
</div>

</td></tr></tbody>
</table>`
}

const narrowFields = ['serial', 'setCount', 'receivedAt', 'dueAt', 'sentAt', 'resultAt', 'returnedAt']
const blankTime = '…… giờ …… phút, ngày …… tháng …… năm ……….'

/** A sentence with its values, without marks; for headings and what has no dots. */
export const plain = (words: string, fields: FormFields): string =>
  segmentsOf(words)
    .map((segment, index) => (index % 2 === 0 ? segment : (fields.texts[segment] ?? '')))
    .join('')

/** The widths of a register's columns; a style, because the print page takes no style attributes. */
function columnStyle(form: FormTemplate): string {
  const table = form.blocks.find((block) => 'table' in block)
  if (!table) return ''
  return table.table.map(({ width }, index) => `\n.c${index} { width: ${width}%; }`).join('')
}
