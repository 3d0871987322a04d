// The present for what is shown: a screen left open over lunch must not go on saying "due at 11:30" at one o'clock.
import { useEffect, useState } from 'react'
import { systemClock } from '../../db/model/clock.ts'

const refreshMs = 30_000

/** Milliseconds since 1970, renewed every half minute. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => systemClock.nowMs())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(systemClock.nowMs()), refreshMs)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
