// What happens where the events of several computers of one office meet: a bundle of another one was taken in, a clash was settled.
import { z } from 'zod'
import { defineEvent, type EventDefinition, type Tx } from '../event.ts'
import type { StoredEvent } from '../model/events.ts'

/** @param projectAgain applies an event whatever the rows say now. */
export const makeMergeEvents = (projectAgain: (tx: Tx, event: StoredEvent) => Promise<void>) => ({
  'merge.taken': defineEvent({
    version: 1,
    payload: z.object({
      bundleId: z.string(),
      /** The computer that made the bundle, and where it has every device's chain. */
      device: z.string(),
      heads: z.record(z.string(), z.number().int()),
      events: z.number().int(),
    }),
    project: async (tx, { device, heads }, event) => {
      const values = { heads: JSON.stringify(heads), at: event.at }
      await tx
        .insertInto('sibling')
        .values({ device, ...values })
        .onConflict((conflict) => conflict.column('device').doUpdateSet(values))
        .execute()
    },
  }) as EventDefinition,

  /** A person has looked at both: what stands is kept, or what the other computer did is taken. The entity is the event that was not applied. */
  'clash.settled': defineEvent({
    version: 1,
    payload: z.object({ choice: z.enum(['keep', 'take']), note: z.string() }),
    project: async (tx, { choice }, event) => {
      const { numUpdatedRows } = await tx
        .updateTable('clash')
        .set({ choice, settled_at: event.at, settled_by: event.actor })
        .where('event_id', '=', event.entity_id)
        .where('settled_at', 'is', null)
        .executeTakeFirst()
      if (choice === 'keep' || numUpdatedRows === 0n) return
      const other = await tx.selectFrom('event').selectAll().where('id', '=', event.entity_id).executeTakeFirstOrThrow()
      await projectAgain(tx, other)
    },
    // Settled on another computer before.
    clashes: async (tx, _, event) => {
      const clash = await tx.selectFrom('clash').select('settled_at').where('event_id', '=', event.entity_id).executeTakeFirst()
      return clash ? clash.settled_at !== null : 'missing'
    },
  }) as EventDefinition,
})
