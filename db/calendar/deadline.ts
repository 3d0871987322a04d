// Decides every deadline of the office. Pure: a limit, the moment of receipt, the office hours, the calendar and the excluded times
// go in; the due instant and its reasons come out. Later receipt or a longer limit never gives an earlier deadline, no deadline
// falls on a day off, and where a day must be judged in a year that is not decided there is no deadline at all, only a warning.
//
// Ground: Civil Code 2015, Articles 147 and 148: hours run from the moment of receipt; of days the first is not counted, and a period
// whose last day is a day off ends with the next working day. That a day ends with the office hours is the office's own rule.
import { refuseFields } from '../model/errors.ts'
import {
  dateOfDay,
  type IsoDate,
  type LocalDateTime,
  localMinutes,
  localOfMinutes,
  minutesPerDay,
  timeMinutes,
} from '../model/local-time.ts'
import type { DeadlineCalendar } from './calendar-file.ts'
import { type DeadlineInput, deadlineInputIssues, defaultCutoff, type LimitUnit, roundingMinutes } from './deadline-input.ts'
import { type Exclusion, Explanation, type ExplanationEntry } from './explanation.ts'
import {
  judgeDay,
  type MinuteSpan,
  type OfficeHours,
  officeClosing,
  officeMinutesPerDay,
  officeOpening,
  officeSpans,
  UndecidedYear,
} from './working-time.ts'

export { type DeadlineInput, type LimitUnit, limitUnits } from './deadline-input.ts'

const maxCountedShown = 10

export interface DeadlineWarning {
  readonly code: 'undecidedYear'
  readonly year: number
}

export interface Deadline {
  /** Both null when a day had to be judged in an undecided year; the explanation then ends where the answer did. */
  readonly dueDate: IsoDate | null
  readonly dueAt: LocalDateTime | null
  readonly explanation: readonly ExplanationEntry[]
  readonly warnings: readonly DeadlineWarning[]
  readonly calendarId: string
  readonly calendarVersion: string
}

interface ExclusionSpan extends MinuteSpan {
  readonly exclusion: Exclusion
}

interface Run {
  readonly received: number
  readonly receiptDay: number
  readonly limit: number
  readonly cutoff: number
  readonly hours: OfficeHours
  readonly calendar: DeadlineCalendar
  readonly exclusions: readonly ExclusionSpan[]
  readonly explanation: Explanation
}

/**
 * The due date and instant of a limit, and why. Throws AppError `input.invalid`, with paths `limit`, `receivedAt`, `cutoff`, `hours`,
 * `exclusions.<index>`.
 */
export function computeDeadline(input: DeadlineInput): Deadline {
  refuseFields(deadlineInputIssues(input))
  const received = localMinutes(input.receivedAt)
  const run: Run = {
    received,
    receiptDay: dayOf(received),
    limit: input.limit ?? 0,
    cutoff: timeMinutes(input.cutoff ?? defaultCutoff),
    hours: input.hours,
    calendar: input.calendar,
    exclusions: (input.exclusions ?? [])
      .map((exclusion) => ({ start: localMinutes(exclusion.from), end: localMinutes(exclusion.to), exclusion }))
      .sort((a, b) => a.start - b.start),
    explanation: new Explanation(),
  }
  const { explanation } = run
  const { id: calendarId, version: calendarVersion } = input.calendar
  const rest = { explanation: explanation.entries, calendarId, calendarVersion }
  explanation.add({ code: 'received', at: input.receivedAt })
  try {
    const dueAt = localOfMinutes(endOf[input.unit](run))
    return { dueDate: dueAt.slice(0, 10), dueAt, warnings: [], ...rest }
  } catch (error) {
    if (!(error instanceof UndecidedYear)) throw error
    return { dueDate: null, dueAt: null, warnings: [{ code: 'undecidedYear', year: error.year }], ...rest }
  }
}

const endOf: Readonly<Record<LimitUnit, (run: Run) => number>> = {
  'working-days': endOfWorkingDays,
  days: endOfDays,
  'working-hours': endOfWorkingHours,
  hours: endOfHours,
  'same-day': endOfSameDay,
}

/** Half days occur in internal steps: 2.5 ends in the third working day, after half of its office minutes. */
function endOfWorkingDays(run: Run): number {
  const { explanation, hours } = run
  explanation.add({ code: 'receiptDayNotCounted', date: dateOfDay(run.receiptDay) })
  const partMinutes = (run.limit % 1) * officeMinutesPerDay(hours)
  const hasPart = partMinutes > roundingMinutes
  const wholeDays = hasPart ? Math.floor(run.limit) : Math.round(run.limit)
  const total = hasPart ? wholeDays + 1 : wholeDays
  let day = run.receiptDay
  for (let n = 1; n <= total; n++) {
    day = firstWorkingDay(run, day + 1)
    if (n <= wholeDays) noteCounted(run, day, n, wholeDays)
  }
  if (!hasPart) return endWithOfficeHours(run, day)
  const minutes = Math.ceil(partMinutes - roundingMinutes)
  explanation.add({ code: 'countedMinutes', date: dateOfDay(day), minutes })
  return endAt(run, afterMinutes(officeSpans(hours, day), minutes).end)
}

function endOfDays(run: Run): number {
  run.explanation.add({ code: 'receiptDayNotCounted', date: dateOfDay(run.receiptDay) })
  let last = run.receiptDay
  for (let n = 1; n <= run.limit; n++) {
    last = firstDayNotExcluded(run, last + 1)
    noteCounted(run, last, n, run.limit)
  }
  const due = firstWorkingDay(run, last)
  noteMoved(run, last, due)
  return endWithOfficeHours(run, due)
}

function endOfWorkingHours(run: Run): number {
  const { explanation } = run
  const total = Math.round(run.limit * 60)
  const isShort = total <= maxCountedShown * officeMinutesPerDay(run.hours)
  let left = total
  for (let day = run.receiptDay; ; day++) {
    const office = officeSpans(run.hours, day)
      .map(({ start, end }) => ({ start: Math.max(start, run.received), end }))
      .filter(({ start, end }) => start < end)
    if (office.length === 0) continue
    const { spans, touched } = withoutExclusions(run, office)
    const [first] = spans
    if (first) {
      const judged = judgeDay(run.calendar, day)
      if (!judged.working) {
        explanation.skipped(day, judged)
        continue
      }
      explanation.makeUp(day, judged)
    }
    for (const { exclusion } of touched) explanation.excluded(exclusion)
    if (!first) continue
    if (left === total && first.start !== run.received) explanation.clock('clockStarts', first.start)
    const { end, used } = afterMinutes(spans, left)
    left -= used
    if (isShort || left === 0) explanation.add({ code: 'countedMinutes', date: dateOfDay(day), minutes: used })
    if (left === 0) return endAt(run, end)
  }
}

/**
 * Hours run by the clock, also in the evening and over days off. Articles 147 and 148 of the Civil Code move only periods of days that
 * end on a day off; for hours it is our own rule that what ends on a day off, or after one before the office opens, ends when the
 * office next opens. Moving the day off but not the early morning after it would make a later receipt due earlier.
 */
function endOfHours(run: Run): number {
  const { explanation } = run
  let end = run.received
  let left = Math.round(run.limit * 60)
  for (const { start, end: resumes, exclusion } of run.exclusions) {
    if (resumes <= end) continue
    if (end + left <= start) break
    left -= Math.max(0, start - end)
    end = resumes
    explanation.excluded(exclusion)
  }
  end += left
  for (;;) {
    const opening = openingAfterDayOff(run, end)
    if (opening === undefined) return endAt(run, end)
    explanation.add({ code: 'movedToOpening', from: localOfMinutes(end), at: localOfMinutes(opening) })
    end = afterExclusion(run, opening)
  }
}

function endOfSameDay(run: Run): number {
  // A file that comes after closing cannot be due before it came, however late the cut-off.
  const cutoff = Math.min(run.cutoff, officeClosing(run.hours))
  let due = firstWorkingDay(run, run.receiptDay)
  if (due === run.receiptDay) {
    const isLate = run.received % minutesPerDay >= cutoff
    const code = isLate ? 'afterCutoff' : 'beforeCutoff'
    run.explanation.add({ code, date: dateOfDay(run.receiptDay), cutoff: localOfMinutes(cutoff).slice(11) })
    if (isLate) due = firstWorkingDay(run, run.receiptDay + 1)
  }
  noteMoved(run, run.receiptDay, due)
  return endWithOfficeHours(run, due)
}

const dayOf = (minutes: number): number => Math.floor(minutes / minutesPerDay)

/** The day itself when it is not excluded, else the first after it; days are left out as Exclusion says. */
function firstDayNotExcluded({ exclusions, explanation }: Run, from: number): number {
  let day = from
  for (const { start, end, exclusion } of exclusions) {
    if (day < dayOf(start) || day >= dayOf(end)) continue
    explanation.excluded(exclusion)
    day = dayOf(end)
  }
  return day
}

/** The day itself when it is a working day and not excluded, else the first such day after it. */
function firstWorkingDay(run: Run, from: number): number {
  for (let day = from; ; day++) {
    day = firstDayNotExcluded(run, day)
    const judged = judgeDay(run.calendar, day)
    if (judged.working) {
      run.explanation.makeUp(day, judged)
      return day
    }
    run.explanation.skipped(day, judged)
  }
}

/** When the office opens next, if the moment lies on a day off or between a day off and that opening. */
function openingAfterDayOff(run: Run, moment: number): number | undefined {
  const { calendar, hours, explanation } = run
  let day = dayOf(moment)
  const openingOf = (day: number) => day * minutesPerDay + officeOpening(hours)
  const isAfterDayOff = () => moment < openingOf(day) && !judgeDay(calendar, day - 1).working
  if (judgeDay(calendar, day).working) return isAfterDayOff() ? openingOf(day) : undefined
  for (; ; day++) {
    const judged = judgeDay(calendar, day)
    if (judged.working) {
      explanation.makeUp(day, judged)
      return openingOf(day)
    }
    explanation.skipped(day, judged)
  }
}

/**
 * The end of the excluded time that the moment lies inside, or the moment itself. The first minute of an excluded time is outside:
 * a limit that ran out exactly there ended before it.
 */
function afterExclusion({ exclusions, explanation }: Run, moment: number): number {
  let end = moment
  for (const span of exclusions) {
    const isInside = end < span.end && (end === moment ? span.start < end : span.start <= end)
    if (!isInside) continue
    explanation.excluded(span.exclusion)
    end = span.end
  }
  return end
}

/** What is left of the spans outside the excluded times, and which of those took something away. */
function withoutExclusions(
  { exclusions }: Run,
  office: readonly MinuteSpan[],
): { spans: MinuteSpan[]; touched: ExclusionSpan[] } {
  const touched = exclusions.filter((excluded) => office.some((span) => excluded.start < span.end && span.start < excluded.end))
  const cut = (spans: readonly MinuteSpan[], excluded: ExclusionSpan) =>
    spans
      .flatMap(({ start, end }) => [
        { start, end: Math.min(end, excluded.start) },
        { start: Math.max(start, excluded.end), end },
      ])
      .filter(({ start, end }) => start < end)
  return { spans: touched.reduce<MinuteSpan[]>(cut, [...office]), touched }
}

/** Where `minutes` of the spans are used up: exactly the end of a span stays there and is not the start of the next. */
function afterMinutes(spans: readonly MinuteSpan[], minutes: number): { end: number; used: number } {
  let used = 0
  let end = 0
  for (const span of spans) {
    const take = Math.min(minutes - used, span.end - span.start)
    if (take <= 0) break
    used += take
    end = span.start + take
  }
  return { end, used }
}

function noteCounted({ explanation }: Run, day: number, n: number, total: number): void {
  if (total <= maxCountedShown || n === total) explanation.add({ code: 'counted', date: dateOfDay(day), n })
}

function noteMoved({ explanation }: Run, from: number, to: number): void {
  if (from !== to) explanation.add({ code: 'movedToWorkingDay', from: dateOfDay(from), to: dateOfDay(to) })
}

function endWithOfficeHours(run: Run, day: number): number {
  const end = day * minutesPerDay + officeClosing(run.hours)
  run.explanation.clock('endsWithOfficeHours', end)
  return end
}

function endAt(run: Run, minutes: number): number {
  run.explanation.clock('endsAt', minutes)
  return minutes
}
