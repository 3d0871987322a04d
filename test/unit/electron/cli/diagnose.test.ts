// `motcua diagnose` as support starts it: a real process without a display, its exit code, its outputs, its file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseName } from '../../../../db/store/open.ts'
import { firstLine, kill, startChild } from '../../../fixtures/child.ts'
import { motcua } from '../../../fixtures/motcua.ts'
import { makeFolder, openTestOffice } from '../../../fixtures/office.ts'

interface Report {
  readonly steps: ReadonlyArray<{
    number: number
    id: string
    verdict: string
    facts: Record<string, unknown>
    findings: unknown[]
  }>
}

let folder: string
let remove: () => void
beforeAll(async () => {
  ;({ folder, remove } = makeFolder())
  await (await openTestOffice({ folder })).close()
})
afterAll(() => remove())

const diagnose = (...args: string[]) => motcua(['diagnose', '--data', folder, ...args])
const stepOf = ([report]: unknown[], id: string) => (report as Report).steps.find((step) => step.id === id)

describe('motcua diagnose', () => {
  it('prints the numbered steps in Vietnamese and ends with 0 when none has a fault', async () => {
    const { code, out, err } = await diagnose()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Bước 1\. Phiên bản: ĐẠT\n {3}Một Cửa \d+\.\d+\.\d+ trên /)
    expect(out).toMatch(/\nBước 6\. Cơ sở dữ liệu: ĐẠT\n/)
    expect(out).toMatch(/\nBước 4\. Máy in: BỎ QUA\n {3}Chỉ kiểm tra được từ cửa sổ/)
    expect(out).toMatch(/\n0 bước có lỗi, \d+ bước cần chú ý, \d+ bước đạt, \d+ bước bỏ qua\.\n$/)
    expect(out).not.toMatch(/\{\{|diagnostics[:.]/)
  })

  it('gives the same as JSON', async () => {
    const { code, json } = await diagnose('--json')
    expect(code).toBe(0)
    expect((json()[0] as Report).steps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(stepOf(json(), 'chain')).toMatchObject({ verdict: 'ok' })
  })

  it('works while the window has the database open, and says so', async () => {
    const holder = startChild(join(import.meta.dirname, '../../../fixtures/hold-office.ts'), folder)
    try {
      expect(await firstLine(holder)).toBe('open')
      const { code, json } = await diagnose('--json')
      expect(code).toBe(0)
      expect(stepOf(json(), 'database')).toMatchObject({ verdict: 'ok', facts: { lock: 'elsewhere' } })
    } finally {
      await kill(holder)
    }
  })

  it('ends with 1 when a step has a fault, and works without a database', async () => {
    const { folder: other, remove: removeOther } = makeFolder()
    const none = await motcua(['diagnose', '--data', join(other, 'nowhere')])
    expect(none.code).toBe(0)
    expect(none.out).toContain('Chưa có dữ liệu trong thư mục này.')
    expect(existsSync(join(other, 'nowhere'))).toBe(false)
    writeFileSync(join(other, databaseName), 'x'.repeat(9_000))
    const broken = await motcua(['diagnose', '--data', other])
    expect(broken.code).toBe(1)
    expect(broken.out).toContain('Bước 6. Cơ sở dữ liệu: CÓ LỖI')
    expect(broken.out).toContain('không phải của Một Cửa')
    removeOther()
  })

  it('writes the file for support, which names neither folder nor computer', async () => {
    const file = join(folder, 'ho-tro.txt')
    const { code, out } = await diagnose('--out', file)
    expect(code).toBe(0)
    expect(out).toContain(file)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('Bước 11. Nhật ký lỗi')
    expect(text).not.toContain(folder)
    if (hostname().length >= 3) expect(text).not.toContain(hostname())
  })

  it('refuses a place that cannot be written, in plain words', async () => {
    const { code, err } = await diagnose('--out', join(folder, 'missing', 'ho-tro.txt'))
    expect(code).toBe(1)
    expect(err).toContain('Không ghi được tệp ho-tro.txt')
  })
})
