// What can happen to offices, staff and the people who come to the desk, and what each does to the rows.
import { sql } from 'kysely'
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import type { StoredEvent } from '../model/events.ts'
import { fold, personSortKey, sortKey } from '../model/text.ts'
import { forgetPersonInTx } from '../search/commands.ts'
import { keepWrite } from '../store/kept-query.ts'
import { officeKinds, officeSettings, type PersonDetails, personDetails, roles } from './rules.ts'
import type { PersonTable } from './schema.ts'

const staffProfile = z.object({ fullName: z.string(), positionTitle: z.string(), roles: z.array(z.enum(roles)) })

const insertPerson = keepWrite((db, row: PersonTable) =>
  db
    .insertInto('person')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing()),
)

/** Writes what is known of a person, and puts the row among those that wait for the search index. */
export async function projectPerson(tx: Tx, person: PersonDetails, event: StoredEvent): Promise<void> {
  const values = {
    kind: person.kind,
    full_name: person.fullName,
    id_kind: person.idKind,
    id_number: person.idNumber,
    birth_date: person.birthDate,
    sex: person.sex,
    phone: person.phone,
    email: person.email,
    address: person.address,
    card_address: person.cardAddress,
    tax_number: person.taxNumber,
    representative: person.representative,
    sort_key: person.kind === 'citizen' ? personSortKey(person.fullName) : sortKey(person.fullName),
    folded: fold(person.fullName),
    updated_at: event.at,
  }
  const { written } = await insertPerson(tx, { id: event.entity_id, ...values })
  if (written === 1) return
  await forgetPersonInTx(tx, event.entity_id)
  const next = sql<number>`(SELECT max(no) + 1 FROM person)`
  await tx
    .updateTable('person')
    .set({ ...values, no: next })
    .where('id', '=', event.entity_id)
    .execute()
}

export const peopleEvents = {
  /** An installation (or a restored one: a new epoch) begins its own chain of events and its own numbers. */
  'device.started': defineEvent({
    version: 1,
    payload: z.object({ code: z.string(), reason: z.enum(['firstRun', 'restored']) }),
    project: async () => {},
  }),

  'office.registered': defineEvent({
    version: 1,
    payload: z.object({
      code: z.string(),
      name: z.string(),
      kind: z.enum(officeKinds),
      parentId: z.string().nullable(),
      validFrom: z.string(),
      source: z.string(),
    }),
    project: async (tx, office, event) => {
      await tx
        .insertInto('office')
        .values({
          id: event.entity_id,
          code: office.code,
          name: office.name,
          kind: office.kind,
          parent_id: office.parentId,
          valid_from: office.validFrom,
          valid_to: null,
          source: office.source,
          sort_key: sortKey(office.name),
        })
        .execute()
    },
  }),

  /** Another name or kind, or its last day: what a pack of a higher office says of a unit. */
  'office.changed': defineEvent({
    version: 1,
    payload: z.object({
      name: z.string(),
      kind: z.enum(officeKinds),
      validFrom: z.string(),
      source: z.string(),
      validTo: z.string().nullable(),
    }),
    project: async (tx, { name, kind, validFrom, source, validTo }, { entity_id }) => {
      await tx
        .updateTable('office')
        .set({ name, kind, valid_from: validFrom, source, valid_to: validTo, sort_key: sortKey(name) })
        .where('id', '=', entity_id)
        .execute()
    },
  }),

  /** Takes a unit off the list that should not have come. */
  'office.struck': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, _, { entity_id }) => {
      await tx.deleteFrom('office').where('id', '=', entity_id).execute()
    },
  }),

  'office.configured': defineEvent({
    version: 1,
    payload: officeSettings.extend({ processCodePattern: z.string().optional() }),
    project: async (tx, settings) => {
      const rows = Object.entries(settings).map(([key, value]) => ({ key, value: JSON.stringify(value) }))
      await tx
        .insertInto('office_setting')
        .values(rows)
        .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
        .execute()
    },
  }),

  'staff.added': defineEvent({
    version: 1,
    payload: staffProfile.extend({ signInName: z.string() }),
    project: async (tx, staff, event) => {
      await tx
        .insertInto('staff')
        .values({
          id: event.entity_id,
          sign_in_name: staff.signInName,
          full_name: staff.fullName,
          position_title: staff.positionTitle,
          roles: JSON.stringify(staff.roles),
          is_active: 1,
          sort_key: personSortKey(staff.fullName),
          created_at: event.at,
        })
        .execute()
    },
  }),

  'staff.changed': defineEvent({
    version: 1,
    payload: staffProfile.extend({ isActive: z.boolean() }),
    project: async (tx, staff, event) => {
      await tx
        .updateTable('staff')
        .set({
          full_name: staff.fullName,
          position_title: staff.positionTitle,
          roles: JSON.stringify(staff.roles),
          is_active: staff.isActive ? 1 : 0,
          sort_key: personSortKey(staff.fullName),
        })
        .where('id', '=', event.entity_id)
        .execute()
    },
  }),

  /** Audit only: the secret itself stays out of the log. */
  'staff.passwordSet': defineEvent({
    version: 1,
    payload: z.object({ by: z.enum(['self', 'administrator']) }),
    project: async () => {},
  }),

  /** First seen at the desk, or seen again with other details: the newest details win. */
  'person.recorded': defineEvent({
    version: 1,
    payload: personDetails,
    project: (tx, person, event) => projectPerson(tx, person, event),
  }),
}
