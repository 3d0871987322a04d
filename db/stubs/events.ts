// What happens to blank receipts. A number that was reserved is never given again, whatever becomes of its paper.
import { z } from 'zod'
import { defineEvent } from '../event.ts'
import { printPayload, printRowOf } from '../forms/events.ts'
import { stubCodeOf } from '../model/identity.ts'

export const stubEvents = {
  /** The entity is the block. */
  'stubBlock.reserved': defineEvent({
    version: 1,
    payload: z.object({
      deviceCode: z.string(),
      officeCode: z.string(),
      firstNumber: z.number().int(),
      count: z.number().int(),
      formKey: z.string(),
      versionId: z.string().nullable(),
    }),
    project: async (tx, { deviceCode, officeCode, firstNumber, count, formKey, versionId }, event) => {
      await tx
        .insertInto('stub_block')
        .values({
          id: event.entity_id,
          device_code: deviceCode,
          first_number: firstNumber,
          count,
          form_key: formKey,
          version_id: versionId,
          reserved_at: event.at,
          reserved_by: event.actor,
        })
        .execute()
      const numbers = Array.from({ length: count }, (_, index) => firstNumber + index)
      await tx
        .insertInto('stub')
        .values(
          numbers.map((number) => ({
            device_code: deviceCode,
            number,
            code: stubCodeOf({ officeCode, deviceCode, number }),
            block_id: event.entity_id,
            print_count: 0,
            printed_at: null,
            case_id: null,
            keyed_at: null,
            keyed_by: null,
            spoiled_at: null,
            spoiled_by: null,
            spoiled_reason: null,
          })),
        )
        .execute()
    },
  }),

  /** A line of the log of prints; `numbers` are the sheets that it holds. The entity is the block. */
  'stubBlock.printed': defineEvent({
    version: 1,
    payload: printPayload.extend({ about: z.string(), numbers: z.array(z.number().int()) }),
    project: async (tx, { about, numbers, ...payload }, event) => {
      await tx
        .insertInto('case_print')
        .values(printRowOf(payload, event, { case_id: null, about }))
        .execute()
      await tx
        .updateTable('stub')
        .set((eb) => ({ print_count: eb('print_count', '+', 1), printed_at: event.at }))
        .where('block_id', '=', event.entity_id)
        .where('number', 'in', numbers)
        .execute()
    },
  }),

  /** The entity is the block. */
  'stub.spoiled': defineEvent({
    version: 1,
    payload: z.object({ code: z.string(), reason: z.string() }),
    project: async (tx, { code, reason }, event) => {
      await tx
        .updateTable('stub')
        .set({ spoiled_at: event.at, spoiled_by: event.actor, spoiled_reason: reason })
        .where('code', '=', code)
        .execute()
    },
  }),

  /** The case that was received on paper is in the program now. The entity is the case. */
  'case.keyedIn': defineEvent({
    version: 1,
    payload: z.object({ stub: z.string() }),
    project: async (tx, { stub }, event) => {
      await tx
        .updateTable('stub')
        .set({ case_id: event.entity_id, keyed_at: event.at, keyed_by: event.actor })
        .where('code', '=', stub)
        .execute()
    },
  }),
}
