// Where short notes stand while a dialog is open: in a line of its own inside it, so that none lies over a button. Notes from before the
// dialog wait in their corner below it.
import { useCallback, useSyncExternalStore } from 'react'

const places: HTMLElement[] = []
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/** The uppermost dialog's line for notes; null: no dialog is open. */
export const notePlace = (): HTMLElement | null => places.at(-1) ?? null

export const useNotePlaceShown = (): HTMLElement | null =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, notePlace)

/** The ref of a dialog's line for notes. */
export const useNotePlace = () =>
  useCallback((place: HTMLElement | null) => {
    if (!place) return
    places.push(place)
    tell()
    return () => {
      places.splice(places.indexOf(place), 1)
      tell()
    }
  }, [])
