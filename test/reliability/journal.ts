// What an office must hold, kept outside it by the one who watches: every write that was acknowledged, and those that were begun and
// never answered, of which nobody can say whether they happened.
import { join } from 'node:path'
import type { Intake } from '../../db/cases/intake.ts'

/** What the loads do; `close` and `open` are the two ends of a program's day. */
export type Write =
  | { readonly kind: 'receive'; readonly caseId: string }
  | { readonly kind: 'draft'; readonly payload: string }
  | { readonly kind: 'print'; readonly caseId: string }
  | { readonly kind: 'code'; readonly caseId: string; readonly officialCode: string }
  | { readonly kind: 'import'; readonly label: number }
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore'; readonly name: string }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
export type WriteKind = Write['kind']

/** One line of a load's output: begun before it is asked, done when the answer is there. */
export type Line =
  | { readonly at: 'begun'; readonly n: number; readonly write: Write }
  | { readonly at: 'done'; readonly n: number; readonly result: unknown }
  | { readonly at: 'refused'; readonly n: number; readonly code: string }

/** What one office holds now, as far as the journal speaks of it. */
export interface Holding {
  /** Provisional code of each case. */
  readonly cases: ReadonlyMap<string, string>
  readonly codes: ReadonlyMap<string, string>
  readonly prints: ReadonlyMap<string, number>
  readonly draft: string | null
  /** Of the imported catalogue; 0 before the first import, null when it is there in part. */
  readonly label: number | null
}

/** A value that was acknowledged, and those that may have come after it. */
class Settling<T> {
  acknowledged: T
  maybe: T[] = []

  constructor(value: T) {
    this.acknowledged = value
  }

  begin(value: T): void {
    this.maybe.push(value)
  }

  done(value: T): void {
    this.acknowledged = value
    this.maybe = []
  }

  allows(value: T): boolean {
    return value === this.acknowledged || this.maybe.includes(value)
  }

  copy(): Settling<T> {
    const other = new Settling(this.acknowledged)
    other.maybe = [...this.maybe]
    return other
  }
}

export class Journal {
  cases = new Map<string, string>()
  maybeCases = new Set<string>()
  codes = new Map<string, string>()
  maybeCodes = new Map<string, string>()
  prints = new Map<string, number>()
  maybePrints = new Map<string, number>()
  draft = new Settling<string | null>(null)
  label = new Settling<number | null>(0)

  copy(): Journal {
    const other = new Journal()
    other.cases = new Map(this.cases)
    other.maybeCases = new Set(this.maybeCases)
    other.codes = new Map(this.codes)
    other.maybeCodes = new Map(this.maybeCodes)
    other.prints = new Map(this.prints)
    other.maybePrints = new Map(this.maybePrints)
    other.draft = this.draft.copy()
    other.label = this.label.copy()
    return other
  }

  begin(write: Write): void {
    if (write.kind === 'receive') {
      this.maybeCases.add(write.caseId)
      this.draft.begin(null)
    } else if (write.kind === 'draft') this.draft.begin(write.payload)
    else if (write.kind === 'code') this.maybeCodes.set(write.caseId, write.officialCode)
    else if (write.kind === 'print') this.maybePrints.set(write.caseId, (this.maybePrints.get(write.caseId) ?? 0) + 1)
    else if (write.kind === 'import') this.label.begin(write.label)
  }

  done(write: Write, result: unknown): void {
    if (write.kind === 'receive') {
      this.maybeCases.delete(write.caseId)
      this.cases.set(write.caseId, (result as { provisionalCode: string }).provisionalCode)
      this.draft.done(null)
    } else if (write.kind === 'draft') this.draft.done(write.payload)
    else if (write.kind === 'code') {
      this.maybeCodes.delete(write.caseId)
      this.codes.set(write.caseId, write.officialCode)
    } else if (write.kind === 'print') {
      this.maybePrints.set(write.caseId, (this.maybePrints.get(write.caseId) ?? 1) - 1)
      this.prints.set(write.caseId, (this.prints.get(write.caseId) ?? 0) + 1)
    } else if (write.kind === 'import') this.label.done(write.label)
  }

  /** What an office lacks or has too much, one sentence each; empty when it holds exactly what it must. */
  faultsOf(holding: Holding): string[] {
    const faults: string[] = []
    for (const [caseId, code] of this.cases) {
      const held = holding.cases.get(caseId)
      if (held !== code) faults.push(`case ${caseId} was acknowledged as ${code} and is ${held ?? 'gone'}`)
    }
    for (const caseId of holding.cases.keys()) {
      if (!this.cases.has(caseId) && !this.maybeCases.has(caseId)) faults.push(`nobody received case ${caseId}`)
    }
    for (const [caseId, code] of this.codes) {
      const held = holding.codes.get(caseId)
      if (held !== code) faults.push(`official code ${code} was acknowledged and is ${held ?? 'gone'}`)
    }
    for (const [caseId, code] of holding.codes) {
      if (this.codes.get(caseId) !== code && this.maybeCodes.get(caseId) !== code) faults.push(`nobody gave the code ${code}`)
    }
    for (const caseId of new Set([...this.prints.keys(), ...holding.prints.keys()])) {
      const least = this.prints.get(caseId) ?? 0
      const most = least + (this.maybePrints.get(caseId) ?? 0)
      const held = holding.prints.get(caseId) ?? 0
      if (held < least || held > most) faults.push(`case ${caseId} was printed ${least} to ${most} times and shows ${held}`)
    }
    if (!this.draft.allows(holding.draft)) {
      faults.push(`the draft is ${holding.draft ?? 'gone'}, acknowledged was ${this.draft.acknowledged ?? 'none'}`)
    }
    if (!this.label.allows(holding.label)) {
      faults.push(`the catalogue is ${holding.label ?? 'in parts'}, acknowledged was ${this.label.acknowledged}`)
    }
    return faults
  }

  /** What may have happened is settled by what is there. */
  settle(holding: Holding): void {
    this.cases = new Map(holding.cases)
    this.maybeCases.clear()
    this.codes = new Map(holding.codes)
    this.maybeCodes.clear()
    this.prints = new Map(holding.prints)
    this.maybePrints.clear()
    this.draft.done(holding.draft)
    this.label.done(holding.label)
  }
}

/** What a load begins with. */
export interface LoadPlan {
  readonly folder: string
  readonly name: string
  readonly staffId: string
  /** Cases of earlier rounds that may be printed and given codes. */
  readonly caseIds: readonly string[]
  readonly intake: Omit<Intake, 'caseId'>
  /** Everything that it does, each as often as it stands here. */
  readonly kinds: readonly WriteKind[]
  /** What it does first of all. */
  readonly first: WriteKind | null
  /** The backup that is restored. */
  readonly backup: string | null
}

/** The program's own log of a load, beside the office. */
export const logOf = ({ folder, name }: LoadPlan): string => join(folder, '..', `${name}.log`)
