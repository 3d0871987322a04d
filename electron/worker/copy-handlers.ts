// What the calls about copies of documents and about their readers do in the database worker.
import * as copies from '../../db/copies/commands.ts'
import { getCopyChoices, listCopies, listCopiesToRecall } from '../../db/copies/queries.ts'
import { toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import * as readings from '../../db/readings/commands.ts'
import { getReaderChoices, listReaders, listToRead } from '../../db/readings/queries.ts'
import type { Context, WorkerHandlers } from './handlers.ts'

const todayOf = ({ office }: Context): string => instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)

type Names = Extract<keyof WorkerHandlers, `copies.${string}` | `readings.${string}`>

export const copyHandlers: Pick<WorkerHandlers, Names> = {
  'copies.list': async ({ office }, { documentId }) => ({ rows: await listCopies(office.store.db, documentId) }),
  'copies.listToRecall': async (context) => {
    const date = todayOf(context)
    return { rows: await listCopiesToRecall(context.office.store.db, date), date }
  },
  'copies.getChoices': ({ office }, { versionId }) => getCopyChoices(office.store.db, versionId),
  'copies.handOut': async ({ office, actor }, input) => {
    await copies.handOutCopies(office.store.db, await actor(), input)
    return {}
  },
  'copies.recall': async ({ office, actor }, input) => {
    await copies.recallCopies(office.store.db, await actor(), input)
    return {}
  },
  'copies.reopen': async ({ office, actor }, input) => {
    await copies.reopenCopy(office.store.db, await actor(), input)
    return {}
  },
  'copies.strike': async ({ office, actor }, input) => {
    await copies.strikeCopy(office.store.db, await actor(), input)
    return {}
  },
  'readings.list': async ({ office }, { versionId }) => ({ rows: await listReaders(office.store.db, versionId) }),
  'readings.listMine': async (context) => {
    const { staffId } = await context.actor()
    return { rows: await listToRead(context.office.store.db, staffId, todayOf(context)) }
  },
  'readings.getChoices': ({ office }, { versionId }) => getReaderChoices(office.store.db, versionId),
  'readings.name': async ({ office, actor }, input) => {
    await readings.nameReaders(office.store.db, await actor(), input)
    return {}
  },
  'readings.confirm': async ({ office, actor }, input) => {
    await readings.confirmReading(office.store.db, await actor(), input)
    return {}
  },
  'readings.recordSheet': async ({ office, actor }, input) => {
    await readings.recordSheet(office.store.db, await actor(), input)
    return {}
  },
  'readings.strike': async ({ office, actor }, input) => {
    await readings.strikeReading(office.store.db, await actor(), input)
    return {}
  },
  'readings.release': async ({ office, actor }, input) => {
    await readings.releaseReader(office.store.db, await actor(), input)
    return {}
  },
}
