import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newId } from '../../../../db/model/ids.ts'
import { findSpokenReceipt, isReceiptOf, mostSpokenSeq, spellReceipt } from '../../../../db/sync/receipt-code.ts'

const sumOf = (text: string) => createHash('sha256').update(text).digest('hex')

it('a receipt that was read aloud says the computer, the number and the event', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: mostSpokenSeq }), fc.string(), fc.string(), (seq, text, other) => {
      const [device, hash] = [newId(1_800_000_000_000), sumOf(text)]
      const code = spellReceipt(device, seq, hash)
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
      const heard = findSpokenReceipt(code.toLowerCase().replaceAll('-', ' '))
      if (!heard) throw new Error('not heard')
      expect(heard.seq).toBe(seq)
      expect(isReceiptOf(heard, device, hash)).toBe(true)
      expect(isReceiptOf(heard, device, undefined)).toBe(seq === 0)
      if (seq > 0 && other !== text) expect(isReceiptOf(heard, device, sumOf(other))).toBe(false)
      expect(isReceiptOf(heard, `${device.slice(0, -1)}${device.endsWith('0') ? '1' : '0'}`, hash)).toBe(false)
    }),
    { seed: 1 },
  )
})

it('one wrong character is found out', () => {
  const device = newId(1_800_000_000_000)
  const hashes = new Map(Array.from({ length: 2_000 }, (_, seq) => [seq, sumOf(`event ${seq}`)]))
  const code = spellReceipt(device, 1_234, hashes.get(1_234) ?? '')
  const believed = [...code].flatMap((letter, place) =>
    [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
      .filter((other) => letter !== '-' && other !== letter)
      .map((other) => findSpokenReceipt(`${code.slice(0, place)}${other}${code.slice(place + 1)}`))
      .filter((heard) => heard && isReceiptOf(heard, device, hashes.get(heard.seq))),
  )
  expect(believed).toEqual([])
})

it('a number that does not fit is refused instead of being cut off', () => {
  expect(() => spellReceipt(newId(1), mostSpokenSeq + 1, sumOf(''))).toThrow(RangeError)
  expect(findSpokenReceipt('ABCD-EFGH')).toBeUndefined()
})
