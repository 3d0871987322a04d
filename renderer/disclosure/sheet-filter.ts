// Which sheets the list shows, and what hangs of each. Pure.
import type { Posting, SheetRow } from '../../electron/api/disclosure.ts'
import { matchesQuery } from '../ui/matches-query.ts'

export const sheetShows = ['all', 'served', 'notPosted', 'outdated'] as const
export type SheetShow = (typeof sheetShows)[number]

/** What hangs of a sheet: places with one that is right, and with one that must come down. */
export interface Hanging {
  readonly right: number
  readonly outdated: number
}
const nothing: Hanging = { right: 0, outdated: 0 }

export interface ShownSheet extends SheetRow {
  readonly hanging: Hanging
}

export function withHanging(rows: readonly SheetRow[], postings: readonly Posting[]): ShownSheet[] {
  const found = new Map<string, Hanging>()
  for (const { key, state } of postings) {
    if (state !== 'hanging' && state !== 'outdated') continue
    const { right, outdated } = found.get(key) ?? nothing
    found.set(key, state === 'hanging' ? { right: right + 1, outdated } : { right, outdated: outdated + 1 })
  }
  return rows.map((row) => ({ ...row, hanging: found.get(row.key) ?? nothing }))
}

const shown: Readonly<Record<SheetShow, (row: ShownSheet) => boolean>> = {
  all: () => true,
  served: ({ versionId }) => versionId !== null,
  notPosted: ({ hanging }) => hanging.right === 0,
  outdated: ({ hanging }) => hanging.outdated > 0,
}

export const countSheets = (rows: readonly ShownSheet[], show: SheetShow): number => rows.filter(shown[show]).length

/** @param query codes, or words of name and field, without marks. */
export const filterSheets = (rows: readonly ShownSheet[], show: SheetShow, query: string): ShownSheet[] => {
  const typed = query.trim()
  return rows.filter(
    (row) =>
      shown[show](row) &&
      (typed === '' ||
        row.procedureCode.startsWith(typed) ||
        matchesQuery(`${row.code} ${row.procedureCode} ${row.name} ${row.field}`, typed)),
  )
}

/** Places where something hangs or hung, to be offered; once each. */
export const placesOf = (postings: readonly Posting[]): string[] => [
  ...new Set(postings.filter(({ state }) => state !== 'struck').map(({ place }) => place)),
]
