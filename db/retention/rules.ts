// Rules of keeping, pure. The program proposes and never deletes by itself: what passes its time is listed, a person decides, the decision is an
// event; carrying a destruction out is another act of the head (db/destruction).
import { addMonths, type IsoDate } from '../model/local-time.ts'

export const retentionScopes = ['procedure', 'field', 'all'] as const
export type RetentionScope = (typeof retentionScopes)[number]

export const retentionDecisions = ['keep', 'destroy'] as const
export type RetentionDecision = (typeof retentionDecisions)[number]

/** Terms that a law sets and that could be read; every other one is the office's to set with its ground. */
export const knownTerms = [
  // NĐ 23/2015/NĐ-CP Điều 14: certified signatures 2 years; contracts and transactions 20 years.
  { key: 'certifiedSignature', years: 2 },
  { key: 'certifiedContract', years: 20 },
] as const

export const mostYears = 100

export interface RetentionTerm {
  readonly years: number | null
  readonly ground: string
}

interface Rule extends RetentionTerm {
  readonly scope: RetentionScope
  readonly value: string
}

/** The rule for a procedure: its own, else that of its field, else that for all; undefined without one. */
export const termFor = (rules: readonly Rule[], { id, field }: { id: string; field: string }): RetentionTerm | undefined =>
  rules.find(({ scope, value }) => scope === 'procedure' && value === id) ??
  rules.find(({ scope, value }) => scope === 'field' && value === field) ??
  rules.find(({ scope }) => scope === 'all')

/** The day before which a case must have ended for its time to have passed. */
export const endedBefore = (today: IsoDate, years: number): IsoDate => addMonths(today, -12 * years)
