// The tray "just scanned": what lies in the folder into which the office's scanner writes. A file is offered once it has stopped growing,
// and leaves the folder only after its content lies in the store, checked, and its event is written.
import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'

/** Scanners write page by page: a file that has kept its length for this long is finished. */
const settledAfterMs = 2_000
const mostFiles = 200
const endings = /\.(pdf|jpe?g|png|tiff?)$/i

interface Sighting {
  readonly token: string
  readonly sizeBytes: number
  readonly modifiedMs: number
  /** When it was first seen like this. */
  readonly sinceMs: number
}

export interface TrayFile {
  readonly token: string
  readonly fileName: string
  readonly sizeBytes: number
  readonly modifiedMs: number
  readonly isGrowing: boolean
}

export class ScannerTray {
  readonly #clock: Clock
  #folder = ''
  #seen = new Map<string, Sighting>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Looks into the folder. The newest files first; null when it cannot be opened. */
  look(folder: string): TrayFile[] | null {
    if (folder !== this.#folder) this.#seen = new Map()
    this.#folder = folder
    const nowMs = this.#clock.nowMs()
    const seen = new Map<string, Sighting>()
    const files: TrayFile[] = []
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (!entry.isFile() || entry.name.startsWith('.') || !endings.test(entry.name)) continue
        const stat = statSync(join(folder, entry.name), { throwIfNoEntry: false })
        if (!stat) continue
        const { size: sizeBytes, mtimeMs: modifiedMs } = stat
        const before = this.#seen.get(entry.name)
        const isSame = before?.sizeBytes === sizeBytes && before.modifiedMs === modifiedMs
        const sighting = isSame ? before : { token: randomUUID(), sizeBytes, modifiedMs, sinceMs: nowMs }
        seen.set(entry.name, sighting)
        const isGrowing = sizeBytes === 0 || nowMs - sighting.sinceMs < settledAfterMs
        files.push({ token: sighting.token, fileName: entry.name, sizeBytes, modifiedMs, isGrowing })
      }
    } catch {
      return null
    }
    this.#seen = seen
    return files.sort((a, b) => b.modifiedMs - a.modifiedMs || b.fileName.localeCompare(a.fileName)).slice(0, mostFiles)
  }

  /** The file of a token; undefined for another token. Throws scan.stillGrowing. */
  find(token: string): string | undefined {
    for (const [name, sighting] of this.#seen) {
      if (sighting.token !== token) continue
      if (sighting.sizeBytes === 0 || this.#clock.nowMs() - sighting.sinceMs < settledAfterMs)
        throw new AppError('scan.stillGrowing', { file: name })
      return join(this.#folder, name)
    }
    return undefined
  }

  /** Takes a file out of the folder, unless it is no longer the one that was stored. Returns whether it is gone. */
  remove(token: string, storedBytes: number): boolean {
    for (const [name, { token: known, sizeBytes, modifiedMs }] of this.#seen) {
      if (known !== token) continue
      const file = join(this.#folder, name)
      try {
        const stat = statSync(file)
        if (stat.size !== sizeBytes || stat.mtimeMs !== modifiedMs || stat.size !== storedBytes) return false
        rmSync(file)
        return true
      } catch {
        return false // write-protected, or open in another program
      }
    }
    return false
  }
}
