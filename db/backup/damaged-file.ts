// Reads a damaged SQLite file without SQLite, which gives up at the first broken page: page by page as the file format describes
// them (https://sqlite.org/fileformat2.html), the log (WAL) included, stepping over whatever cannot be read or makes no sense. The
// file is opened for reading only and nothing is put beside it. What comes out is a claim until somebody proves it: the caller
// checks every row.
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

/** A stored value; integers beyond 2^53 do not occur in our tables. */
export type Value = string | number | null | Uint8Array
export type Row = readonly Value[]

const usualPageBytes = 4_096
const fileHeaderBytes = 100
const magic = 'SQLite format 3\0'
const logHeaderBytes = 32
const frameHeaderBytes = 24
const tableLeaf = 0x0d
const tableInterior = 0x05
/** Larger rows than any of ours are taken for damage. */
const rowLimitBytes = 64 * 1_048_576
const deepestTree = 20
/** Pages read at once while everything is looked through. */
const pagesAtOnce = 256

interface Frame {
  readonly page: number
  /** Of its page inside the log. */
  readonly at: number
  readonly isSound: boolean
}

export interface DamagedFile {
  /** Of the schema, as its first page says; 0 when that is lost. */
  readonly version: number
  /**
   * Every row that has one of these numbers of columns, in any table page of the file and then of the log's committed part,
   * wherever it belongs. The same row may come several times, the newest last.
   * @param onPage called now and then with the pages looked through; may throw to stop.
   */
  rows(columnCounts: ReadonlySet<number>, onPage?: (done: number, total: number) => void): Iterable<Row>
  /** The rows of a table by the way SQLite would take; undefined when the way to the table is lost. `isWhole` tells of gaps. */
  findTable(name: string): { readonly rows: Row[]; readonly isWhole: boolean } | undefined
  close(): void
}

/** Opens a damaged database and its log. Throws only when the file itself cannot be opened. */
export function openDamagedFile(file: string): DamagedFile {
  const main = openSync(file, 'r')
  const log = existsSync(`${file}-wal`) ? openSync(`${file}-wal`, 'r') : undefined
  const head = readAt(main, 0, fileHeaderBytes)
  const hasHead = head.toString('latin1', 0, 16) === magic
  const pageBytes = (hasHead ? asPageSize(head.readUInt16BE(16)) : undefined) ?? logPageSize(log) ?? usualPageBytes
  const usableBytes = pageBytes - (hasHead ? (head[20] ?? 0) : 0)
  const pageCount = Math.ceil(fstatSync(main).size / pageBytes)
  const frames = log === undefined ? [] : readFrames(log, pageBytes)
  const newest = new Map<number, Frame>()
  for (const frame of frames) if (frame.isSound) newest.set(frame.page, frame)

  const readFrame = ({ at }: Frame): Buffer => readAt(log ?? main, at, pageBytes)
  const readPage = (page: number): Buffer => {
    const frame = newest.get(page)
    return frame ? readFrame(frame) : readAt(main, (page - 1) * pageBytes, pageBytes)
  }
  const cells = (bytes: Buffer, page: number, columnCounts: ReadonlySet<number> | undefined) =>
    cellsOf(bytes, page === 1 ? fileHeaderBytes : 0, usableBytes, readPage, columnCounts)

  function* rows(columnCounts: ReadonlySet<number>, onPage: (done: number, total: number) => void = () => {}): Iterable<Row> {
    const total = pageCount + frames.length
    for (let first = 1; first <= pageCount; first += pagesAtOnce) {
      onPage(first - 1, total)
      const count = Math.min(pagesAtOnce, pageCount - first + 1)
      const block = readAt(main, (first - 1) * pageBytes, count * pageBytes, pageBytes)
      for (let n = 0; n < count; n += 1) yield* cells(block.subarray(n * pageBytes, (n + 1) * pageBytes), first + n, columnCounts)
    }
    for (const [index, frame] of frames.entries()) {
      if (index % pagesAtOnce === 0) onPage(pageCount + index, total)
      yield* cells(readFrame(frame), frame.page, columnCounts)
    }
  }

  function walk(root: number): { rows: Row[]; isWhole: boolean } {
    const found: Row[] = []
    const seen = new Set<number>()
    let isWhole = true
    const visit = (page: number, depth: number): void => {
      if (depth > deepestTree || seen.has(page) || page < 1 || (page > pageCount && !newest.has(page))) {
        isWhole = false
        return
      }
      seen.add(page)
      const bytes = readPage(page)
      const start = page === 1 ? fileHeaderBytes : 0
      const type = bytes[start]
      if (type === tableLeaf) {
        const before = found.length
        found.push(...cells(bytes, page, undefined))
        if (found.length - before < bytes.readUInt16BE(start + 3)) isWhole = false
      } else if (type === tableInterior) {
        const count = bytes.readUInt16BE(start + 3)
        for (let n = 0; n < count; n += 1) {
          const pointer = start + 12 + 2 * n
          const at = pointer + 2 <= usableBytes ? bytes.readUInt16BE(pointer) : usableBytes
          if (at + 4 <= usableBytes) visit(bytes.readUInt32BE(at), depth + 1)
          else isWhole = false
        }
        visit(bytes.readUInt32BE(start + 8), depth + 1)
      } else isWhole = false
    }
    visit(root, 0)
    return { rows: found, isWhole }
  }

  return {
    version: hasHead ? head.readUInt32BE(60) : 0,
    rows,
    findTable: (name) => {
      // type, name, tbl_name, rootpage, sql
      const entry = walk(1).rows.find((row) => row.length === 5 && row[0] === 'table' && row[1] === name)
      return typeof entry?.[3] === 'number' ? walk(entry[3]) : undefined
    },
    close: () => {
      closeSync(main)
      if (log !== undefined) closeSync(log)
    },
  }
}

/** What stands there; zeros beyond the end and where the disk cannot be read, found out piece by piece. */
function readAt(descriptor: number, at: number, length: number, pieceBytes = length): Buffer {
  const bytes = Buffer.alloc(length)
  const read = (from: number, count: number): boolean => {
    try {
      for (let done = 0; done < count; ) {
        const got = readSync(descriptor, bytes, from + done, count - done, at + from + done)
        if (got === 0) return true
        done += got
      }
      return true
    } catch {
      bytes.fill(0, from, from + count)
      return false
    }
  }
  if (!read(0, length) && pieceBytes < length) for (let from = 0; from < length; from += pieceBytes) read(from, pieceBytes)
  return bytes
}

/** 512 to 65536, a power of two; 1 stands for the largest. */
function asPageSize(written: number): number | undefined {
  const size = written === 1 ? 65_536 : written
  return size >= 512 && (size & (size - 1)) === 0 ? size : undefined
}

const logPageSize = (log: number | undefined): number | undefined =>
  log === undefined ? undefined : asPageSize(readAt(log, 8, 4).readUInt32BE(0))

/** SQLite's running checksum over words of 4 bytes. */
function checksum(bytes: Buffer, isBigEndian: boolean, seed: readonly [number, number]): [number, number] {
  let [first, second] = seed
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const [x, y] = isBigEndian
      ? [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
      : [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)]
    first = (first + x + second) >>> 0
    second = (second + y + first) >>> 0
  }
  return [first, second]
}

/**
 * The frames of the log's present run up to its last commit, oldest first: what came after was never acknowledged. A frame whose
 * checksum is wrong is kept, since its rows may prove themselves, but takes no page's place.
 */
function readFrames(log: number, pageBytes: number): Frame[] {
  const header = readAt(log, 0, logHeaderBytes)
  const isBigEndian = (header[3] ?? 0) % 2 === 1
  const frameBytes = frameHeaderBytes + pageBytes
  const count = Math.floor((fstatSync(log).size - logHeaderBytes) / frameBytes)
  const isHeaderSound = header.readUInt32BE(0) >>> 1 === 0x377f0682 >>> 1
  const salt = isHeaderSound ? header.subarray(16, 24) : readAt(log, logHeaderBytes + 8, 8)
  let seed: [number, number] = [header.readUInt32BE(24), header.readUInt32BE(28)]
  const frames: Frame[] = []
  let committed = 0
  for (let index = 0; index < count; index += 1) {
    const at = logHeaderBytes + index * frameBytes
    const head = readAt(log, at, frameHeaderBytes)
    if (!head.subarray(8, 16).equals(salt)) continue
    const sum = checksum(
      readAt(log, at + frameHeaderBytes, pageBytes),
      isBigEndian,
      checksum(head.subarray(0, 8), isBigEndian, seed),
    )
    seed = [head.readUInt32BE(16), head.readUInt32BE(20)]
    const isSound = sum[0] === seed[0] && sum[1] === seed[1]
    frames.push({ page: head.readUInt32BE(0), at: at + frameHeaderBytes, isSound })
    if (isSound && head.readUInt32BE(4) !== 0) committed = frames.length
  }
  return frames.slice(0, committed)
}

/** A number of 1 to 9 bytes, and where the next thing begins. */
function readVarint(bytes: Buffer, at: number): [value: number, next: number] {
  let value = 0
  for (let n = 0; n < 8; n += 1) {
    const byte = bytes[at + n] ?? 0
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return [value, at + n + 1]
  }
  return [value * 256 + (bytes[at + 8] ?? 0), at + 9]
}

/** The rows of a leaf page of a table; of these numbers of columns where they are given. Cells that make no sense are left out. */
function* cellsOf(
  bytes: Buffer,
  start: number,
  usableBytes: number,
  readPage: (page: number) => Buffer,
  columnCounts: ReadonlySet<number> | undefined,
): Iterable<Row> {
  if (bytes[start] !== tableLeaf) return
  const count = bytes.readUInt16BE(start + 3)
  for (let n = 0; n < count; n += 1) {
    const pointer = start + 8 + 2 * n
    if (pointer + 2 > usableBytes) return
    const at = bytes.readUInt16BE(pointer)
    if (at < pointer || at + 4 > usableBytes) continue
    const [payloadBytes, afterLength] = readVarint(bytes, at)
    const [, payloadAt] = readVarint(bytes, afterLength) // the row's number says nothing that the row does not
    if (payloadBytes < 1 || payloadBytes > rowLimitBytes) continue
    const row = decodeRow(bytes, payloadAt, payloadBytes, usableBytes, readPage, columnCounts)
    if (row) yield row
  }
}

/** How much of a row stands in its own page; the rest in a chain of further pages. */
function localBytes(payloadBytes: number, usableBytes: number): number {
  const most = usableBytes - 35
  if (payloadBytes <= most) return payloadBytes
  const least = Math.floor(((usableBytes - 12) * 32) / 255) - 23
  const wanted = least + ((payloadBytes - least) % (usableBytes - 4))
  return wanted <= most ? wanted : least
}

function decodeRow(
  bytes: Buffer,
  at: number,
  payloadBytes: number,
  usableBytes: number,
  readPage: (page: number) => Buffer,
  columnCounts: ReadonlySet<number> | undefined,
): Row | undefined {
  const local = localBytes(payloadBytes, usableBytes)
  if (at + local > usableBytes) return undefined
  const [headBytes, firstType] = readVarint(bytes, at)
  if (headBytes < 1 || headBytes > local) return undefined // our rows have few columns: their header never leaves the page
  const types: number[] = []
  for (let next = firstType; next < at + headBytes; ) {
    const [type, after] = readVarint(bytes, next)
    types.push(type)
    next = after
  }
  if (columnCounts && !columnCounts.has(types.length)) return undefined
  let payload = bytes.subarray(at, at + local)
  if (local < payloadBytes) {
    const pieces = [payload]
    let missing = payloadBytes - local
    let page = at + local + 4 <= usableBytes ? bytes.readUInt32BE(at + local) : 0
    while (missing > 0) {
      if (page === 0) return undefined
      const overflow = readPage(page)
      const piece = overflow.subarray(4, 4 + Math.min(missing, usableBytes - 4))
      pieces.push(piece)
      missing -= piece.length
      page = overflow.readUInt32BE(0)
    }
    payload = Buffer.concat(pieces)
  }
  const values: Value[] = []
  let next = headBytes
  for (const type of types) {
    const length = valueBytes(type)
    if (length === undefined || next + length > payload.length) return undefined
    values.push(decodeValue(type, payload.subarray(next, next + length)))
    next += length
  }
  return values
}

const fixedBytes: readonly number[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

/** How many bytes a value of this serial type takes; undefined for the two types that do not exist. */
const valueBytes = (type: number): number | undefined => (type >= 12 ? (type - 12 - (type % 2)) / 2 : fixedBytes[type])

function decodeValue(type: number, bytes: Buffer): Value {
  if (type === 0) return null
  if (type === 8 || type === 9) return type - 8
  if (type === 7) return bytes.readDoubleBE(0)
  if (type === 6) return Number(bytes.readBigInt64BE(0))
  if (type < 6) return bytes.readIntBE(0, bytes.length)
  return type % 2 === 1 ? bytes.toString('utf8') : new Uint8Array(bytes)
}
