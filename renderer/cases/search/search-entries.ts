// What the quick search offers for a text, in the order in which it is offered: cases that a number or a birth means, cases that hold
// what was typed mark by mark, the other cases, people, old paper files, the program's own screens and actions (which are few),
// procedures. Pure.
import type { OldFile } from '../../../electron/api/archive.ts'
import type { FoundCase } from '../../../electron/api/cases.ts'
import type { FoundPerson } from '../../../electron/api/personal.ts'
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
  | { readonly kind: 'case'; readonly id: string; readonly row: FoundCase }
  | { readonly kind: 'person'; readonly id: string; readonly person: FoundPerson }
  | { readonly kind: 'oldFile'; readonly id: string; readonly file: OldFile }
  | { readonly kind: 'procedure'; readonly id: string; readonly procedure: ProcedureSummary }
  | { readonly kind: 'action'; readonly id: string; readonly action: CommandAction }

interface EntryGroup {
  readonly key: 'sureCases' | 'exactCases' | 'cases' | 'people' | 'oldFiles' | 'actions' | 'procedures'
  readonly entries: readonly Entry[]
}

export interface Found {
  readonly cases: readonly FoundCase[]
  readonly people: readonly FoundPerson[]
  readonly oldFiles: readonly OldFile[]
  readonly procedures: readonly ProcedureSummary[]
}

const nothing: Found = { cases: [], people: [], oldFiles: [], procedures: [] }

/** The groups that have something in them. Without a text only the actions are offered. */
export function groupEntries(text: string, found: Found, actions: readonly CommandAction[]): EntryGroup[] {
  const { cases, people, oldFiles, procedures } = text === '' ? nothing : found
  const caseEntry = (row: FoundCase): Entry => ({ kind: 'case', id: `case-${row.id}`, row })
  const groups: EntryGroup[] = [
    { key: 'sureCases', entries: cases.filter(({ match }) => match !== 'exact' && match !== 'words').map(caseEntry) },
    { key: 'exactCases', entries: cases.filter(({ match }) => match === 'exact').map(caseEntry) },
    { key: 'cases', entries: cases.filter(({ match }) => match === 'words').map(caseEntry) },
    { key: 'people', entries: people.map((person) => ({ kind: 'person', id: `person-${person.id}`, person })) },
    { key: 'oldFiles', entries: oldFiles.map((file) => ({ kind: 'oldFile', id: `file-${file.id}`, file })) },
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
