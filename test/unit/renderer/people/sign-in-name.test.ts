import { describe, expect, it } from 'vitest'
import { signInName } from '../../../../db/people/rules.ts'
import { suggestSignInName } from '../../../../renderer/people/staff/sign-in-name.ts'

describe('the proposed sign-in name', () => {
  it.each([
    ['Nguyễn Thị Duyên', 'duyennt'],
    ['  Đặng   Đình Đức ', 'ducdd'],
    ['Ngô Văn Ô', 'onv'],
    ['Lan', 'lan'],
    ["K'Brôi H'Ni", 'nikbh'],
    ['Công Tằng Tôn Nữ Thị Mỹ Ý', 'ycttntm'],
  ])('of %j is %s', (fullName, name) => {
    expect(suggestSignInName(fullName)).toBe(name)
    expect(signInName.safeParse(name).success).toBe(true)
  })

  it('is numbered when taken', () => {
    expect(suggestSignInName('Nguyễn Thị Duyên', ['duyennt'])).toBe('duyennt2')
    expect(suggestSignInName('Nguyễn Thị Duyên', ['duyennt', 'duyennt2'])).toBe('duyennt3')
  })

  it('waits until the name can give one', () => {
    expect(suggestSignInName('')).toBe('')
    expect(suggestSignInName('Ý')).toBe('')
    expect(suggestSignInName('– !')).toBe('')
  })

  it('is never longer than a sign-in name may be', () => {
    const name = suggestSignInName('A '.repeat(60), ['a'.repeat(29)])
    expect(signInName.safeParse(name).success).toBe(true)
  })
})
