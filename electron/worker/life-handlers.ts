// What the calls about the life of a case do in the database worker.
import { presentCase } from '../../db/cases/commands.ts'
import { localNow } from '../../db/cases/intake-deadline.ts'
import { act, actOnMany, setClockRule } from '../../db/cases/life/commands.ts'
import { clockRuleOn } from '../../db/cases/life/context.ts'
import { getLife, listColleagues } from '../../db/cases/life/queries.ts'
import { countWork, listWork } from '../../db/cases/life/work.ts'
import { receiptFormKey } from './brought-files.ts'
import type { WorkerHandlers } from './handlers.ts'

export const lifeHandlers: Pick<WorkerHandlers, Extract<keyof WorkerHandlers, `life.${string}`>> = {
  'life.get': async ({ office, actor }, { caseId }) => getLife(office.store.db, await actor(), caseId),
  'life.act': async ({ office, actor }, { caseId, input }) => {
    await act(office.store.db, await actor(), caseId, input)
    return {}
  },
  'life.actOnMany': async ({ office, actor }, { caseIds, input }) => ({
    outcomes: (await actOnMany(office.store.db, await actor(), caseIds, input)).map(({ caseId, error }) => ({
      caseId,
      error: error && { code: error.code, params: { ...error.params } },
    })),
  }),
  'life.countWork': async ({ office, actor }) => countWork(office.store.db, await actor()),
  'life.listWork': async ({ office, actor }, input) => listWork(office.store.db, await actor(), input),
  'life.present': async ({ office, actor }, { intake, answer }) =>
    presentCase(office.store.db, await actor(), intake, (date) => receiptFormKey(office, date), answer),
  'life.listColleagues': async ({ office }) => ({ rows: await listColleagues(office.store.db, office) }),
  'life.getClockRule': ({ office }, { procedureId }) =>
    clockRuleOn(office.store.db, procedureId, localNow(office.clock).slice(0, 10)),
  'life.setClockRule': async ({ office, actor }, { procedureId, rule }) => {
    await setClockRule(office.store.db, await actor(), procedureId, rule)
    return {}
  },
}
