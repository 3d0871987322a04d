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
  readonly code: 'unreadTime' | 'zeroLimit'
  readonly params: Readonly<Record<string, string>>
}

/** What cannot be saved as it stands, in the order of the steps. */
export const problemsOf = ({ variants }: Pick<EditorValues, 'variants'>): Problem[] =>
  variants.flatMap(({ timeLimit, steps }, index) => [
    ...(timeLimit && !(timeLimit.limit > 0)
      ? [{ path: `variants.${index}.timeLimit`, code: 'zeroLimit' as const, params: {} }]
      : []),
    ...steps.flatMap(({ unread }, row) =>
      unread === undefined
        ? []
        : [{ path: `variants.${index}.steps.${row}.time`, code: 'unreadTime' as const, params: { text: unread } }],
    ),
  ])
