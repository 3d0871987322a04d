// What can be done with the steps of a case: times as text, labels, shared times, pasted tables. Pure.
import { type PastedSteps, withUniqueLabels } from '../../../../db/model/pasted-steps.ts'
import { figureIn, readAmount, readStepTime } from '../../../../db/model/step-time-text.ts'
import type { Amount, StepTime } from '../../../../db/model/step-times.ts'
import { fold } from '../../../../db/model/text.ts'
import type { StepRow, VariantRow } from './values.ts'

/** The words of the reader's language. */
export interface TimeWords {
  readonly days: string
  readonly hours: string
  readonly officeHours: string
  readonly notCounted: string
  readonly sameDay: string
  /** How a shared time is called in the cells of its steps. */
  readonly group: (key: string) => string
}

export const amountText = (amount: Amount, words: Pick<TimeWords, 'days' | 'hours'>): string =>
  `${figureIn(amount)} ${words[amount.unit]}`

export function timeText({ time, unread }: StepRow, words: TimeWords): string {
  if (unread !== undefined) return unread
  if (time.kind === 'amount') return amountText(time, words)
  return time.kind === 'group' ? words.group(time.group) : words[time.kind]
}

/** The step with the time that a text says; a text that says none is kept beside it. Empty: not counted. */
export function withTime(step: StepRow, text: string, groups: VariantRow['groups'], words: TimeWords): StepRow {
  const { unread: _, ...plain } = step
  const said = fold(text.trim())
  if (said === '') return { ...plain, time: { kind: 'notCounted' } }
  const group = groups.find(({ key }) => fold(words.group(key)) === said)
  const named = (['officeHours', 'notCounted', 'sameDay'] as const).find((kind) => fold(words[kind]) === said)
  const time: StepTime | undefined = group ? { kind: 'group', group: group.key } : named ? { kind: named } : readStepTime(text)
  return time ? { ...plain, time } : { ...plain, unread: text.trim() }
}

const numberedLabel = /^(.*?)(\d+)$/

/** The label of the next step: one more than the highest of the last label's kind. */
export function nextLabel(steps: readonly StepRow[]): string {
  const [, prefix = 'B'] = numberedLabel.exec(steps.at(-1)?.label ?? '') ?? []
  const numbers = steps.map(({ label }) => numberedLabel.exec(label)).filter((found) => found?.[1] === prefix)
  return `${prefix}${Math.max(0, ...numbers.map((found) => Number(found?.[2]))) + 1}`
}

export const newStep = (steps: readonly StepRow[]): StepRow => ({
  label: nextLabel(steps),
  work: '',
  unit: '',
  role: '',
  act: steps.length === 0 ? 'receive' : 'handle',
  time: { kind: 'notCounted' },
  forms: [],
  results: '',
  returnsTo: null,
  condition: '',
})

/** Labels anew from 1; the ways back follow the steps that they lead to. */
export function renumbered(steps: readonly StepRow[], prefix: string): StepRow[] {
  const target = (label: string | null) => {
    const index = steps.findIndex((step) => step.label === label)
    return label === null || index < 0 ? label : `${prefix}${index + 1}`
  }
  return steps.map((step, index) => ({ ...step, label: `${prefix}${index + 1}`, returnsTo: target(step.returnsTo) }))
}

/** Where one label was changed, the ways back to it are changed as well. */
export function withFollowedLabel(before: readonly StepRow[], after: readonly StepRow[]): readonly StepRow[] {
  if (before.length !== after.length) return after
  const changed = after.filter(({ label }, index) => label !== before[index]?.label)
  const [only] = changed
  if (!only || changed.length > 1) return after
  const old = before[after.indexOf(only)]?.label ?? ''
  if (old === '' || after.some(({ label }) => label === old)) return after
  return after.map((step) => (step.returnsTo === old ? { ...step, returnsTo: only.label } : step))
}

/** Key of the next shared time: a number that none has. */
export function nextGroupKey(groups: VariantRow['groups']): string {
  const taken = new Set(groups.map(({ key }) => key))
  let number = 1
  while (taken.has(String(number))) number += 1
  return String(number)
}

/** The rows share one time. Shared times that no step uses any more are gone. */
export function grouped(
  variant: VariantRow,
  rows: { readonly top: number; readonly bottom: number },
  label: string,
  amount: Amount,
) {
  const key = nextGroupKey(variant.groups)
  const steps = variant.steps.map((step, index): StepRow => {
    if (index < rows.top || index > rows.bottom) return step
    const { unread: _, ...plain } = step
    return { ...plain, time: { kind: 'group', group: key } }
  })
  return withUsedGroups({
    ...variant,
    steps,
    groups: [...variant.groups, { key, label, minutes: amount.minutes, unit: amount.unit }],
  })
}

/** The steps of a shared time are counted apart again: not at all, until each gets its own. */
export const ungrouped = (variant: VariantRow, key: string): VariantRow =>
  withUsedGroups({
    ...variant,
    steps: variant.steps.map(
      (step): StepRow =>
        step.time.kind === 'group' && step.time.group === key ? { ...step, time: { kind: 'notCounted' } } : step,
    ),
  })

export function withUsedGroups(variant: VariantRow): VariantRow {
  const used = new Set(variant.steps.flatMap(({ time }) => (time.kind === 'group' ? [time.group] : [])))
  const groups = variant.groups.filter(({ key }) => used.has(key))
  return groups.length === variant.groups.length ? variant : { ...variant, groups }
}

/** A form is used where its code stands in the text. */
const formsIn = (text: string, codes: readonly string[]): string[] => codes.filter((code) => code !== '' && text.includes(code))

const decides = /\b(?:ky|phe duyet|quyet dinh)\b/

/** Whoever pastes a whole table gets its acts proposed: the first receives, the last returns, the last signature before it decides. */
function withActs(steps: readonly StepRow[]): StepRow[] {
  const last = steps.length - 1
  const deciding = steps.findLastIndex(({ work }, index) => index > 0 && index < last && decides.test(fold(work)))
  return steps.map((step, index) => {
    if (index === 0) return { ...step, act: 'receive' as const }
    if (index === last) return { ...step, act: 'return' as const }
    return index === deciding ? { ...step, act: 'decide' as const } : step
  })
}

/** The variant with a pasted table of steps from row `at` on. */
export function withPasted(
  variant: VariantRow,
  { steps, shared }: PastedSteps,
  at: number,
  codes: readonly string[],
): VariantRow {
  let { groups } = variant
  const keyOf = new Map<number, string>()
  for (const { time, members } of shared) {
    const key = nextGroupKey(groups)
    groups = [...groups, { key, label: '', minutes: time.minutes, unit: time.unit }]
    for (const member of members) keyOf.set(member, key)
  }
  const isWhole = variant.steps.length === 0
  const rows: StepRow[] = []
  for (const [index, { label, work, unit, role, time, timeText: written, results }] of steps.entries()) {
    const empty = newStep([...variant.steps, ...rows])
    const group = keyOf.get(index)
    const known: StepTime = group ? { kind: 'group', group } : (time ?? { kind: 'notCounted' })
    const row: StepRow = { ...empty, label: label || empty.label, work, unit, role, act: 'handle', time: known, results }
    const forms = formsIn(results, codes)
    rows.push({ ...row, forms, ...(written === '' || group ? {} : { unread: written }) })
  }
  const all = [...variant.steps.slice(0, at), ...(isWhole ? withActs(rows) : rows), ...variant.steps.slice(at)]
  return { ...variant, groups, steps: withUniqueLabels(all) }
}

/** Reads an amount as it is typed into a field; null when it is none. */
export const amountOf = (text: string): Amount | null => readAmount(text) ?? null

/** Without one of the cases. The one that is left alone needs no sign: it is the process. */
export function withoutVariant(variants: readonly VariantRow[], index: number): VariantRow[] {
  const left = variants.filter((_, at) => at !== index)
  return left.length === 1 ? left.map((variant) => ({ ...variant, key: '', name: '' })) : left
}
