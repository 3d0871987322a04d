// The room inside a part of the page in CSS pixels, followed as it changes.
import { type RefObject, useEffect, useState } from 'react'

export function useSize(part: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    if (!part.current) return
    const observer = new ResizeObserver(
      ([entry]) => entry && setSize({ width: entry.contentRect.width, height: entry.contentRect.height }),
    )
    observer.observe(part.current)
    return () => observer.disconnect()
  }, [part])
  return size
}
