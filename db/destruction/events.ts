// What destroying does to the rows.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import { projectPerson } from '../people/events.ts'
import { type PersonDetails, personDetails } from '../people/rules.ts'
import { reindexCaseInTx } from '../search/commands.ts'
import { destroyedName, nobodyId, withoutWords } from './rules.ts'

const blank = (kind: PersonDetails['kind']): PersonDetails =>
  personDetails.parse({
    ...{ kind, fullName: '', idKind: 'none', idNumber: '', birthDate: '', sex: '', phone: '', email: '', address: '' },
    ...{ cardAddress: '', taxNumber: '', representative: '' },
  })

async function emptyRows(tx: Tx, caseId: string): Promise<void> {
  const { details } = await tx
    .selectFrom('case_party')
    .select('details')
    .where('case_id', '=', caseId)
    .where('role', '=', 'applicant')
    .executeTakeFirstOrThrow()
  const { kind } = (JSON.parse(details) as { person: PersonDetails }).person
  const nobody = { person: { ...blank(kind), fullName: destroyedName }, authorisation: '' }
  await tx.deleteFrom('case_party').where('case_id', '=', caseId).where('role', '<>', 'applicant').execute()
  await tx
    .updateTable('case_party')
    .set({ person_id: null, details: JSON.stringify(nobody) })
    .where('case_id', '=', caseId)
    .execute()
  await tx.updateTable('case_component').set({ note: '' }).where('case_id', '=', caseId).execute()
  await tx.updateTable('step_run').set({ content: '', result: '' }).where('case_id', '=', caseId).execute()
  await tx.updateTable('case_due').set({ reason: '' }).where('case_id', '=', caseId).execute()
  const originals = { title: '', given_back_to: '', given_back_note: '' }
  await tx.updateTable('kept_original').set(originals).where('case_id', '=', caseId).execute()
  for (const { id, content } of await tx
    .selectFrom('case_paper')
    .select(['id', 'content'])
    .where('case_id', '=', caseId)
    .execute())
    await tx
      .updateTable('case_paper')
      .set({ content: JSON.stringify(withoutWords(JSON.parse(content))) })
      .where('id', '=', id)
      .execute()
}

export const destructionEvents = {
  'case.destroyed': defineEvent({
    version: 1,
    payload: z.object({ recordNumber: z.string(), recordDate: z.string() }),
    project: async (tx, { recordNumber, recordDate }, event) => {
      const caseId = event.entity_id
      const scans = await tx.selectFrom('scan').select(['id', 'sha256', 'size_bytes']).where('case_id', '=', caseId).execute()
      for (const scan of scans)
        await tx
          .insertInto('destroyed_scan')
          .values({ case_id: caseId, ...scan })
          .execute()
      await tx.deleteFrom('scan').where('case_id', '=', caseId).execute()
      await emptyRows(tx, caseId)
      const isThere = await tx.selectFrom('person').select('id').where('id', '=', nobodyId).executeTakeFirst()
      if (!isThere) await projectPerson(tx, blank('citizen'), { ...event, entity_id: nobodyId })
      await tx
        .updateTable('case_file')
        .set({ applicant_id: nobodyId, applicant_name: destroyedName, applicant_sort_key: destroyedName.toLowerCase() })
        .set({ summary: '', note: '', return_place: '', late_note: '' })
        .where('id', '=', caseId)
        .execute()
      await tx
        .insertInto('case_destruction')
        .values({
          ...{ case_id: caseId, record_number: recordNumber, record_date: recordDate, scans: scans.length },
          ...{ destroyed_at: event.at, destroyed_by: event.actor },
        })
        .execute()
      await reindexCaseInTx(tx, caseId)
    },
  }),

  /** A record of the register whose cases are all destroyed. */
  'person.erased': defineEvent({
    version: 1,
    payload: z.object({ recordNumber: z.string() }),
    project: async (tx, _, event) => {
      const { kind } = await tx.selectFrom('person').select('kind').where('id', '=', event.entity_id).executeTakeFirstOrThrow()
      await projectPerson(tx, blank(kind), event)
      await tx
        .deleteFrom('person_merge')
        .where((eb) => eb.or([eb('kept_id', '=', event.entity_id), eb('merged_id', '=', event.entity_id)]))
        .execute()
    },
  }),
}
