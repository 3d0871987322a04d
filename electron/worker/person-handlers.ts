// What the calls about doubly entered applicants do in the database workers.
import { keepPersonsApart, mergePersons, unmergePersons } from '../../db/persons/commands.ts'
import { findLikelyPairs, listMerges } from '../../db/persons/queries.ts'
import type { WorkerHandlers } from './handlers.ts'

type Names = Extract<keyof WorkerHandlers, `persons.${string}`>

export const personHandlers: Pick<WorkerHandlers, Names> = {
  'persons.findPairs': async ({ office }) => ({ pairs: await findLikelyPairs(office.store.db) }),
  'persons.merge': async ({ office, actor }, input) => {
    await mergePersons(office.store.db, await actor(), input)
    return {}
  },
  'persons.keepApart': async ({ office, actor }, input) => {
    await keepPersonsApart(office.store.db, await actor(), input)
    return {}
  },
  'persons.listMerges': async ({ office }) => ({ rows: await listMerges(office.store.db) }),
  'persons.unmerge': async ({ office, actor }, input) => {
    await unmergePersons(office.store.db, await actor(), input)
    return {}
  },
}
