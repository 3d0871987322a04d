// The step about fonts and forms: a form printed in another font breaks its lines elsewhere, and a missing Vietnamese part shows
// empty boxes. Each font file is unpacked whole, since a file cut short by a full disk has its name and half its size.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { AppError } from '../../db/model/errors.ts'
import { resourcePaths } from '../paths.ts'
import { formFonts } from '../print/fonts.ts'
import { loadFormTemplates } from '../print/form-templates.ts'
import type { DiagnosticParts } from './parts.ts'
import type { StepNotes } from './step.ts'

const headerBytes = 48
/** In a table's flags: its tag follows when these bits are all set. */
const ownTagBits = 0x3f
/** glyf and loca are packed unless their version says 3, every other table only when its version is not 0. */
const glyphTables = [10, 11]

/** Number in groups of seven bits, and where it ends. */
function readBase128(bytes: Buffer, at: number): [value: number, end: number] {
  let value = 0
  for (let index = at; index < at + 5; index += 1) {
    const byte = bytes.readUInt8(index)
    value = value * 128 + (byte & 0x7f)
    if ((byte & 0x80) === 0) return [value, index + 1]
  }
  throw new RangeError('number too long')
}

/** Whether the bytes are a whole WOFF2 font: its own length, its list of tables, and every byte of the tables unpacked. */
export function isWholeFont(bytes: Buffer): boolean {
  try {
    if (bytes.toString('latin1', 0, 4) !== 'wOF2' || bytes.readUInt32BE(8) !== bytes.length) return false
    const tableCount = bytes.readUInt16BE(12)
    let at = headerBytes
    let unpackedBytes = 0
    for (let table = 0; table < tableCount; table += 1) {
      const flags = bytes.readUInt8(at)
      const known = flags & ownTagBits
      at += known === ownTagBits ? 5 : 1
      const isPacked = glyphTables.includes(known) ? flags >> 6 !== 3 : flags >> 6 !== 0
      let [tableBytes, end] = readBase128(bytes, at)
      if (isPacked) [tableBytes, end] = readBase128(bytes, end)
      unpackedBytes += tableBytes
      at = end
    }
    return tableCount > 0 && brotliDecompressSync(bytes.subarray(at, at + bytes.readUInt32BE(20))).length === unpackedBytes
  } catch {
    return false
  }
}

const scripts = ['vietnamese', 'latin-ext', 'latin']

function readOrEmpty(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    return Buffer.alloc(0)
  }
}

/** The interface's font, one file a script; the build adds a hash to each name. */
function pageFontFiles(page: string): Array<readonly [name: string, file: string]> {
  let names: string[] = []
  try {
    names = readdirSync(join(page, 'assets'))
  } catch {
    // None of them is there, then.
  }
  return scripts.map((script) => {
    const name = names.find((one) => one.startsWith(`inter-${script}-wght-normal`) && one.endsWith('.woff2'))
    return [`inter-${script}`, join(page, 'assets', name ?? 'missing')] as const
  })
}

export function lookAtFonts(notes: StepNotes, { resources, built }: DiagnosticParts): void {
  try {
    notes.fact('formCount', loadFormTemplates(resourcePaths(resources).forms).length)
  } catch (error) {
    if (!(error instanceof AppError) && !(error instanceof Error && 'code' in error)) throw error
    notes.find('formsBroken', 'fault')
  }
  if (!built) return void notes.find('noPage', 'skipped')
  const formFiles = formFonts.map((name) => [name, join(built.fonts, name)] as const)
  const pageFiles = pageFontFiles(built.page)
  const isBroken = ([, file]: readonly [string, string]) => !isWholeFont(readOrEmpty(file))
  const [brokenForm, brokenPage] = [formFiles.filter(isBroken), pageFiles.filter(isBroken)]
  notes.fact('formFontCount', formFiles.length - brokenForm.length)
  notes.fact('pageFontCount', pageFiles.length - brokenPage.length)
  const broken = [...brokenForm, ...brokenPage]
  if (broken.length === 0) return
  notes.fact('brokenFonts', broken.map(([name]) => name).join(', '))
  notes.find('fontsBroken', 'fault')
}
