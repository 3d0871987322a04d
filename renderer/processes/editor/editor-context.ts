// What every part of the editor needs: what is wrong where, and where somebody asked to go.
import { createContext, useContext } from 'react'
import type { CellMark } from '../../ui/sheet/cell-box.tsx'

export interface EditorContextValue {
  /** By path in the content. */
  readonly marks: ReadonlyMap<string, CellMark>
  /** The field to give the keyboard; another object for each wish. */
  readonly target: { readonly path: string } | null
}

export const EditorContext = createContext<EditorContextValue>({ marks: new Map(), target: null })

export const useEditor = (): EditorContextValue => useContext(EditorContext)

const reached = new WeakSet<object>()

/** Whether nothing has followed this wish yet: a table that is drawn anew must not take the keyboard again. */
export function isNewTarget(target: EditorContextValue['target']): boolean {
  if (!target || reached.has(target)) return false
  reached.add(target)
  return true
}
