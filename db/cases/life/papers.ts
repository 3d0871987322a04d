// Papers to the applicant get the next number of their kind and year.
import type { Actor, Tx } from '../../event.ts'
import { newId } from '../../model/ids.ts'
import { localNow } from '../intake-deadline.ts'
import type { ActPayload } from './events.ts'
import type { PaperContent } from './rules.ts'

/** Kinds on the same form run in one row of numbers: a case that is not accepted and one that is found not eligible both take form 03. */
const numberedWith = (kind: PaperContent['kind']): PaperContent['kind'][] =>
  kind === 'refusal' || kind === 'resultRefusal' ? ['refusal', 'resultRefusal'] : [kind]

/** A paper with its number, to be kept with the act that makes it. */
export async function issuePaper(tx: Tx, actor: Actor, content: PaperContent): Promise<NonNullable<ActPayload['paper']>> {
  const year = Number(localNow(actor.clock).slice(0, 4))
  const { last } = await tx
    .selectFrom('case_paper')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('kind', 'in', numberedWith(content.kind))
    .where('year', '=', year)
    .executeTakeFirstOrThrow()
  return { id: newId(actor.clock.nowMs()), year, number: Number(last ?? 0) + 1, content }
}
