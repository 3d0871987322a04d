// What can happen to a case file, and what each does to the rows and the search index.
import type { Insertable } from 'kysely'
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import type { StoredEvent } from '../model/events.ts'
import { localToInstant } from '../model/local-time.ts'
import { personSortKey, sortKey } from '../model/text.ts'
import { personDetails } from '../people/rules.ts'
import { indexNowAndThenInTx, reindexCaseInTx } from '../search/commands.ts'
import { keepWrite } from '../store/kept-query.ts'
import { correctionClashes } from './life/clash.ts'
import { addDue, lifeEvents } from './life/events.ts'
import { pinnedDeadline } from './pinned-deadline.ts'
import { channels, handedInComponent, otherParty, partyRoles, placedComponent, returnMethods } from './rules.ts'
import type { CaseComponentTable, CaseFileTable, CasePartyTable } from './schema.ts'

const party = otherParty.extend({ personId: z.string() })

const insertCase = keepWrite((db, row: Insertable<CaseFileTable>) => db.insertInto('case_file').values(row))
const insertParty = keepWrite((db, row: CasePartyTable) => db.insertInto('case_party').values(row))
const insertComponent = keepWrite((db, row: CaseComponentTable) => db.insertInto('case_component').values(row))

const intakePayload = z.object({
  provisionalCode: z.string(),
  deviceCode: z.string(),
  codeDate: z.string(),
  codeNumber: z.number().int(),
  officeId: z.string(),
  procedureId: z.string(),
  procedureVersionId: z.string(),
  /** Since version 2. */
  processVersionId: z.string().nullable().default(null),
  processVariant: z.string().default(''),
  calendarId: z.string(),
  formKey: z.string(),
  /** UTC instants. */
  receivedAt: z.string(),
  dueAt: z.string().nullable(),
  deadline: pinnedDeadline,
  applicant: party,
  submitter: party.nullable(),
  collector: party.nullable(),
  components: z.array(handedInComponent),
  summary: z.string(),
  note: z.string(),
  channel: z.enum(channels),
  returnMethod: z.enum(returnMethods),
  returnPlace: z.string(),
  setCount: z.number().int(),
  registerYear: z.number().int().nullable(),
  book: z.string(),
  serial: z.number().int().nullable(),
})

export const correctedValues = z
  .object({
    receivedAt: z.string(),
    applicant: personDetails,
    summary: z.string(),
    note: z.string(),
    channel: z.enum(channels),
    returnMethod: z.enum(returnMethods),
    returnPlace: z.string(),
    setCount: z.number().int(),
    /** Since version 2. */
    components: z.array(placedComponent),
    submitter: otherParty.nullable(),
    collector: otherParty.nullable(),
    procedureId: z.string(),
    variant: z.string(),
    /** For whoever reads the history: the procedure as it was called. */
    procedureName: z.string(),
  })
  .partial()

const projectIntake =
  (status: 'received' | 'checking') =>
  async (tx: Tx, file: z.infer<typeof intakePayload>, event: StoredEvent): Promise<void> => {
    const { person } = file.applicant
    const { rowid: no } = await insertCase(tx, {
      id: event.entity_id,
      provisional_code: file.provisionalCode,
      official_code: null,
      device_code: file.deviceCode,
      code_date: file.codeDate,
      code_number: file.codeNumber,
      office_id: file.officeId,
      procedure_id: file.procedureId,
      procedure_version_id: file.procedureVersionId,
      process_version_id: file.processVersionId,
      process_variant: file.processVariant,
      calendar_id: file.calendarId,
      form_key: file.formKey,
      applicant_id: file.applicant.personId,
      applicant_name: person.fullName,
      applicant_sort_key: person.kind === 'citizen' ? personSortKey(person.fullName) : sortKey(person.fullName),
      summary: file.summary,
      note: file.note,
      channel: file.channel,
      return_method: file.returnMethod,
      return_place: file.returnPlace,
      set_count: file.setCount,
      register_year: file.registerYear,
      book: file.book,
      serial: file.serial,
      received_at: file.receivedAt,
      due_at: file.dueAt,
      original_due_at: file.dueAt,
      deadline: JSON.stringify(file.deadline),
      status,
      clock: status === 'checking' ? 'idle' : 'running',
      received_by: event.actor,
    })
    for (const role of partyRoles) {
      const given = file[role]
      if (!given) continue
      const { personId, ...details } = given
      await insertParty(tx, { case_id: event.entity_id, role, person_id: personId, details: JSON.stringify(details) })
    }
    for (const [index, component] of file.components.entries())
      await insertComponent(tx, { case_id: event.entity_id, position: index + 1, ...component })
    await indexNowAndThenInTx(tx, no)
  }

export const caseEvents = {
  ...lifeEvents,

  'case.received': defineEvent({ version: 2, payload: intakePayload, project: projectIntake('received') }),

  /** Looked at by the desk and not accepted yet: no promise, and the time limit does not run. */
  'case.presented': defineEvent({ version: 1, payload: intakePayload, project: projectIntake('checking') }),

  /** Old and new values of what was changed; the promise that follows from another hour of receipt. */
  'case.corrected': defineEvent({
    version: 2,
    payload: z.object({
      reason: z.string(),
      from: correctedValues,
      to: correctedValues,
      personId: z.string(),
      authorisation: z.string(),
      due: z.object({ dueAt: z.string().nullable(), deadline: pinnedDeadline }).nullable(),
      missedDueAt: z.string().nullable(),
      /** Since version 2: the people of the register that the others are, and what another procedure pins. */
      otherIds: z.object({ submitter: z.string().nullable(), collector: z.string().nullable() }).nullable().default(null),
      pinned: z.object({ procedureVersionId: z.string(), processVersionId: z.string().nullable() }).nullable().default(null),
    }),
    project: async (tx, { reason, to, personId, authorisation, due, missedDueAt, otherIds, pinned }, event) => {
      const caseId = event.entity_id
      const { applicant, receivedAt, summary, note, channel, returnMethod, returnPlace, setCount } = to
      await tx
        .updateTable('case_file')
        .set((eb) => ({
          applicant_id: personId,
          ...(applicant && {
            applicant_name: applicant.fullName,
            applicant_sort_key: applicant.kind === 'citizen' ? personSortKey(applicant.fullName) : sortKey(applicant.fullName),
          }),
          ...(receivedAt !== undefined && { received_at: localToInstant(receivedAt) }),
          ...(summary !== undefined && { summary }),
          ...(note !== undefined && { note }),
          ...(channel !== undefined && { channel }),
          ...(returnMethod !== undefined && { return_method: returnMethod }),
          ...(returnPlace !== undefined && { return_place: returnPlace }),
          ...(setCount !== undefined && { set_count: setCount }),
          ...(to.procedureId !== undefined && { procedure_id: to.procedureId }),
          ...(to.variant !== undefined && { process_variant: to.variant }),
          ...(pinned && {
            procedure_version_id: pinned.procedureVersionId,
            process_version_id: pinned.processVersionId,
          }),
          ...(due && { due_at: due.dueAt, deadline: JSON.stringify(due.deadline) }),
          ...(missedDueAt !== null && { missed_due_at: eb.fn.coalesce('missed_due_at', eb.val(missedDueAt)) }),
        }))
        .where('id', '=', caseId)
        .execute()
      if (applicant)
        await tx
          .updateTable('case_party')
          .set({ person_id: personId, details: JSON.stringify({ person: applicant, authorisation }) })
          .where('case_id', '=', caseId)
          .where('role', '=', 'applicant')
          .execute()
      for (const role of ['submitter', 'collector'] as const) {
        const party = to[role]
        if (party === undefined) continue
        await tx.deleteFrom('case_party').where('case_id', '=', caseId).where('role', '=', role).execute()
        if (party)
          await insertParty(tx, { case_id: caseId, role, person_id: otherIds?.[role] ?? null, details: JSON.stringify(party) })
      }
      if (to.components) {
        await tx.deleteFrom('case_component').where('case_id', '=', caseId).execute()
        for (const [index, { position, ...component }] of to.components.entries())
          await insertComponent(tx, { case_id: caseId, position: position ?? index + 1, ...component })
      }
      if (due) await addDue(tx, event, 'correct', due, reason)
      await reindexCaseInTx(tx, caseId)
    },
    clashes: correctionClashes,
  }),

  'case.officialCodeSet': defineEvent({
    version: 1,
    payload: z.object({ officialCode: z.string() }),
    project: async (tx, { officialCode }, event) => {
      await tx.updateTable('case_file').set({ official_code: officialCode }).where('id', '=', event.entity_id).execute()
      await reindexCaseInTx(tx, event.entity_id)
    },
    clashes: async (tx, _, event) => {
      const file = await tx.selectFrom('case_file').select('official_code').where('id', '=', event.entity_id).executeTakeFirst()
      return file ? file.official_code !== null : 'missing'
    },
  }),

  'case.processSwitched': defineEvent({
    version: 1,
    payload: z.object({ processVersionId: z.string(), variant: z.string(), legalGround: z.string() }),
    project: async (tx, { processVersionId, variant }, event) => {
      await tx
        .updateTable('case_file')
        .set({ process_version_id: processVersionId, process_variant: variant })
        .where('id', '=', event.entity_id)
        .execute()
    },
  }),
}
