// Undo and redo of a value that is changed as a whole. What is typed into other fields is left to the browser's own undo.
import { useCallback, useRef } from 'react'

const mostSteps = 100

export interface History<Value> {
  /** Shows a value that is not settled yet; null goes back to the one before. Leaves no step of its own. */
  readonly preview: (next: Value | null) => void
  /** Changes the value; the one before can be had back. */
  readonly change: (next: Value) => void
  readonly undo: () => void
  readonly redo: () => void
}

export function useHistory<Value>(value: Value, onChange: (next: Value) => void): History<Value> {
  const past = useRef<Value[]>([])
  const future = useRef<Value[]>([])
  const now = useRef(value)
  now.current = value
  const put = useRef(onChange)
  put.current = onChange
  /** The value before the preview. */
  const settled = useRef<{ readonly value: Value } | null>(null)

  const change = useCallback((next: Value) => {
    const before = settled.current ? settled.current.value : now.current
    settled.current = null
    if (next === before && next === now.current) return
    past.current = [...past.current.slice(1 - mostSteps), before]
    future.current = []
    now.current = next
    put.current(next)
  }, [])
  const preview = useCallback((next: Value | null) => {
    const before = settled.current
    if (next !== null) settled.current ??= { value: now.current }
    else settled.current = null
    const shown = next ?? before?.value
    if (shown === undefined) return
    now.current = shown
    put.current(shown)
  }, [])
  const step = useCallback((from: typeof past, to: typeof past) => {
    const next = from.current.at(-1)
    if (next === undefined) return
    from.current = from.current.slice(0, -1)
    to.current = [...to.current, now.current]
    now.current = next
    put.current(next)
  }, [])
  const undo = useCallback(() => step(past, future), [step])
  const redo = useCallback(() => step(future, past), [step])
  return { change, preview, undo, redo }
}
