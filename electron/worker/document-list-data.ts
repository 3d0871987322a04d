// What the printed register says: the documents that the screen showed, in its order.
import { listDocumentsOnPaper } from '../../db/documents/queries.ts'
import { toInstant } from '../../db/model/clock.ts'
import type { IsoDate } from '../../db/model/local-time.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeProfile } from '../../db/people/queries.ts'
import type { Office } from './office.ts'
import type { DocumentListPaper } from './protocol.ts'

export async function documentListOf(
  office: Office,
  { documentIds, date }: { readonly documentIds: readonly string[]; readonly date: IsoDate | null },
): Promise<DocumentListPaper> {
  const { db } = office.store
  const { name, settings } = await getOfficeProfile(db)
  const printedOn = instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)
  const day = date ?? printedOn
  return {
    list: {
      governingBody: settings.governingBody,
      officeName: name,
      place: settings.place,
      date: day,
      printedOn,
      rows: await listDocumentsOnPaper(db, documentIds, day),
    },
    isTraining: office.store.kind === 'training',
  }
}
