// Eight words for a sum: as many as there are bytes, and none that is heard as another.
import { describe, expect, it } from 'vitest'
import { allChecksumWords, checksumWords } from '../../../../db/model/checksum-words.ts'

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
/** What is left when the tone is lost and the sounds that regions confuse are one. */
const heard = (word: string): string =>
  word
    .normalize('NFD')
    .replace(tones, '')
    .normalize('NFC')
    .replace(/^tr/, 'ch')
    .replace(/^s/, 'x')
    .replace(/^(gi|r|v)(?=.)/, 'd')
    .replace(/^n(?![gh])/, 'l')
    .replace(/(ng|nh)$/, 'n')
    .replace(/(ch|t)$/, 'c')

describe('the words of a sum', () => {
  it('are one for each byte, and none is heard as another', () => {
    expect(allChecksumWords).toHaveLength(256)
    expect(new Set(allChecksumWords.map(heard)).size).toBe(256)
    expect(allChecksumWords.every((word) => /^\p{Ll}{2,7}$/u.test(word) && word === word.normalize('NFC'))).toBe(true)
  })

  it('spell the first sixty-four bits, one by one', () => {
    const words = checksumWords('00ff017f80a1b2c3ffff')
    expect(words).toHaveLength(8)
    expect([words[0], words[1], words[2]]).toEqual([allChecksumWords[0], allChecksumWords[255], allChecksumWords[1]])
    expect(checksumWords('00ff017f80a1b2c4')).not.toEqual(words)
  })
})
