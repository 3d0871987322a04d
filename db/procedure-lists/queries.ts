// Reading the lists of procedures, and which one is the office's on a day.
import { getCalendar, getCurrentCalendarId } from '../calendar/queries.ts'
import { computeDeadline, parseOfficeHours } from '../calendar/rules.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { getOfficeSettings } from '../people/queries.ts'
import type { Authority } from '../processes/content.ts'
import { publicationWorkingDays } from './content.ts'
import type { ProcedureListTable } from './schema.ts'

/** The last day for the website, by the office's calendar; null in a year that is not decided. */
async function publicationDues(db: Db, signedOns: readonly IsoDate[]): Promise<ReadonlyMap<IsoDate, IsoDate | null>> {
  if (signedOns.length === 0) return new Map()
  const { hours } = await getOfficeSettings(db)
  const spans = parseOfficeHours(hours.map(({ start, end }) => `${start}-${end}`))
  const calendar = await getCalendar(db, await getCurrentCalendarId(db))
  return new Map(
    signedOns.map((signedOn) => {
      const input = {
        limit: publicationWorkingDays,
        unit: 'working-days' as const,
        receivedAt: `${signedOn}T${spanStart(hours)}`,
      }
      return [signedOn, computeDeadline({ ...input, hours: spans, calendar }).dueDate]
    }),
  )
}

const spanStart = (hours: ReadonlyArray<{ start: string }>): string => hours[0]?.start ?? '07:30'

/** Every list, newest first, each with the last day for the website. */
export async function listProcedureLists(db: Db) {
  const rows = await db
    .selectFrom('procedure_list')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('procedure_list_entry')
        .select(({ fn }) => fn.countAll<number>().as('entries'))
        .whereRef('list_id', '=', 'procedure_list.id')
        .as('entries'),
    )
    .orderBy('signed_on', 'desc')
    .orderBy('entered_at', 'desc')
    .execute()
  const dues = await publicationDues(
    db,
    rows.map(({ signed_on }) => signed_on),
  )
  return rows.map((row) => ({ ...summaryOf(row), entryCount: row.entries ?? 0, dueOn: dues.get(row.signed_on) ?? null }))
}

const summaryOf = (row: ProcedureListTable) => ({
  id: row.id,
  title: row.title,
  decision: row.decision,
  signedOn: row.signed_on,
  source: row.source,
  note: row.note,
  publishedOn: row.published_on,
  struckReason: row.struck_reason,
})

export const getEntries = async (db: Db, listId: string) => {
  const rows = await db
    .selectFrom('procedure_list_entry')
    .select(['procedure_key', 'name', 'field', 'authority'])
    .where('list_id', '=', listId)
    .orderBy('position')
    .execute()
  return rows.map(({ procedure_key, authority, ...rest }) => ({ key: procedure_key, ...rest, authority: authority as Authority }))
}
export type KnownEntry = Awaited<ReturnType<typeof getEntries>>[number]

/** One list whole. Throws entity.notFound. */
export async function getProcedureList(db: Db, listId: string) {
  const row = await db.selectFrom('procedure_list').selectAll().where('id', '=', listId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'procedureList' })
  const dues = await publicationDues(db, [row.signed_on])
  return { ...summaryOf(row), dueOn: dues.get(row.signed_on) ?? null, entries: await getEntries(db, listId) }
}

/** The list that was signed last up to a day; undefined when there was none yet. */
export const findListOn = (db: Db, date: IsoDate) =>
  db
    .selectFrom('procedure_list')
    .selectAll()
    .where('struck_reason', 'is', null)
    .where('signed_on', '<=', date)
    .orderBy('signed_on', 'desc')
    .orderBy('entered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
