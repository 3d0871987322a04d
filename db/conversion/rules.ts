// The conversion of the quality system to a newer edition of the standard, as the project that the law makes of it (Decision
// 19/2014/QD-TTg, Article 4: a revised standard is applied after the ministry's guidance, by the same steps as a first application). Pure.
import { type Edition, editions } from '../conformity/rules.ts'
import type { IsoDate } from '../model/local-time.ts'
import type { ConversionStep } from './words.ts'
import { conversionSteps } from './words.ts'

/** Steps that are recorded by hand: the paper lies in the folder, and the system's own list of acts takes the entry over. */
export const entrySteps = ['audit', 'review', 'confirmation'] as const satisfies readonly ConversionStep[]
export type EntryStep = (typeof entrySteps)[number]

export const isNewer = (to: Edition, from: Edition): boolean => editions.indexOf(to) > editions.indexOf(from)

export interface StepFacts {
  readonly clauses: number
  readonly assessed: number
  readonly lastAssessedOn: IsoDate | null
  /** Documents to be issued anew, and those of them that were. */
  readonly documents: number
  readonly issued: number
  readonly lastIssuedOn: IsoDate | null
  /** The last entry of each step that counts. */
  readonly entries: Readonly<Record<EntryStep, IsoDate | null>>
  /** From when the new instrument counts; null while none was issued. */
  readonly newInstrumentFrom: IsoDate | null
  /** From when the old one no longer counts because of it. */
  readonly replacedFrom: IsoDate | null
  readonly today: IsoDate
}

export interface StepState {
  readonly step: ConversionStep
  /** `none`: there is nothing to do for it, and that is known. */
  readonly state: 'done' | 'open' | 'none'
  readonly on: IsoDate | null
}

/** Every step in the order of the law, as the records have it. */
export function stepsOf(facts: StepFacts): StepState[] {
  const done = (step: ConversionStep, on: IsoDate | null): StepState => ({ step, state: on === null ? 'open' : 'done', on })
  const isAssessed = facts.clauses > 0 && facts.assessed === facts.clauses
  const isIssued = facts.documents > 0 && facts.issued === facts.documents
  const isReplaced = facts.replacedFrom !== null && facts.replacedFrom <= facts.today
  return [
    done('gaps', isAssessed ? facts.lastAssessedOn : null),
    // Which documents must be issued anew is known only when every clause has been looked at.
    facts.documents === 0 && isAssessed
      ? { step: 'documents', state: 'none', on: null }
      : { step: 'documents', state: isIssued ? 'done' : 'open', on: isIssued ? facts.lastIssuedOn : null },
    ...entrySteps.map((step) => done(step, facts.entries[step])),
    done('instrument', facts.newInstrumentFrom),
    done('replacement', isReplaced ? facts.replacedFrom : null),
  ]
}

/** What is not done yet of the steps before this one. */
export const missingBefore = (steps: readonly StepState[], step: ConversionStep): ConversionStep[] =>
  steps.slice(0, conversionSteps.indexOf(step)).flatMap((one) => (one.state === 'open' ? [one.step] : []))

/** The day before which a step cannot lie: that of the last recorded step before it, or the project's begin. */
export const earliestFor = (steps: readonly StepState[], step: EntryStep, begunOn: IsoDate): IsoDate =>
  steps
    .filter((one) => entrySteps.some((entry) => entry === one.step))
    .slice(0, entrySteps.indexOf(step))
    .reduce((latest, { on }) => (on !== null && on > latest ? on : latest), begunOn)
