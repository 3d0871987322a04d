// The list's filter as a part of the screen's address, so that a number on the home screen is a link to what it counts and
// going back finds the list as it was. What the address does not understand is left out, never an error.

import { caseSorts, caseStatuses, dueFilters } from '../../../db/model/case-status.ts'
import { isRealDate } from '../../../db/model/local-time.ts'
import type { CaseFilter } from '../../../electron/api/cases.ts'
import { routes } from '../../app/routes.ts'

export type CaseSort = (typeof caseSorts)[number]

export interface ListQuery {
  readonly status: CaseFilter['status']
  readonly due: CaseFilter['due']
  readonly procedureId: string | null
  /** As typed: an ISO date, '' or a text that is not a date yet and filters nothing. */
  readonly receivedFrom: string
  readonly receivedTo: string
  readonly dueFrom: string
  readonly dueTo: string
  /** Words of the applicant's name; a part of a code. */
  readonly applicant: string
  readonly code: string
  readonly holderId: string | null
  readonly sort: CaseSort
}

export const emptyQuery: ListQuery = {
  status: null,
  due: null,
  procedureId: null,
  receivedFrom: '',
  receivedTo: '',
  dueFrom: '',
  dueTo: '',
  applicant: '',
  code: '',
  holderId: null,
  sort: 'receivedDesc',
}

const typedDateCharacters = 20
const typedWordCharacters = 60
const idShape = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

const oneOf = <Known extends string>(list: readonly Known[], given: string | null): Known | null =>
  list.find((known) => known === given) ?? null

/** Reads the part of an address behind `?`. */
export function parseListQuery(search: string): ListQuery {
  const given = new URLSearchParams(search)
  const idOf = (name: string) => {
    const value = given.get(name)
    return value !== null && idShape.test(value) ? value : null
  }
  const typed = (name: string, limit: number) => (given.get(name) ?? '').slice(0, limit)
  return {
    status: oneOf(caseStatuses, given.get('status')),
    due: oneOf(dueFilters, given.get('due')),
    procedureId: idOf('procedureId'),
    receivedFrom: typed('receivedFrom', typedDateCharacters),
    receivedTo: typed('receivedTo', typedDateCharacters),
    dueFrom: typed('dueFrom', typedDateCharacters),
    dueTo: typed('dueTo', typedDateCharacters),
    applicant: typed('applicant', typedWordCharacters),
    code: typed('code', typedWordCharacters),
    holderId: idOf('holderId'),
    sort: oneOf(caseSorts, given.get('sort')) ?? emptyQuery.sort,
  }
}

/** The address of the list with this filter; what is not given is not filtered. Always with `?`, which clears an earlier filter. */
export function listAddress(query: Partial<ListQuery>): string {
  const given = Object.entries(query).filter(([name, value]) => value && value !== emptyQuery[name as keyof ListQuery])
  return `${routes.cases}?${new URLSearchParams(given as [string, string][])}`
}

const dateOf = (typed: string): string | null => (isRealDate(typed) ? typed : null)

/** What the database is asked for. */
export const filterOf = (query: ListQuery): CaseFilter => ({
  status: query.status,
  due: query.due,
  procedureId: query.procedureId,
  receivedFrom: dateOf(query.receivedFrom),
  receivedTo: dateOf(query.receivedTo),
  dueFrom: dateOf(query.dueFrom),
  dueTo: dateOf(query.dueTo),
  applicant: query.applicant.trim(),
  code: query.code.trim(),
  holderId: query.holderId,
})

/** Whether a date was typed that filters nothing because it is none. */
export const hasUnreadDate = ({ receivedFrom, receivedTo, dueFrom, dueTo }: ListQuery): boolean =>
  [receivedFrom, receivedTo, dueFrom, dueTo].some((typed) => typed !== '' && !isRealDate(typed))

/** Whether the list is filtered by what only the row under the heads shows. */
export const isFilteredInRow = ({ dueFrom, dueTo, applicant, code, holderId }: ListQuery): boolean =>
  [dueFrom, dueTo, applicant, code, holderId].some(Boolean)

/** Whether anything at all is left out of the list, or typed to leave it out. */
export const isFiltered = ({ sort: _, ...filters }: ListQuery): boolean => Object.values(filters).some(Boolean)
