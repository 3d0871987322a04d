// How units change. What was recorded before keeps the name of its day: only what is named here gets another.
import { z } from 'zod'
import { defineEvent } from '../event.ts'
import { addDays } from '../model/local-time.ts'
import { sortKey } from '../model/text.ts'
import { officeHeading, unitChangeKinds, unitLevels } from './rules.ts'

export const unitEvents = {
  'unit.changed': defineEvent({
    version: 1,
    payload: z.object({
      level: z.enum(unitLevels),
      kind: z.enum(unitChangeKinds),
      on: z.string(),
      ground: z.string(),
      from: z.array(z.string()),
      to: z.array(z.string()),
    }),
    project: async (tx, { level, kind, on, ground, from, to }, event) => {
      const change = { id: event.entity_id, level, kind, changed_on: on, ground, recorded_at: event.at, recorded_by: event.actor }
      await tx
        .insertInto('unit_change')
        .values({ ...change, from_names: JSON.stringify(from), to_names: JSON.stringify(to) })
        .execute()
      if (level !== 'department') return
      const next = { changed_on: on, to_name: to.length === 1 ? (to[0] ?? '') : '', change_id: event.entity_id }
      for (const from_name of from.filter((name) => name !== next.to_name))
        await tx
          .insertInto('unit_successor')
          .values({ from_name, ...next })
          .onConflict((conflict) => conflict.columns(['from_name', 'changed_on']).doUpdateSet(next))
          .execute()
    },
  }),

  /** The office bears another name from a day on, or goes on as another office: papers of earlier days keep the earlier head. */
  'office.headingChanged': defineEvent({
    version: 1,
    payload: z.object({
      changeId: z.string(),
      until: z.string(),
      before: officeHeading,
      after: officeHeading,
      /** Null where the office stays the same and only its name is another. */
      successorId: z.string().nullable(),
    }),
    project: async (tx, { until, before, after, successorId }, { entity_id }) => {
      await tx
        .insertInto('office_heading')
        .values({
          until_on: until,
          office_id: entity_id,
          name: before.name,
          governing_body: before.governingBody,
          desk_name: before.deskName,
          place: before.place,
        })
        .execute()
      const { name, ...settings } = after
      if (successorId === null)
        await tx
          .updateTable('office')
          .set({ name, sort_key: sortKey(name) })
          .where('id', '=', entity_id)
          .execute()
      else
        await tx
          .updateTable('office')
          .set({ valid_to: addDays(until, -1) })
          .where('id', '=', entity_id)
          .execute()
      const changed = { ...settings, ...(successorId !== null && { officeId: successorId }) }
      for (const [key, value] of Object.entries(changed))
        await tx
          .updateTable('office_setting')
          .set({ value: JSON.stringify(value) })
          .where('key', '=', key)
          .execute()
    },
  }),

  /** An open case goes on with another unit, or another office; what was done before keeps the old name. */
  'case.unitChanged': defineEvent({
    version: 1,
    payload: z.object({
      changeId: z.string(),
      runId: z.string().nullable(),
      officeId: z.string().nullable(),
      fromUnit: z.string(),
      toUnit: z.string(),
      ground: z.string(),
    }),
    project: async (tx, { runId, officeId, toUnit }, { entity_id }) => {
      if (runId !== null) await tx.updateTable('step_run').set({ unit: toUnit }).where('id', '=', runId).execute()
      if (officeId !== null) await tx.updateTable('case_file').set({ office_id: officeId }).where('id', '=', entity_id).execute()
    },
  }),
}
