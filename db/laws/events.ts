// What happens to the register of laws, and what each event does to the rows. Every event's entity is the law.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import { fold } from '../model/text.ts'
import { foldLaw, type LawDetails, lawDetails } from './rules.ts'

const columnsOf = (law: LawDetails) => ({
  number: law.number,
  folded: foldLaw(law.number),
  title: law.title,
  issuer: law.issuer,
  issued_on: law.issuedOn,
  effective_from: law.effectiveFrom,
  effective_to: law.effectiveTo,
  replaced_by: foldLaw(law.replacedBy) || null,
  note: law.note,
  source: law.source,
  words: fold(`${law.title} ${law.issuer}`),
})

async function amendInTx(tx: Tx, lawId: string, amends: readonly string[]): Promise<void> {
  await tx.deleteFrom('law_amendment').where('law_id', '=', lawId).execute()
  const named = new Map(amends.map((number) => [foldLaw(number), number]))
  const rows = [...named].filter(([amended]) => amended !== '').map(([amended, number]) => ({ law_id: lawId, amended, number }))
  if (rows.length > 0) await tx.insertInto('law_amendment').values(rows).execute()
}

export const lawEvents = {
  'law.recorded': defineEvent({
    version: 1,
    payload: lawDetails,
    project: async (tx, law, { entity_id }) => {
      await tx
        .insertInto('law')
        .values({ id: entity_id, ...columnsOf(law) })
        .execute()
      await amendInTx(tx, entity_id, law.amends)
    },
  }),

  'law.changed': defineEvent({
    version: 1,
    payload: lawDetails,
    project: async (tx, law, { entity_id }) => {
      const before = await tx.selectFrom('law').select('folded').where('id', '=', entity_id).executeTakeFirstOrThrow()
      const columns = columnsOf(law)
      await tx.updateTable('law').set(columns).where('id', '=', entity_id).execute()
      await amendInTx(tx, entity_id, law.amends)
      // A number that was mistyped is mended wherever the register itself points to it.
      await tx.updateTable('law').set({ replaced_by: columns.folded }).where('replaced_by', '=', before.folded).execute()
      await tx
        .updateTable('law_amendment')
        .set({ amended: columns.folded, number: law.number })
        .where('amended', '=', before.folded)
        .execute()
    },
  }),

  'law.replaced': defineEvent({
    version: 1,
    payload: z.object({ by: z.string(), from: z.string(), note: z.string() }),
    project: async (tx, { by, from }, { entity_id }) => {
      await tx
        .updateTable('law')
        .set({ replaced_by: foldLaw(by), effective_to: from })
        .where('id', '=', entity_id)
        .execute()
    },
  }),

  /** Takes an entry off the register that should not have come; what happened to it stays in the log. */
  'law.struck': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, _, { entity_id }) => {
      await tx.deleteFrom('law_amendment').where('law_id', '=', entity_id).execute()
      await tx.deleteFrom('law').where('id', '=', entity_id).execute()
    },
  }),
}
