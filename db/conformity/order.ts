// The legal order of steps before an instrument is issued, from what is recorded (Decision 19/2014/QD-TTg, Article 4).
import type { Db } from '../event.ts'
import type { IsoDate } from '../model/local-time.ts'
import { knownDay } from '../model/partial-date.ts'
import { getLines, readActs } from './queries.ts'
import { checkOrder, draftEditions, type Edition, type InstrumentKind, type StepFound } from './rules.ts'

export interface IssueCheck {
  /** Empty for a certificate: whether its audit was in order is the body's matter. */
  readonly steps: readonly StepFound[]
  readonly isDraftEdition: boolean
  /** How many things ask for a reason. */
  readonly open: number
}

interface Instrument {
  readonly id: string
  readonly kind: InstrumentKind
  readonly edition: Edition
  readonly issued_on: string
  readonly in_force_from: string | null
}

/** First approval and first effect of each process of the scope, null when it is not in effect on the day. */
async function processesOf(db: Db, instrumentId: string, date: IsoDate) {
  const documentIds = [
    ...new Set((await getLines(db, [instrumentId])).map(({ documentId }) => documentId).filter((id) => id !== null)),
  ]
  if (documentIds.length === 0) return []
  const rows = await db
    .selectFrom('document_version')
    .innerJoin('document', 'document.id', 'document_version.document_id')
    .select(({ fn }) => [
      'document_id',
      'withdrawn_from',
      fn.min<string | null>('approved_on').as('approved_on'),
      fn.min<string | null>('effective_from').as('effective_from'),
    ])
    .where('document_id', 'in', documentIds)
    .where('status', '=', 'approved')
    .groupBy('document_id')
    .execute()
  const byId = new Map(rows.map((row) => [row.document_id, row]))
  return documentIds.map((id) => {
    const row = byId.get(id)
    const isApplied =
      row?.effective_from != null && row.effective_from <= date && (row.withdrawn_from === null || row.withdrawn_from > date)
    return isApplied
      ? { approvedOn: row.approved_on, effectiveFrom: row.effective_from }
      : { approvedOn: row?.approved_on != null && row.approved_on <= date ? row.approved_on : null, effectiveFrom: null }
  })
}

/** The instrument issued last before this one: its audit does not serve a second time. */
async function previousOf(db: Db, instrumentId: string, date: IsoDate): Promise<IsoDate | null> {
  const row = await db
    .selectFrom('conformity_instrument')
    .select(({ fn }) => fn.max<string | null>('in_force_from').as('from'))
    .where('status', '=', 'issued')
    .where('id', '<>', instrumentId)
    .where('in_force_from', '<', date)
    .executeTakeFirst()
  return row?.from ?? null
}

/** @param today stands for the day of signing while none is typed. */
export async function checkIssue(db: Db, instrument: Instrument, today: IsoDate): Promise<IssueCheck> {
  const { id, kind, edition, issued_on, in_force_from } = instrument
  const signedOn = knownDay(issued_on) ?? in_force_from ?? today
  const steps =
    kind === 'declaration'
      ? checkOrder({
          acts: await readActs(db),
          signedOn,
          processes: await processesOf(db, id, signedOn),
          previousOn: await previousOf(db, id, signedOn),
        })
      : []
  const isDraftEdition = draftEditions.includes(edition)
  const missing = steps.filter(({ state }) => state === 'missing').length
  return { steps, isDraftEdition, open: missing + (isDraftEdition ? 1 : 0) }
}
