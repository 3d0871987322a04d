// What a person picked in a native dialog and has not yet said yes to. A page never names a path: it holds a token, and only the
// newest few are kept.
import { randomUUID } from 'node:crypto'
import { AppError } from '../db/model/errors.ts'

export class PickedFiles<Picked> {
  readonly #picked = new Map<string, Picked>()
  readonly #capacity: number

  constructor(capacity = 4) {
    this.#capacity = capacity
  }

  /** Returns the token. */
  keep(picked: Picked): string {
    const token = randomUUID()
    this.#picked.set(token, picked)
    const oldest = this.#picked.keys().next()
    if (this.#picked.size > this.#capacity && !oldest.done) this.#picked.delete(oldest.value)
    return token
  }

  /** Throws entity.notFound for a token that was never given or has made room. */
  get(token: string): Picked {
    const picked = this.#picked.get(token)
    if (picked === undefined) throw new AppError('entity.notFound', { entity: 'file' })
    return picked
  }

  forget(token: string): void {
    this.#picked.delete(token)
  }

  clear(): void {
    this.#picked.clear()
  }
}
