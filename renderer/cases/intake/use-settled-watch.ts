// The values of fields once nobody has changed them for a moment: what follows from them is drawn then, and not with every letter.
import { useEffect, useState } from 'react'
import { type FieldPath, type FieldPathValues, useFormContext } from 'react-hook-form'
import type { IntakeValues } from './model/values.ts'

const quietMs = 150

/** `names` must be the same list at every drawing. Equal contents are no change. */
export function useSettledWatch<Names extends readonly FieldPath<IntakeValues>[]>(
  names: readonly [...Names],
): FieldPathValues<IntakeValues, Names> {
  const { getValues, subscribe } = useFormContext<IntakeValues>()
  const read = () => JSON.stringify(getValues(names)) // a copy: the form changes its own objects in place
  const [settled, setSettled] = useState(read)
  useEffect(() => {
    let timer: number | undefined
    const settle = () => setSettled(JSON.stringify(getValues(names)))
    const stop = subscribe({
      name: names,
      formState: { values: true },
      callback: () => {
        clearTimeout(timer)
        timer = window.setTimeout(settle, quietMs)
      },
    })
    settle()
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [names, getValues, subscribe])
  return JSON.parse(settled) as FieldPathValues<IntakeValues, Names>
}
