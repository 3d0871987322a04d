import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../db/model/errors.ts'
import { readWorkbookFile } from '../../../electron/workbook/read-file.ts'
import { type FileCell, writeRows } from '../../../electron/workbook/write-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-rows-'))
afterAll(() => rmSync(folder, { recursive: true }))

const head = {
  name: 'Danh sách [1]/2',
  headings: ['Tên', 'Số bộ', 'Ngày nhận', 'Giữ từ'],
  kinds: ['text', 'number', 'date', 'instant'] as const,
}
const text = (shown: string): FileCell => ({ kind: 'text', value: shown, shown })
/** 23:30 at the office on the day before by UTC. */
const late = '2026-11-23T16:30:00.000Z'
const rows: FileCell[][] = [
  [
    text('=HYPERLINK("http://x")'),
    { kind: 'number', value: 3, shown: '3' },
    { kind: 'date', value: late, shown: '23/11/2026' },
    { kind: 'instant', value: late, shown: '23:30 23/11/2026' },
  ],
  [
    text('Đỗ Thị <Ánh> & "con"\u0001'),
    { kind: 'number', value: null, shown: '' },
    { kind: 'date', value: null, shown: '' },
    text(''),
  ],
]
const path = (name: string) => join(folder, name)

describe('a table written row by row', () => {
  it('is read by Excel: texts as they are, numbers as numbers, days as days of the office', async () => {
    await writeRows(path('a.xlsx'), 'xlsx', head, async (add) => {
      for (const row of rows) add([row])
    })
    const [sheet] = await readWorkbookFile(path('a.xlsx'))
    expect(sheet?.name).toBe('Danh sách  1  2')
    expect(sheet?.rows).toEqual([
      head.headings,
      ['=HYPERLINK("http://x")', 3, { date: '2026-11-23' }, { date: '2026-11-23' }],
      ['Đỗ Thị <Ánh> & "con"', null, null, null],
    ])
    expect(readFileSync(path('a.xlsx')).includes('<f>')).toBe(false)
  })

  it('is a .csv that Excel reads as Vietnamese and computes nothing of', async () => {
    await writeRows(path('a.csv'), 'csv', head, async (add) => add(rows))
    expect(readFileSync(path('a.csv'), 'utf8')).toBe(
      '\uFEFFTên,Số bộ,Ngày nhận,Giữ từ\r\n' +
        `"'=HYPERLINK(""http://x"")",3,23/11/2026,23:30 23/11/2026\r\n` +
        '"Đỗ Thị <Ánh> & ""con""\u0001",,,\r\n',
    )
  })

  it('stops where a sheet of Excel is full, and leaves no file; a .csv goes on', async () => {
    const many = Array.from({ length: 2 ** 16 - 1 }, () => [text('')])
    const fill = (count: number) => async (add: (rows: FileCell[][]) => void) => {
      for (let part = 0; part < 16; part += 1) add(many)
      for (let row = 0; row < count; row += 1) add([[text('')]])
    }
    const narrow = { ...head, headings: ['Tên'], kinds: ['text'] as const }
    await writeRows(path('full.xlsx'), 'xlsx', narrow, fill(15))
    await expect(writeRows(path('over.xlsx'), 'xlsx', narrow, fill(16))).rejects.toMatchObject({
      code: 'file.tooManyRows',
      params: { most: 1_048_575 },
    })
    await writeRows(path('over.csv'), 'csv', narrow, fill(16))
    expect(readdirSync(folder).filter((name) => /full|over/.test(name))).toEqual(['full.xlsx', 'over.csv'])
    for (const name of ['full.xlsx', 'over.csv']) rmSync(path(name))
  })

  it.each(['xlsx', 'csv'] as const)('of %s is not there when it is called off, and what stood there stays', async (format) => {
    const file = path(`b.${format}`)
    await writeRows(file, format, head, async (add) => add(rows))
    const before = readFileSync(file)
    const cancelled = writeRows(file, format, head, async (add) => {
      add(rows)
      throw new AppError('app.cancelled')
    })
    await expect(cancelled).rejects.toMatchObject({ code: 'app.cancelled' })
    expect(readFileSync(file)).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('says when the place cannot be written', async () => {
    const refused = writeRows(path('none/c.csv'), 'csv', head, async () => {})
    await expect(refused).rejects.toMatchObject({ code: 'file.unwritable', params: { file: 'c.csv' } })
  })
})
