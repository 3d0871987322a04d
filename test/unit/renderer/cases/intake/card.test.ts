import { describe, expect, it } from 'vitest'
import { type CardFields, readCitizenCard } from '../../../../../db/model/citizen-card.ts'
import { filledFields, isSameName, personFromCard } from '../../../../../renderer/cases/intake/model/card.ts'
import { emptyPerson } from '../../../../../renderer/cases/intake/model/values.ts'

function cardOf(text: string): CardFields {
  const reading = readCitizenCard(text, '2026-11-23')
  if (reading.kind !== 'card') throw new Error(`not a card: ${text}`)
  return reading.fields
}

const card = cardOf('046090001234|191234567|Nguyễn Văn An|01021990|Nam|12 Lê Lợi, Vĩnh Ninh, Huế, Thừa Thiên Huế|15082021')
const onCard = '12 Lê Lợi, Vĩnh Ninh, Huế, Thừa Thiên Huế'

describe('filling a person from a card', () => {
  it('takes what the card says, leading zero and all, and the address twice', () => {
    expect(personFromCard(card, emptyPerson, null)).toEqual({
      ...emptyPerson,
      fullName: 'Nguyễn Văn An',
      idKind: 'citizenId',
      idNumber: '046090001234',
      birthDate: '1990-02-01',
      sex: 'male',
      address: onCard,
      cardAddress: onCard,
    })
  })

  it('keeps the year of somebody whose card has no day of birth', () => {
    const old = cardOf('046050001234||Lê Văn Khởi|00001950|Nam|Thôn 1, Quảng Thọ, Quảng Điền, Thừa Thiên Huế|15082021')
    expect(personFromCard(old, emptyPerson, null).birthDate).toBe('1950')
  })

  it('never overwrites an address or telephone that was typed, and takes the register before the card', () => {
    const typed = { ...emptyPerson, phone: '0905123456', address: 'Tổ 3, phường Thuận Hóa' }
    const known = { ...emptyPerson, phone: '0234382222', email: 'an@example.vn', address: 'Tổ 9, phường Phú Xuân' }
    expect(personFromCard(card, typed, known)).toMatchObject({
      phone: '0905123456',
      email: 'an@example.vn',
      address: 'Tổ 3, phường Thuận Hóa',
      cardAddress: onCard,
    })
    expect(personFromCard(card, emptyPerson, known).address).toBe('Tổ 9, phường Phú Xuân')
  })

  it('does not give the contacts of one person to the holder of another card', () => {
    const before = { ...emptyPerson, idNumber: '046305004321', phone: '0905123456', email: 'b@example.vn', address: 'Thôn 2' }
    expect(personFromCard(card, before, null)).toMatchObject({ phone: '', email: '', address: onCard })
  })

  it('turns an organisation back into a citizen without its tax number', () => {
    const before = { ...emptyPerson, kind: 'organisation' as const, taxNumber: '0100109106', representative: 'Ai đó' }
    expect(personFromCard(card, before, null)).toMatchObject({ kind: 'citizen', taxNumber: '', representative: '' })
  })

  it('says which visible fields changed', () => {
    const after = personFromCard(card, emptyPerson, null)
    expect(filledFields('applicant', emptyPerson, after)).toEqual(['fullName', 'idNumber', 'birthDate', 'sex', 'address'])
    expect(filledFields('submitter', emptyPerson, after)).toEqual(['fullName', 'idNumber', 'address'])
    expect(filledFields('applicant', after, after)).toEqual([])
  })
})

describe('whether two spellings are one name', () => {
  it.each([
    ['Nguyễn Văn An', 'NGUYỄN VĂN AN', true],
    ['Nguyễn Văn An', 'Nguyen Van An', true],
    ['Nguyễn Văn An', 'Nguyễn  Văn An ', true],
    ['Nguyễn Văn An', 'Nguyễn Văn Anh', false],
  ])('%s / %s', (one, other, expected) => expect(isSameName(one, other)).toBe(expected))
})
