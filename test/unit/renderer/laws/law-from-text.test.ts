// What the entry of a law begins with when it is recorded from a process, and that many unknown laws are one note.
import { describe, expect, it } from 'vitest'
import { unknownLawsOf } from '../../../../renderer/documents/findings-list.tsx'
import { lawFromText } from '../../../../renderer/laws/law-from-text.ts'

const register = [
  { number: '61/2018/NĐ-CP', issuer: 'Chính phủ' },
  { number: '76/2025/QH15', issuer: 'Quốc hội' },
  { number: '01/2010/TT-BKHCN', issuer: '' },
]

describe('a law recorded from its text', () => {
  it.each([
    ['123/2015/NĐ-CP', { number: '123/2015/NĐ-CP', title: '', issuer: 'Chính phủ', issuedOn: '' }],
    [
      'Nghị định số 123/2015/NĐ-CP ngày 15/11/2015 của Chính phủ quy định chi tiết một số điều của Luật Hộ tịch',
      {
        number: '123/2015/NĐ-CP',
        title: 'Quy định chi tiết một số điều của Luật Hộ tịch',
        issuer: 'Chính phủ',
        issuedOn: '2015-11-15',
      },
    ],
    [
      'Luật Hộ tịch số 60/2014/QH13 ngày 20 tháng 11 năm 2014',
      { number: '60/2014/QH13', title: 'Luật Hộ tịch', issuer: 'Quốc hội', issuedOn: '2014-11-20' },
    ],
    ['Luật số 60/2014/QH13', { number: '60/2014/QH13', title: '', issuer: 'Quốc hội', issuedOn: '' }],
    ['Thông tư 04/2020/TT-BTP ngày 31/02/2020', { number: '04/2020/TT-BTP', title: '', issuer: '', issuedOn: '' }],
    ['26/2014/TT-BKHCN Điều kiện tư vấn', { number: '26/2014/TT-BKHCN', title: 'Điều kiện tư vấn', issuer: '', issuedOn: '' }],
    ['Luật Hộ tịch', { number: 'Luật Hộ tịch', title: '', issuer: '', issuedOn: '' }],
  ])('%s', (text, words) => expect(lawFromText(text, register)).toEqual(words))
})

describe('laws that the register does not know', () => {
  const found = (law: string, path: string) => ({ rule: 'lawUnknown' as const, params: { law }, path })

  it('stand once each, with the title that the ground gives', () => {
    const grounds = [
      { law: '123/2015/NĐ-CP', title: 'Hộ tịch', articles: '' },
      { law: '04/2020/TT-BTP', title: '', articles: '' },
    ]
    const laws = unknownLawsOf(
      [
        found('123/2015/NĐ-CP', 'legalGrounds.0.law'),
        found('04/2020/TT-BTP', 'legalGrounds.1.law'),
        found('4/2020/TT-BTP', 'forms.3.law'),
        { rule: 'feeDisagrees', params: {}, path: 'fee' },
      ],
      grounds,
    )
    expect(laws).toEqual([
      { law: '123/2015/NĐ-CP', path: 'legalGrounds.0.law', title: 'Hộ tịch' },
      { law: '04/2020/TT-BTP', path: 'legalGrounds.1.law', title: '' },
    ])
  })
})
