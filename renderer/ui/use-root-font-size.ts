// One rem in pixels, for what must be computed in pixels. Follows the text-size setting at once.
import { useSyncExternalStore } from 'react'

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-text-size'] })
  return () => observer.disconnect()
}

const read = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** Pixels of one rem. */
export const useRootFontSize = (): number => useSyncExternalStore(subscribe, read)
