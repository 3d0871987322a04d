// A receipt of twelve characters for one computer, to be read over the telephone: 12 bits that name the computer, 28 bits for the
// number of the last event that arrived without a gap, 20 bits of that event's hash. The office compares them with its own log: a slip
// of the tongue, or a code for another computer, is found out but for one in a million. It proves nothing about who speaks.
import { findCodeValue, spellCode } from '../model/spoken-code.ts'

const tagDigits = 3
const seqBits = 28n
const checkDigits = 5
const checkBits = BigInt(checkDigits * 4)

/** What can be said in a code: 268 million events of one computer. */
export const mostSpokenSeq = 2 ** Number(seqBits) - 1

/** The computer's part of the code: the last digits of its id, which are chance. */
export const deviceTag = (device: string): string =>
  device
    .replace(/[^0-9a-f]/g, '')
    .slice(-tagDigits)
    .padStart(tagDigits, '0')

const checkOf = (seq: number, hash: string): string => (seq === 0 ? ''.padEnd(checkDigits, '0') : hash.slice(0, checkDigits))

/**
 * @param seq of the last event that arrived without a gap, 0 for none; `hash` is that event's.
 * Throws a RangeError above mostSpokenSeq.
 */
export function spellReceipt(device: string, seq: number, hash: string): string {
  if (!Number.isInteger(seq) || seq < 0 || seq > mostSpokenSeq) throw new RangeError(`no receipt can be spoken for ${seq} events`)
  const [tag, check] = [BigInt(`0x${deviceTag(device)}`), BigInt(`0x${checkOf(seq, hash)}`)]
  return spellCode((((tag << seqBits) | BigInt(seq)) << checkBits) | check)
}

export interface SpokenReceipt {
  /** See deviceTag. */
  readonly tag: string
  readonly seq: number
  /** First digits of the hash of the event `seq`. */
  readonly check: string
}

/** What a code says, not compared with anything yet; undefined for what cannot be a code. */
export function findSpokenReceipt(text: string): SpokenReceipt | undefined {
  const value = findCodeValue(text)
  if (value === undefined) return undefined
  const seq = (value >> checkBits) & ((1n << seqBits) - 1n)
  const check = value & ((1n << checkBits) - 1n)
  const tag = value >> (seqBits + checkBits)
  return {
    tag: tag.toString(16).padStart(tagDigits, '0'),
    seq: Number(seq),
    check: check.toString(16).padStart(checkDigits, '0'),
  }
}

/** Whether a code speaks of this event of this computer. `hash` is that of its event `seq`; undefined where its log has no such event. */
export const isReceiptOf = ({ tag, seq, check }: SpokenReceipt, device: string, hash: string | undefined): boolean =>
  tag === deviceTag(device) && (seq === 0 || hash !== undefined) && check === checkOf(seq, hash ?? '')
