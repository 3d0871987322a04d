// The draft: everything on the screen as JSON, with its own version, so that a later program knows whether it can read it. A draft
// that cannot be read is still shown to the person whose typing it is.
import { z } from 'zod'
import { intakeValues } from './values.ts'

const version = 1

const draft = z.object({
  version: z.literal(version),
  /** Kept, so that a case received just before a crash is not received twice. */
  caseId: z.uuid(),
  /** The field last used; '' when unknown. */
  field: z.string(),
  values: intakeValues,
})
type Draft = Omit<z.infer<typeof draft>, 'version'>

export const encodeDraft = (kept: Draft): string => JSON.stringify({ version, ...kept })

/** The draft of a payload, or undefined when this program cannot read it. */
export function findDraft(payload: string): Draft | undefined {
  try {
    const { version: _, ...kept } = draft.parse(JSON.parse(payload))
    return kept
  } catch {
    return undefined
  }
}

/** What was typed, as far as an unreadable draft shows it: its texts, one a line, for copying by hand. */
export function readableTexts(payload: string): string {
  const texts: string[] = []
  try {
    JSON.parse(payload, (_, value: unknown) => {
      if (typeof value === 'string' && value.trim() !== '') texts.push(value)
      return value
    })
  } catch {
    return payload
  }
  return texts.join('\n')
}
