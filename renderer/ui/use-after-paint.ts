// What may wait until the screen's main part is seen.
import { startTransition, useEffect, useState } from 'react'

/** False until the page has been painted once with `isMainThere`; then true. */
export function useAfterPaint(isMainThere: boolean, isAtOnce = false): boolean {
  const [isPainted, setPainted] = useState(isAtOnce)
  useEffect(() => {
    if (!isMainThere || isPainted) return
    let timer: number | undefined
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => startTransition(() => setPainted(true)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [isMainThere, isPainted])
  return isPainted
}
