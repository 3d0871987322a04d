// Reading the office's deadline calendars.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import { keepSelect } from '../store/kept-query.ts'
import { type DeadlineCalendar, parseCalendar } from './rules.ts'

// A published calendar never changes, so what was parsed once serves for good.
const parsed = new Map<string, DeadlineCalendar>()

const currentCalendar = keepSelect((db) => db.selectFrom('calendar').select('id').where('is_current', '=', sql.lit(1)))

export async function getCurrentCalendarId(db: Db): Promise<string> {
  const [row] = await currentCalendar(db, {})
  if (!row) throw new AppError('entity.notFound', { entity: 'calendar' })
  return row.id
}

export async function getCalendar(db: Db, calendarId: string): Promise<DeadlineCalendar> {
  const known = parsed.get(calendarId)
  if (known) return known
  const row = await db.selectFrom('calendar').select('content').where('id', '=', calendarId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'calendar' })
  const calendar = parseCalendar(row.content)
  parsed.set(calendarId, calendar)
  return calendar
}
