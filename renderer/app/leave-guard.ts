// A screen with unsaved changes is asked before another address is opened from inside the program.
import { useEffect, useEffectEvent } from 'react'

type Navigate = (to: string, options?: object) => void

let guard: ((go: () => void) => boolean) | null = null

/** For the router: every navigation of the program passes through here. */
export const guardedNavigation = (navigate: Navigate, to: string, options?: object): void => {
  const go = () => navigate(to, options)
  if (!guard?.(go)) go()
}

/** `ask` returns true when it holds the navigation back; it calls `go` later, or never. */
export function useLeaveGuard(ask: (go: () => void) => boolean): void {
  const onLeave = useEffectEvent(ask)
  useEffect(() => {
    const own = (go: () => void) => onLeave(go)
    guard = own
    return () => {
      if (guard === own) guard = null
    }
  }, [])
}
