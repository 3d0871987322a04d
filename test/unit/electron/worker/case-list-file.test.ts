import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import type { CaseFilter } from '../../../../db/cases/filter.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { countCaseList, writeCaseList } from '../../../../electron/worker/case-list-file.ts'
import type { Context } from '../../../../electron/worker/handlers.ts'
import { openTestOffice, sampleIntake, samplePerson, TestClock, type TestOffice } from '../../../fixtures/office.ts'

const caseCount = 450
const everything: CaseFilter = { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null }
const list = {
  filter: everything,
  sort: 'applicantAsc',
  columns: ['applicant', 'idNumber', 'received', 'status', 'setCount'],
  headings: ['Chủ hồ sơ', 'Số giấy tờ', 'Ngày nhận', 'Trạng thái', 'Số bộ'],
  words: { 'cases:status.received': 'Đã tiếp nhận' },
  format: 'csv',
  name: 'Danh sách',
  total: caseCount,
} as const

let office: TestOffice
beforeAll(async () => {
  office = await openTestOffice({ clock: new TestClock('2026-10-01T08:00') })
  const procedureId = await office.procedureId('KS')
  for (let number = 0; number < caseCount; number += 1) {
    const applicant = samplePerson({
      fullName: `${number % 5 === 0 ? 'Lê' : 'Trần'} Văn ${['An', 'Bình', 'Ý'][number % 3]}`,
      idNumber: `0461900${String(number).padStart(5, '0')}`,
    })
    await receiveCase(office.db, office.actor, sampleIntake({ procedureId, applicant }), office.formKeyOn)
  }
}, 60_000)
afterAll(() => office.close())

const context = (onProgress: Context['onProgress'] = () => {}): Context => ({
  office: office.office,
  actor: async () => office.actor,
  isProgram: false,
  onProgress,
})

describe('the list as a file', () => {
  it('holds every page in the order of the screen, with numbers of identity masked', async () => {
    const file = join(office.folder, 'all.csv')
    const seen: number[] = []
    const written = await writeCaseList(
      context((done, total) => void seen.push(done / total)),
      { ...list, columns: [...list.columns], headings: [...list.headings], file },
    )
    expect(written).toEqual({ count: caseCount })
    const [head, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\r\n')
    expect(head).toBe(`\uFEFF${list.headings.join(',')}`)
    expect(rows).toHaveLength(caseCount)
    expect(rows[0]).toMatch(/^Lê Văn An,•{8}\d{4},01\/10\/2026,Đã tiếp nhận,1$/)
    expect(rows.at(-1)).toMatch(/^Trần Văn Ý,/)
    expect(readFileSync(file, 'utf8')).not.toContain('0461900')
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
  })

  it('holds what the filter lets through, as many as were counted', async () => {
    const filter = { ...everything, applicant: 'le' }
    const { total } = await countCaseList(office.office, { filter, sort: 'receivedDesc' })
    const file = join(office.folder, 'some.csv')
    const written = await writeCaseList(context(), {
      ...list,
      filter,
      columns: ['applicant'],
      headings: ['Chủ hồ sơ'],
      file,
      total,
    })
    expect(written.count).toBe(total)
    expect(total).toBe(caseCount / 5)
  })

  it('is not there when it is called off between two pages', async () => {
    const file = join(office.folder, 'none.csv')
    const stop = () => {
      throw new AppError('app.cancelled')
    }
    const written = writeCaseList(context(stop), { ...list, columns: ['code'], headings: ['Mã'], file })
    await expect(written).rejects.toMatchObject({ code: 'app.cancelled' })
    expect(existsSync(file)).toBe(false)
  })
})
