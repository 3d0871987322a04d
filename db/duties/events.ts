// How duties go from one person to another: one event for the hand-over as a whole, and one for each thing, so that the history of the
// thing tells it too.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import type { StoredEvent } from '../model/events.ts'
import { handoverLine, type KeptKind } from './rules.ts'

const leave = z.object({ leaveId: z.string(), substituteId: z.string(), from: z.string(), to: z.string(), note: z.string() })
const passed = z.object({ handoverId: z.string(), from: z.string(), to: z.string(), fromName: z.string(), toName: z.string() })

async function keepInTx(
  tx: Tx,
  kind: KeptKind,
  itemId: string,
  { to, handoverId }: { readonly to: string; readonly handoverId: string },
  { at }: StoredEvent,
): Promise<void> {
  const now = { staff_id: to, since: at, handover_id: handoverId }
  await tx
    .insertInto('custody')
    .values({ kind, item_id: itemId, ...now })
    .onConflict((conflict) => conflict.columns(['kind', 'item_id']).doUpdateSet(now))
    .execute()
}

export const dutyEvents = {
  'staff.handedOver': defineEvent({
    version: 1,
    payload: z.object({
      handoverId: z.string(),
      staffName: z.string(),
      positionTitle: z.string(),
      on: z.string(),
      reason: z.string(),
      further: z.string(),
      witness: z.string(),
      lines: z.array(handoverLine),
      leftCount: z.number().int(),
    }),
    project: async (tx, { handoverId, staffName, positionTitle, on, lines, leftCount, ...said }, event) => {
      await tx
        .insertInto('handover')
        .values({
          ...said,
          id: handoverId,
          staff_id: event.entity_id,
          staff_name: staffName,
          position_title: positionTitle,
          handed_on: on,
          lines: JSON.stringify(lines),
          left_count: leftCount,
          recorded_at: event.at,
          recorded_by: event.actor,
        })
        .execute()
    },
  }),

  'staff.leaveEntered': defineEvent({
    version: 1,
    payload: leave,
    project: async (tx, { leaveId, substituteId, from, to, note }, { entity_id, at, actor }) => {
      const said = { substitute_id: substituteId, from_on: from, to_on: to, note, cancelled_reason: null }
      await tx
        .insertInto('staff_leave')
        .values({ id: leaveId, staff_id: entity_id, ...said, recorded_at: at, recorded_by: actor })
        .execute()
    },
  }),

  /** Other days or another substitute; also how a leave ends early. */
  'staff.leaveChanged': defineEvent({
    version: 1,
    payload: leave,
    project: async (tx, { leaveId, substituteId, from, to, note }) => {
      await tx
        .updateTable('staff_leave')
        .set({ substitute_id: substituteId, from_on: from, to_on: to, note })
        .where('id', '=', leaveId)
        .execute()
    },
  }),

  'staff.leaveCancelled': defineEvent({
    version: 1,
    payload: z.object({ leaveId: z.string(), reason: z.string() }),
    project: async (tx, { leaveId, reason }) => {
      await tx.updateTable('staff_leave').set({ cancelled_reason: reason }).where('id', '=', leaveId).execute()
    },
  }),

  /** A step or a task goes to another; a file at the desk, or one that waits for its applicant, is kept by another. */
  'case.dutyPassed': defineEvent({
    version: 1,
    payload: passed.extend({ duty: z.enum(['run', 'desk', 'waiting']), runId: z.string().nullable() }),
    project: async (tx, { duty, runId, ...payload }, event) => {
      if (duty !== 'run') await keepInTx(tx, duty, event.entity_id, payload, event)
      else if (runId !== null) await tx.updateTable('step_run').set({ staff_id: payload.to }).where('id', '=', runId).execute()
    },
  }),

  'original.passedOn': defineEvent({
    version: 1,
    payload: passed,
    project: (tx, payload, event) => keepInTx(tx, 'original', event.entity_id, payload, event),
  }),

  'register.bookPassedOn': defineEvent({
    version: 1,
    payload: passed,
    project: (tx, payload, event) => keepInTx(tx, 'book', event.entity_id, payload, event),
  }),

  /** Who is to get an old file back that was lent out, or who has it. */
  'oldFile.loanPassedOn': defineEvent({
    version: 1,
    payload: passed.extend({ loanId: z.string(), side: z.enum(['lender', 'borrower']) }),
    project: async (tx, { loanId, side, ...payload }, event) => {
      if (side === 'lender') await keepInTx(tx, 'loan', loanId, payload, event)
      else await tx.updateTable('old_file_loan').set({ borrower: payload.toName }).where('id', '=', loanId).execute()
    },
  }),

  'document.copiesPassedOn': defineEvent({
    version: 1,
    payload: passed.extend({ copies: z.array(z.object({ copyId: z.string(), number: z.number().int() })) }),
    project: async (tx, { copies, toName }) => {
      const ids = copies.map(({ copyId }) => copyId)
      await tx.updateTable('document_copy').set({ holder: toName }).where('id', 'in', ids).execute()
    },
  }),
}
