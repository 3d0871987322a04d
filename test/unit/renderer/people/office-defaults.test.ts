import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { officeDefaults } from '../../../../renderer/people/office/office-defaults.ts'
import people from '../../../../resources/locales/vi/people.json' with { type: 'json' }

const vietnamese = i18next.createInstance()
beforeAll(() => vietnamese.init({ lng: 'vi', resources: { vi: { people } }, interpolation: { escapeValue: false } }))
const defaultsOf = (name: string) => officeDefaults(vietnamese.getFixedT('vi', 'people'), name)

describe('what is proposed for an office', () => {
  it.each([
    ['Phường Thuận Hóa', 'phường Thuận Hóa'],
    ['Xã Chân Mây - Lăng Cô', 'xã Chân Mây - Lăng Cô'],
    ['Thành phố Huế', 'thành phố Huế'],
    ['Đặc khu Phú Quốc', 'đặc khu Phú Quốc'],
  ])('%s has a centre and a committee', (name, unit) => {
    expect(defaultsOf(name)).toEqual({
      deskName: `Trung tâm Phục vụ hành chính công ${unit}`,
      governingBody: `Ủy ban nhân dân ${unit}`,
    })
  })

  it('another office has a reception section, and its governing body is left to people', () => {
    expect(defaultsOf('Sở Xây dựng')).toEqual({ deskName: 'Bộ phận Tiếp nhận và Trả kết quả Sở Xây dựng', governingBody: '' })
  })

  it('takes a decomposed name for the same', () => {
    expect(defaultsOf('Phường Vỹ Dạ'.normalize('NFD')).deskName).toBe('Trung tâm Phục vụ hành chính công phường Vỹ Dạ')
  })

  it('proposes nothing without a name', () => {
    expect(defaultsOf('  ')).toEqual({ deskName: '', governingBody: '' })
  })
})
