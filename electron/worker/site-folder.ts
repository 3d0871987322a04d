// The folder of the site of public procedures: written whole beside its place, then put there with one renaming. Only a folder that is
// new, empty, or holds nothing but an earlier site of ours is ever replaced.
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { type OnProgress, syncFolder } from '../../db/backup/files.ts'
import { AppError, type ErrorParams, type IssueCode } from '../../db/model/errors.ts'
import type { SiteFile } from '../print/public-site.ts'

/** By what a folder is known to be ours, and which of its files are. */
export const markerName = 'motcua-site.json'

const marker = z.object({
  format: z.literal('motcua-public-site'),
  version: z.literal(1),
  office: z.string(),
  madeAt: z.string(),
  files: z.array(z.string()),
})
export type SiteMarker = z.infer<typeof marker>

export interface SiteFolder {
  readonly state: 'new' | 'empty' | 'ours'
  /** When the site that lies there was made. */
  readonly madeAt: string | null
}

const refuse = (code: IssueCode, params: ErrorParams = {}): never => {
  throw new AppError('input.invalid', {}, [{ path: 'folder', code, params }])
}

/** What file managers leave behind in every folder. */
const isLitter = (name: string): boolean => /^(?:thumbs\.db|desktop\.ini|\.ds_store|\.directory|\._.*)$/i.test(basename(name))

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((name) => !isLitter(name))
}

function readMarker(folder: string): SiteMarker | undefined {
  try {
    return marker.parse(JSON.parse(readFileSync(join(folder, markerName), 'utf8')))
  } catch {
    return undefined
  }
}

/** The root of a drive or a stick has no place beside it in which the new site could wait. */
function isWholeDrive(folder: string): boolean {
  const parent = dirname(folder)
  return parent === folder || statSync(parent).dev !== statSync(folder).dev
}

/**
 * Looks at a folder without changing it. Throws input.invalid {folder}: folderUnwritable for one that cannot be read,
 * folderWholeDrive for a drive, folderForeign with the name of a file that is not of an earlier site.
 */
export function inspectSiteFolder(chosen: string): SiteFolder {
  let names: string[]
  let found: SiteMarker | undefined
  try {
    const folder = resolve(chosen)
    if (!statSync(folder, { throwIfNoEntry: false })) {
      return statSync(dirname(folder)).isDirectory() ? { state: 'new', madeAt: null } : refuse('folderUnwritable')
    }
    if (isWholeDrive(folder)) return refuse('folderWholeDrive')
    names = filesIn(folder)
    found = readMarker(folder)
  } catch (error) {
    if (error instanceof AppError) throw error
    return refuse('folderUnwritable')
  }
  const ours = new Set(found ? [...found.files, markerName] : [])
  const foreign = names.find((name) => !ours.has(name))
  if (foreign !== undefined) return refuse('folderForeign', { file: foreign })
  return found ? { state: 'ours', madeAt: found.madeAt } : { state: 'empty', madeAt: null }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(codeOf(error))

/** What an interrupted writing into this folder left beside it. */
function clearLeft(target: string): void {
  const parent = dirname(target)
  const prefix = waitingName(target, '')
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix) && readMarker(join(parent, name))) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

const waitingName = (target: string, suffix: string): string => `.${basename(target)}.motcua-${suffix}`

/**
 * Writes the site whole or not at all: whatever fails, the folder is as it was.
 * @param files made one after the other, while they are written.
 * @param total their number, for the progress.
 * Throws input.invalid {folder}: what inspectSiteFolder throws, folderNotAgreed, folderUnwritable, folderFull; app.cancelled.
 */
export function writeSiteFolder(
  chosen: string,
  files: Iterable<SiteFile>,
  { office, madeAt, mayReplace, total }: { office: string; madeAt: string; mayReplace: boolean; total: number },
  onProgress: OnProgress,
): void {
  const { state } = inspectSiteFolder(chosen)
  if (state === 'ours' && !mayReplace) refuse('folderNotAgreed')
  let waiting = ''
  try {
    const target =
      state === 'new' ? join(realpathSync(dirname(resolve(chosen))), basename(resolve(chosen))) : realpathSync(chosen)
    clearLeft(target)
    waiting = join(dirname(target), waitingName(target, 'new'))
    mkdirSync(waiting)
    const written: string[] = []
    const mark = (): void =>
      writeFileSync(
        join(waiting, markerName),
        `${JSON.stringify({ format: 'motcua-public-site', version: 1, office, madeAt, files: written } satisfies SiteMarker)}\n`,
        { flush: true },
      )
    mark() // first, so that what a power cut leaves is known to be ours
    for (const { name, text } of files) {
      const file = join(waiting, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text, { flush: true })
      written.push(name)
      onProgress(written.length, total)
    }
    mark()
    putInPlace(waiting, target, state)
  } catch (error) {
    if (waiting !== '') rmSync(waiting, { recursive: true, force: true })
    if (error instanceof AppError) throw error
    if (codeOf(error) === '') throw error
    refuse(isFull(error) ? 'folderFull' : 'folderUnwritable')
  }
}

function putInPlace(waiting: string, target: string, state: SiteFolder['state']): void {
  const aside = join(dirname(target), waitingName(target, 'old'))
  if (state !== 'new') renameSync(target, aside)
  try {
    renameSync(waiting, target)
  } catch (error) {
    if (state !== 'new') renameSync(aside, target)
    throw error
  }
  try {
    syncFolder(join(target, markerName))
    syncFolder(target)
    rmSync(aside, { recursive: true, force: true })
  } catch {
    // The new site stands in its place; what is left of the old one goes with the next writing.
  }
}
