// The list of cases as a file: the columns, filter and order of the screen, all pages. Read page by page beside the writer, so that people
// go on working and no list is ever held whole.
import { prepareWords } from '../../db/cases/narrow.ts'
import { listCases } from '../../db/cases/queries.ts'
import { type CaseColumn, cellText, cellValue, columnKind, type ListedCase, needsFacts } from '../../db/model/case-columns.ts'
import { toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { type FileCell, writeRows } from '../workbook/write-rows.ts'
import type { Context } from './handlers.ts'
import type { Office } from './office.ts'
import type { InternalCalls } from './protocol.ts'

type Count = InternalCalls['internal.countCaseList']
type Written = InternalCalls['internal.writeCaseList']

const pageRows = 200

export async function countCaseList({ store, clock }: Office, { filter, sort }: Count['input']): Promise<Count['output']> {
  await prepareWords(store.db, filter)
  const { total } = await listCases(store.db, clock, filter, sort, null, 1)
  return { total, date: instantToLocal(toInstant(clock.nowMs())).slice(0, 10), isTraining: store.kind === 'training' }
}

const kindOf = (column: CaseColumn): FileCell['kind'] => {
  const kind = columnKind(column)
  return kind === 'word' ? 'text' : kind
}

/** Throws app.cancelled between two pages, file.unwritable, store.diskFull. */
export async function writeCaseList({ office, onProgress }: Context, input: Written['input']): Promise<Written['output']> {
  const { filter, sort, columns, headings, words, format, file, name, total } = input
  const { store, clock } = office
  const word = (key: string) => words[key] ?? ''
  const cellsOf = (row: ListedCase): FileCell[] =>
    columns.map((column) => ({ kind: kindOf(column), value: cellValue(row, column), shown: cellText(row, column, word) }))
  let count = 0
  await writeRows(file, format, { name, headings, kinds: columns.map(kindOf) }, async (add) => {
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await listCases(store.db, clock, filter, sort, cursor || null, pageRows, needsFacts(columns))
      add(page.rows.map(cellsOf))
      count += page.rows.length
      cursor = page.nextCursor
      onProgress(count, Math.max(total ?? 0, count + (cursor === null ? 0 : pageRows)))
    }
  })
  return { count }
}
