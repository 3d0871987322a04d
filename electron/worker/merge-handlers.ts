// What the calls about the office's other computers do in the database workers.
import { settleClash } from '../../db/merge/commands.ts'
import { listOpenClashes } from '../../db/merge/queries.ts'
import { ownDeviceKey } from '../../db/trust/enrol.ts'
import type { InternalHandlers, WorkerHandlers } from './handlers.ts'

type Names = Extract<keyof WorkerHandlers, `merge.${string}`>
const mostClashes = 200

export const mergeHandlers: Pick<WorkerHandlers, Names> = {
  'merge.listClashes': ({ office }) => listOpenClashes(office.store.db, mostClashes),
  'merge.settle': async ({ office, actor }, input) => {
    await settleClash(office.store.db, await actor(), input)
    return {}
  },
}

export const internalMergeHandlers: Pick<InternalHandlers, 'internal.takeSibling'> = {
  'internal.takeSibling': async ({ office, actor, onProgress }, { file }) => {
    const { db, folder } = office.store
    const { identity } = await ownDeviceKey(db, folder, office.clock)
    // Read when it is needed: a worker that only answers the desk does not carry it.
    const { takeSiblingBundle } = await import('../../db/merge/take.ts')
    const merged = await takeSiblingBundle(db, await actor(), { file, folder, identities: [identity] }, onProgress)
    const codes = new Map(
      (await db.selectFrom('device').select(['id', 'code']).execute()).map(({ id: device, code }) => [device, code]),
    )
    const missing = merged.missing.map(({ device, from, to }) => ({ deviceCode: codes.get(device) ?? '', from, to }))
    return { ...merged, missing }
  },
}
