// A value that follows another one once it has been quiet: for looking things up while somebody types.
import { useEffect, useState } from 'react'

/** `value` as it was when it last stood still for `quietMs`. Compared as JSON, so a new object of the same content is no change. */
export function useDebounced<Value>(value: Value, quietMs = 150): Value {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as Value), quietMs)
    return () => clearTimeout(timer)
  }, [key, quietMs])
  return settled
}
