// What the editor holds: the content of the version, what the change is, and what was pasted but not understood.
import type { ProcessContent, ProcessStep, ProcessVariant, VersionChange } from '../../../../electron/api/documents.ts'

/** `unread`: the words of a time that could not be read; they stay until somebody chooses a time. */
export type StepRow = ProcessStep & { readonly unread?: string }
export type VariantRow = Omit<ProcessVariant, 'steps'> & { readonly steps: readonly StepRow[] }

export type EditorValues = Omit<ProcessContent, 'variants'> & {
  variants: VariantRow[]
  change: VersionChange
  reason: string
}

export const toValues = (content: ProcessContent, change: VersionChange, reason: string): EditorValues => ({
  ...structuredClone(content),
  change,
  reason,
})

/** The content to save. What was not understood is not part of it: `problemsOf` refuses before. */
export const toContent = ({ change: _, reason: __, variants, ...content }: EditorValues): ProcessContent => ({
  ...content,
  variants: variants.map((variant) => ({
    ...variant,
    groups: [...variant.groups],
    steps: variant.steps.map(({ unread: _unread, ...step }) => step),
  })),
})

/** Equal as they would be stored. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

export interface Problem {
  readonly path: string
  readonly code: 'unreadTime' | 'zeroLimit' | 'doubleLabel' | 'emptyLabel' | 'doubleKey'
  readonly params: Readonly<Record<string, string>>
}

/** What cannot be saved as it stands, in the order of the sections. */
export function problemsOf({ variants }: Pick<EditorValues, 'variants'>): Problem[] {
  const keys = variants.map(({ key }) => key.trim())
  return variants.flatMap((variant, index) => {
    const at = `variants.${index}`
    const problems: Problem[] = []
    if (keys.indexOf(keys[index] ?? '') !== index) problems.push({ path: `${at}.key`, code: 'doubleKey', params: {} })
    if (variant.timeLimit && !(variant.timeLimit.limit > 0))
      problems.push({ path: `${at}.timeLimit`, code: 'zeroLimit', params: {} })
    const labels = variant.steps.map(({ label }) => label)
    for (const [row, { label, unread }] of variant.steps.entries()) {
      if (label === '') problems.push({ path: `${at}.steps.${row}.label`, code: 'emptyLabel', params: {} })
      else if (labels.indexOf(label) !== row)
        problems.push({ path: `${at}.steps.${row}.label`, code: 'doubleLabel', params: { label } })
      if (unread !== undefined) problems.push({ path: `${at}.steps.${row}.time`, code: 'unreadTime', params: { text: unread } })
    }
    return problems
  })
}
