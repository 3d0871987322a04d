// Times: the steps add up to the limit, shared times are declared and shared, "trong ngày" hides nothing.
import { limitMinutes, minutesPerWorkingDay, sumSteps } from '../../model/step-times.ts'
import type { ProcessContent, ProcessVariant } from '../content.ts'
import { type Finding, finding } from './finding.ts'

export const lintTimes = (content: ProcessContent): Finding[] =>
  content.variants.flatMap((variant, index) => [
    ...lintLimit(variant, `variants.${index}`, content.procedures.length > 0),
    ...lintGroups(variant, `variants.${index}`),
    ...lintSameDay(variant, `variants.${index}`),
  ])

/** A process that serves no procedure may have no limit: work inside the office often has none. */
function lintLimit(variant: ProcessVariant, path: string, servesProcedures: boolean): Finding[] {
  const { steps, timeLimit } = variant
  const named = { variant: variant.key }
  const found: Finding[] = []
  if (steps.length === 0) found.push(finding('stepsMissing', `${path}.steps`, named))
  if (timeLimit === null) return servesProcedures ? [...found, finding('limitMissing', `${path}.timeLimit`, named)] : found
  const { minutes, limitMinutes: limit, differenceMinutes } = sumSteps(variant)
  if (limit === 0) found.push(finding('limitZero', `${path}.timeLimit`, named))
  else if (steps.length > 0 && limit !== null && differenceMinutes !== 0) {
    found.push(finding('stepsDoNotAddUp', `${path}.timeLimit`, { minutes, limitMinutes: limit, ...named }))
  }
  return found
}

function lintGroups({ groups, steps }: ProcessVariant, path: string): Finding[] {
  const uses = new Map<string, number>()
  for (const { time } of steps) if (time.kind === 'group') uses.set(time.group, (uses.get(time.group) ?? 0) + 1)
  const undeclared = steps.flatMap(({ time, label }, index) =>
    time.kind === 'group' && !groups.some(({ key }) => key === time.group)
      ? [finding('groupUndeclared', `${path}.steps.${index}.time`, { step: label, group: time.group })]
      : [],
  )
  const declared = groups.flatMap(({ key, label }, index) => {
    const at = `${path}.groups.${index}`
    const group = label || key
    if (groups.findIndex((other) => other.key === key) < index) return [finding('groupDoubled', at, { group })]
    const count = uses.get(key) ?? 0
    if (count === 0) return [finding('groupUnused', at, { group })]
    return count === 1 ? [finding('groupOfOne', at, { group })] : []
  })
  return [...undeclared, ...declared]
}

/** A step done "trong ngày" counts nothing but takes up to a day: true only where the whole limit is one day, or at the desk. */
function lintSameDay({ timeLimit, steps, groups, key }: ProcessVariant, path: string): Finding[] {
  if (timeLimit?.unit === 'same-day') {
    const { minutes } = sumSteps({ timeLimit, steps, groups })
    return minutes > minutesPerWorkingDay ? [finding('sameDayExceeded', `${path}.timeLimit`, { minutes, variant: key })] : []
  }
  if (limitMinutes(timeLimit) === null) return []
  return steps.flatMap(({ time, act, label }, index) =>
    time.kind === 'sameDay' && act !== 'receive' && act !== 'return'
      ? [finding('sameDayHidden', `${path}.steps.${index}.time`, { step: label })]
      : [],
  )
}
