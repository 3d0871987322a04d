// What a PDF says.
import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The words of every page, pages by lines. */
export async function textOf(file: string): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent()
    pages.push(content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
  }
  return pages.join('\n')
}

export interface PlacedText {
  readonly text: string
  /** From 1. */
  readonly page: number
  /** Points from the left and from the top of the page, of the baseline. */
  readonly x: number
  readonly y: number
}

/** Runs of one line further apart than this are of different cells; a space may reach as far into the next word. */
const wordGapPoints = 6

/** Every piece of a line with its place, pages in order. A font's change inside a word, as Vietnamese has many, makes no new piece. */
export async function placedTextOf(file: string): Promise<{ readonly pageCount: number; readonly texts: readonly PlacedText[] }> {
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise
  const pieces: Array<PlacedText & { readonly end: number }> = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const [, , , height = 0] = page.view
    const { items } = await page.getTextContent()
    for (const item of items) {
      if (!('str' in item) || item.str === '') continue
      const [, , , , x = 0, fromBelow = 0] = item.transform as number[]
      const y = height - fromBelow
      const last = pieces.at(-1)
      if (
        last &&
        last.page === number &&
        Math.abs(last.y - y) < 1 &&
        x >= last.end - wordGapPoints &&
        x - last.end < wordGapPoints
      )
        pieces[pieces.length - 1] = { ...last, text: last.text + item.str, end: x + item.width }
      else if (item.str.trim() !== '') pieces.push({ text: item.str, page: number, x, y, end: x + item.width })
    }
  }
  const texts = pieces.map(({ end: _, ...piece }) => ({
    ...piece,
    text: piece.text.normalize('NFC').replace(/\s+/g, ' ').trim(),
  }))
  return { pageCount: document.numPages, texts }
}
