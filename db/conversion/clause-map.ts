// The clauses of each edition of TCVN ISO 9001 and which clause of the edition before each comes from (resources/standards). Numbers and
// short titles only; the text of the standard is ISO's. A correspondence without a source says so and proposes nothing. Pure.
import { z } from 'zod'
import { type Edition, editions } from '../conformity/rules.ts'
import { parseJsonFile } from '../model/json-lines.ts'
import { toNfc } from '../model/text.ts'

const line = (max: number) => z.string().overwrite(toNfc).min(1).max(max)
const number = z.string().regex(/^\d{1,2}(\.\d{1,2}){0,3}$/)

const clause = z.strictObject({
  number,
  vi: line(200),
  en: line(200),
  /** A chapter that is judged as a whole beside those of its clauses that are named. */
  isWhole: z.boolean().optional(),
})
export type Clause = z.infer<typeof clause>

const correspondence = z.strictObject({
  to: number,
  /** Clauses or whole chapters of the edition before; none: new in this edition. */
  from: z.array(number),
  /** Null: no source was found. */
  source: z.string().nullable(),
})

const complain = (ctx: z.RefinementCtx, path: (string | number)[], issue: string) =>
  ctx.addIssue({ code: 'custom', path, params: { issue } })

const clauseMap = z
  .strictObject({
    label: line(300),
    asOf: z.string(),
    sources: z.record(
      z.string(),
      z.strictObject({
        title: line(400),
        references: z.array(line(200)).min(1),
        /** Whether the correspondence itself was read there; otherwise it is common knowledge that nobody has compared yet. */
        isChecked: z.boolean(),
      }),
    ),
    editions: z.array(z.strictObject({ edition: z.enum(editions), isDraft: z.boolean(), clauses: z.array(clause).min(1) })),
    steps: z.array(z.strictObject({ from: z.enum(editions), to: z.enum(editions), clauses: z.array(correspondence) })),
  })
  .superRefine((map, ctx) => {
    for (const [at, { clauses }] of map.editions.entries()) {
      const seen = new Set<string>()
      for (const [index, one] of clauses.entries()) {
        if (seen.has(one.number)) complain(ctx, ['editions', at, 'clauses', index, 'number'], 'notUnique')
        seen.add(one.number)
      }
    }
    for (const [at, step] of map.steps.entries()) {
      const known = new Set(map.editions.find(({ edition }) => edition === step.from)?.clauses.map((one) => one.number))
      const wanted = judged(map.editions.find(({ edition }) => edition === step.to)?.clauses ?? []).map((one) => one.number)
      for (const [index, { to, from, source }] of step.clauses.entries()) {
        const path = ['steps', at, 'clauses', index]
        if (wanted[index] !== to) complain(ctx, [...path, 'to'], 'notFound')
        if (from.some((one) => !known.has(one))) complain(ctx, [...path, 'from'], 'notFound')
        if (source !== null && !(source in map.sources)) complain(ctx, [...path, 'source'], 'notFound')
      }
      if (step.clauses.length !== wanted.length) complain(ctx, ['steps', at, 'clauses'], 'notFound')
    }
  })
export type ClauseMap = z.infer<typeof clauseMap>

/** Throws AppError `file.invalid` with every complaint and its line. */
export const parseClauseMap = (text: string): ClauseMap => parseJsonFile(text, clauseMap)

/** The clauses that are judged one by one: those without clauses of their own, and chapters that stand for their rest. */
const judged = (clauses: readonly Clause[]): Clause[] =>
  clauses.filter((one) => one.isWhole || !clauses.some((other) => other.number.startsWith(`${one.number}.`)))

const clausesOf = (map: ClauseMap, edition: Edition): readonly Clause[] =>
  map.editions.find((known) => known.edition === edition)?.clauses ?? []

/** The rows of a gap list against an edition, in its order. */
export const gapClauses = (map: ClauseMap, edition: Edition): Clause[] => judged(clausesOf(map, edition))

/** The heading above a clause of the third level: "Khái quát" alone says nothing. */
export const headingOf = (map: ClauseMap, edition: Edition, one: string): Clause | null => {
  const parts = one.split('.')
  const above = parts.length > 2 ? parts.slice(0, 2).join('.') : null
  return above === null ? null : (clausesOf(map, edition).find((other) => other.number === above) ?? null)
}

export interface Origin {
  /** Clauses or chapters of the old edition. */
  readonly from: readonly string[]
  /** `new`: nothing corresponds; `unknown`: no source says what does. */
  readonly kind: 'mapped' | 'new' | 'unknown'
  /** Keys of the sources. */
  readonly sources: readonly string[]
}

/** Whether a clause is the given one or belongs to it. */
export const isWithin = (one: string, whole: string): boolean => one === whole || one.startsWith(`${whole}.`)

/** What one clause of a later edition comes from in an earlier one, over every edition between. */
function originOf(map: ClauseMap, from: Edition, to: Edition, one: string): Origin {
  const step = map.steps.find((known) => known.to === to)
  // A chapter that came up on the way stands for all of its clauses.
  const found = step?.clauses.filter(({ to: number_ }) => isWithin(number_, one)) ?? []
  const direct = found.some(({ to: number_ }) => number_ === one) ? found.filter(({ to: number_ }) => number_ === one) : found
  if (!step || direct.length === 0 || direct.every(({ source }) => source === null))
    return { from: [], kind: 'unknown', sources: [] }
  const sources = direct.flatMap(({ source }) => (source === null ? [] : [source]))
  const numbers = direct.flatMap((entry) => entry.from)
  if (step.from === from) {
    return { from: [...new Set(numbers)], kind: numbers.length > 0 ? 'mapped' : 'new', sources: [...new Set(sources)] }
  }
  const further = numbers.map((number_) => originOf(map, from, step.from, number_))
  const all = [...new Set(further.flatMap((origin) => origin.from))]
  return {
    from: all,
    kind: all.length > 0 ? 'mapped' : further.some(({ kind }) => kind === 'unknown') ? 'unknown' : 'new',
    sources: [...new Set([...sources, ...further.flatMap((origin) => origin.sources)])],
  }
}

/** What each clause of the new edition's gap list comes from. */
export const originsOf = (map: ClauseMap, from: Edition, to: Edition): ReadonlyMap<string, Origin> =>
  new Map(gapClauses(map, to).map(({ number: one }) => [one, originOf(map, from, to, one)]))
