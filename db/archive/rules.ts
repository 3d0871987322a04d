// What an entry of the index of old paper files says, how entries are told apart, and how the columns of a list are found. Pure.
import type { FieldIssue } from '../model/errors.ts'
import { fold, sortKey, toNfc } from '../model/text.ts'

export interface OldFileEntry {
  readonly title: string
  readonly person: string
  readonly year: number | null
  readonly book: string
  readonly page: string
  readonly shelf: string
  readonly box: string
  readonly note: string
}

export const oldFileFields = ['title', 'person', 'year', 'book', 'page', 'shelf', 'box', 'note'] as const
export type OldFileField = (typeof oldFileFields)[number]

/** Which entries a search shows: all, those that are out, those that should be back. */
export const oldFileShows = ['all', 'lent', 'overdue'] as const
export type OldFileShow = (typeof oldFileShows)[number]

/** Longest text of each field, in characters. */
export const fieldLimits: Readonly<Record<Exclude<OldFileField, 'year'>, number>> = {
  title: 400,
  person: 200,
  book: 60,
  page: 60,
  shelf: 60,
  box: 60,
  note: 400,
}

/** Registers of the country begin with the French administration; the next year may be filed ahead. */
const firstYear = 1858

/** What is wrong with an entry. `thisYear`: the year of today. */
export function issuesOf(entry: OldFileEntry, thisYear: number): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (entry.title === '') issues.push({ path: 'title', code: 'required' })
  for (const field of oldFileFields) {
    if (field !== 'year' && entry[field].length > fieldLimits[field])
      issues.push({ path: field, code: 'tooLong', params: { max: fieldLimits[field] } })
  }
  const { year } = entry
  if (year !== null && (!Number.isInteger(year) || year < firstYear || year > thisYear + 1))
    issues.push({ path: 'year', code: 'yearUnlikely', params: { from: firstYear, to: thisYear + 1 } })
  return issues
}

const words = ({ title, person, year, book, page, shelf, box, note }: OldFileEntry) =>
  [title, person, year ?? '', book, page, shelf, box, note].join(' | ')

/** The stored forms of an entry: what is searched, what lists sort by, what makes two entries one. */
export const keysOf = (entry: OldFileEntry) => ({
  folded: fold(words(entry)),
  sort_key: `${sortKey(entry.title)} ${sortKey(entry.person)}`,
  same_key: fold(words({ ...entry, note: '' })),
})

/** Headings by which a list of any office is understood, folded. */
const headings: Readonly<Record<OldFileField, readonly string[]>> = {
  title: ['ten ho so', 'tieu de', 'tieu de ho so', 'noi dung', 'ho so', 'title'],
  person: ['ho va ten', 'ho ten', 'chu ho so', 'nguoi', 'ten nguoi', 'person', 'name'],
  year: ['nam', 'year'],
  book: ['so', 'quyen', 'so quyen', 'quyen so', 'book'],
  page: ['trang', 'to', 'to so', 'page'],
  shelf: ['ke', 'gia', 'tu', 'shelf'],
  box: ['hop', 'cap', 'hop so', 'box'],
  note: ['ghi chu', 'note'],
}

/** Which field a heading stands for; undefined for another one. */
export const fieldOfHeading = (heading: string): OldFileField | undefined =>
  oldFileFields.find((field) => headings[field].includes(fold(toNfc(heading)).replace(/[.:*]/g, '').trim()))
