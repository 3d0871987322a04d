// What the register of documents leaves out, and how many entries each choice would leave. Pure: list and counts are of the same rows.
import { fold } from '../../../db/model/text.ts'
import { type DocumentSummary, foldCode, type VersionState } from '../../../electron/api/documents.ts'

export interface RegisterFilter {
  readonly kind: string | null
  readonly group: string | null
  readonly field: string | null
  readonly authority: string | null
  readonly ownerUnit: string | null
  readonly state: VersionState | null
  /** Only what waits for this person's review or approval. */
  readonly isWaiting: boolean
  /** A code, or words of name, field or unit without marks. */
  readonly query: string
}
export type Facet = Exclude<keyof RegisterFilter, 'query' | 'isWaiting'>

export const emptyFilter: RegisterFilter = {
  kind: null,
  group: null,
  field: null,
  authority: null,
  ownerUnit: null,
  state: null,
  isWaiting: false,
  query: '',
}

export interface Reviewer {
  readonly mayReview: boolean
  readonly mayApprove: boolean
}

/** Where the version under way stands: beside the one in effect, or alone. */
export const openStatusOf = ({ open, state }: Pick<DocumentSummary, 'open' | 'state'>) =>
  open?.status ?? (state === 'draft' || state === 'inReview' || state === 'inApproval' ? state : null)

export function waitsFor(row: Pick<DocumentSummary, 'open' | 'state'>, { mayReview, mayApprove }: Reviewer): boolean {
  const status = openStatusOf(row)
  return (status === 'inReview' && mayReview) || (status === 'inApproval' && mayApprove)
}

// Folding a name is the costly part of a search, so each row's is kept as long as the row.
const foldedRows = new WeakMap<DocumentSummary, { words: string; code: string }>()

function foldedOf(row: DocumentSummary) {
  const known = foldedRows.get(row)
  if (known) return known
  const folded = { words: fold(`${row.name} ${row.field} ${row.ownerUnit}`), code: foldCode(row.code) }
  foldedRows.set(row, folded)
  return folded
}

/** Rows that the program found by what stands inside them. */
const foundInside = new WeakSet<DocumentSummary>()

/** The rows, those of these ids as found by their contents. */
export function withFound(rows: readonly DocumentSummary[], ids: ReadonlySet<string> | undefined): readonly DocumentSummary[] {
  if (!ids || ids.size === 0) return rows
  return rows.map((row) => {
    if (!ids.has(row.id)) return row
    const found = { ...row }
    foundInside.add(found)
    return found
  })
}

function answers(row: DocumentSummary, query: string): boolean {
  if (foundInside.has(row)) return true
  const words = fold(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const { words: text, code } = foldedOf(row)
  const typedCode = foldCode(query)
  return (typedCode !== '' && code.startsWith(typedCode)) || words.every((word) => text.includes(word))
}

const facets = ['kind', 'group', 'field', 'authority', 'ownerUnit', 'state'] as const satisfies readonly Facet[]

/** The rows that pass; `except` is passed over, so that its choices can be counted. */
export function filterRows(
  rows: readonly DocumentSummary[],
  filter: RegisterFilter,
  reviewer: Reviewer,
  except?: Facet,
): DocumentSummary[] {
  const asked = facets.filter((facet) => facet !== except && filter[facet] !== null)
  return rows.filter(
    (row) =>
      asked.every((facet) => row[facet] === filter[facet]) &&
      (!filter.isWaiting || waitsFor(row, reviewer)) &&
      answers(row, filter.query),
  )
}

/** How many rows each value of a facet would leave, given all other choices. */
export function countBy(
  rows: readonly DocumentSummary[],
  filter: RegisterFilter,
  reviewer: Reviewer,
  facet: Facet,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const row of filterRows(rows, filter, reviewer, facet)) counts.set(row[facet], (counts.get(row[facet]) ?? 0) + 1)
  return counts
}

const { query: _query, isWaiting: _isWaiting, ...choices } = emptyFilter

/** What is remembered for the next time: the choices, not the words, which would surprise a day later. */
export const writeRemembered = (filter: RegisterFilter): string =>
  JSON.stringify(Object.fromEntries(Object.keys(choices).map((key) => [key, filter[key as Facet]])))

/** Anything unreadable is the whole register. */
export function readRemembered(text: string | undefined): RegisterFilter {
  try {
    const read: unknown = JSON.parse(text ?? '{}')
    const known = Object.entries(read as object).filter(([key, value]) => key in choices && typeof value === 'string')
    return { ...emptyFilter, ...Object.fromEntries(known) }
  } catch {
    return emptyFilter
  }
}

export const isFiltered = (filter: RegisterFilter): boolean =>
  filter.isWaiting || filter.query.trim() !== '' || facets.some((facet) => filter[facet] !== null)
