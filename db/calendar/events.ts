// Publishing a deadline calendar. The newest one serves new cases; earlier ones stay for the cases that were computed with them.
import { z } from 'zod'
import { defineEvent } from '../event.ts'

export const calendarEvents = {
  'calendar.published': defineEvent({
    version: 1,
    payload: z.object({ code: z.string(), version: z.string(), name: z.string(), content: z.unknown() }),
    project: async (tx, calendar, event) => {
      await tx.updateTable('calendar').set({ is_current: 0 }).execute()
      await tx
        .insertInto('calendar')
        .values({
          id: event.entity_id,
          code: calendar.code,
          version: calendar.version,
          name: calendar.name,
          content: JSON.stringify(calendar.content),
          published_at: event.at,
          is_current: 1,
        })
        .execute()
    },
  }),
}
