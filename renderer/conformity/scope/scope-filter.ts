// Which rows of the scope are shown. Pure.
import type { ScopeRow } from '../../../electron/api/conformity.ts'
import { matchesQuery } from '../../ui/matches-query.ts'
import type { ScopeShow } from '../addresses.ts'

const shown: Readonly<Record<ScopeShow, (row: ScopeRow) => boolean>> = {
  all: () => true,
  procedures: ({ kind }) => kind === 'procedure',
  authority: ({ kind, authority }) =>
    kind === 'procedure' && (authority === 'provincialCommittee' || authority === 'provincialChairman'),
  gaps: ({ gaps }) => gaps.length > 0,
  noProcess: ({ gaps }) => gaps.includes('noProcess'),
  notDeclared: ({ gaps }) => gaps.includes('notDeclared'),
  change: ({ gaps }) => gaps.some((gap) => gap !== 'noProcess'),
  internal: ({ kind, group }) => kind === 'process' && group === 'internal',
}

export const countShown = (rows: readonly ScopeRow[], show: ScopeShow): number => rows.filter(shown[show]).length

/** @param query code, or words of name, field and process codes, without marks. */
export const filterScope = (rows: readonly ScopeRow[], show: ScopeShow, query: string): ScopeRow[] =>
  rows.filter(
    (row) =>
      shown[show](row) &&
      (row.code.startsWith(query.trim()) ||
        matchesQuery(`${row.code} ${row.name} ${row.field} ${row.processes.map(({ code }) => code).join(' ')}`, query)),
  )
