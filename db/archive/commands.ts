// Keeping the index of old paper files, and lending the files.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, instantToLocal, isRealDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import { findOpenLoan, getOldFileRow } from './queries.ts'
import { issuesOf, keysOf, type OldFileEntry } from './rules.ts'

const todayOf = (actor: Actor): IsoDate => instantToLocal(toInstant(actor.clock.nowMs())).slice(0, 10)
export const thisYearOf = (actor: Actor): number => Number(todayOf(actor).slice(0, 4))

/** Files in one event of an import. */
const importPart = 400

/** Adds an entry. Returns its id. */
export async function addOldFile(db: Db, actor: Actor, entry: OldFileEntry): Promise<string> {
  authorise(actor, 'oldFile.write')
  refuseFields(issuesOf(entry, thisYearOf(actor)))
  return db.transaction().execute(async (tx) => {
    const entityId = newId(actor.clock.nowMs())
    await recordInTx(tx, actor, [{ entity: 'oldFile', entityId, type: 'oldFile.added', payload: { ...entry } }])
    return entityId
  })
}

/** Which entries of a list are new: neither in the index nor earlier in the list. */
async function newOnesOf(db: Db, entries: readonly OldFileEntry[]): Promise<OldFileEntry[]> {
  const seen = new Set<string>()
  const fresh: OldFileEntry[] = []
  for (const entry of entries) {
    const key = keysOf(entry).same_key
    if (seen.has(key)) continue
    seen.add(key)
    const known = await db
      .selectFrom('old_file')
      .select('id')
      .where('same_key', '=', key)
      .where('struck_reason', 'is', null)
      .executeTakeFirst()
    if (!known) fresh.push(entry)
  }
  return fresh
}

export interface OldFileList {
  readonly fileName: string
  readonly entries: readonly OldFileEntry[]
}

/** How many entries of a list the index does not have yet. Throws input.invalid with the place of each fault (`12.title`). */
export async function checkOldFileList(
  db: Db,
  actor: Actor,
  { entries }: OldFileList,
): Promise<{ added: number; known: number }> {
  authorise(actor, 'oldFile.write')
  refuseFields(
    entries.flatMap((entry, index) =>
      issuesOf(entry, thisYearOf(actor)).map((issue): FieldIssue => ({ ...issue, path: `${index}.${issue.path}` })),
    ),
  )
  const added = (await newOnesOf(db, entries)).length
  return { added, known: entries.length - added }
}

/** Brings a list in whole or not at all; entries that are known already are left out. */
export async function importOldFiles(db: Db, actor: Actor, list: OldFileList): Promise<{ added: number; known: number }> {
  authorise(actor, 'oldFile.write')
  return db.transaction().execute(async (tx) => {
    const counts = await checkOldFileList(tx, actor, list)
    const fresh = await newOnesOf(tx, list.entries)
    const entityId = newId(actor.clock.nowMs())
    for (let at = 0; at < fresh.length; at += importPart) {
      const files = fresh.slice(at, at + importPart).map((entry) => ({ ...entry, fileId: newId(actor.clock.nowMs()) }))
      await recordInTx(tx, actor, [
        { entity: 'oldFileImport', entityId, type: 'oldFile.imported', payload: { fileName: list.fileName, files } },
      ])
    }
    return counts
  })
}

async function getStandingInTx(tx: Tx, fileId: string) {
  const file = await getOldFileRow(tx, fileId)
  if (file.struck_reason !== null) throw new AppError('oldFile.struck')
  return file
}

export async function changeOldFile(
  db: Db,
  actor: Actor,
  { fileId, ...entry }: OldFileEntry & { fileId: string },
): Promise<void> {
  authorise(actor, 'oldFile.write')
  refuseFields(issuesOf(entry, thisYearOf(actor)))
  await db.transaction().execute(async (tx) => {
    await getStandingInTx(tx, fileId)
    await recordInTx(tx, actor, [{ entity: 'oldFile', entityId: fileId, type: 'oldFile.changed', payload: { ...entry } }])
  })
}

/** Strikes a wrong entry; it stays in the log. Throws oldFile.isLent while somebody has the file. */
export async function strikeOldFile(db: Db, actor: Actor, { fileId, reason }: { fileId: string; reason: string }): Promise<void> {
  authorise(actor, 'oldFile.write')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    await getStandingInTx(tx, fileId)
    const loan = await findOpenLoan(tx, fileId)
    if (loan) throw new AppError('oldFile.isLent', { borrower: loan.borrower })
    await recordInTx(tx, actor, [{ entity: 'oldFile', entityId: fileId, type: 'oldFile.struck', payload: { reason } }])
  })
}

export interface Lending {
  readonly fileId: string
  readonly borrower: string
  readonly purpose: string
  readonly lentOn: IsoDate
  readonly dueOn: IsoDate
}

/** Records that somebody took the file away and until when. Throws oldFile.isLent {borrower}. */
export async function lendOldFile(db: Db, actor: Actor, { fileId, borrower, purpose, lentOn, dueOn }: Lending): Promise<void> {
  authorise(actor, 'oldFile.write')
  const issues: FieldIssue[] = []
  if (borrower === '') issues.push({ path: 'borrower', code: 'required' })
  if (!isRealDate(lentOn)) issues.push({ path: 'lentOn', code: 'notADate' })
  else if (lentOn > todayOf(actor)) issues.push({ path: 'lentOn', code: 'inFuture' })
  if (!isRealDate(dueOn)) issues.push({ path: 'dueOn', code: 'notADate' })
  else if (dueOn < lentOn) issues.push({ path: 'dueOn', code: 'dueBeforeLent' })
  refuseFields(issues)
  await db.transaction().execute(async (tx) => {
    await getStandingInTx(tx, fileId)
    const loan = await findOpenLoan(tx, fileId)
    if (loan) throw new AppError('oldFile.isLent', { borrower: loan.borrower })
    const payload = { loanId: newId(actor.clock.nowMs()), borrower, purpose, lentOn, dueOn }
    await recordInTx(tx, actor, [{ entity: 'oldFile', entityId: fileId, type: 'oldFile.lent', payload }])
  })
}

export interface TakingBack {
  readonly fileId: string
  readonly on: IsoDate
  readonly note: string
}

/** Records that the file is back. Throws oldFile.notLent. */
export async function takeOldFileBack(db: Db, actor: Actor, { fileId, on, note }: TakingBack): Promise<void> {
  authorise(actor, 'oldFile.write')
  await db.transaction().execute(async (tx) => {
    await getOldFileRow(tx, fileId)
    const loan = await findOpenLoan(tx, fileId)
    if (!loan) throw new AppError('oldFile.notLent')
    if (!isRealDate(on)) refuseFields([{ path: 'on', code: 'notADate' }])
    if (on > todayOf(actor)) refuseFields([{ path: 'on', code: 'inFuture' }])
    if (on < loan.lent_on) refuseFields([{ path: 'on', code: 'beforeLent', params: { date: loan.lent_on } }])
    await recordInTx(tx, actor, [
      { entity: 'oldFile', entityId: fileId, type: 'oldFile.givenBack', payload: { loanId: loan.id, on, note } },
    ])
  })
}
