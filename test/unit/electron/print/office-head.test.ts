// The head of papers names the office once.
import { describe, expect, it } from 'vitest'
import { officeHead } from '../../../../electron/print/office-head.ts'

describe('the head of a paper', () => {
  it.each([
    ['Ủy ban nhân dân phường Thuận Hóa', 'Phường Thuận Hóa', '', 'Ủy ban nhân dân phường Thuận Hóa'],
    ['UBND thành phố Huế', 'Văn phòng UBND thành phố Huế', 'UBND thành phố Huế', 'Văn phòng UBND thành phố Huế'],
    ['UBND thành phố Hà Nội', 'Sở Dân tộc và Tôn giáo', 'UBND thành phố Hà Nội', 'Sở Dân tộc và Tôn giáo'],
    ['', 'Phường Thuận Hóa', '', 'Phường Thuận Hóa'],
    ['UBND tỉnh', '', 'UBND tỉnh', ''],
  ])('of %s over %s', (governingBody, officeName, above, own) => {
    expect(officeHead({ governingBody, officeName })).toEqual({ governingBody: above, officeName: own })
  })
})
