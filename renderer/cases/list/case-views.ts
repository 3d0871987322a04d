// Named ways to look at the list of cases: columns, filter and order. Kept as one remembered choice of the person.
import { type CaseColumn, parseColumns, writeColumns } from '../../../db/model/case-columns.ts'
import { listAddress, parseListQuery } from './case-filter.ts'

export interface CaseView {
  readonly name: string
  readonly columns: readonly CaseColumn[]
  /** The part of the list's address behind `?`. */
  readonly search: string
}

export const mostViews = 30
export const nameLimit = 60

const searchOf = (search: string): string => {
  const address = listAddress(parseListQuery(search))
  return address.slice(address.indexOf('?') + 1)
}

/** Reads what was remembered; what is no view is left out, never an error. */
export function parseViews(remembered: string | undefined): readonly CaseView[] {
  let kept: unknown
  try {
    kept = JSON.parse(remembered ?? '[]')
  } catch {
    return []
  }
  if (!Array.isArray(kept)) return []
  return kept.slice(0, mostViews).flatMap((view: unknown) => {
    if (typeof view !== 'object' || view === null) return []
    const { name, columns, search } = view as Record<string, unknown>
    if (typeof name !== 'string' || name.trim() === '' || typeof columns !== 'string' || typeof search !== 'string') return []
    return [{ name: name.slice(0, nameLimit), columns: parseColumns(columns), search: searchOf(search) }]
  })
}

export const writeViews = (views: readonly CaseView[]): string =>
  JSON.stringify(views.map(({ name, columns, search }) => ({ name, columns: writeColumns(columns), search })))

/** The views with this one: in the place of the one with its name, else behind the others. */
export function withView(views: readonly CaseView[], view: CaseView): readonly CaseView[] {
  const at = views.findIndex(({ name }) => name === view.name)
  return at < 0 ? [...views, view] : views.with(at, view)
}

/** The view that the list shows now. */
export const currentView = (views: readonly CaseView[], columns: readonly CaseColumn[], search: string): CaseView | undefined =>
  views.find((view) => view.search === searchOf(search) && writeColumns(view.columns) === writeColumns(columns))
