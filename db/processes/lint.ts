// The linter of processes: what is wrong in a document before an inspector finds it. Each rule has a severity and the ground it
// rests on. Pure: what it must know of the office is handed in.
import { sumSteps } from '../model/step-times.ts'
import type { ProcessContent } from './content.ts'

export const lintRules = ['stepsDoNotAddUp'] as const
export type LintRule = (typeof lintRules)[number]

/** `error` holds up an approval until it is mended or justified; `warning` is only shown. */
export type Severity = 'error' | 'warning'

export interface Finding {
  readonly rule: LintRule
  readonly severity: Severity
  /** Where in the content, dotted: `variants.0.steps.5.role`. */
  readonly path: string
  readonly params: Readonly<Record<string, string | number>>
}

/** What a justification of a finding is kept under. */
export const findingKey = ({ rule, path }: Pick<Finding, 'rule' | 'path'>): string => `${rule}@${path}`

function findWrongSums({ variants }: ProcessContent): Finding[] {
  return variants.flatMap((variant, index) => {
    const { minutes, limitMinutes, differenceMinutes } = sumSteps(variant)
    if (variant.steps.length === 0 || limitMinutes === null || differenceMinutes === 0) return []
    const params = { minutes, limitMinutes, variant: variant.key }
    return [{ rule: 'stepsDoNotAddUp', severity: 'error', path: `variants.${index}.timeLimit`, params }]
  })
}

/** Every finding, in the order of the document. */
export const lintProcess = (content: ProcessContent): Finding[] => findWrongSums(content)
