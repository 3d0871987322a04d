// The draft of the editor: everything on the screen as JSON, with its own version, so that a later program knows whether it can read it.
import { emptyProcessContent } from '../../../../electron/api/documents.ts'
import type { EditorValues } from './values.ts'

const version = 1

export interface KeptDraft {
  /** Hash of the content that was typed over. */
  readonly basedOnHash: string
  readonly section: string
  readonly values: EditorValues
}

export const encodeDraft = (kept: KeptDraft): string => JSON.stringify({ version, ...kept })

/** The draft of a payload, or undefined when this program cannot read it. */
export function findDraft(payload: string): KeptDraft | undefined {
  try {
    const kept = JSON.parse(payload) as Partial<KeptDraft> & { version?: number }
    if (kept.version !== version || typeof kept.basedOnHash !== 'string' || !Array.isArray(kept.values?.variants))
      return undefined
    const values: EditorValues = { ...emptyProcessContent, ...kept.values }
    return { basedOnHash: kept.basedOnHash, section: kept.section ?? '', values }
  } catch {
    return undefined
  }
}
