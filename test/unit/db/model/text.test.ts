import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capitalisedName, fold, hasMarks, personSortKey, searchQuery, sortKey, tokens, toNfc } from '../../../../db/model/text.ts'

const vietnamese = fc.string({
  unit: fc.constantFrom(
    ..."aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵzñŏŭčĕĭ0123456789 -'./,()",
  ),
  maxLength: 12,
})
const anyText = fc.oneof(vietnamese, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

describe('toNfc', () => {
  it('composes, collapses and trims', () => {
    expect(toNfc('  Nguyễn\u00a0\t Thị \r\n Duyên '.normalize('NFD'))).toBe('Nguyễn Thị Duyên')
  })
  it('removes zero-width, direction, control and broken characters without joining or splitting words', () => {
    expect(toNfc('\ufeffĐ\u200bất\u202e \u0000đ\u00adai\ud800')).toBe('Đất đai')
    expect(toNfc('e\u200b\u0301')).toBe('é')
  })
  it('turns the look-alikes of Đ into Đ', () => {
    expect(toNfc('Ðức ðất Ɖà ɖi')).toBe('Đức đất Đà đi')
  })
  it('is idempotent and always NFC', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = toNfc(text)
        expect(toNfc(once)).toBe(once)
        expect(once.normalize('NFC')).toBe(once)
      }),
    )
  })
})

describe('fold', () => {
  it('drops case, tones and vowel marks, and turns đ into d', () => {
    expect(fold('Nguyễn Thị DUYÊN')).toBe('nguyen thi duyen')
    expect(fold('Đất đai ở Thừa Thiên Huế, Ặ ự'.normalize('NFD'))).toBe('dat dai o thua thien hue, a u')
    expect(fold('Y Bhăm Niê, Rơ Ô Bhŭng, Sđĕt Čư')).toBe('y bham nie, ro o bhung, sdet cu')
  })
  it('is idempotent and leaves no mark', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text))
        expect(hasMarks(fold(text))).toBe(false)
      }),
    )
  })
})

describe('hasMarks', () => {
  it('sees tones, vowel marks and đ, composed or not', () => {
    for (const text of ['năm', 'nă', 'ho\u0300a', 'đ', 'Đ', 'Huế']) expect(hasMarks(text)).toBe(true)
    for (const text of ['nam', 'H57-261122-0001', '', 'Hue']) expect(hasMarks(text)).toBe(false)
  })
})

describe('sortKey', () => {
  it('orders names as Vietnamese does', () => {
    const names = ['Yến', 'Đức', 'Ân', 'Dũng', 'Bình', 'Ánh', 'An']
    expect(names.sort((a, b) => compare(sortKey(a), sortKey(b)))).toEqual(['An', 'Ánh', 'Ân', 'Bình', 'Dũng', 'Đức', 'Yến'])
  })
  it('compares as Intl.Collator does, case apart', () => {
    const collator = new Intl.Collator('vi', { sensitivity: 'accent' })
    fc.assert(
      fc.property(vietnamese, vietnamese, (a, b) => {
        expect(Math.sign(compare(sortKey(a), sortKey(b)))).toBe(Math.sign(collator.compare(toNfc(a), toNfc(b))))
      }),
      { numRuns: 20_000 },
    )
  })
  it('agrees with Intl.Collator on near-equal syllables', () => {
    const collator = new Intl.Collator('vi', { sensitivity: 'accent' })
    const syllables = [
      'a',
      'à',
      'ả',
      'ã',
      'á',
      'ạ',
      'ă',
      'ắ',
      'â',
      'ậ',
      'An',
      'Ãn',
      'Anh',
      'ánh',
      'An ',
      'An Ba',
      'an-ba',
      'd',
      'đ',
      'o',
      'ô',
      'ơ',
      'ợ',
      'ŏ',
      'u',
      'ư',
    ]
    for (const a of syllables)
      for (const b of syllables)
        expect([a, b, Math.sign(compare(sortKey(a), sortKey(b)))]).toEqual([
          a,
          b,
          Math.sign(collator.compare(toNfc(a), toNfc(b))),
        ])
  })
  it('orders the same in the binary collation of SQLite', () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE person (name TEXT, sort_key TEXT) STRICT')
    const insert = db.prepare('INSERT INTO person VALUES (?, ?)')
    const names = ['Đức', 'ân', 'Ánh', 'anh', 'Ăn', 'An', 'đa', 'Da', 'Yến', 'ý', '12 Lê Lợi', '(x)']
    for (const name of names) insert.run(name, sortKey(name))
    const stored = db.prepare('SELECT name FROM person ORDER BY sort_key').pluck().all()
    expect(stored).toEqual(names.sort(new Intl.Collator('vi').compare))
  })
  it('makes no difference between cases, apostrophes and normal forms', () => {
    expect(sortKey('H’HEN NIÊ'.normalize('NFD'))).toBe(sortKey("h'hen niê"))
  })
})

describe('personSortKey', () => {
  it('sorts by given name, family name, middle names', () => {
    const ordered = [
      'Lê Thị An',
      'Nguyễn Văn An',
      'Trần An',
      'Bùi Anh',
      'Võ Thị Anh',
      'Bùi Ánh',
      'Lê Ân',
      'Nguyễn Bình',
      'Nguyễn Ái Bình',
      'Nguyễn Thị Bình',
      'Đinh Dũng',
      'Cao Đức',
      "H'Hen Niê",
      'Y Bhăm Niê',
      'Y',
      'Hồ Thị Hải Yến',
    ]
    expect(ordered.toReversed().sort((a, b) => compare(personSortKey(a), personSortKey(b)))).toEqual(ordered)
  })
  it('keeps every Anh together before the first Ánh, whatever the family name', () => {
    expect(personSortKey('Võ Anh') < personSortKey('Bùi Ánh')).toBe(true)
    expect(sortKey('Anh Võ') < sortKey('Ánh Bùi')).toBe(false)
  })
  it('takes an empty name', () => {
    expect(personSortKey('') < personSortKey('An')).toBe(true)
  })
})

/** The index as the contract at the head of text.ts describes it. */
function openIndex(texts: readonly string[]) {
  const db = new Database(':memory:')
  db.exec('CREATE VIRTUAL TABLE doc USING fts5(exact, folded, tokenize = "unicode61 remove_diacritics 0")')
  const insert = db.prepare('INSERT INTO doc (exact, folded) VALUES (?, ?)')
  for (const text of texts) insert.run(toNfc(text), fold(toNfc(text)))
  const match = db.prepare('SELECT exact FROM doc WHERE doc MATCH ? ORDER BY rowid').pluck()
  return {
    db,
    exact: (typed: string) => {
      const { exact } = searchQuery(typed)
      return exact === null ? null : match.all(`exact : (${exact})`)
    },
    folded: (typed: string) => match.all(`folded : (${searchQuery(typed).folded})`),
  }
}

describe('searchQuery in FTS5', () => {
  const duyen = 'NGUYỄN Thị Duyên'
  const land = 'Đăng ký đất đai, tài sản gắn liền với đất'
  const provisional = 'TAM-19777-A1-261123-0001'
  const official = 'H57.40.05-261122-0001'
  const phone = 'Trần Văn Nam 0905123456'
  const idNumber = '046090001234'
  const index = openIndex([duyen, land, provisional, official, phone, idNumber, 'Năm học 2026', '1.012644.000.00.00.H57'])

  it('finds marked text by unmarked words, half-typed words and any order', () => {
    expect(index.folded('nguyen thi duyen')).toEqual([duyen])
    expect(index.folded('duyen ngu')).toEqual([duyen])
    expect(index.folded('dat dai')).toEqual([land])
    expect(index.folded('dang ky')).toEqual([land])
    expect(index.exact('dat dai')).toBeNull()
  })
  it('keeps năm and Nam apart when the marks were typed', () => {
    expect(index.exact('năm')).toEqual(['Năm học 2026'])
    expect(index.folded('năm')).toEqual([phone, 'Năm học 2026'])
    expect(index.exact('đất đai'.normalize('NFD'))).toEqual([land])
    expect(index.exact('nguyễn thị')).toEqual([duyen])
  })
  it('finds a case code whole, from its beginning, by its last parts, without hyphens', () => {
    for (const typed of [provisional, 'tam-19777', 'TAM-19777-A1-2611', '261123-0001', 'tam 19777 a1', 'A1-261123-0001'])
      expect([typed, index.folded(typed)]).toEqual([typed, [provisional]])
    for (const typed of [official, 'h57.40', 'H57.40.05-261122', '261122-0001', '05-261122-00'])
      expect([typed, index.folded(typed)]).toEqual([typed, [official]])
    expect(index.folded('0001')).toEqual([provisional, official])
    expect(index.folded('19777-261123')).toEqual([])
    expect(index.folded('1.012644')).toEqual(['1.012644.000.00.00.H57'])
  })
  it('finds numbers typed in groups', () => {
    for (const typed of [
      '0905123456',
      '0905 123 456',
      '0905.123.456',
      '0905-123-456',
      '+84 905 123 456',
      '+84905123456',
      '+84 (0)905 123 456',
      '0905 123',
      'nam 0905 123 456',
    ])
      expect([typed, index.folded(typed)]).toEqual([typed, [phone]])
    for (const typed of ['046090001234', '046 090 001 234', '046090']) expect(index.folded(typed)).toEqual([idNumber])
    expect(index.folded('0905 124 456')).toEqual([])
  })
  it('finds nothing, without an error, when there is no word', () => {
    for (const typed of ['', '   ', '-', '"*"', '()', '\u0000']) expect(index.folded(typed)).toEqual([])
  })
  it('takes FTS5 syntax as plain text', () => {
    expect(index.folded('exact:nguyen')).toEqual([])
    expect(index.folded('nguyen OR dat')).toEqual([])
    expect(index.folded('nguyen" OR "dat')).toEqual([])
    expect(index.folded('NEAR(nguyen thi)')).toEqual([])
    expect(index.folded('duyen*')).toEqual([duyen])
  })
  it('never makes a query that FTS5 refuses', () => {
    const typed = fc.oneof(anyText, fc.string({ unit: fc.constantFrom(...'ab"*()^:+-.{}0189 đế\'NEAROT\u0000'), maxLength: 300 }))
    fc.assert(
      fc.property(typed, (text) => {
        index.folded(text)
        index.exact(text)
      }),
      { numRuns: 3000 },
    )
    expect(index.folded('q '.repeat(5000))).toEqual([])
    expect(index.folded('7 '.repeat(5000))).toEqual([])
  })
  it('cuts words where the index cuts them', () => {
    const text = 'NGUYỄN Thị Duyên, H\'Hen Y-Bhăm a_b TAM-19777-A1 1.012644 (Thừa Thiên – Huế) "đất"; 12/2026 ŏ'
    const { db } = openIndex([text])
    db.exec("CREATE VIRTUAL TABLE term USING fts5vocab(doc, 'instance')")
    const indexed = db.prepare("SELECT term FROM term WHERE col = 'exact' ORDER BY offset").pluck().all()
    expect(tokens(text)).toEqual(indexed)
  })
})

describe('capitalisedName', () => {
  it.each([
    ['nguyễn văn an', 'Nguyễn Văn An'],
    ['Nguyễn văn an', 'Nguyễn Văn An'],
    ['  đặng  thị ánh ', 'Đặng Thị Ánh'],
    ['ông ích khiêm'.normalize('NFD'), 'Ông Ích Khiêm'],
  ])('proposes capitals for %s', (typed, proposed) => expect(capitalisedName(typed)).toBe(proposed))

  it.each(['Nguyễn Văn An', 'NGUYỄN VĂN AN', "H'Hen Niê", 'K’pă', 'Nguyễn Thị Hoa (mẹ)', '', '046090001234'])(
    'leaves %s alone',
    (typed) => expect(capitalisedName(typed)).toBeUndefined(),
  )
})
