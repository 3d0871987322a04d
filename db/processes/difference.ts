// What changed between two versions of a process, down to the field. Structured sections are compared, not the printed text, so that
// the same answer fills the side-by-side view and the rows of the revision table. Pure.
import type { Change, ChangedValue } from '../model/change-text.ts'
import { fold } from '../model/text.ts'
import type { ProcessContent } from './content.ts'

/** A part of the content; steps and groups stand inside a variant. */
export const changedSections = [
  'name',
  'field',
  'authority',
  'ownerUnit',
  'skeleton',
  'procedures',
  'purpose',
  'scope',
  'references',
  'definitions',
  'legalGrounds',
  'conditions',
  'ways',
  'components',
  'setCount',
  'receivingPlace',
  'fee',
  'subjects',
  'results',
  'performingBody',
  'decidingBody',
  'delegatedBody',
  'coordinatingBodies',
  'variants',
  'groups',
  'steps',
  'forms',
  'records',
  'responsibility',
] as const
type Section = (typeof changedSections)[number]

type Entry = Readonly<Record<string, unknown>>

/** How entries of a list are recognised: by `name`, the first of which is also what a person reads; then by how alike they are. */
interface ListShape {
  readonly section: Section
  readonly keys: readonly string[]
  readonly fields: readonly string[]
}

const lists = {
  definitions: { section: 'definitions', keys: ['term'], fields: ['term', 'meaning'] },
  legalGrounds: { section: 'legalGrounds', keys: ['law'], fields: ['law', 'title', 'articles'] },
  components: {
    section: 'components',
    keys: ['name'],
    fields: ['name', 'originals', 'copies', 'isRequired', 'condition', 'variant'],
  },
  forms: { section: 'forms', keys: ['code'], fields: ['code', 'name', 'law'] },
  records: { section: 'records', keys: ['name'], fields: ['name', 'place', 'retention'] },
} as const satisfies Partial<Record<keyof ProcessContent, ListShape>>
const textLists = ['references', 'results', 'procedures'] as const
const fields = [
  'name',
  'field',
  'authority',
  'ownerUnit',
  'skeleton',
  'purpose',
  'scope',
  'conditions',
  'ways',
  'setCount',
  'receivingPlace',
  'fee',
  'subjects',
  'performingBody',
  'decidingBody',
  'delegatedBody',
  'coordinatingBodies',
  'responsibility',
] as const satisfies ReadonlyArray<keyof ProcessContent>

// A step is known by what is done rather than by its label: whoever inserts a step renumbers those behind it.
const stepShape: ListShape = {
  section: 'steps',
  keys: ['work', 'label'],
  fields: ['label', 'work', 'unit', 'role', 'act', 'time', 'forms', 'results', 'returnsTo', 'condition'],
}
const groupShape: ListShape = { section: 'groups', keys: ['key'], fields: ['label', 'minutes', 'unit'] }

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const wordsOf = (entry: Entry): string[] =>
  fold(
    Object.values(entry)
      .filter((value) => typeof value === 'string')
      .join(' '),
  ).split(/\s+/)

/** Share of words that two entries have in common: 0 to 1. */
function likeness(a: Entry, b: Entry): number {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  const known = new Map<string, number>()
  for (const word of left) known.set(word, (known.get(word) ?? 0) + 1)
  let common = 0
  for (const word of right) {
    const count = known.get(word) ?? 0
    if (count === 0) continue
    known.set(word, count - 1)
    common += 1
  }
  return (2 * common) / (left.length + right.length)
}
const alikeFrom = 0.5

/** Pairs of places in both lists: equal entries first, then those of the same key, then those that say much the same. */
function matchEntries(before: readonly Entry[], after: readonly Entry[], keys: readonly string[]): Map<number, number> {
  const pairs = new Map<number, number>()
  const free = new Set(after.keys())
  const take = (isMatch: (a: Entry, b: Entry) => boolean) => {
    before.forEach((entry, from) => {
      if (pairs.has(from)) return
      for (const to of free) {
        if (!isMatch(entry, after[to] as Entry)) continue
        pairs.set(from, to)
        free.delete(to)
        return
      }
    })
  }
  take(same)
  for (const key of keys) take((a, b) => a[key] !== '' && same(a[key], b[key]))
  before.forEach((entry, from) => {
    if (pairs.has(from)) return
    const ranked = [...free].map((to) => ({ to, alike: likeness(entry, after[to] as Entry) })).sort((a, b) => b.alike - a.alike)
    const best = ranked[0]
    if (!best || best.alike < alikeFrom) return
    pairs.set(from, best.to)
    free.delete(best.to)
  })
  return pairs
}

/** Places of `order` that must move to put it in rising order: all but a longest rising run. */
function movedPlaces(order: readonly number[]): Set<number> {
  const best = order.map(() => ({ length: 1, previous: -1 }))
  for (const [at, value] of order.entries()) {
    for (let earlier = 0; earlier < at; earlier += 1) {
      const run = best[earlier] as { length: number }
      const here = best[at] as { length: number; previous: number }
      if ((order[earlier] as number) < value && run.length + 1 > here.length)
        best[at] = { length: run.length + 1, previous: earlier }
    }
  }
  const stays = new Set<number>()
  let at = best.reduce((longest, { length }, index) => (length > (best[longest]?.length ?? 0) ? index : longest), 0)
  while (at >= 0 && at < order.length) {
    stays.add(at)
    at = best[at]?.previous ?? -1
  }
  return new Set([...order.keys()].filter((place) => !stays.has(place)))
}

const shown = (value: unknown): ChangedValue => (Array.isArray(value) ? value.join(', ') : ((value ?? null) as ChangedValue))

function compareLists(before: readonly Entry[], after: readonly Entry[], shape: ListShape, variant: string | null): Change[] {
  const { section, keys, fields } = shape
  const title = (entry: Entry): string => String(entry[section === 'steps' ? 'label' : (keys[0] as string)])
  const pairs = matchEntries(before, after, keys)
  const matched = [...pairs].sort(([, a], [, b]) => a - b)
  const moved = movedPlaces(matched.map(([from]) => from))
  const movedTo = new Set([...moved].map((place) => matched[place]?.[1]))
  const fromOf = new Map(matched.map(([from, to]) => [to, from]))
  const whole = (kind: 'added' | 'removed', entry: Entry): Change => {
    const text = fields.map((field) => entry[field]).find((value) => typeof value === 'string' && value !== title(entry)) ?? ''
    const value = shown(text)
    const sides = kind === 'added' ? { before: null, after: value } : { before: value, after: null }
    return { section, kind, variant, item: title(entry), field: null, ...sides }
  }
  return [
    ...before.flatMap((entry, from) => (pairs.has(from) ? [] : [whole('removed', entry)])),
    ...after.flatMap((entry, to): Change[] => {
      const from = fromOf.get(to)
      if (from === undefined) return [whole('added', entry)]
      const earlier = before[from] as Entry
      const changes = fields
        .filter((field) => !same(earlier[field], entry[field]))
        .map(
          (field): Change => ({
            section,
            kind: 'changed',
            variant,
            item: title(entry),
            field,
            before: shown(earlier[field]),
            after: shown(entry[field]),
          }),
        )
      const place = { before: from + 1, after: to + 1 }
      return movedTo.has(to)
        ? [...changes, { section, kind: 'moved', variant, item: title(entry), field: null, ...place }]
        : changes
    }),
  ]
}

const variantShape: ListShape = { section: 'variants', keys: ['key', 'name'], fields: ['key', 'name', 'timeLimit'] }

function compareVariants(before: ProcessContent['variants'], after: ProcessContent['variants']): Change[] {
  const bare = (variants: ProcessContent['variants']) => variants.map(({ key, name, timeLimit }) => ({ key, name, timeLimit }))
  const left = bare(before)
  const right = bare(after)
  const pairs = before.length === 1 && after.length === 1 ? new Map([[0, 0]]) : matchEntries(left, right, variantShape.keys)
  const single = before.length === 1 && after.length === 1
  const own = single
    ? variantShape.fields
        .filter((field) => !same((left[0] as Entry)[field], (right[0] as Entry)[field]))
        .map((field): Change => {
          const value = (variant: Entry | undefined) => shown(variant?.[field])
          return {
            section: 'variants',
            kind: 'changed',
            variant: null,
            item: null,
            field,
            before: value(left[0]),
            after: value(right[0]),
          }
        })
    : compareLists(left, right, variantShape, null)
  const inside = [...pairs].flatMap(([from, to]) => {
    const [a, b] = [before[from], after[to]]
    if (!a || !b) return []
    const sign = single ? '' : b.key
    return [...compareLists(a.groups, b.groups, groupShape, sign), ...compareLists(a.steps, b.steps, stepShape, sign)]
  })
  return [...own, ...inside]
}

/** Every change from one content to another, in the order of the document's sections. The same contents give none. */
export function compareProcesses(before: ProcessContent, after: ProcessContent): Change[] {
  const entries = (texts: readonly string[]): Entry[] => texts.map((text) => ({ text }))
  const changes: Record<string, Change[]> = {}
  for (const field of fields) {
    const sides = { before: before[field], after: after[field] }
    if (!same(sides.before, sides.after)) {
      changes[field] = [{ section: field, kind: 'changed', variant: null, item: null, field: null, ...sides }]
    }
  }
  for (const section of textLists) {
    const shape: ListShape = { section, keys: ['text'], fields: ['text'] }
    changes[section] = compareLists(entries(before[section]), entries(after[section]), shape, null)
  }
  for (const [section, shape] of Object.entries(lists) as Array<[keyof typeof lists, ListShape]>) {
    changes[section] = compareLists(before[section] as readonly Entry[], after[section] as readonly Entry[], shape, null)
  }
  changes.variants = compareVariants(before.variants, after.variants)
  return (Object.keys(before) as Array<keyof ProcessContent>).flatMap((section) => changes[section] ?? [])
}
