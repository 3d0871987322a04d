// Makes the page that is printed. It holds no script; every value from the database stands in it as text, whatever it contains.
import Mustache from 'mustache'
import { formFonts } from './fonts.ts'
import { type ReceiptData, type ReceiptView, receiptData } from './form-data.ts'
import type { FormLayout, FormTemplate } from './form-templates.ts'
import { viewReceipt } from './view-receipt.ts'

/**
 * The receipt as a whole HTML document; its title is the PDF's title. It loads `form.css` and, through it, `fonts/*`, both relative
 * to its own address. Throws a ZodError when the data is not what the form needs: that is a defect, not a user's mistake.
 */
export function renderForm(template: FormTemplate, data: ReceiptData, { layout }: { layout: FormLayout }): string {
  const form = { title: template.title, deskWordings: template.deskWordings, copies: template.layouts[layout].copies }
  const view = viewReceipt(receiptData.parse(data), form)
  const html = Mustache.render(template.html, { ...view, layout, density: chooseDensity(view) } satisfies ReceiptView)
  return html.replace(styleLink, `${styleLink}\n${fontLinks}`)
}

const styleLink = '<link rel="stylesheet" href="form.css">'
// The fonts that Vietnamese words need, asked for together with the style instead of after it.
const fontLinks = formFonts
  .filter((font) => !font.includes('latin-ext'))
  .map((font) => `<link rel="preload" href="fonts/${font}" as="font" type="font/woff2" crossorigin>`)
  .join('\n')

type TextsOfForm = Omit<ReceiptView, 'layout' | 'density'>

// Measured on printed pages: what a copy of 194 mm leaves for the form's lines beside header, codes and signatures, how high a line
// is, what stands between two paragraphs, and how many characters of ordinary Vietnamese it takes.
const densities = {
  normal: { bodyMm: 103, lineMm: 4.45, gapMm: 0.7, charactersPerLine: 78 },
  compact: { bodyMm: 108, lineMm: 3.86, gapMm: 0.35, charactersPerLine: 87 },
} as const

/**
 * Smaller type when that brings a copy onto ONE page; the ordinary type when it fits anyway and when several pages are needed
 * whatever the type. An estimate: a wrong one costs a page, never a word, because the style lets every copy flow on. In
 * `a4-two-up` both copies flow side by side over the same sheets.
 */
function chooseDensity(view: TextsOfForm): keyof typeof densities {
  const fits = (density: keyof typeof densities): boolean => {
    const { bodyMm, lineMm, gapMm, charactersPerLine } = densities[density]
    const paragraphs = paragraphLines(view, charactersPerLine)
    return paragraphs.reduce((height, lines) => height + lines * lineMm + gapMm, 0) <= bodyMm
  }
  return !fits('normal') && fits('compact') ? 'compact' : 'normal'
}

/** The lines of each paragraph of the form; a number is the length of the label before the value. */
function paragraphLines(view: TextsOfForm, charactersPerLine: number): number[] {
  const linesOf = (label: number, value: string, width = charactersPerLine): number =>
    value.split('\n').reduce((sum, text, at) => sum + Math.max(1, Math.ceil(((at === 0 ? label : 0) + text.length) / width)), 0)
  const contactLines = (phone: string, email: string): number =>
    Math.max(linesOf(15, phone, charactersPerLine * 0.4), linesOf(7, email, charactersPerLine * 0.55))
  const { submitter } = view
  const headerLines = linesOf(0, view.governingBody, 32) + linesOf(0, view.deskName, 26)
  return [
    // The body's room is measured with a header of three lines.
    Math.max(0, headerLines - 3),
    linesOf(view.deskTellsItself ? 0 : 72, view.deskName),
    linesOf(38, view.applicantName),
    linesOf(33, view.applicantId),
    linesOf(9, view.applicantAddress),
    contactLines(view.applicantPhone, view.applicantEmail),
    ...(submitter
      ? [
          linesOf(32, submitter.name),
          linesOf(9, submitter.address),
          linesOf(22, submitter.idNumber),
          contactLines(submitter.phone, submitter.email),
          linesOf(18, submitter.authorisation),
        ]
      : []),
    linesOf(28, view.request),
    // "Thành phần hồ sơ nộp gồm", and three dotted lines when nothing is listed.
    1,
    ...(view.components.length === 0 ? [1, 1, 1] : []),
    ...view.components.map(({ name, note, counts }) => linesOf(note.length + counts.length + 6, name, charactersPerLine - 4)),
    // Sets, time limit, received, due, register.
    ...[1, 1, 1, 1, 1],
    linesOf(26, view.returnPlace),
  ]
}
