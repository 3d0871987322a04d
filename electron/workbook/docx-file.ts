// A Word file that somebody brings as the template of a form. It comes from anybody: what it would unfold to is bounded before anything is
// unfolded, and a file that runs something or fetches something when it is opened is refused, because the office would fill it and send
// it on in its own name.
import { readFileSync, statSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { AppError } from '../../db/model/errors.ts'

const kilobyte = 1_024
/** Kept in the event log, which every computer of the office holds whole. */
export const docxLimitBytes = 512 * kilobyte
const unpackedLimitBytes = 20 * kilobyte * kilobyte

/** The bytes of a plain Word file. Throws file.unreadable, file.tooLarge, file.notADocument, file.activeDocument with the file's name. */
export function readDocxFile(file: string): Buffer {
  const name = file.split(/[\\/]/).at(-1) ?? file
  const tooLarge = () => new AppError('file.tooLarge', { file: name, limit: docxLimitBytes / kilobyte / kilobyte })
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) throw new AppError('file.unreadable', { file: name })
  if (stat.size > docxLimitBytes) throw tooLarge()
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    throw new AppError('file.unreadable', { file: name })
  }
  let unpacked = 0
  const names: string[] = []
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes, {
      filter: (part) => {
        names.push(part.name)
        unpacked += part.originalSize // what unzipSync makes room for: a part that turns out longer is cut
        if (unpacked > unpackedLimitBytes) throw tooLarge()
        return part.name === '[Content_Types].xml' || part.name.endsWith('.rels')
      },
    })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('file.notADocument', { file: name })
  }
  const types = parts['[Content_Types].xml']
  if (!types || !names.includes('word/document.xml')) throw new AppError('file.notADocument', { file: name })
  const links = Object.entries(parts)
    .filter(([part]) => part.endsWith('.rels'))
    .map(([, xml]) => strFromU8(xml))
  // A link that a person clicks stays; whatever Word fetches or starts by itself does not.
  const isActive =
    /macroEnabled|vbaProject|activeX|oleObject/i.test(strFromU8(types)) ||
    names.some((part) => /vbaProject|activeX|embeddings\//i.test(part)) ||
    links.some((xml) =>
      [...xml.matchAll(/<Relationship\b[^>]*>/g)].some(
        ([link]) => /TargetMode="External"/.test(link) && !/\/hyperlink"/.test(link),
      ),
    )
  if (isActive) throw new AppError('file.activeDocument', { file: name })
  return bytes
}
