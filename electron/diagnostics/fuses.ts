// Reads the fuses back from Electron's own program file: switches that were set when the package was made (whether the program
// may be run as plain Node, whether a debugger may be attached). Layout: the sentence below, a version byte, a count, a digit for each.
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'

const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const pieceBytes = 4 * 1_048_576
const fuseLimit = 64

/** The file that holds the fuses of a running Electron. */
export const fuseFileOf = (program: string): string =>
  process.platform === 'darwin'
    ? join(program, '..', '..', 'Frameworks', 'Electron Framework.framework', 'Electron Framework')
    : program

/**
 * The fuses of a program file in the order of @electron/fuses, a character for each: 0 off, 1 on, r removed; undefined when it has
 * none or cannot be read.
 */
export function findFuses(file: string): string | undefined {
  try {
    const descriptor = openSync(file, 'r')
    try {
      return findIn(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return undefined
  }
}

function findIn(descriptor: number): string | undefined {
  const overlap = sentinel.length + 2 + fuseLimit
  const piece = Buffer.alloc(pieceBytes + overlap)
  for (let at = 0; ; at += pieceBytes) {
    const size = readSync(descriptor, piece, 0, piece.length, at)
    const start = piece.subarray(0, size).indexOf(sentinel)
    if (start >= 0) {
      const body = start + sentinel.length
      const count = piece[body + 1] ?? 0
      return count > fuseLimit ? undefined : piece.subarray(body + 2, body + 2 + count).toString('latin1')
    }
    if (size < piece.length) return undefined
  }
}
