import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskNumber } from '../../../../db/model/mask.ts'

describe('maskNumber', () => {
  it('shows the last four digits only', () => {
    expect(maskNumber('046190001234')).toBe('••••••••1234')
    expect(maskNumber('C1234567')).toBe('••••4567')
  })

  it('covers a number whole that has nothing but those four', () => {
    expect(maskNumber('1234')).toBe('••••')
    expect(maskNumber('')).toBe('')
  })

  it('never changes the length and never shows more than four characters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{0,30}$/), (number) => {
        const masked = maskNumber(number)
        return masked.length === number.length && masked.replaceAll('•', '').length <= 4
      }),
    )
  })
})
