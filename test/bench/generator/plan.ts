// What a desk does in ten years, as the commands that its clerks give: receive, print, enter the official code. The plan knows no
// tables; the product's own commands and the fast writer both carry it out, and a test compares what they leave behind.

import type { DeadlineCalendar } from '../../../db/calendar/rules.ts'
import type { Intake } from '../../../db/cases/intake.ts'
import type { HandedInComponent } from '../../../db/cases/rules.ts'
import { instantMs } from '../../../db/model/clock.ts'
import { newId } from '../../../db/model/ids.ts'
import { localToInstant } from '../../../db/model/local-time.ts'
import type { ProcedureContent } from '../../../db/procedures/content.ts'
import { planDays, planTimes } from './arrivals.ts'
import { Public } from './people.ts'
import { Random, Weighted } from './random.ts'

export interface PlanOptions {
  readonly cases: number
  readonly seed: number
  readonly years: number
  /** ISO date of the last day on which somebody comes. */
  readonly lastDate: string
}

export type Step =
  | { readonly do: 'receive'; readonly atMs: number; readonly intake: Intake }
  | { readonly do: 'print'; readonly atMs: number; readonly caseId: string; readonly method: 'printer' | 'pdf' }
  | { readonly do: 'setOfficialCode'; readonly atMs: number; readonly caseId: string; readonly officialCode: string }

export interface PlannedProcedure {
  readonly id: string
  readonly content: ProcedureContent
}

/** Certification and civil status are 60 of 100 cases (peers.md 5.3); the rest spreads thinly over the catalogue. */
const shareOfGroup: Readonly<Record<string, number>> = { 'Chứng thực': 0.42, 'Hộ tịch': 0.18 }
const printedShare = 0.97
const reprintedShare = 0.04
const officialCodeShare = 0.7
const submitterShare = 0.08
const printAfterMs = 40_000
const componentLimit = 8

/** By Zipf's rule within a group: the first procedures of the catalogue are its daily work. */
function weighProcedures(procedures: readonly PlannedProcedure[]): Weighted<PlannedProcedure> {
  const ranks = new Map<string, number>()
  const ordered = procedures
    .filter(({ content }) => content.tier < 3)
    .sort((a, b) => a.content.tier - b.content.tier || (a.content.shortCode < b.content.shortCode ? -1 : 1))
    .map((procedure) => {
      const group = procedure.content.group in shareOfGroup ? procedure.content.group : ''
      const rank = (ranks.get(group) ?? 0) + 1
      ranks.set(group, rank)
      return { procedure, group, weight: 1 / rank }
    })
  const sumOf = (group: string) => ordered.reduce((sum, one) => sum + (one.group === group ? one.weight : 0), 0)
  const named = Object.values(shareOfGroup).reduce((sum, share) => sum + share, 0)
  return new Weighted(
    ordered.map(
      ({ procedure, group, weight }) => [procedure, ((shareOfGroup[group] ?? 1 - named) * weight) / sumOf(group)] as const,
    ),
  )
}

function handIn(random: Random, content: ProcedureContent): HandedInComponent[] {
  return content.components
    .filter(({ caseLabel }) => caseLabel === null || random.chance(0.25))
    .slice(0, componentLimit)
    .map(({ name, originals, copies }) => ({
      name,
      originals: Math.max(originals, 1),
      certified: 0,
      copies,
      note: random.chance(0.03) ? 'Bản scan mờ, đã đối chiếu bản chính' : '',
    }))
}

/** All steps in the order in which they happen, a day at a time. */
export function* planOffice(
  procedures: readonly PlannedProcedure[],
  calendar: DeadlineCalendar,
  options: PlanOptions,
): Generator<readonly Step[]> {
  const random = new Random(options.seed)
  const people = new Public(random)
  const procedureOf = weighProcedures(procedures)
  const serials = new Map<string, number>()
  for (const { date, arrivals } of planDays(random, calendar, options)) {
    const midnightMs = instantMs(localToInstant(`${date}T00:00`))
    const steps: Step[] = []
    const atDaysEnd: Step[] = []
    const year = date.slice(0, 4)
    let number = 0
    for (const seconds of planTimes(random, arrivals)) {
      const atMs = midnightMs + seconds * 1_000
      const { id: procedureId, content } = procedureOf.pick(random)
      const applicant = people.next()
      const serial = (serials.get(year) ?? 0) + 1
      serials.set(year, serial)
      number += 1
      const intake: Intake = {
        caseId: newId(atMs),
        procedureId,
        receivedAt: null,
        components: handIn(random, content),
        applicantId: null,
        applicant,
        submitter: random.chance(submitterShare)
          ? { person: people.next(), authorisation: 'Giấy ủy quyền có chứng thực chữ ký' }
          : null,
        collector: null,
        summary: `${content.name.replace(/^Thủ tục /, '')} – ${applicant.fullName}`.slice(0, 1_000),
        note: '',
        channel: random.chance(0.9) ? 'inPerson' : 'online',
        returnMethod: random.chance(0.92) ? 'desk' : 'post',
        returnPlace: '',
        setCount: 1,
        book: '01',
        serial,
        manualDueAt: null,
        variant: null,
      }
      steps.push({ do: 'receive', atMs, intake })
      const { caseId } = intake
      if (random.chance(printedShare)) steps.push({ do: 'print', atMs: atMs + printAfterMs, caseId, method: 'printer' })
      if (random.chance(reprintedShare)) steps.push({ do: 'print', atMs: atMs + 3 * printAfterMs, caseId, method: 'pdf' })
      if (random.chance(officialCodeShare)) {
        const officialCode = `H57.10.12-${date.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`
        atDaysEnd.push({ do: 'setOfficialCode', atMs: midnightMs + 17 * 3_600_000 + 1_800_000, caseId, officialCode })
      }
    }
    yield [...steps, ...atDaysEnd].sort((a, b) => a.atMs - b.atMs)
  }
}
