// Seconds that run down to nothing, for the wait after wrong passwords. The database keeps the true end; this only shows it.
import { useEffect, useState } from 'react'

const secondMs = 1_000

/** The seconds left (0: none), and how to start anew. */
export function useCountdown(): [secondsLeft: number, start: (seconds: number) => void] {
  const [secondsLeft, start] = useState(0)
  useEffect(() => {
    if (secondsLeft === 0) return
    const timer = setTimeout(() => start(secondsLeft - 1), secondMs)
    return () => clearTimeout(timer)
  }, [secondsLeft])
  return [secondsLeft, start]
}

/** What a screen reader hears of it: not every second, but every ten, and the last five. */
export const announcedSeconds = (secondsLeft: number): number =>
  secondsLeft <= 5 ? secondsLeft : Math.ceil(secondsLeft / 10) * 10
