// Help is data (locales `help.topics`), so that both languages are held to the same shape and no document format is parsed.
import { z } from 'zod'

/** A part of a topic; what it has is shown in this order. In every text `**x**` is strong and `[[Ctrl+K]]` is keys. */
const helpSection = z.strictObject({
  title: z.string().optional(),
  text: z.array(z.string()).optional(),
  steps: z.array(z.string()).optional(),
  points: z.array(z.string()).optional(),
})

/** Topics by id, in the order in which they are offered. */
export const helpTopics = z.record(z.string(), z.strictObject({ title: z.string(), sections: z.array(helpSection).min(1) }))
export type HelpTopics = z.infer<typeof helpTopics>
export type HelpSection = z.infer<typeof helpSection>

interface TextPart {
  readonly kind: 'plain' | 'strong' | 'keys'
  readonly text: string
}

const marks = /\*\*(.+?)\*\*|\[\[(.+?)\]\]/g

/** Splits a help text into plain words, strong words and keys. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const match of text.matchAll(marks)) {
    const [whole, strong, keys] = match
    parts.push({ kind: 'plain', text: text.slice(at, match.index) })
    parts.push(strong === undefined ? { kind: 'keys', text: keys ?? '' } : { kind: 'strong', text: strong })
    at = match.index + whole.length
  }
  parts.push({ kind: 'plain', text: text.slice(at) })
  return parts.filter((part) => part.text !== '')
}
