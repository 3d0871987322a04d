// For what will be needed, but not by the screen that is just being drawn.

/** Time for the first screens to be drawn, on old computers too. */
const patienceMs = 1_000

/** Runs a step when the page has had its time and has nothing else to do; returns the way to call it off. */
export function whenQuiet(step: () => void): () => void {
  let idle = 0
  const timer = setTimeout(() => {
    idle = requestIdleCallback(step)
  }, patienceMs)
  return () => {
    clearTimeout(timer)
    cancelIdleCallback(idle)
  }
}
