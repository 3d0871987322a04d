// What the calls about conformity, the lists of procedures and the system's state do in the database worker.
import * as conformity from '../../db/conformity/commands.ts'
import { checkIssue } from '../../db/conformity/order.ts'
import { getInstrument, getInstrumentRow, listActs, listInstruments } from '../../db/conformity/queries.ts'
import { countSystem, getScopeMatrix, listActivities } from '../../db/conformity/scope.ts'
import { listDeadlines } from '../../db/conformity/system.ts'
import { findProcessIds } from '../../db/documents/queries.ts'
import { foldCode } from '../../db/documents/rules.ts'
import { toInstant } from '../../db/model/clock.ts'
import { refuseFields } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import * as lists from '../../db/procedure-lists/commands.ts'
import { getProcedureList, listProcedureLists } from '../../db/procedure-lists/queries.ts'
import type { Context, WorkerHandlers } from './handlers.ts'

const todayOf = ({ office }: Context): string => instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)

type Mine = Extract<keyof WorkerHandlers, `conformity.${string}` | `lists.${string}` | `system.${string}`>

export const conformityHandlers: Pick<WorkerHandlers, Mine> = {
  'conformity.list': async (context, { date }) => {
    const day = date ?? todayOf(context)
    return { date: day, rows: await listInstruments(context.office.store.db, day) }
  },
  'conformity.get': async (context, { instrumentId, date }) => {
    const { db } = context.office.store
    const day = date ?? todayOf(context)
    const instrument = await getInstrument(db, instrumentId, day)
    const check =
      instrument.state === 'draft' ? await checkIssue(db, await getInstrumentRow(db, instrumentId), todayOf(context)) : null
    return { date: day, instrument: { ...instrument, check: check && { ...check, steps: [...check.steps] } } }
  },
  'conformity.draft': async ({ office, actor }, input) => ({
    instrumentId: await conformity.draftInstrument(office.store.db, await actor(), input),
  }),
  'conformity.save': async ({ office, actor }, { lines, ...draft }) => {
    const { db } = office.store
    const known = await findProcessIds(
      db,
      lines.map(({ processCode }) => processCode),
    )
    refuseFields(
      lines.flatMap(({ processCode }, index) =>
        processCode === '' || known.has(foldCode(processCode))
          ? []
          : [{ path: `lines.${index}.processCode`, code: 'notFound' as const }],
      ),
    )
    const resolved = lines.map(({ processCode, ...line }) => ({
      group: line.group,
      text: line.text,
      field: line.field,
      documentId: processCode === '' ? null : (known.get(foldCode(processCode)) ?? null),
      procedureKey: line.procedureKey,
    }))
    return { hash: await conformity.saveInstrument(db, await actor(), { ...draft, lines: resolved }) }
  },
  'conformity.discard': async ({ office, actor }, input) => {
    await conformity.discardInstrument(office.store.db, await actor(), input)
    return {}
  },
  'conformity.issue': async ({ office, actor }, input) => {
    await conformity.issueInstrument(office.store.db, await actor(), input)
    return {}
  },
  'conformity.suspend': async ({ office, actor }, input) => {
    await conformity.suspendInstrument(office.store.db, await actor(), input)
    return {}
  },
  'conformity.resume': async ({ office, actor }, input) => {
    await conformity.resumeInstrument(office.store.db, await actor(), input)
    return {}
  },
  'conformity.withdraw': async ({ office, actor }, input) => {
    await conformity.withdrawInstrument(office.store.db, await actor(), input)
    return {}
  },
  'conformity.prove': async ({ office, actor }, input) => {
    await conformity.proveInstrument(office.store.db, await actor(), input)
    return {}
  },
  'conformity.listActs': async ({ office }) => ({ rows: await listActs(office.store.db) }),
  'conformity.recordAct': async ({ office, actor }, input) => ({
    actId: await conformity.recordAct(office.store.db, await actor(), input),
  }),
  'conformity.strikeAct': async ({ office, actor }, input) => {
    await conformity.strikeAct(office.store.db, await actor(), input)
    return {}
  },
  'conformity.getMatrix': async (context, { date }) => {
    const { instruments, rows, ...rest } = await getScopeMatrix(context.office.store.db, date ?? todayOf(context))
    return {
      ...rest,
      instruments: [...instruments],
      rows: rows.map((row) => ({
        ...row,
        processes: [...row.processes],
        instruments: [...row.instruments],
        gaps: [...row.gaps],
      })),
    }
  },
  'conformity.listActivities': async (context, { date }) => {
    const day = date ?? todayOf(context)
    return { date: day, rows: await listActivities(context.office.store.db, day) }
  },

  'lists.list': async ({ office }) => ({ rows: await listProcedureLists(office.store.db) }),
  'lists.get': ({ office }, { listId }) => getProcedureList(office.store.db, listId),
  'lists.enter': async ({ office, actor }, input) => ({
    listId: await lists.enterList(office.store.db, await actor(), input),
  }),
  'lists.publish': async ({ office, actor }, input) => {
    await lists.publishList(office.store.db, await actor(), input)
    return {}
  },
  'lists.strike': async ({ office, actor }, input) => {
    await lists.strikeList(office.store.db, await actor(), input)
    return {}
  },

  'system.getState': async (context, { date }) => {
    const { db } = context.office.store
    const today = todayOf(context)
    const day = date ?? today
    const deadlines = await listDeadlines(db, day)
    return {
      date: day,
      today,
      counts: await countSystem(db, day),
      deadlines: deadlines.map((deadline) => ({ ...deadline, missing: [...deadline.missing] })),
    }
  },
}
