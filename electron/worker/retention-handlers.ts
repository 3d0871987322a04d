// What the calls about how long cases are kept do in the database workers.
import { destroyCases } from '../../db/destruction/commands.ts'
import { countFilesLeft, removeFiles } from '../../db/destruction/queries.ts'
import { toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import * as retention from '../../db/retention/commands.ts'
import { listDecided, listExpired, listRetentionRules } from '../../db/retention/queries.ts'
import type { WorkerHandlers } from './handlers.ts'

type Names = Extract<keyof WorkerHandlers, `retention.${string}`>

export const retentionHandlers: Pick<WorkerHandlers, Names> = {
  'retention.listRules': ({ office }) => listRetentionRules(office.store.db),
  'retention.setRule': async ({ office, actor }, rule) => ({
    ruleId: await retention.setRetentionRule(office.store.db, await actor(), rule),
  }),
  'retention.dropRule': async ({ office, actor }, input) => {
    await retention.dropRetentionRule(office.store.db, await actor(), input)
    return {}
  },
  'retention.listExpired': ({ office }, { limit, after }) =>
    listExpired(office.store.db, instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10), limit, after),
  'retention.listDecided': ({ office }, { decision, limit, after }) => listDecided(office.store.db, decision, limit, after),
  'retention.destroy': async ({ office, actor }, input) => {
    await destroyCases(office.store.db, await actor(), input)
    return removeFiles(office.store.db, office.store.folder)
  },
  'retention.countFilesLeft': async ({ office }) => ({ left: await countFilesLeft(office.store.db, office.store.folder) }),
  'retention.removeFilesLeft': ({ office }) => removeFiles(office.store.db, office.store.folder),
  'retention.decide': async ({ office, actor }, input) => {
    await retention.decideRetention(office.store.db, await actor(), input)
    return {}
  },
}
