// Two people changed one version: what each of them changed, part by part of the content. A part that only one changed is taken from
// that one; a part that both changed is for the person to choose.
import type { ProcessContent } from '../../../../electron/api/documents.ts'
import { isSame } from './values.ts'

export type ContentPart = keyof ProcessContent

export interface Merge {
  /** Changed by both, differently. */
  readonly conflicts: readonly ContentPart[]
  /** Changed only by the other one. */
  readonly theirs: readonly ContentPart[]
}

/** @param base what both began with; null when it is not known any more: then every difference is for the person. */
export function compareEdits(base: ProcessContent | null, mine: ProcessContent, theirs: ProcessContent): Merge {
  const differing = (Object.keys(theirs) as ContentPart[]).filter((part) => !isSame(mine[part], theirs[part]))
  const untouched = (part: ContentPart, edit: ProcessContent) => base !== null && isSame(base[part], edit[part])
  return {
    conflicts: differing.filter((part) => !untouched(part, mine) && !untouched(part, theirs)),
    theirs: differing.filter((part) => untouched(part, mine)),
  }
}

/** Mine, with the parts that are named taken from theirs. */
export const takeParts = (mine: ProcessContent, theirs: ProcessContent, parts: readonly ContentPart[]): ProcessContent => ({
  ...mine,
  ...Object.fromEntries(parts.map((part) => [part, theirs[part]])),
})

/** A part as lines of text, for comparing by eye. */
export function partLines(value: unknown): string[] {
  if (typeof value === 'string') return value.split('\n')
  if (typeof value === 'number') return [String(value)]
  if (!Array.isArray(value)) return []
  return value.flatMap((entry) => {
    if (typeof entry === 'string') return [entry]
    const steps = (entry as { steps?: unknown }).steps
    return [leavesOf({ ...entry, steps: undefined }), ...(Array.isArray(steps) ? steps.map((step) => `  ${leavesOf(step)}`) : [])]
  })
}

function leavesOf(value: unknown): string {
  const leaves: string[] = []
  JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'string' && inner !== '') leaves.push(inner)
    if (typeof inner === 'number') leaves.push(String(inner))
    return inner
  })
  return leaves.join(' · ')
}
