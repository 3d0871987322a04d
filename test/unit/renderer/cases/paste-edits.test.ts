import { describe, expect, it } from 'vitest'
import type { ListedRow } from '../../../../electron/api/cases.ts'
import { editsOf, readPaste } from '../../../../renderer/cases/list/paste-edits.ts'

const row = (id: string, applicantName: string, note: string): ListedRow =>
  ({
    id,
    provisionalCode: `TAM-${id}`,
    officialCode: null,
    applicantName,
    procedureName: 'Khai sinh',
    procedureShortCode: 'KS',
    receivedAt: '2026-11-23T01:00:00.000Z',
    dueAt: null,
    status: 'received',
    clock: 'running',
    facts: { note, setCount: 1 },
  }) as unknown as ListedRow

const rows = [row('1', 'An', 'a'), row('2', 'Bình', 'b'), row('3', 'Cường', 'c')]
const columns = ['code', 'applicant', 'note', 'setCount'] as const
const at = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right })
const read = (table: string[][], range: ReturnType<typeof at>) => readPaste(table, range, rows, columns, () => '')

describe('a table pasted onto the list', () => {
  it('goes from the upper left cell on, and changes only what is another text', () => {
    const { cells, linesOver, columnsOver } = read(
      [
        ['An', 'mới'],
        ['Bính', ' b '],
      ],
      at(0, 1),
    )
    expect(cells.map(({ row: { id }, column, from, to }) => [id, column, from, to])).toEqual([
      ['1', 'note', 'a', 'mới'],
      ['2', 'applicant', 'Bình', 'Bính'],
    ])
    expect([linesOver, columnsOver]).toEqual([0, 0])
  })

  it('fills a range with one text', () => {
    expect(editsOf(read([['x']], at(0, 2, 2, 2)).cells)).toEqual(
      rows.map(({ id, facts }) => ({ caseId: id, column: 'note', from: facts?.note, to: 'x' })),
    )
  })

  it('tells what lies beyond the list, and asks for no column that cannot be changed', () => {
    const { cells, linesOver, columnsOver } = read(
      [
        ['TAM-9', 'Ân', 'c', '2', 'thừa'],
        ['', '', '', ''],
      ],
      at(2, 0),
    )
    expect([linesOver, columnsOver]).toEqual([1, 1])
    expect(cells.map(({ column }) => column)).toEqual(['code', 'applicant', 'setCount'])
    expect(editsOf(cells).map(({ column }) => column)).toEqual(['applicant', 'setCount'])
  })
})
