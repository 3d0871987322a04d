// Steps: who does each, that the case is received first and returned last, and that work goes back only to where it was.
import type { ProcessContent, ProcessStep, ProcessVariant } from '../content.ts'
import { bodiesOf, isDecider, isKnownUnit } from './bodies.ts'
import { type Finding, finding, type LintFacts } from './finding.ts'

export function lintSteps(content: ProcessContent, facts: LintFacts): Finding[] {
  const known = [...facts.units, ...bodiesOf(content)]
  return content.variants.flatMap((variant, index) => {
    const path = `variants.${index}`
    const isDoubled = content.variants.findIndex(({ key }) => key === variant.key) < index
    return [
      ...(isDoubled ? [finding('variantDoubled', `${path}.key`, { variant: variant.key })] : []),
      ...variant.steps.flatMap((step, at) => [
        ...lintPerson(step, `${path}.steps.${at}`, known),
        ...lintLabel(variant, step, at, path),
        ...lintReturn(variant, step, at, path),
        ...lintForms(content, step, `${path}.steps.${at}`),
      ]),
      ...lintOrder(content, variant, path),
      ...lintDecision(content, variant, path),
    ]
  })
}

/** Signs by which a cell names several people: what stood between them on paper. `TN&TKQ` is one. */
const several = /[;→+\n]|\s\/\s/u

function lintPerson({ label, unit, role }: ProcessStep, path: string, known: readonly string[]): Finding[] {
  const found: Finding[] = []
  const params = { step: label }
  if (role === '') found.push(finding('roleMissing', `${path}.role`, params))
  else if (several.test(role)) found.push(finding('rolesSeveral', `${path}.role`, { ...params, role }))
  if (unit === '') found.push(finding('unitMissing', `${path}.unit`, params))
  else if (!isKnownUnit(unit, known)) found.push(finding('unitUnknown', `${path}.unit`, { ...params, unit }))
  return found
}

function lintLabel({ steps }: ProcessVariant, { label }: ProcessStep, at: number, path: string): Finding[] {
  const first = steps.findIndex((step) => step.label === label)
  return label !== '' && first < at ? [finding('labelDoubled', `${path}.steps.${at}.label`, { step: label })] : []
}

function lintReturn({ steps }: ProcessVariant, { label, returnsTo }: ProcessStep, at: number, path: string): Finding[] {
  if (returnsTo === null) return []
  const target = steps.findIndex((step) => step.label === returnsTo)
  const params = { step: label, target: returnsTo }
  if (target < 0) return [finding('returnTargetMissing', `${path}.steps.${at}.returnsTo`, params)]
  return target >= at ? [finding('returnNotBackwards', `${path}.steps.${at}.returnsTo`, params)] : []
}

function lintForms({ forms }: ProcessContent, step: ProcessStep, path: string): Finding[] {
  const listed = new Set(forms.map(({ code }) => code))
  return step.forms.flatMap((form, index) =>
    listed.has(form) ? [] : [finding('formNotListed', `${path}.forms.${index}`, { step: step.label, form })],
  )
}

/** Only where the public comes in: work inside the office is neither handed in nor returned at a desk. */
function lintOrder({ procedures }: ProcessContent, { steps, key }: ProcessVariant, path: string): Finding[] {
  const [first, last] = [steps[0], steps.at(-1)]
  if (procedures.length === 0 || !first || !last) return []
  const found: Finding[] = []
  if (first.act !== 'receive')
    found.push(finding('firstDoesNotReceive', `${path}.steps.0.act`, { step: first.label, variant: key }))
  if (last.act !== 'return')
    found.push(finding('lastDoesNotReturn', `${path}.steps.${steps.length - 1}.act`, { step: last.label, variant: key }))
  return found
}

function lintDecision(content: ProcessContent, { steps, key }: ProcessVariant, path: string): Finding[] {
  if (steps.length === 0) return []
  const deciding = steps.flatMap((step, at) => (step.act === 'decide' ? [{ step, at }] : []))
  if (deciding.length === 0) {
    const isExpected = content.procedures.length > 0 || content.decidingBody !== ''
    return isExpected ? [finding('deciderMissing', `${path}.steps`, { variant: key })] : []
  }
  return deciding.flatMap(({ step, at }) =>
    isDecider(step, content)
      ? []
      : [
          finding('deciderOutsideAuthority', `${path}.steps.${at}.role`, {
            step: step.label,
            unit: step.unit,
            role: step.role,
            body: content.decidingBody,
            authority: content.authority,
          }),
        ],
  )
}
