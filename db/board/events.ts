import { defineEvent } from '../event.ts'
import { boardDays } from './rules.ts'

export const boardEvents = {
  /** The entity is the office. */
  'board.daysSet': defineEvent({
    version: 1,
    payload: boardDays,
    project: async (tx, days) => {
      await tx
        .insertInto('office_setting')
        .values({ key: 'boardDays', value: JSON.stringify(days) })
        .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
        .execute()
    },
  }),
}
