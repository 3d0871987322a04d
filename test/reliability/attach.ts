// Attaches a scan to the oldest case, as the program does: the content into the store, then the event.
import { putBlob } from '../../db/blobs/store.ts'
import { attachScan } from '../../db/papers/commands.ts'
import { listStaff } from '../../db/people/queries.ts'
import { getActor, type Office } from '../../electron/worker/office.ts'
import { scanBytes } from '../fixtures/scans.ts'

export async function attachFirst({ store, clock }: Office): Promise<void> {
  const { id: caseId } = await store.db.selectFrom('case_file').select('id').orderBy('id').executeTakeFirstOrThrow()
  const administrator = (await listStaff(store.db)).find(({ roles }) => roles.includes('administrator'))
  const actor = await getActor(store.db, clock, administrator?.id ?? '')
  const blob = putBlob(store.folder, scanBytes('three-pages.pdf'), 'a.pdf')
  const about = { title: 'Đơn', issuedOn: null, validUntil: null, source: 'file', fileName: 'a.pdf' } as const
  await attachScan(store.db, actor, { caseId, component: 0, blob, ...about })
}
