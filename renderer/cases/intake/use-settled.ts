// A text that follows what is typed once it has been quiet, emptied at once: for looking things up without drawing every letter.
import { useCallback, useEffect, useRef, useState } from 'react'

const quietMs = 150

export function useSettled(): [string, (text: string) => void] {
  const [settled, setSettled] = useState('')
  const timer = useRef<number>(undefined)
  const follow = useCallback((text: string) => {
    clearTimeout(timer.current)
    if (text === '') setSettled('')
    else timer.current = window.setTimeout(setSettled, quietMs, text)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return [settled, follow]
}
