// The log of sheets on boards, and which of them must come down: computed from what is in effect on a day, never stored.
import type { Db } from '../event.ts'
import type { IsoDate } from '../model/local-time.ts'
import { listedKeys, listSheets, readSheet, type SheetRow, type SheetSource } from './queries.ts'
import type { PostingState, TakeDownReason } from './rules.ts'
import type { PostingTable } from './schema.ts'
import { changesBetween } from './sheet.ts'

const today = async (db: Db, date: IsoDate) => {
  const sheets = await listSheets(db, date)
  const withdrawn = await db
    .selectFrom('document')
    .select('id')
    .where('withdrawn_from', 'is not', null)
    .where('withdrawn_from', '<=', date)
    .execute()
  return {
    date,
    byKey: new Map(sheets.map((sheet) => [sheet.key, sheet])),
    withdrawn: new Set(withdrawn.map(({ id }) => id)),
    listed: await listedKeys(db, date),
    earlierLists: new Map<IsoDate, Awaited<ReturnType<typeof listedKeys>>>(),
  }
}
type Today = Awaited<ReturnType<typeof today>>

export const keyOf = (posting: Pick<PostingTable, 'procedure_key' | 'document_id'>): string =>
  posting.procedure_key === null ? `process:${posting.document_id}` : `procedure:${posting.procedure_key}`

/** A list that has not the procedure counts only when the list of the day of posting had it: most offices post more than they list. */
async function isDelisted(db: Db, { procedure_key, posted_on }: PostingTable, now: Today): Promise<boolean> {
  if (procedure_key === null || now.listed === null || now.listed.keys.has(procedure_key)) return false
  const before = now.earlierLists.get(posted_on) ?? (await listedKeys(db, posted_on))
  now.earlierLists.set(posted_on, before)
  return before !== null && before.id !== now.listed.id && before.keys.has(procedure_key)
}

// Versions never change, so what was compared once serves for good: a board of a thousand sheets is not parsed at every look. Bounded,
// since a program that runs for months meets ever new pairs.
const comparedLimit = 5_000
const compared = new Map<string, readonly TakeDownReason[]>()

async function changesOf(db: Db, hanging: SheetSource, current: SheetSource): Promise<readonly TakeDownReason[]> {
  const key = [hanging, current].map((one) => `${one.procedureVersionId} ${one.versionId}`).join('\n')
  const changes = compared.get(key) ?? changesBetween((await readSheet(db, hanging)).sheet, (await readSheet(db, current)).sheet)
  // What was asked for last goes to the end; the one that nobody asked for longest makes room.
  compared.delete(key)
  compared.set(key, changes)
  const oldest = compared.keys().next()
  if (compared.size > comparedLimit && !oldest.done) compared.delete(oldest.value)
  return changes
}

/** What follows from the versions alone, without reading what they say. */
async function plainReasonsOf(db: Db, posting: PostingTable, now: Today): Promise<TakeDownReason[]> {
  const reasons: TakeDownReason[] = []
  const { document_id, version_id } = posting
  const current: SheetRow | undefined = now.byKey.get(keyOf(posting))
  if (document_id === null) {
    if (current?.versionId) reasons.push('nowServed')
  } else if (now.withdrawn.has(document_id)) reasons.push('withdrawn')
  else if (current?.documentId !== document_id) reasons.push('notServed')
  else if (current.versionId !== version_id) reasons.push('superseded')
  if (await isDelisted(db, posting, now)) reasons.push('delisted')
  return reasons
}

/** Where the same process, or none, still stands behind the sheet: what it says otherwise than one of today. */
async function changedParts(db: Db, posting: PostingTable, now: Today): Promise<readonly TakeDownReason[]> {
  const { document_id, version_id, procedure_version_id } = posting
  const current = now.byKey.get(keyOf(posting))
  if (current === undefined || current.documentId !== document_id) return []
  // Another version of a catalogue's entry often changes nothing that the public reads.
  if (current.versionId === version_id && current.procedureVersionId === procedure_version_id) return []
  return changesOf(db, { procedureVersionId: procedure_version_id, versionId: version_id }, current)
}

const hanging = (db: Db, date: IsoDate) =>
  db
    .selectFrom('posting')
    .selectAll()
    .where('removed_on', 'is', null)
    .where('struck_reason', 'is', null)
    .where('posted_on', '<=', date)
    .orderBy('posted_on')
    .orderBy('id')
    .execute()

/** Sheets that hang and must come down, the longest on the wall first, each with every reason. */
export async function listTakeDown(db: Db, date: IsoDate) {
  const rows = await hanging(db, date)
  if (rows.length === 0) return []
  const now = await today(db, date)
  const found: Array<{ posting: PostingTable; reasons: TakeDownReason[] }> = []
  for (const posting of rows) {
    const reasons = [...(await plainReasonsOf(db, posting, now)), ...(await changedParts(db, posting, now))]
    if (reasons.length > 0) found.push({ posting, reasons })
  }
  return found
}

/** Their number: one reason is enough to be counted. */
export async function countTakeDown(db: Db, date: IsoDate): Promise<number> {
  const rows = await hanging(db, date)
  if (rows.length === 0) return 0
  const now = await today(db, date)
  let count = 0
  for (const posting of rows) {
    const isOut = (await plainReasonsOf(db, posting, now)).length > 0 || (await changedParts(db, posting, now)).length > 0
    if (isOut) count += 1
  }
  return count
}

const rowOf = (posting: PostingTable, state: PostingState, reasons: readonly TakeDownReason[]) => ({
  id: posting.id,
  key: keyOf(posting),
  documentId: posting.document_id,
  code: posting.code,
  version: posting.version,
  hash: posting.hash,
  name: posting.name,
  size: posting.size,
  place: posting.place,
  postedOn: posting.posted_on,
  postedBy: posting.posted_by,
  removedOn: posting.removed_on,
  removedBy: posting.removed_by,
  struckReason: posting.struck_reason,
  state,
  reasons: [...reasons],
})

/** The whole log, the last posted first. */
export async function listPostings(db: Db, date: IsoDate) {
  const reasons = new Map((await listTakeDown(db, date)).map((found) => [found.posting.id, found.reasons]))
  const rows = await db.selectFrom('posting').selectAll().orderBy('posted_on', 'desc').orderBy('id', 'desc').execute()
  return rows.map((posting) => {
    const own = reasons.get(posting.id) ?? []
    if (posting.struck_reason !== null) return rowOf(posting, 'struck', [])
    if (posting.removed_on !== null) return rowOf(posting, 'removed', [])
    return rowOf(posting, own.length > 0 ? 'outdated' : 'hanging', own)
  })
}
