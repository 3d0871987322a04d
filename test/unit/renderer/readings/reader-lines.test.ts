// People by plain name, as typed or pasted: one a line.
import { describe, expect, it } from 'vitest'
import { parseReaders, readerLine } from '../../../../renderer/readings/reader-lines.ts'

describe('readers by plain name', () => {
  it.each([
    ['Phạm Cường', 'Phạm Cường', ''],
    ['  Phạm Cường – Bảo vệ, cổng chính ', 'Phạm Cường', 'Bảo vệ, cổng chính'],
    ['Phạm Cường - Bảo vệ', 'Phạm Cường', 'Bảo vệ'],
    ['Phạm Cường, Bảo vệ - cổng', 'Phạm Cường', 'Bảo vệ - cổng'],
    ['Phạm Cường\tBảo vệ', 'Phạm Cường', 'Bảo vệ'],
    ['Y-Moan Ênuôl', 'Y-Moan Ênuôl', ''],
    ['– Bảo vệ', '– Bảo vệ', ''],
  ])('reads %j', (line, name, position) => expect(parseReaders(line)).toEqual([{ name, position }]))

  it('leaves out empty lines and keeps the order', () => {
    expect(parseReaders('Lê An\r\n\n  \nTrần Bình').map(({ name }) => name)).toEqual(['Lê An', 'Trần Bình'])
  })

  it('writes a line that it reads the same', () => {
    for (const person of [
      { name: 'Lê An', position: '' },
      { name: 'Lê An', position: 'Phòng Nội vụ - bàn 2' },
    ])
      expect(parseReaders(readerLine(person))).toEqual([person])
  })
})
