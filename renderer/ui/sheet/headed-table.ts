// A table pasted from Word or Excel with its heading row or its column of numbers: the heading says which column a text belongs to,
// neither becomes an entry.
import { fold, tokens } from '../../../db/model/text.ts'

export interface Headed {
  readonly header: string
  /** Other words for the column, as offices write them above it. */
  readonly headings?: readonly string[]
}

export interface PlacedTable {
  /** Of each pasted column its own place; null for numbers that only count, undefined where nothing here has that name. */
  readonly places: ReadonlyArray<number | null | undefined>
  readonly lines: ReadonlyArray<readonly string[]>
}

const words = (text: string): string => tokens(fold(text)).join(' ')
const ordinal = /^(?:tt|stt|so tt|so thu tu)$/
const counted = /^\s*(\d{1,4})\s*[.)]?\s*$/

/** The column that a heading names, by the longest of its names. */
function placeOf(heading: string, columns: readonly Headed[], taken: ReadonlySet<number>): number | undefined {
  const said = words(heading)
  let best: { place: number; length: number } | undefined
  for (const [place, { header, headings = [] }] of columns.entries()) {
    if (taken.has(place)) continue
    for (const name of [header, ...headings].map(words)) {
      if (said !== name && !said.startsWith(`${name} `)) continue
      if (!best || name.length > best.length) best = { place, length: name.length }
    }
  }
  return best?.place
}

/** Where the texts of a pasted table belong; undefined for one that is to be put cell by cell. */
export function placeTable(table: ReadonlyArray<readonly string[]>, columns: readonly Headed[]): PlacedTable | undefined {
  const [heading = [], ...lines] = table
  const taken = new Set<number>()
  const places = heading.map((text) => {
    if (ordinal.test(words(text))) return null
    const place = placeOf(text, columns, taken)
    if (place !== undefined) taken.add(place)
    return place
  })
  const isNamed = heading.every((text, column) => text.trim() === '' || places[column] !== undefined)
  if (lines.length > 0 && taken.size > 0 && (isNamed || taken.size > 1)) return { places, lines }
  // Without a heading, a first column that only counts and for which there is no room is left out.
  const counts = table.every(([first = ''], index) => Number(counted.exec(first)?.[1]) === index + 1)
  if (heading.length <= columns.length || !counts) return undefined
  return { places: [null, ...columns.keys()], lines: table }
}
