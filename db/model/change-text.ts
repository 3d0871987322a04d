// Turns a change between two versions of a process into words of the locale `difference`: the same on the screen and in the revision
// table of the printed document.
import { type Amount, minutesPerWorkingDay, type StepTime } from './step-times.ts'

/** Looks up a text of the locale `difference`; keys name their namespace. */
type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string

export type ChangedValue =
  | string
  | number
  | boolean
  | null
  | StepTime
  | Amount
  | { readonly limit: number; readonly unit: string }

export const changeKinds = ['added', 'removed', 'changed', 'moved'] as const

export interface Change {
  /** Part of the content: a field or list of ProcessContent, or `steps` and `groups` of a sub-case. */
  readonly section: string
  readonly kind: (typeof changeKinds)[number]
  /** Key of the sub-case; null outside of one, '' in a process without sub-cases. */
  readonly variant: string | null
  /** What a person knows the entry of a list by: a step's label, a form's code; null for a single field. */
  readonly item: string | null
  /** The changed field of the entry; null for a whole entry or a single field. */
  readonly field: string | null
  /** null on the side where it is not. */
  readonly before: ChangedValue
  readonly after: ChangedValue
}

const decimals = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 })

/** `0,25 ngày`, `2 giờ`: minutes of working time in the unit they were written in. */
export const amountText = (t: Translate, { minutes, unit }: Amount): string =>
  t(`difference:amount.${unit}`, { value: decimals.format(minutes / (unit === 'days' ? minutesPerWorkingDay : 60)) })

export function stepTimeText(t: Translate, time: StepTime): string {
  if (time.kind === 'amount') return amountText(t, time)
  return time.kind === 'group' ? t('difference:time.group', { group: time.group }) : t(`difference:time.${time.kind}`)
}

/** Fields whose values are codes with a text of their own. */
const coded: readonly string[] = ['authority', 'skeleton', 'act']

/** A value as a person reads it; '' for none. */
export function valueText(t: Translate, { section, field }: Pick<Change, 'section' | 'field'>, value: ChangedValue): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return t(`difference:yesNo.${value}`)
  if (typeof value === 'object') {
    if ('kind' in value) return stepTimeText(t, value)
    if ('minutes' in value) return amountText(t, value)
    const unit = t(`calendar:unit.${value.unit}`)
    return value.unit === 'same-day' ? unit : `${decimals.format(value.limit)} ${unit}`
  }
  const name = field ?? section
  if (coded.includes(name)) return t(`difference:code.${name}.${value}`)
  if (name === 'minutes') return amountText(t, { minutes: Number(value), unit: 'hours' })
  return String(value)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Where the change is: "Trường hợp a – Bước B3 – Thời gian". */
export function changePlace(t: Translate, { section, variant, item, field }: Change): string {
  // What is said of the only case is said of the process.
  if (section === 'variants' && field && !variant && !item) return capital(t(`difference:field.${field}`))
  return [
    variant ? t('difference:inVariant', { variant }) : '',
    t(`difference:section.${section}`) + (item ? ` ${item}` : ''),
    field ? t(`difference:field.${field}`) : '',
  ]
    .filter(Boolean)
    .join(' – ')
}

/** Beyond this a value is not repeated in a sentence: the two texts stand in the documents themselves. */
const quotedLength = 120

/** The change as one sentence of the revision table (mô tả nội dung sửa đổi). */
export function changeSentence(t: Translate, change: Change): string {
  const before = valueText(t, change, change.before)
  const after = valueText(t, change, change.after)
  const place = changePlace(t, change)
  if (change.kind !== 'changed') return t(`difference:sentence.${change.kind}`, { place, before, after })
  if (before.length > quotedLength || after.length > quotedLength) return t('difference:sentence.rewritten', { place })
  if (before === '' || after === '')
    return t(`difference:sentence.${before === '' ? 'filled' : 'emptied'}`, { place, before, after })
  return t('difference:sentence.changed', { place, before, after })
}
