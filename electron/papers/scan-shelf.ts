// Scanned papers that are being looked at, by a token that cannot be guessed: the only contents that leave the store for the page. Bounded:
// the oldest makes room, and nothing stays behind for the next person.
import { randomUUID } from 'node:crypto'
import type { BlobKind } from '../../db/blobs/rules.ts'
import { AppError } from '../../db/model/errors.ts'

const capacity = 3

export interface ShownScan {
  readonly content: Buffer
  readonly kind: BlobKind
}

export class ScanShelf {
  readonly #scans = new Map<string, ShownScan>()

  /** Returns the token. */
  put(scan: ShownScan): string {
    const token = randomUUID()
    this.#scans.set(token, scan)
    const oldest = this.#scans.keys().next()
    if (this.#scans.size > capacity && !oldest.done) this.#scans.delete(oldest.value)
    return token
  }

  find(token: string): ShownScan | undefined {
    return this.#scans.get(token)
  }

  /** Throws entity.notFound for a token that has made room. */
  get(token: string): ShownScan {
    const scan = this.find(token)
    if (!scan) throw new AppError('entity.notFound', { entity: 'file' })
    return scan
  }

  forget(token: string): void {
    this.#scans.delete(token)
  }

  clear(): void {
    this.#scans.clear()
  }
}
