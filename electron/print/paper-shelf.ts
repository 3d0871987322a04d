// Papers that wait to be shown or printed, by a token that cannot be guessed. Bounded: the oldest makes room. The only way of anything
// onto a preview, a PDF or a printer, so this is where every paper gets its typeface and a paper of training mode its mark.
import { randomUUID } from 'node:crypto'
import { AppError } from '../../db/model/errors.ts'
import { fontFaces } from './fonts.ts'
import { withWatermark } from './watermark.ts'

export interface Paper {
  readonly html: string
  readonly css: string
}

const capacity = 8

export class PaperShelf {
  readonly #papers = new Map<string, Paper>()

  /** Returns the address of the paper. `isTraining` comes from the database that the paper's data are of. */
  put({ html, css }: Paper, { isTraining }: { readonly isTraining: boolean }): string {
    const token = randomUUID()
    const paper = { html, css: `${fontFaces}${css}` }
    this.#papers.set(token, isTraining ? withWatermark(paper) : paper)
    const oldest = this.#papers.keys().next()
    if (this.#papers.size > capacity && !oldest.done) this.#papers.delete(oldest.value)
    return `motcua://print/${token}/`
  }

  /** Nobody's papers stay behind for the next person. */
  clear(): void {
    this.#papers.clear()
  }

  find(token: string): Paper | undefined {
    return this.#papers.get(token)
  }

  /** The paper at an address that `put` gave. Throws entity.notFound when it has made room. */
  getAt(address: string): Paper {
    const paper = this.find(new URL(address).pathname.split('/')[1] ?? '')
    if (!paper) throw new AppError('entity.notFound', { entity: 'paper' })
    return paper
  }
}
