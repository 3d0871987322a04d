// What a restore and a drill leave beside the database. Apart from both, since every start looks here and does neither.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, toInstant } from '../model/clock.ts'

export const asidePattern = /^motcua-aside-.+\.db$/

/** Whether a folder holds the data of an office that were put aside. */
export const hasAside = (folder: string): boolean => readdirSync(folder).some((name) => asidePattern.test(name))

/** A name that is free for the file that is put aside now. */
export function asideName(folder: string, clock: Clock): string {
  const stamp = toInstant(clock.nowMs()).replace(/[-:]/g, '').replace(/\.\d+/, '')
  let aside = `motcua-aside-${stamp}.db`
  for (let n = 2; existsSync(join(folder, aside)); n += 1) aside = `motcua-aside-${stamp}-${n}.db`
  return aside
}

/** Where a drill makes its copy. */
export const drillFolder = (folder: string): string => join(folder, 'motcua-drill')

/** Removes what an interrupted drill left: a whole copy of the office, which must not lie about. */
export const clearDrill = (folder: string): void => rmSync(drillFolder(folder), { recursive: true, force: true })
