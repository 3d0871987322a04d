// Which rows of the scope are shown. Pure.
import { committeeOf } from '../../../db/model/committee.ts'
import type { ScopeRow } from '../../../electron/api/conformity.ts'
import { matchesQuery } from '../../ui/matches-query.ts'
import type { ScopeShow } from '../addresses.ts'

const shown: Readonly<Record<ScopeShow, (row: ScopeRow, committee: readonly string[]) => boolean>> = {
  all: () => true,
  procedures: ({ kind }) => kind === 'procedure',
  authority: ({ kind, authority }, committee) => kind === 'procedure' && committee.includes(authority),
  gaps: ({ gaps }) => gaps.length > 0,
  noProcess: ({ gaps }) => gaps.includes('noProcess'),
  notDeclared: ({ gaps }) => gaps.includes('notDeclared'),
  change: ({ gaps }) => gaps.some((gap) => gap !== 'noProcess'),
  internal: ({ kind, group }) => kind === 'process' && group === 'internal',
}

/** Of the procedures: those of processes say nothing of whose list it is. */
const committeeIn = (rows: readonly ScopeRow[]) =>
  committeeOf(rows.filter(({ kind }) => kind === 'procedure').map(({ authority }) => authority))

export function countShown(rows: readonly ScopeRow[], show: ScopeShow): number {
  const committee = committeeIn(rows)
  return rows.filter((row) => shown[show](row, committee)).length
}

/** @param query code, or words of name, field and process codes, without marks. */
export function filterScope(rows: readonly ScopeRow[], show: ScopeShow, query: string): ScopeRow[] {
  const committee = committeeIn(rows)
  return rows.filter(
    (row) =>
      shown[show](row, committee) &&
      (row.code.startsWith(query.trim()) ||
        matchesQuery(`${row.code} ${row.name} ${row.field} ${row.processes.map(({ code }) => code).join(' ')}`, query)),
  )
}
