// What a file really is, told by its content from beginning to end and never by its name. Strict on purpose: a file that only begins like
// a picture, was cut off on its way or is locked is refused before anything of it is kept.
import { crc32 } from 'node:zlib'
import type { BlobKind } from './rules.ts'

/** Why a file is no paper that can be kept. */
export type SniffRefusal = 'empty' | 'unknown' | 'damaged' | 'encrypted'
export type Sniffed = { readonly kind: BlobKind } | { readonly refusal: SniffRefusal }

const damaged = { refusal: 'damaged' } as const
const startsWith = (bytes: Buffer, ...head: readonly number[]): boolean => head.every((byte, index) => bytes[index] === byte)

/** Looks at the whole content. */
export function sniff(content: Uint8Array): Sniffed {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  if (bytes.length === 0) return { refusal: 'empty' }
  try {
    if (startsWith(bytes, 0xff, 0xd8, 0xff)) return isJpeg(bytes) ? { kind: 'jpeg' } : damaged
    if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return isPng(bytes) ? { kind: 'png' } : damaged
    if (startsWith(bytes, 0x49, 0x49, 42, 0) || startsWith(bytes, 0x4d, 0x4d, 0, 42))
      return isTiff(bytes) ? { kind: 'tiff' } : damaged
    if (/^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8))) return sniffPdf(bytes)
  } catch (error) {
    if (error instanceof RangeError) return damaged // something points outside the file
    throw error
  }
  return { refusal: 'unknown' }
}

/** Segments in their order, a frame with a size, the picture's data and its end. */
function isJpeg(bytes: Buffer): boolean {
  let hasFrame = false
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) return false
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1 // fill byte
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2) return false
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) hasFrame = bytes.readUInt16BE(at + 5) > 0 && bytes.readUInt16BE(at + 7) > 0
    at += 2 + length
    if (marker === 0xda) return hasFrame && bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) >= at
  }
}

/** Every chunk with its sum, the header first, pictures inside, the end at the end. */
function isPng(bytes: Buffer): boolean {
  let hasPicture = false
  for (let at = 8, first = true; ; first = false) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (bytes.readUInt32BE(at + 8 + length) !== crc32(bytes.subarray(at + 4, at + 8 + length))) return false
    if (first && (type !== 'IHDR' || length !== 13 || bytes.readUInt32BE(at + 8) === 0 || bytes.readUInt32BE(at + 12) === 0))
      return false
    if (type === 'IDAT') hasPicture = true
    at += 12 + length
    if (type === 'IEND') return hasPicture && at === bytes.length
  }
}

const mostPages = 1_000
const typeBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 }

/** Every directory lies inside the file, none twice, each names a picture whose strips or tiles lie inside too. */
function isTiff(bytes: Buffer): boolean {
  const isLittle = bytes[0] === 0x49
  const short = (at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const long = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const seen = new Set<number>()
  for (let directory = long(4); directory !== 0; ) {
    if (seen.has(directory) || seen.size >= mostPages) return false
    seen.add(directory)
    const values = new Map<number, number[]>()
    const count = short(directory)
    for (let entry = 0; entry < count; entry += 1) {
      const at = directory + 2 + entry * 12
      const type = short(at + 2)
      const amount = long(at + 4)
      const size = typeBytes[type]
      if (size === undefined) continue // a type of a later edition: readers skip it
      const start = size * amount <= 4 ? at + 8 : long(at + 8)
      if (start + size * amount > bytes.length) return false
      if ([256, 257, 273, 279, 324, 325].includes(short(at)) && (type === 3 || type === 4))
        values.set(
          short(at),
          Array.from({ length: amount }, (_, n) => (type === 3 ? short(start + n * 2) : long(start + n * 4))),
        )
    }
    const offsets = values.get(273) ?? values.get(324) ?? []
    const lengths = values.get(279) ?? values.get(325) ?? []
    if (!(values.get(256)?.[0] && values.get(257)?.[0]) || offsets.length === 0 || offsets.length !== lengths.length) return false
    if (offsets.some((offset, n) => offset + (lengths[n] ?? 0) > bytes.length)) return false
    directory = long(directory + 2 + count * 12)
  }
  return seen.size > 0
}

const tailBytes = 2_048

/** The end mark stands at the end and leads to a table of contents; a locked file names its lock there. */
function sniffPdf(bytes: Buffer): Sniffed {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - tailBytes))
  const start = [...tail.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1)
  if (!start) return damaged
  for (let at = Number(start[1]), steps = 0; steps < 64; steps += 1) {
    const trailer = trailerAt(bytes, at)
    if (trailer === undefined) return steps === 0 ? sniffLoosePdf(bytes) : damaged
    if (/\/Encrypt\b/.test(trailer)) return { refusal: 'encrypted' }
    const before = /\/Prev\s+(\d+)/.exec(trailer)
    if (!before) return { kind: 'pdf' }
    at = Number(before[1])
  }
  return damaged
}

/** Whole to its end, but the place of its table of contents is told wrongly, as some scanners do: readers find the objects by themselves. */
function sniffLoosePdf(bytes: Buffer): Sniffed {
  const text = bytes.toString('latin1')
  if (!/\d+\s+\d+\s+obj\b/.test(text) || !/\/Root\s+\d+/.test(text)) return damaged
  return /\/Encrypt(\s+\d+\s+\d+\s+R|\s*<<)/.test(text) ? { refusal: 'encrypted' } : { kind: 'pdf' }
}

/** The dictionary of the cross-reference table or stream at a place; undefined when there is none. */
function trailerAt(bytes: Buffer, at: number): string | undefined {
  if (at <= 0 || at >= bytes.length) return undefined
  const head = bytes.toString('latin1', at, at + 64).trimStart()
  if (head.startsWith('xref')) {
    const trailer = bytes.indexOf('trailer', at, 'latin1')
    const end = trailer < 0 ? -1 : bytes.indexOf('startxref', trailer, 'latin1')
    return end < 0 ? undefined : bytes.toString('latin1', trailer, end)
  }
  const stream = bytes.indexOf('stream', at, 'latin1')
  const dictionary = stream < 0 ? '' : bytes.toString('latin1', at, stream)
  return /^\d+\s+\d+\s+obj\b/.test(head) && /\/Type\s*\/XRef\b/.test(dictionary) ? dictionary : undefined
}
