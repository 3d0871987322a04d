// What the calls about conversions between editions do in the database worker, and the gap list as a sheet.
import * as conversion from '../../db/conversion/commands.ts'
import { writeGapSheet } from '../../db/conversion/gap-sheet.ts'
import { getConversion, listConversions } from '../../db/conversion/queries.ts'
import { toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeProfile } from '../../db/people/queries.ts'
import { readClauseMap } from './brought-files.ts'
import type { Context, WorkerHandlers } from './handlers.ts'
import type { Office } from './office.ts'
import type { InternalCalls } from './protocol.ts'

const todayOf = ({ clock }: Office): string => instantToLocal(toInstant(clock.nowMs())).slice(0, 10)
const mapOf = ({ office }: Context) => readClauseMap(office.resources)

type Mine = Extract<keyof WorkerHandlers, `conversions.${string}`>

export const conversionHandlers: Pick<WorkerHandlers, Mine> = {
  'conversions.list': async (context) => ({
    rows: await listConversions(context.office.store.db, mapOf(context), todayOf(context.office)),
  }),
  'conversions.get': async (context, { conversionId }) => {
    const { db } = context.office.store
    const { gaps, ...known } = await getConversion(db, mapOf(context), conversionId, todayOf(context.office))
    return {
      ...known,
      gaps: gaps.map((row) => ({ ...row, origin: { ...row.origin, from: [...row.origin.from] } })),
    }
  },
  'conversions.open': async ({ office, actor }, input) => ({
    conversionId: await conversion.openConversion(office.store.db, await actor(), input),
  }),
  'conversions.change': async ({ office, actor }, input) => {
    await conversion.changeConversion(office.store.db, await actor(), input)
    return {}
  },
  'conversions.assess': async (context, input) => {
    await conversion.assessClause(context.office.store.db, await context.actor(), mapOf(context), input)
    return {}
  },
  'conversions.linkOld': async (context, input) => {
    await conversion.linkOldClause(context.office.store.db, await context.actor(), mapOf(context), input)
    return {}
  },
  'conversions.takeProposals': async (context, input) => ({
    clauses: await conversion.takeProposals(context.office.store.db, await context.actor(), mapOf(context), input),
  }),
  'conversions.exempt': async ({ office, actor }, input) => {
    await conversion.exemptDocument(office.store.db, await actor(), input)
    return {}
  },
  'conversions.draftIssues': async ({ office, actor }, input) => ({
    opened: await conversion.draftNewIssues(office.store.db, await actor(), input),
  }),
  'conversions.recordStep': async (context, input) => {
    await conversion.recordStep(context.office.store.db, await context.actor(), mapOf(context), input)
    return {}
  },
  'conversions.draftReplacement': async ({ office, actor }, input) => ({
    instrumentId: await conversion.draftReplacement(office.store.db, await actor(), input),
  }),
  'conversions.close': async (context, input) => {
    await conversion.closeConversion(context.office.store.db, await context.actor(), mapOf(context), input)
    return {}
  },
  'conversions.giveUp': async ({ office, actor }, input) => {
    await conversion.giveUpConversion(office.store.db, await actor(), input)
    return {}
  },
}

/** The clauses that the screen showed, in its order. */
export async function gapListOf(
  office: Office,
  { conversionId, clauses }: InternalCalls['internal.getGapList']['input'],
): Promise<InternalCalls['internal.getGapList']['output']> {
  const date = todayOf(office)
  const { db, kind } = office.store
  const known = await getConversion(db, readClauseMap(office.resources), conversionId, date)
  const byClause = new Map(known.gaps.map((row) => [row.clause, row]))
  const rows = clauses.flatMap((clause) => byClause.get(clause) ?? [])
  const { name, settings } = await getOfficeProfile(db)
  return {
    sheets: [writeGapSheet({ ...known, officeName: name, date, rows })],
    paper: {
      governingBody: settings.governingBody,
      officeName: name,
      place: settings.place,
      printedOn: date,
      instrument: known.instrument,
      fromEdition: known.fromEdition,
      toEdition: known.toEdition,
      rows,
    },
    edition: known.toEdition,
    date,
    isTraining: kind === 'training',
  }
}
