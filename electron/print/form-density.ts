// Which size of type lets a form end on its first page.
import { deskSentence, type FormBlock, type FormFields, segmentsOf } from '../../db/forms/form.ts'
import type { FormLayout } from '../../db/model/forms.ts'
import type { FormTemplate } from './form-templates.ts'

// Measured on printed pages: what a copy of 194 mm leaves for the form's lines beside header, codes and signatures, how high a line
// is, what stands between two paragraphs, and how many characters of ordinary Vietnamese it takes.
const densities = {
  normal: { bodyMm: 103, lineMm: 4.45, gapMm: 0.7, charactersPerLine: 78 },
  compact: { bodyMm: 108, lineMm: 3.86, gapMm: 0.35, charactersPerLine: 87 },
} as const

/**
 * Smaller type when that brings a copy onto ONE page; the ordinary type when it fits anyway and when several pages are needed
 * whatever the type. An estimate: a wrong one costs a page, never a word, because the style lets every copy flow on. In
 * `a4-two-up` both copies flow side by side over the same sheets; whole A4 sheets have room and take the ordinary type.
 */
export function chooseDensity(form: FormTemplate, fields: FormFields, layout: FormLayout): keyof typeof densities {
  if (layout === 'a4' || layout === 'a4-across') return 'normal'
  const fits = (density: keyof typeof densities): boolean => {
    const { bodyMm, lineMm, gapMm, charactersPerLine } = densities[density]
    const paragraphs = paragraphLines(form, fields, charactersPerLine)
    return paragraphs.reduce((height, lines) => height + lines * lineMm + gapMm, 0) <= bodyMm
  }
  return !fits('normal') && fits('compact') ? 'compact' : 'normal'
}

/** The lines of each paragraph of the form. */
function paragraphLines(form: FormTemplate, fields: FormFields, charactersPerLine: number): number[] {
  const resolved = (key: string): string => filled(form.texts[key] ?? '')
  const filled = (words: string): string =>
    segmentsOf(words)
      .map((segment, index) => (index % 2 === 0 ? segment : (fields.texts[segment] ?? '')))
      .join('')
  const linesOf = (text: string, width = charactersPerLine): number =>
    text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / width)), 0)
  const blockLines = (block: FormBlock): number[] => {
    if ('when' in block) return fields.texts[block.when] ? block.blocks.flatMap(blockLines) : []
    if ('list' in block) {
      const items = fields.lists[block.list] ?? []
      return items.length === 0 ? Array(block.blanks).fill(1) : items.map((item) => linesOf(item, charactersPerLine - 4))
    }
    if ('pair' in block) {
      const [left, right] = block.pair.map(resolved)
      return [Math.max(linesOf(left ?? '', charactersPerLine * 0.4), linesOf(right ?? '', charactersPerLine * 0.55))]
    }
    if ('desk' in block) return [linesOf(filled(deskSentence(form, block.desk, fields.texts.deskName ?? '')))]
    // Their room is part of what is measured beside the lines.
    if ('codes' in block || 'handOvers' in block || 'table' in block) return []
    return Object.values(block).map((key) => linesOf(resolved(String(key))))
  }
  const headerLines = linesOf(fields.texts.governingBody ?? '', 32) + linesOf(fields.texts.deskName ?? '', 26)
  // The body's room is measured with a header of three lines.
  return [Math.max(0, headerLines - 3), ...form.blocks.flatMap(blockLines)]
}
