// useShown(open): a paper that is being looked at, until the component is gone: then the main process lets go of its content.
import { useEffect, useState } from 'react'
import type { ShownPaper } from '../../../electron/api/papers.ts'
import { api } from '../../client.ts'
import type { Pages } from './pages.ts'

export type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** A TIFF of a kind that cannot be shown, or a PDF that cannot be drawn. */
  | { readonly kind: 'undrawable' }
  | { readonly kind: 'picture'; readonly url: string }
  | { readonly kind: 'pages'; readonly pages: Pages }

async function read(paper: ShownPaper): Promise<Shown> {
  if (paper.url !== null) return { kind: 'picture', url: paper.url }
  const { content } = await api.papers.readShown({ token: paper.token })
  const [{ openPages }, { tiffToPdf }] = await Promise.all([import('./pages.ts'), import('./tiff-pdf.ts')])
  try {
    const pdf = paper.kind === 'tiff' ? tiffToPdf(content) : content
    return pdf === null ? { kind: 'undrawable' } : { kind: 'pages', pages: await openPages(pdf) }
  } catch {
    return { kind: 'undrawable' }
  }
}

export function useShown(open: () => Promise<ShownPaper>): Shown {
  const [shown, setShown] = useState<Shown>({ kind: 'loading' })
  // The component is given another key for another paper.
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once
  useEffect(() => {
    let isGone = false
    let close = () => {}
    const begin = async () => {
      const paper = await open()
      close = () => void api.papers.closeShown({ token: paper.token })
      const next = isGone ? undefined : await read(paper)
      if (next?.kind === 'pages' && isGone) next.pages.close()
      if (isGone || !next) return close()
      if (next.kind === 'pages') {
        const closeToken = close
        close = () => {
          next.pages.close()
          closeToken()
        }
      }
      setShown(next)
    }
    begin().catch((error: unknown) => {
      if (!isGone) setShown({ kind: 'failed', error })
    })
    return () => {
      isGone = true
      close()
    }
  }, [])
  return shown
}
