// What the quick search offers for a text, in the order in which it is offered: cases that hold what was typed mark by mark, the
// other cases, the program's own screens and actions (which are few), procedures. Pure.
import type { CaseRow } from '../../../electron/api/cases.ts'
import type { ProcedureSummary } from '../../../electron/api/procedures.ts'
import type { IconType } from '../../ui/icon.tsx'
import { matchesQuery } from '../../ui/matches-query.ts'

/** A screen or an action of the program. */
export interface CommandAction {
  readonly id: string
  readonly label: string
  readonly icon?: IconType
  /** Shown beside the label, e.g. `Ctrl+N`. */
  readonly shortcut?: string
  /** Further words by which it is found. */
  readonly keywords?: string
  readonly run: () => void
}

export type Entry =
  | { readonly kind: 'case'; readonly id: string; readonly row: CaseRow }
  | { readonly kind: 'procedure'; readonly id: string; readonly procedure: ProcedureSummary }
  | { readonly kind: 'action'; readonly id: string; readonly action: CommandAction }

interface EntryGroup {
  readonly key: 'exactCases' | 'cases' | 'actions' | 'procedures'
  readonly entries: readonly Entry[]
}

export interface Found {
  readonly cases: readonly (CaseRow & { readonly isExact: boolean })[]
  readonly procedures: readonly ProcedureSummary[]
}

/** The groups that have something in them. Without a text only the actions are offered. */
export function groupEntries(text: string, found: Found, actions: readonly CommandAction[]): EntryGroup[] {
  const { cases, procedures } = text === '' ? { cases: [], procedures: [] } : found
  const caseEntry = (row: CaseRow): Entry => ({ kind: 'case', id: `case-${row.id}`, row })
  const groups: EntryGroup[] = [
    { key: 'exactCases', entries: cases.filter(({ isExact }) => isExact).map(caseEntry) },
    { key: 'cases', entries: cases.filter(({ isExact }) => !isExact).map(caseEntry) },
    {
      key: 'actions',
      entries: actions
        .filter(({ label, keywords = '' }) => matchesQuery(`${label} ${keywords}`, text))
        .map((action) => ({ kind: 'action', id: `action-${action.id}`, action })),
    },
    {
      key: 'procedures',
      entries: procedures.map((procedure) => ({ kind: 'procedure', id: `procedure-${procedure.id}`, procedure })),
    },
  ]
  return groups.filter(({ entries }) => entries.length > 0)
}
