// What happens to the yearly books. The entity is the book; for the way of keeping them the office.
import { z } from 'zod'
import { defineEvent } from '../event.ts'
import { registerSettingKey, registerSettings } from './rules.ts'

export const registerEvents = {
  'register.configured': defineEvent({
    version: 1,
    payload: registerSettings,
    project: async (tx, settings) => {
      const value = JSON.stringify(settings)
      await tx
        .insertInto('office_setting')
        .values({ key: registerSettingKey, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute()
    },
  }),

  /** A case that was accepted after it was presented gets its line. The entity is the case. */
  'case.registered': defineEvent({
    version: 1,
    payload: z.object({ registerYear: z.number().int(), book: z.string(), serial: z.number().int() }),
    project: async (tx, { registerYear, book, serial }, event) => {
      await tx
        .updateTable('case_file')
        .set({ register_year: registerYear, book, serial })
        .where('id', '=', event.entity_id)
        .execute()
    },
  }),

  'register.bookOpened': defineEvent({
    version: 1,
    payload: z.object({
      year: z.number().int(),
      groupCode: z.string(),
      number: z.number().int(),
      label: z.string(),
      firstSerial: z.number().int(),
    }),
    project: async (tx, book, event) => {
      await tx
        .insertInto('register_book')
        .values({
          id: event.entity_id,
          year: book.year,
          group_code: book.groupCode,
          number: book.number,
          label: book.label,
          first_serial: book.firstSerial,
          opened_at: event.at,
          opened_by: event.actor,
          last_serial: null,
          case_count: null,
          locked_on: null,
          head_name: '',
          locked_by: null,
        })
        .execute()
    },
  }),

  'register.bookLocked': defineEvent({
    version: 1,
    payload: z.object({ headName: z.string(), lockedOn: z.string(), lastSerial: z.number().int(), caseCount: z.number().int() }),
    project: async (tx, lock, event) => {
      await tx
        .updateTable('register_book')
        .set({
          last_serial: lock.lastSerial,
          case_count: lock.caseCount,
          locked_on: lock.lockedOn,
          head_name: lock.headName,
          locked_by: event.actor,
        })
        .where('id', '=', event.entity_id)
        .execute()
    },
  }),

  /** Under the lock. The entity is the line itself. */
  'register.addendumWritten': defineEvent({
    version: 1,
    payload: z.object({
      ...{ bookId: z.string(), number: z.number().int(), text: z.string(), reason: z.string(), headName: z.string() },
    }),
    project: async (tx, { bookId, number, text, reason, headName }, event) => {
      const line = { id: event.entity_id, book_id: bookId, number, text, reason, head_name: headName }
      await tx
        .insertInto('register_addendum')
        .values({ ...line, written_at: event.at, written_by: event.actor })
        .execute()
    },
  }),
}
