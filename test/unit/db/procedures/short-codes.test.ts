// A short code is typed hundreds of times a week with Unikey on: it must arrive as typed, and be the same on every computer.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  foldShortCode,
  shortCodePattern,
  suggestShortCode,
  survivesVietnameseTyping,
} from '../../../../db/procedures/short-codes.ts'

describe('typing on a Vietnamese keyboard', () => {
  it.each(['AS', 'KAS', 'DD', 'DKD', 'D9', 'AA', 'EKE', 'OO', 'W', 'KW', 'A2', 'TES', 'NOXH', 'KAR'])(
    '%s is rewritten',
    (code) => {
      expect(survivesVietnameseTyping(code)).toBe(false)
    },
  )
  it.each(['KS', 'SX', 'XD', 'D2', 'KNT2', 'HSEN', 'NCUT', 'ATTP', 'GDO'])('%s stays', (code) => {
    expect(survivesVietnameseTyping(code)).toBe(true)
  })
  it('folds what was typed', () => {
    expect(foldShortCode(' đk s ')).toBe('DKS')
    expect(foldShortCode('Ks')).toBe('KS')
  })
})

describe('suggesting a code', () => {
  const none: ReadonlySet<string> = new Set()

  it.each([
    ['Thủ tục đăng ký khai sinh', 'KS'],
    ['THỦ TỤC ĐĂNG KÝ KHAI SINH', 'KS'],
    // `từ` is an empty word, `tử` is not.
    ['Thủ tục đăng ký khai tử', 'KT'],
    ['Cấp giấy phép chặt hạ, dịch chuyển cây xanh', 'GPC'],
    ['Cấp bản sao từ sổ gốc', 'BSS'],
  ])('%s: %s', (name, code) => {
    expect(suggestShortCode(name, none)).toBe(code)
    expect(suggestShortCode(name.normalize('NFD'), none)).toBe(code)
  })

  it('goes on to a free code', () => {
    const taken = new Set<string>()
    for (let round = 0; round < 3; round++) taken.add(suggestShortCode('Thủ tục đăng ký khai sinh', taken))
    expect([...taken]).toEqual(['KS', 'KS2', 'KS3'])
  })

  it('finds thousands of codes for one name', () => {
    const taken = new Set<string>()
    while (taken.size < 2_000) {
      const code = suggestShortCode('A', taken)
      expect(taken.has(code)).toBe(false)
      taken.add(code)
    }
  })

  it('whatever the name, gives a code of the right shape that is free and typed cleanly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.stringMatching(shortCodePattern)), (name, codes) => {
        const taken = new Set(codes)
        const code = suggestShortCode(name, taken)
        expect(code).toMatch(shortCodePattern)
        expect(taken.has(code)).toBe(false)
        expect(survivesVietnameseTyping(code)).toBe(true)
        expect(suggestShortCode(name, taken)).toBe(code)
      }),
    )
  })
})
