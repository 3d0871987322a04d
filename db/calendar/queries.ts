// Reading the office's deadline calendars.
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import { type DeadlineCalendar, parseCalendar } from './rules.ts'

// A published calendar never changes, so what was parsed once serves for good.
const parsed = new Map<string, DeadlineCalendar>()

export async function getCurrentCalendarId(db: Db): Promise<string> {
  const row = await db.selectFrom('calendar').select('id').where('is_current', '=', 1).executeTakeFirst()
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
