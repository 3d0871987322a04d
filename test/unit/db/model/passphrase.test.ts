import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { passphraseMinLength, proposePassphrase } from '../../../../db/model/passphrase.ts'
import { hasMarks } from '../../../../db/model/text.ts'

const many = Array.from({ length: 2_000 }, () => proposePassphrase((below) => randomInt(below)))

describe('a proposed passphrase', () => {
  it('is six syllables and two digits, long enough, and without marks', () => {
    for (const one of many) {
      expect(one).toMatch(/^([a-z]{2,7}-){6}\d\d$/)
      expect(one.length).toBeGreaterThanOrEqual(passphraseMinLength)
      expect(hasMarks(one)).toBe(false)
    }
  })

  it('stays what it is while a Vietnamese input method is on', () => {
    // Telex makes marks of doubled letters, of w, and of s f r x j after a vowel.
    for (const one of many) expect(one).not.toMatch(/aa|ee|oo|dd|w|[aeiouy][a-z]*[sfrxj]/)
  })

  it('is never the same twice, and draws evenly', () => {
    expect(new Set(many).size).toBe(many.length)
    const firsts = new Set(many.map((one) => one.split('-')[0]))
    expect(firsts.size).toBeGreaterThan(400)
  })

  it('leaves out what nobody should have to write down', () => {
    const draws = [4, 24, 0, 0] // lon, then ba
    let at = 0
    expect(proposePassphrase((below) => (draws[at++] ?? 1) % below)).toMatch(/^ba-/)
  })
})
