// What the calls about units do in the database worker.
import { changeDepartment, changeOwnOffice } from '../../db/units/commands.ts'
import { listOpenAt, listUnitChanges, listUnitNames } from '../../db/units/queries.ts'
import type { WorkerHandlers } from './handlers.ts'

type Names = Extract<keyof WorkerHandlers, `units.${string}`>

export const unitHandlers: Pick<WorkerHandlers, Names> = {
  'units.list': async ({ office }) => ({ rows: await listUnitChanges(office.store.db) }),
  'units.listNames': async ({ office }) => ({ names: await listUnitNames(office.store.db) }),
  'units.listOpen': async ({ office }, { names }) => ({ rows: await listOpenAt(office.store.db, names) }),
  'units.changeDepartment': async ({ office, actor }, input) => {
    await changeDepartment(office.store.db, await actor(), input)
    return {}
  },
  'units.changeOffice': async ({ office, actor }, input) => {
    await changeOwnOffice(office.store.db, await actor(), input)
    return {}
  },
}
