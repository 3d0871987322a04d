// The list on paper is read page by page, tells how far it is, can be called off, and refuses what nobody reads on paper.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '../../../../db/model/errors.ts'
import { mostPrintedCases } from '../../../../electron/api/print.ts'
import { casePaperData } from '../../../../electron/worker/case-paper-data.ts'
import { type LifeOffice, openLifeOffice } from '../../../fixtures/life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice(null)
})
afterEach(() => office.close())

/** The one case as often as it takes. */
function multiply(times: number): void {
  const { connection } = office.office.store
  const columns = (connection.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('case_file') as string[]).filter(
    (name) => name !== 'no',
  )
  const others: Readonly<Record<string, string>> = {
    id: "f.id || '-' || n.value",
    provisional_code: "f.provisional_code || '-' || n.value",
    code_number: '10 + n.value',
  }
  const values = columns.map((name) => others[name] ?? `f.${name}`)
  connection
    .prepare(
      `INSERT INTO case_file (${columns.join(', ')}) SELECT ${values.join(', ')}
       FROM (SELECT * FROM case_file LIMIT 1) f CROSS JOIN (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?)
       SELECT value FROM n) n`,
    )
    .run(times)
}

const read = (onProgress: (done: number, total: number) => void = () => {}) =>
  casePaperData(
    { office: office.office, onProgress, actor: async () => office.desk } as unknown as Parameters<typeof casePaperData>[0],
    {
      paper: {
        kind: 'list',
        filter: { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null },
        sort: 'receivedDesc',
        columns: ['code', 'applicant', 'setCount', 'status'],
        headings: ['Mã', 'Tên', 'Số bộ', 'Trạng thái'],
        words: { 'cases:status.received': 'Đã tiếp nhận' },
        about: '',
      },
      total: null,
    },
  )

it('holds every case up to the limit, as its cells show it, and not one more', async () => {
  await office.receive()
  multiply(mostPrintedCases - 1)
  const reports: number[] = []
  const { paper } = await read((done) => reports.push(done))
  if (paper.kind !== 'list') throw new Error('another paper')
  expect(paper.rows).toHaveLength(mostPrintedCases)
  expect(paper.rows[0]?.slice(2)).toEqual(['1', 'Đã tiếp nhận'])
  expect(paper.isNumber).toEqual([false, false, true, false])
  expect(reports).toEqual(reports.toSorted((one, other) => one - other))
  expect(reports.at(-1)).toBe(mostPrintedCases)
  await expect(
    read((done) => {
      if (done > 500) throw new AppError('app.cancelled')
    }),
  ).rejects.toMatchObject({ code: 'app.cancelled' })
  await office.receive()
  await expect(read()).rejects.toMatchObject({ code: 'print.tooManyRows', params: { most: mostPrintedCases } })
})
