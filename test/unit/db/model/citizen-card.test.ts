import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CardReading, readCitizenCard } from '../../../../db/model/citizen-card.ts'
import { sampleCards } from './sample-cards.ts'

const TODAY = '2026-11-22'
const { an, binh, khoi } = sampleCards

const read = (raw: string) => readCitizenCard(raw, TODAY)
const codes = (reading: CardReading) => (reading.kind === 'card' ? reading.warnings.map((warning) => warning.code) : reading)
const name = (reading: CardReading) => (reading.kind === 'card' ? reading.fields.fullName : reading)
/** UTF-8 bytes shown one by one as characters, as a scanner with the wrong code page types them. */
const asLatin1 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text))
const asWindows1252 = (text: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))
const withField = (card: string, index: number, value: string) => card.split('|').with(index, value).join('|')

const anFields = {
  idNumber: '046090001234',
  oldIdNumber: '191234567',
  fullName: 'Nguyễn Văn An',
  birthDate: '1990-02-01',
  birthYear: 1990,
  sex: 'male',
  address: '12 Lê Lợi, Vĩnh Ninh, Huế, Thừa Thiên Huế',
  issueDate: '2021-08-15',
  cardKind: 'citizenCard',
  extra: [],
}

describe('the seven vectors of the specification', () => {
  it('1: a card of 2021', () => {
    expect(read(an)).toEqual({ kind: 'card', fields: anFields, warnings: [] })
  })
  it('2: an empty old number', () => {
    expect(read(binh)).toMatchObject({
      kind: 'card',
      fields: { oldIdNumber: null, sex: 'female', birthDate: '2005-11-20' },
      warnings: [],
    })
  })
  it('3: a card of 2024 with eleven fields', () => {
    expect(read(khoi)).toMatchObject({
      kind: 'card',
      fields: { fullName: 'Lê Minh Khôi', cardKind: 'identityCard', extra: [] },
      warnings: [],
    })
  })
  it('4: 31 February', () => {
    expect(read('046190009999|191000001|Nguyen Thi Hue|31021990|Nu|Hue|01012022')).toEqual({
      kind: 'damaged',
      reason: 'birthDate',
    })
  })
  it('5: UTF-8 read as Windows-1252', () => {
    const reading = read('046090001234|191234567|Nguyá»…n VÄƒn An|01021990|Nam|Huáº¿|15082021')
    expect(reading).toMatchObject({
      kind: 'card',
      fields: { fullName: 'Nguyễn Văn An', address: 'Huế' },
      warnings: [{ code: 'textRepaired' }],
    })
  })
  it('6: a number that has not 12 digits', () => {
    expect(read(withField(an, 0, '0460900012'))).toEqual({ kind: 'damaged', reason: 'idNumber' })
  })
  it('7: other codes', () => {
    expect(read('https://dichvucong.gov.vn/tra-cuu')).toEqual({ kind: 'other' })
    expect(read('000.00.00.H57-261122-0001')).toEqual({ kind: 'caseCode', code: '000.00.00.H57-261122-0001' })
  })
})

describe('what scanners add and damage', () => {
  it('ignores terminators, BOM and spaces around', () => {
    for (const raw of [`${an}\r\n`, `\ufeff${an}\r`, `\u0000 ${an}\t\n`]) expect(read(raw)).toMatchObject({ fields: anFields })
  })
  it('keeps the extra fields of a card of 2024 without labels', () => {
    expect(read(`${an}|046090009999||Nguyễn Văn B|`)).toMatchObject({ fields: { extra: ['046090009999', '', 'Nguyễn Văn B'] } })
  })
  it('repairs both ways of showing single bytes, once', () => {
    for (const card of Object.values(sampleCards))
      for (const damage of [asLatin1, asWindows1252]) {
        const whole = read(card)
        expect(read(damage(card))).toEqual({ ...whole, warnings: [{ code: 'textRepaired' }] })
        expect(read(damage(damage(card))).kind).toBe('damaged')
      }
  })
  it('repairs Đ, whose second byte has no Windows-1252 character, and refuses it when that byte was dropped', () => {
    const card = withField(an, 2, 'Đặng Đức Độ')
    expect(name(read(asWindows1252(card)))).toBe('Đặng Đức Độ')
    expect(read(asWindows1252(card).replaceAll('\u0090', ''))).toEqual({ kind: 'damaged', reason: 'encoding' })
  })
  it('does not repair true capitals that look like damage', () => {
    const reading = read(withField(an, 2, 'LÃ VĂN ÂN'))
    expect([name(reading), codes(reading)]).toEqual(['LÃ VĂN ÂN', []])
  })
  it('composes an NFD name', () => {
    expect(read(an.normalize('NFD'))).toEqual({ kind: 'card', fields: anFields, warnings: [] })
  })
  it('accepts the names of ethnic minorities', () => {
    for (const minority of ['Y Bhăm Niê', "H'Hen Niê", 'Rơ Ô Bhŭng', 'K’Brĕl Sđĭt', 'Hồ A-Lăng Čư'])
      expect(read(withField(an, 2, minority))).toMatchObject({ kind: 'card', fields: { fullName: minority }, warnings: [] })
    expect(codes(read(withField(an, 2, "H'Hen")))).toEqual(['nameMarksLost'])
  })
  it('warns when Unikey Telex rewrote or undid the name', () => {
    for (const telex of ['Nguyeenx Vawn An', 'Nguyeenx', 'Tranaf Bixnh', 'DDoox Mai'])
      expect([telex, codes(read(withField(an, 2, telex)))]).toEqual([telex, ['nameTelex']])
    expect(codes(read(withField(an, 2, 'Ho Mai Hoa')))).toEqual(['nameMarksLost'])
  })
  it('marks letters that were replaced, and never guesses them', () => {
    expect(read(withField(an, 2, 'Nguy\ufffdn Văn An'))).toMatchObject({
      fields: { fullName: 'Nguy�n Văn An' },
      warnings: [{ code: 'nameUnreadable' }],
    })
    expect(codes(read(withField(an, 5, 'Hu?, Thừa Thiên Hu?')))).toEqual(['addressUnreadable'])
    for (const lost of ['Nguy?n V?n An', 'Nguy\u0085n Văn An'])
      expect(read(withField(an, 2, lost))).toEqual({ kind: 'damaged', reason: 'encoding' })
  })
  it('reads Nữ without its mark, but not a bare N, which means dropped letters', () => {
    for (const sex of ['Nu', 'N?', 'NU', 'N\ufffd']) {
      const reading = read(withField(binh, 4, sex))
      expect([sex, reading]).toMatchObject([
        sex,
        { kind: 'card', fields: { sex: 'female' }, warnings: [{ code: 'sexMarksLost' }] },
      ])
    }
    expect(read(withField(binh, 4, 'N'))).toEqual({ kind: 'damaged', reason: 'encoding' })
    expect(read(withField(binh, 4, 'Khác'))).toEqual({ kind: 'damaged', reason: 'sex' })
  })
  it('sees an inverted Caps Lock', () => {
    expect(codes(read(withField(withField(an, 2, 'nGUYỄN vĂN aN'), 4, 'nAM')))).toEqual(['capsLock'])
    expect(codes(read(withField(an, 2, 'NGUYỄN VĂN AN')))).toEqual([])
  })
  it('recognises a wrong keyboard layout by its separator or its digits', () => {
    for (const sign of ['｜', '¦', '~', '\\'])
      for (const card of [an, binh])
        expect(read(card.replaceAll('|', sign))).toEqual({ kind: 'damaged', reason: 'keyboardLayout' })
    const digitRow = ['đ', 'ă', 'â', 'ê', 'ô', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
    expect(read(an.replace(/\d/g, (digit) => digitRow[Number(digit)] ?? digit))).toEqual({
      kind: 'damaged',
      reason: 'keyboardLayout',
    })
  })
})

describe('cut and glued scans', () => {
  it('never reads two scans run together', () => {
    for (const first of [an, binh, khoi])
      for (const second of [an, binh, khoi])
        for (const between of ['', '\r', '\r\n', ' '])
          expect(read(first + between + second)).toEqual({ kind: 'damaged', reason: 'twoScans' })
  })
  it('never fills from the beginning of one card and the whole of another, nor from a part', () => {
    const cards = [an, binh, khoi]
    for (const first of cards)
      for (let end = 1; end < first.length; end += 1) {
        const part = first.slice(0, end)
        for (const second of cards) expect([part, second, read(part + second).kind]).not.toContain('card')
        const alone = read(part)
        if (alone.kind === 'card') expect(alone.fields.fullName).toBe(name(read(first)))
      }
    expect(read('046090001234|191234567|Nguyễn Văn')).toEqual({ kind: 'damaged', reason: 'truncated' })
  })
  it('leaves other strings with separators alone', () => {
    const others = [
      '046090001234|Nguyễn Văn An|01/02/1990|Nam|Huế|15/08/2021', // Zalo, six fields
      '046090001234|NGUYEN VAN AN|1990-02-01|1|QID|EXT', // health declaration of 2021
      'DN4460123456789|4e677579e1bb856e|01/02/1990|1|487565|46 - 001|01/01/2015|x|y|z|w|v', // old health insurance card
      'TENBANK|a|b|c|d|e|f',
      '046090001234',
      '',
      'x'.repeat(5000),
    ]
    for (const raw of others) expect([raw, read(raw)]).toEqual([raw, { kind: 'other' }])
  })
})

describe('dates', () => {
  const issued = (date: string) => read(withField(an, 6, date))
  const born = (date: string) => read(withField(an, 3, date))
  it('wants an issue date between 1 January 2021 and today', () => {
    expect(issued('01012021').kind).toBe('card')
    expect(issued('22112026').kind).toBe('card')
    for (const date of ['31122020', '30022022', '00002022', '2022-01-01', '1582021', ''])
      expect(issued(date)).toEqual({ kind: 'damaged', reason: 'issueDate' })
    expect(issued('23112026')).toEqual({ kind: 'damaged', reason: 'issueInFuture' })
  })
  it('wants a birth date from 1900 on and before the issue', () => {
    for (const date of ['31121899', '15082021', '16082021', '29021999', '1990-02-01', '01/02/1990', ''])
      expect([date, born(date)]).toEqual([date, { kind: 'damaged', reason: 'birthDate' }])
    expect(born('01011900').kind).toBe('card')
  })
  it('takes only the year when the day or month is unknown', () => {
    for (const date of ['00001990', '00021990'])
      expect(born(date)).toMatchObject({
        fields: { birthDate: null, birthYear: 1990 },
        warnings: [{ code: 'birthDateIncomplete' }],
      })
    for (const date of ['00131990', '01001990']) expect(born(date)).toEqual({ kind: 'damaged', reason: 'birthDate' })
  })
  it('tells the two cards apart by the day of issue', () => {
    expect(issued('30062024')).toMatchObject({ fields: { cardKind: 'citizenCard' } })
    expect(issued('01072024')).toMatchObject({ fields: { cardKind: 'identityCard' } })
  })
})

describe('soft checks', () => {
  it('warns about number against sex and birth', () => {
    expect(codes(read(withField(an, 4, 'Nữ')))).toEqual(['idSexMismatch'])
    expect(codes(read(withField(an, 3, '01021991')))).toEqual(['idBirthYearMismatch'])
    expect(codes(read(withField(an, 0, '999090001234')))).toEqual(['idPrefixUnknown'])
  })
  it('takes an old number of 9 or 12 digits and leaves out others', () => {
    expect(read(withField(an, 1, '046090001111'))).toMatchObject({ fields: { oldIdNumber: '046090001111' }, warnings: [] })
    expect(read(withField(an, 1, '1912345'))).toMatchObject({
      fields: { oldIdNumber: null },
      warnings: [{ code: 'oldIdNumberUnusual' }],
    })
  })
  it('warns of an empty address', () => {
    expect(codes(read(withField(an, 5, '')))).toEqual(['addressEmpty'])
  })
  it('refuses names with digits or of one letter', () => {
    for (const bad of ['Nguyễn Văn 4n', 'A', '', '191234567', `A${'n'.repeat(80)}`])
      expect(read(withField(an, 2, bad))).toEqual({ kind: 'damaged', reason: 'name' })
  })
})

describe('case codes', () => {
  it('routes official and provisional codes, and the code inside a look-up link', () => {
    expect(read('tam-19777-a1-261123-0001\r')).toEqual({ kind: 'caseCode', code: 'TAM-19777-A1-261123-0001' })
    expect(read('https://example.gov.vn/portaldvc/tra-cuu?SoDinhDanh=046090001234&MaHoSo=H57.40.05-261122-0001')).toEqual({
      kind: 'caseCode',
      code: 'H57.40.05-261122-0001',
    })
  })
})

describe('any input', () => {
  it('10 000 random strings never throw and never fill', () => {
    const cardLike = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\d{7,13}$/), fc.constantFrom('Nam', 'Nữ', '')),
      { minLength: 5, maxLength: 13 },
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme' }),
      cardLike.map((parts) => parts.join('|')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        expect(read(text).kind).not.toBe('card')
      }),
      { numRuns: 10_000 },
    )
  })
  it('a card with random damage never throws, and is only read with a whole number and real dates', () => {
    const edits = fc.array(fc.tuple(fc.nat(90), fc.nat(4), fc.string({ unit: 'binary', maxLength: 3 })), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(fc.constantFrom(an, binh, khoi), edits, (card, changes) => {
        const text = changes.reduce<string>((now, [at, drop, add]) => now.slice(0, at) + add + now.slice(at + drop), card)
        const reading = read(text)
        if (reading.kind !== 'card') return
        expect(reading.fields.idNumber).toMatch(/^\d{12}$/)
        expect(reading.fields.fullName).toMatch(/^[\p{L}\p{M}\ufffd '’ʼ-]{2,80}$/u)
        expect(reading.fields.issueDate >= '2021-01-01' && reading.fields.issueDate <= TODAY).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })
})
