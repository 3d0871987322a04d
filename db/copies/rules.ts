// Numbered copies of controlled documents: who holds which, and what became of it (TCVN ISO 9001:2015, 7.5.3). Pure.
import type { IsoDate } from '../model/local-time.ts'

export const copyForms = ['paper', 'electronic'] as const
export type CopyForm = (typeof copyForms)[number]

/** Who or where: a unit of the office, a person, or a place that has a name and nothing else (`Quầy số 3`). */
export const holderKinds = ['unit', 'person', 'place'] as const
export type HolderKind = (typeof holderKinds)[number]

/** What became of a copy. `kept`: it stays where it is, marked as no longer in effect. */
export const copyOutcomes = ['returned', 'destroyed', 'kept', 'lost'] as const
export type CopyOutcome = (typeof copyOutcomes)[number]

interface Ending {
  /** Of the version. */
  readonly effectiveTo: IsoDate | null
  /** Of the document. */
  readonly withdrawnFrom: IsoDate | null
}

/** The first day on which a version no longer applies, superseded or withdrawn with its document; null while no end is set. */
export function endOf({ effectiveTo, withdrawnFrom }: Ending): IsoDate | null {
  if (effectiveTo === null || withdrawnFrom === null) return effectiveTo ?? withdrawnFrom
  return effectiveTo < withdrawnFrom ? effectiveTo : withdrawnFrom
}
