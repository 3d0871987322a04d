// The draft of the text editor: what is typed as JSON, with its own version, so that a later program knows whether it can read it.
import type { TextContent, VersionChange } from '../../electron/api/documents.ts'

const version = 1

export interface TypedText {
  readonly content: TextContent
  readonly change: VersionChange
  readonly reason: string
}

interface KeptText {
  /** Hash of the content that was typed over. */
  readonly basedOnHash: string
  readonly typed: TypedText
}

export const encodeText = (kept: KeptText): string => JSON.stringify({ version, ...kept })

/** The draft of a payload, or undefined when this program cannot read it. */
export function findText(payload: string): KeptText | undefined {
  try {
    const kept = JSON.parse(payload) as Partial<KeptText> & { version?: number }
    const { basedOnHash, typed } = kept
    return kept.version === version && typeof basedOnHash === 'string' && typed && Array.isArray(typed.content?.sections)
      ? { basedOnHash, typed }
      : undefined
  } catch {
    return undefined
  }
}
