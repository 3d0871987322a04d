// The reasons of a deadline, in the order of time: codes with values, no sentences (those stand in locales `calendar.explanation`).
// Every day that was passed over is named with its reason; days that merely counted are listed only while they are few.
import { dateOfDay, type IsoDate, type LocalDateTime, localOfMinutes } from '../model/local-time.ts'
import type { JudgedDay } from './working-time.ts'

type OffKind = Exclude<JudgedDay['kind'], 'ordinary' | 'makeUp'>

export type ExplanationEntry =
  | { readonly code: 'received'; readonly at: LocalDateTime }
  | { readonly code: 'receiptDayNotCounted'; readonly date: IsoDate }
  | { readonly code: 'beforeCutoff' | 'afterCutoff'; readonly date: IsoDate; readonly cutoff: string }
  /** Working hours begin to run at another moment than receipt: the office was closed or the time excluded. */
  | { readonly code: 'clockStarts'; readonly at: LocalDateTime }
  /** A day off passed over. Weekly rest days in a row are one entry, to `until`; those have no name. */
  | { readonly code: 'skipped'; readonly date: IsoDate; readonly until?: IsoDate; readonly kind: OffKind; readonly name?: string }
  /** The nth day of the limit. */
  | { readonly code: 'counted'; readonly date: IsoDate; readonly n: number }
  /** Minutes of the limit that ran that day. */
  | { readonly code: 'countedMinutes'; readonly date: IsoDate; readonly minutes: number }
  /** A rest day that is worked by notice, and therefore counts. */
  | { readonly code: 'makeUpCounted'; readonly date: IsoDate; readonly name: string }
  | { readonly code: 'excluded'; readonly from: LocalDateTime; readonly to: LocalDateTime; readonly reason: string }
  | { readonly code: 'movedToWorkingDay'; readonly from: IsoDate; readonly to: IsoDate }
  | { readonly code: 'movedToOpening'; readonly from: LocalDateTime; readonly at: LocalDateTime }
  | { readonly code: 'endsWithOfficeHours'; readonly at: LocalDateTime }
  | { readonly code: 'endsAt'; readonly at: LocalDateTime }

/** A time that does not count; day limits leave out each date d with fromDate <= d < toDate, hour limits the minutes [from, to). */
export interface Exclusion {
  readonly from: LocalDateTime
  readonly to: LocalDateTime
  readonly reason: string
}

/** Gathers the entries while the limit runs. Days are day numbers, instants minutes since 1970-01-01T00:00 local time. */
export class Explanation {
  readonly entries: ExplanationEntry[] = []
  private readonly seenExclusions = new Set<Exclusion>()

  add(entry: ExplanationEntry): void {
    this.entries.push(entry)
  }

  skipped(day: number, { kind, name }: JudgedDay): void {
    if (kind === 'ordinary' || kind === 'makeUp') return
    const date = dateOfDay(day)
    const last = this.entries.at(-1)
    if (kind !== 'weeklyRest') this.add({ code: 'skipped', date, kind, name })
    else if (last?.code === 'skipped' && last.kind === kind && (last.until ?? last.date) === dateOfDay(day - 1))
      this.entries[this.entries.length - 1] = { ...last, until: date }
    else this.add({ code: 'skipped', date, kind })
  }

  /** Says that a day counts although it is a weekly rest day. */
  makeUp(day: number, { kind, name }: JudgedDay): void {
    if (kind === 'makeUp') this.add({ code: 'makeUpCounted', date: dateOfDay(day), name })
  }

  /** Named once, when it first has an effect. */
  excluded(exclusion: Exclusion): void {
    if (this.seenExclusions.has(exclusion)) return
    this.seenExclusions.add(exclusion)
    this.add({ code: 'excluded', from: exclusion.from, to: exclusion.to, reason: exclusion.reason })
  }

  clock(code: 'clockStarts' | 'endsWithOfficeHours' | 'endsAt', minutes: number): void {
    this.add({ code, at: localOfMinutes(minutes) })
  }
}
