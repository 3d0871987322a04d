// Years of the deadline calendar of a pack: they take the place of the same years of the office's own; its other years stay.
import { publishCalendarInTx } from '../../calendar/commands.ts'
import { getCalendar, getCurrentCalendarId } from '../../calendar/queries.ts'
import type { DeadlineCalendar } from '../../calendar/rules.ts'
import type { Db } from '../../event.ts'
import { caseObstacle, lastGiven, newEntry, nothing, type PartUndo, type PlanContext, type Planned } from '../planned.ts'

/** One entry: a calendar is published whole. */
const key = 'years'

interface Before {
  readonly calendarId: string
}

type Year = DeadlineCalendar['years'][string]
const yearText = (year: Year | undefined): string =>
  year ? [year.source, ...year.days.map(({ date, name }) => `${date} ${name}`)].join('; ') : ''

export async function planCalendar(db: Db, brought: DeadlineCalendar, { manifest }: PlanContext): Promise<Planned[]> {
  const calendarId = await getCurrentCalendarId(db)
  const current = await getCalendar(db, calendarId)
  const years = Object.keys(brought.years)
  const isSame = (year: string) => JSON.stringify(current.years[year]) === JSON.stringify(brought.years[year])
  const changed = years.filter((year) => !isSame(year))
  const rests = JSON.stringify(current.weeklyRest) === JSON.stringify(brought.weeklyRest)
  const about = { part: 'calendar', key, code: years.join(', '), name: brought.name } as const
  if (changed.length === 0) return [{ ...newEntry, ...about, kind: 'same', apply: nothing }]
  const given = await lastGiven(db, 'calendar', key)
  return [
    {
      ...newEntry,
      ...about,
      kind: changed.some((year) => current.years[year]) ? 'changed' : 'new',
      // Other rest days every week would make the years of one calendar contradict one another.
      conflict: !rests ? 'otherKind' : given && given.version_id !== calendarId ? 'laterEdit' : null,
      canTake: rests,
      fields: changed.map((year) => ({
        field: year,
        before: yearText(current.years[year]),
        after: yearText(brought.years[year]),
      })),
      entityId: calendarId,
      apply: async (tx, actor) => {
        const merged = { ...current, version: manifest.madeOn, years: { ...current.years, ...brought.years } }
        await publishCalendarInTx(tx, actor, merged)
        const versionId = await getCurrentCalendarId(tx)
        return { entityId: versionId, versionId, before: { calendarId } satisfies Before }
      },
    },
  ]
}

export const calendarUndo: PartUndo = {
  findObstacles: async (db, entry) => {
    if (entry.version_id === null) return []
    const { part, code, name } = entry
    const cases = await caseObstacle(db, entry, 'calendar_id', entry.version_id)
    const isCurrent = (await getCurrentCalendarId(db)) === entry.version_id
    return isCurrent ? cases : [...cases, { kind: 'changedLater', part, code, name, examples: [], count: 1 }]
  },
  undo: async (tx, actor, { before }) => {
    const { calendarId } = JSON.parse(before) as Before
    await publishCalendarInTx(tx, actor, await getCalendar(tx, calendarId))
  },
}
