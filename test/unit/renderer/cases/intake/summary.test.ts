import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCatalogue } from '../../../../../db/procedures/catalogue-file.ts'
import { requestTitle, summaryOf } from '../../../../../renderer/cases/intake/model/summary.ts'

const file = join(import.meta.dirname, '../../../../../resources/catalogue/hue-starter.json')

describe('the content made from procedure and applicant', () => {
  it.each([
    ['Thủ tục đăng ký khai sinh', 'Đăng ký khai sinh'],
    ['THỦ TỤC ĐĂNG KÝ HOẠT ĐỘNG TÍN NGƯỠNG', 'ĐĂNG KÝ HOẠT ĐỘNG TÍN NGƯỠNG'],
    ['Chứng thực di chúc', 'Chứng thực di chúc'],
    ['Thủ tụcX', 'Thủ tụcX'],
  ])('%s', (name, title) => expect(requestTitle(name)).toBe(title))

  it('names the applicant once known', () => {
    expect(summaryOf('Thủ tục đăng ký khai sinh', '')).toBe('Đăng ký khai sinh')
    expect(summaryOf('Thủ tục đăng ký khai sinh', ' Nguyễn  Văn An ')).toBe('Đăng ký khai sinh – Nguyễn Văn An')
    expect(summaryOf('', 'Nguyễn Văn An')).toBe('')
  })

  it('fits the contract for every shipped procedure and the longest name', () => {
    for (const { name } of parseCatalogue(readFileSync(file, 'utf8')).procedures) {
      const summary = summaryOf(name, 'N'.repeat(200))
      expect(summary.length).toBeLessThanOrEqual(1_000)
      expect(summary).toMatch(/ – N{200}$/)
    }
  })
})
