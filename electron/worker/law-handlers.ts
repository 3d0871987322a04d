// What the calls about the register of laws do in the database worker.
import * as laws from '../../db/laws/commands.ts'
import { countMissingLaws, getLaw, getLawImpact, listLaws } from '../../db/laws/queries.ts'
import { listUpdates } from '../../db/laws/updates.ts'
import { toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { formsOf, readStarterLaws } from './brought-files.ts'
import type { Context, WorkerHandlers } from './handlers.ts'

const todayOf = ({ office }: Context): string => instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)

export const lawHandlers: Pick<WorkerHandlers, Extract<keyof WorkerHandlers, `laws.${string}`>> = {
  'laws.list': async (context, { query, state, date }) => {
    const { db } = context.office.store
    const day = date ?? todayOf(context)
    return {
      rows: await listLaws(db, { query, state }, day),
      date: day,
      missing: await countMissingLaws(db, readStarterLaws(context.office.resources)),
    }
  },
  'laws.get': (context, { lawId }) => getLaw(context.office.store.db, lawId, todayOf(context)),
  'laws.getImpact': (context, { lawId }) =>
    getLawImpact(context.office.store.db, lawId, formsOf(context.office), todayOf(context)),
  'laws.listUpdates': async (context, { onlyOpen }) => {
    const date = todayOf(context)
    const rows = await listUpdates(context.office.store.db, date)
    return { rows: rows.filter(({ closedOn }) => !onlyOpen || closedOn === null), date }
  },
  'laws.record': async ({ office, actor }, input) => ({ lawId: await laws.recordLaw(office.store.db, await actor(), input) }),
  'laws.change': async ({ office, actor }, input) => {
    await laws.changeLaw(office.store.db, await actor(), input)
    return {}
  },
  'laws.replace': async ({ office, actor }, input) => {
    await laws.replaceLaw(office.store.db, await actor(), input)
    return {}
  },
  'laws.importStarter': async ({ office, actor }) => ({
    added: await laws.importStarterLaws(office.store.db, await actor(), readStarterLaws(office.resources)),
  }),
}
