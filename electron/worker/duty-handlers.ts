// What the calls about duties do in the database workers.
import { handOverDuties } from '../../db/duties/commands.ts'
import { cancelLeave, listLeaves, saveLeave } from '../../db/duties/leave.ts'
import { getDuties, listDuties, listHandovers } from '../../db/duties/queries.ts'
import type { WorkerHandlers } from './handlers.ts'

type Names = Extract<keyof WorkerHandlers, `duties.${string}`>

export const dutyHandlers: Pick<WorkerHandlers, Names> = {
  'duties.listLeaves': async ({ office, actor }) => ({ rows: await listLeaves(office.store.db, await actor()) }),
  'duties.saveLeave': async ({ office, actor }, input) => ({ leaveId: await saveLeave(office.store.db, await actor(), input) }),
  'duties.cancelLeave': async ({ office, actor }, input) => {
    await cancelLeave(office.store.db, await actor(), input)
    return {}
  },
  'duties.list': async ({ office }) => ({ rows: await listDuties(office.store.db) }),
  'duties.get': ({ office }, { staffId }) => getDuties(office.store.db, staffId),
  'duties.handOver': async ({ office, actor }, input) => ({
    handoverId: await handOverDuties(office.store.db, await actor(), input),
  }),
  'duties.listHandovers': async ({ office }) => ({ rows: await listHandovers(office.store.db) }),
}
