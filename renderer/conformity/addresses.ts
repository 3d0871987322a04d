// Addresses of the lists that a number of the system opens: what is shown and on which day stand in the address, so that going back
// finds the list as it was. What the address does not understand is left out, never an error.
import { isRealDate } from '../../db/model/local-time.ts'
import { type DocumentGroup, processGroups } from '../../electron/api/documents.ts'
import { routes } from '../app/routes.ts'

export const conformityTabs = ['instruments', 'acts', 'lists', 'conversions'] as const
export type ConformityTab = (typeof conformityTabs)[number]

/** What of the scope is shown. */
export const scopeShows = ['all', 'procedures', 'authority', 'gaps', 'noProcess', 'notDeclared', 'change', 'internal'] as const
export type ScopeShow = (typeof scopeShows)[number]

export type ProcessGroup = Exclude<DocumentGroup, ''>

const withQuery = (path: string, given: Readonly<Record<string, string | null>>): string => {
  const known = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return `${path}?${new URLSearchParams(known)}`
}

const oneOf = <Word extends string>(words: readonly Word[], given: string | null): Word | null =>
  words.find((word) => word === given) ?? null

const dateOf = (given: string | null): string | null => (given !== null && isRealDate(given) ? given : null)

export const conformityAddress = (tab: ConformityTab): string => withQuery(routes.conformity, { tab })
export const parseTab = (search: string): ConformityTab =>
  oneOf(conformityTabs, new URLSearchParams(search).get('tab')) ?? 'instruments'

export interface ScopeQuery {
  readonly date: string | null
  readonly show: ScopeShow
}
export const scopeAddress = ({ date, show }: ScopeQuery): string => withQuery(routes.scope, { date, show })
export function parseScope(search: string): ScopeQuery {
  const given = new URLSearchParams(search)
  return { date: dateOf(given.get('date')), show: oneOf(scopeShows, given.get('show')) ?? 'all' }
}

export interface ActivityQuery {
  readonly date: string | null
  readonly group: ProcessGroup | null
}
export const activitiesAddress = ({ date, group }: ActivityQuery): string => withQuery(routes.activities, { date, group })
export function parseActivities(search: string): ActivityQuery {
  const given = new URLSearchParams(search)
  return { date: dateOf(given.get('date')), group: oneOf(processGroups, given.get('group')) }
}

export const systemAddress = (date: string | null): string => withQuery(routes.system, { date })
export const parseSystemDate = (search: string): string | null => dateOf(new URLSearchParams(search).get('date'))
