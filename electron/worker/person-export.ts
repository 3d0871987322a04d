// All that is held on one person as one archive: a workbook of what the records say, and the scanned papers as they are. Read beside the
// writer, paper by paper.
import { readBlob } from '../../db/blobs/store.ts'
import { toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getPersonHoldings } from '../../db/personal/holdings.ts'
import { writeArchive } from '../workbook/archive-file.ts'
import { writeWorkbookFile } from '../workbook/write-file.ts'
import type { Context } from './handlers.ts'
import type { InternalCalls } from './protocol.ts'

type Written = InternalCalls['internal.writePersonExport']

/** As any system takes it for a name. */
const safeName = (text: string): string => text.replace(/[^\p{L}\p{N}\p{M} ._()-]/gu, '_').slice(-80)

/** Throws app.cancelled between two papers, file.unwritable, store.diskFull. */
export async function writePersonExport(
  { office, onProgress }: Context,
  { personId, file, words }: Written['input'],
): Promise<Written['output']> {
  const { db, folder } = office.store
  const { sheets, scans } = await getPersonHoldings(db, personId, (key) => words[key] ?? key)
  const now = instantToLocal(toInstant(office.clock.nowMs()))
  let missing = 0
  await writeArchive(file, now, async (add) => {
    onProgress(0, scans.length + 1)
    add(`${words.fileName ?? 'data'}.xlsx`, await writeWorkbookFile(sheets))
    for (const [index, scan] of scans.entries()) {
      onProgress(index + 1, scans.length + 1)
      const name = `${words.scanFolder ?? 'scans'}/${safeName(scan.code)}/${index + 1}-${safeName(scan.fileName)}`
      try {
        add(name, readBlob(folder, scan.sha256, scan.fileName))
      } catch (error) {
        // A content that the store has lost is counted; it must not keep the rest from the person.
        if (!(error instanceof AppError && error.code.startsWith('scan.'))) throw error
        missing += 1
      }
    }
  })
  return { scans: scans.length - missing, missing }
}
