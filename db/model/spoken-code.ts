// Codes that one person reads to another over the telephone: twelve characters of Crockford's base32 (https://www.crockford.com/base32.html),
// sixty bits, in groups of four. Letters that sound or look alike are taken for the same: O for 0, I and L for 1; small letters, spaces
// and hyphens do not matter.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12
export const spokenBits = 60n

/** @param value below 2^60. */
export function spellCode(value: bigint): string {
  let text = ''
  for (let rest = value, index = 0; index < length; index += 1, rest >>= 5n) text = alphabet.charAt(Number(rest & 31n)) + text
  return text.replace(/(.{4})(?=.)/g, '$1-')
}

/** Undefined for what cannot be such a code. */
export function findCodeValue(text: string): bigint | undefined {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (plain.length !== length) return undefined
  let value = 0n
  for (const letter of plain) {
    const digit = alphabet.indexOf(letter)
    if (digit < 0) return undefined
    value = (value << 5n) | BigInt(digit)
  }
  return value
}

/** The first sixty bits of a hexadecimal fingerprint. */
export const spokenFingerprint = (hex: string): string => spellCode(BigInt(`0x${hex.slice(0, 15)}`))
