// What of a gap list is shown.
import { fold } from '../../db/model/text.ts'
import { type GapRow, verdicts } from '../../electron/api/conversions.ts'

export const gapShows = ['all', 'open', 'fresh', 'late', 'proposed', ...verdicts] as const
export type GapShow = (typeof gapShows)[number]

/** @param today ISO date. */
const isShown = (row: GapRow, show: GapShow, today: string): boolean => {
  if (show === 'all') return true
  if (show === 'open') return row.verdict === null
  if (show === 'fresh') return row.origin.kind !== 'mapped'
  if (show === 'proposed') return row.proposals.length > 0
  if (show === 'late') return row.dueOn !== null && row.dueOn < today && (row.verdict === 'partly' || row.verdict === 'notMet')
  return row.verdict === show
}

const textOf = ({ clause, title, heading, documents, note, action, responsible }: GapRow): string =>
  [
    clause,
    title.vi,
    title.en,
    heading?.vi ?? '',
    heading?.en ?? '',
    ...documents.flatMap(({ code, name }) => [code, name]),
    note,
    action,
    responsible,
  ].join(' ')

export const countGaps = (rows: readonly GapRow[], show: GapShow, today: string): number =>
  rows.filter((row) => isShown(row, show, today)).length

/** Every word of the query must occur, without marks. */
export function filterGaps(rows: readonly GapRow[], show: GapShow, query: string, today: string): GapRow[] {
  const words = fold(query).split(' ').filter(Boolean)
  return rows.filter((row) => {
    if (!isShown(row, show, today)) return false
    const text = fold(textOf(row))
    return words.every((word) => text.includes(word))
  })
}
