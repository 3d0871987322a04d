// The columns of the list of cases and what stands in their cells. Pure, and without schemas: the page draws and copies by it, the
// reader writes files by it, so that a file holds exactly what the screen shows.
import type { CaseStatus, ClockState } from './case-status.ts'
import { instantToLocal } from './local-time.ts'

/** What the list can show beside a case's own row. */
export interface CaseFacts {
  readonly phone: string
  readonly address: string
  /** With all but its last four characters as dots: the whole number does not leave the database for a list. */
  readonly idNumber: string
  readonly nationalCode: string
  readonly field: string
  readonly summary: string
  readonly note: string
  readonly channel: 'inPerson' | 'online' | 'post'
  readonly returnMethod: 'desk' | 'post' | 'online'
  readonly setCount: number
  readonly book: string
  readonly serial: number | null
  readonly registerYear: number | null
  readonly receivedBy: string
  readonly originalDueAt: string | null
  readonly finishedAt: string | null
  readonly finishResult: 'early' | 'onTime' | 'overdue' | 'undated' | null
  readonly extensions: number
  /** Of the step that is open: who has it, in which unit, since when, until when. */
  readonly holder: string
  readonly unit: string
  readonly stepLabel: string
  readonly step: string
  /** What the step is where it has no words of its own. */
  readonly stepAct: string | null
  readonly since: string | null
  readonly stepDueAt: string | null
}

export interface ListedCase {
  readonly provisionalCode: string
  readonly officialCode: string | null
  readonly applicantName: string
  readonly procedureName: string
  readonly procedureShortCode: string
  readonly receivedAt: string
  readonly dueAt: string | null
  readonly status: CaseStatus
  readonly clock: ClockState
  /** Null where the list was not asked for them. */
  readonly facts: CaseFacts | null
}

/** The text of a key such as `cases:status.received`. */
export type Word = (key: string) => string

type Cell = string | number | null

/** `date` and `instant` are UTC instants, shown as a day or with the hour; `word` is the key of a text of the interface. */
type Kind = 'text' | 'number' | 'date' | 'instant' | 'word'

interface Definition {
  readonly kind: Kind
  /** Namespace and beginning of the text's key. */
  readonly words?: string
  readonly of: (row: ListedCase) => Cell
  /** Where it takes more than the value. */
  readonly text?: (row: ListedCase, word: Word) => string
}

const fact = (kind: Kind, name: keyof CaseFacts, words?: string): Definition => ({
  kind,
  ...(words === undefined ? {} : { words }),
  of: ({ facts }) => facts?.[name] ?? null,
})

function stepText({ facts }: ListedCase, word: Word): string {
  if (!facts) return ''
  const work = facts.step || (facts.stepAct ? word(`life:stepAct.${facts.stepAct}`) : '')
  return facts.stepLabel === '' ? work : `${facts.stepLabel}. ${work}`
}

const definitions = {
  code: { kind: 'text', of: (row) => row.officialCode ?? row.provisionalCode },
  provisionalCode: { kind: 'text', of: (row) => row.provisionalCode },
  officialCode: { kind: 'text', of: (row) => row.officialCode },
  applicant: { kind: 'text', of: (row) => row.applicantName },
  phone: fact('text', 'phone'),
  address: fact('text', 'address'),
  idNumber: fact('text', 'idNumber'),
  procedure: { kind: 'text', of: (row) => `${row.procedureShortCode} – ${row.procedureName}` },
  nationalCode: fact('text', 'nationalCode'),
  field: fact('text', 'field'),
  summary: fact('text', 'summary'),
  received: { kind: 'date', of: (row) => row.receivedAt },
  due: { kind: 'date', of: (row) => row.dueAt },
  originalDue: fact('date', 'originalDueAt'),
  status: { kind: 'word', words: 'cases:status', of: (row) => row.status },
  holder: fact('text', 'holder'),
  unit: fact('text', 'unit'),
  step: { kind: 'text', of: ({ facts }) => facts?.step ?? null, text: stepText },
  since: fact('instant', 'since'),
  stepDue: fact('instant', 'stepDueAt'),
  receivedBy: fact('text', 'receivedBy'),
  channel: fact('word', 'channel', 'cases:channel'),
  returnMethod: fact('word', 'returnMethod', 'cases:returnMethod'),
  setCount: fact('number', 'setCount'),
  book: fact('text', 'book'),
  serial: fact('number', 'serial'),
  registerYear: fact('text', 'registerYear'),
  finished: fact('date', 'finishedAt'),
  finishResult: fact('word', 'finishResult', 'life:finish'),
  extensions: fact('number', 'extensions'),
  note: fact('text', 'note'),
} as const satisfies Readonly<Record<string, Definition>>

export type CaseColumn = keyof typeof definitions
export const caseColumns = Object.keys(definitions) as CaseColumn[]

/** Where the words of cells stand, for whoever hands them on whole. */
export const wordGroups = ['cases:status', 'cases:channel', 'cases:returnMethod', 'life:finish', 'life:stepAct'] as const

/** What a list shows until the person chooses. */
export const defaultColumns: readonly CaseColumn[] = ['code', 'applicant', 'procedure', 'received', 'due', 'status']

/** A list without them names no case. */
export const leastColumns = 1

const known: Readonly<Record<string, Definition>> = definitions

export const columnKind = (column: CaseColumn): Kind => known[column]?.kind ?? 'text'

/** Whether the column needs `facts`. */
const plain: ReadonlySet<CaseColumn> = new Set<CaseColumn>([
  'code',
  'provisionalCode',
  'officialCode',
  'applicant',
  'procedure',
  'received',
  'due',
  'status',
])
export const needsFacts = (columns: readonly CaseColumn[]): boolean => columns.some((column) => !plain.has(column))

/** What stands in the cell, undressed: a number, a UTC instant, a text, the key of a word; null for nothing. */
export const cellValue = (row: ListedCase, column: CaseColumn): Cell => {
  const value = known[column]?.of(row) ?? null
  return value === '' ? null : value
}

const dayOf = (local: string): string => `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`

/** The cell as a text, as the screen shows it: days as dd/MM/yyyy, hours before them. */
export function cellText(row: ListedCase, column: CaseColumn, word: Word): string {
  const { kind, words, text } = known[column] as Definition
  if (text) return text(row, word)
  const value = cellValue(row, column)
  if (value === null) return ''
  if (kind === 'word') return word(`${words}.${value}`)
  if (kind === 'number' || kind === 'text') return String(value)
  const local = instantToLocal(String(value))
  return kind === 'date' ? dayOf(local) : `${local.slice(11, 16)} ${dayOf(local)}`
}

/** Reads a remembered choice; what it does not know is left out, and an empty choice is the usual one. */
export function parseColumns(remembered: string | undefined): readonly CaseColumn[] {
  const wanted = new Set((remembered ?? '').split(','))
  const found = [...wanted].filter((name): name is CaseColumn => Object.hasOwn(definitions, name))
  return found.length >= leastColumns ? found : defaultColumns
}

export const writeColumns = (columns: readonly CaseColumn[]): string => columns.join(',')

/** Columns of the list whose cells can be pasted, and how long a text each takes. None that the list masks: what was in it is not there to compare. */
export const cellLimits = { applicant: 200, address: 400, summary: 1_000, note: 1_000, setCount: 10 } as const
export type CellColumn = keyof typeof cellLimits
export const cellColumns = Object.keys(cellLimits) as CellColumn[]
export const isCellColumn = (column: string): column is CellColumn => Object.hasOwn(cellLimits, column)
