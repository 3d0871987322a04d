// What is destroyed, and what of it still lies on the disk.
import { existsSync, rmSync } from 'node:fs'
import { blobFile, blobFolder } from '../blobs/store.ts'
import type { Db } from '../event.ts'

/** Contents that only destroyed cases had. */
async function listLetGo(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('destroyed_scan as d')
    .leftJoin('scan as s', 's.sha256', 'd.sha256')
    .select('d.sha256')
    .distinct()
    .where('s.id', 'is', null)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}

/** How many files of destroyed scans still lie in the store of `folder`. */
export async function countFilesLeft(db: Db, folder: string): Promise<number> {
  const blobs = blobFolder(folder)
  return (await listLetGo(db)).filter((sha256) => existsSync(blobFile(blobs, sha256))).length
}

/** Removes the files that no case names any more; what is shared with a case that is kept stays. Returns how many went and how many would not. */
export async function removeFiles(db: Db, folder: string): Promise<{ removed: number; left: number }> {
  const blobs = blobFolder(folder)
  let [removed, left] = [0, 0]
  for (const sha256 of await listLetGo(db)) {
    const file = blobFile(blobs, sha256)
    if (!existsSync(file)) continue
    try {
      rmSync(file)
      removed += 1
    } catch {
      left += 1 // open in another program: the next act tries again
    }
  }
  return { removed, left }
}

/** Under which minutes a case was destroyed; null for one that was not. */
export async function findDestruction(db: Db, caseId: string) {
  const row = await db
    .selectFrom('case_destruction as d')
    .leftJoin('staff as s', 's.id', 'd.destroyed_by')
    .selectAll('d')
    .select('s.full_name')
    .where('d.case_id', '=', caseId)
    .executeTakeFirst()
  return row
    ? {
        recordNumber: row.record_number,
        recordDate: row.record_date,
        destroyedAt: row.destroyed_at,
        destroyedByName: row.full_name ?? '',
        scans: row.scans,
      }
    : null
}

/** What the minutes list of the cases: nothing that names a person. In the order of receipt. */
export async function listForMinutes(db: Db, caseIds: readonly string[]) {
  const rows = await db
    .selectFrom('case_file as f')
    .innerJoin('procedure as p', 'p.id', 'f.procedure_id')
    .innerJoin('retention_decision as d', 'd.case_id', 'f.id')
    .select(['f.provisional_code', 'f.official_code', 'f.received_at', 'f.finished_at', 'p.name', 'd.reason'])
    .select((eb) => [
      eb
        .selectFrom('scan')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('scan.case_id', '=', 'f.id')
        .as('scans'),
    ])
    .where('f.id', 'in', [...caseIds])
    .where('d.decision', '=', 'destroy')
    .orderBy('f.received_at')
    .orderBy('f.no')
    .execute()
  return rows.map((row) => ({
    code: row.official_code ?? row.provisional_code,
    procedureName: row.name,
    receivedAt: row.received_at,
    endedAt: row.finished_at ?? row.received_at,
    scans: Number(row.scans ?? 0),
    reason: row.reason,
  }))
}
