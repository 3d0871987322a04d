// What people do with copies of documents under control: hand them out by number, fetch them back, mend wrong entries, print. Nothing is
// removed: a mistake is mended by a further event.
import { today } from '../documents/paper-issues.ts'
import { getVersionRow } from '../documents/queries.ts'
import type { DocumentPrintMethod } from '../documents/rules.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, isRealDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import { getCopyRow, getIssuedVersion, nextCopyNumber } from './queries.ts'
import type { CopyForm, CopyOutcome, HolderKind } from './rules.ts'
import type { DocumentCopyTable } from './schema.ts'

const record = (tx: Tx, actor: Actor, documentId: string, type: string, payload: Readonly<Record<string, unknown>>) =>
  recordInTx(tx, actor, [{ entity: 'document', entityId: documentId, type, payload }])

export interface HandOut {
  readonly versionId: string
  /** ISO date, and the name of who handed them out as it stands in the book. */
  readonly on: IsoDate
  readonly by: string
  readonly copies: ReadonlyArray<{
    readonly number: number
    readonly form: CopyForm
    readonly holderKind: HolderKind
    readonly holder: string
  }>
}

/**
 * Enters numbered copies of an approved version into the distribution list, all or none. Returns their ids. A number is given once
 * for the whole life of the document; a version is not handed out any more from the day of its end.
 */
export async function handOutCopies(db: Db, actor: Actor, { versionId, on, by, copies }: HandOut): Promise<string[]> {
  authorise(actor, 'document.enter')
  return db.transaction().execute(async (tx) => {
    const version = await getIssuedVersion(tx, versionId)
    const issues: FieldIssue[] = []
    if (!isRealDate(on)) issues.push({ path: 'on', code: 'notADate' })
    else if (on > today(actor)) issues.push({ path: 'on', code: 'inFuture' })
    else if (version.approved_on !== null && on < version.approved_on)
      issues.push({ path: 'on', code: 'beforeIssue', params: { date: version.approved_on } })
    else if (version.endsOn !== null && on >= version.endsOn)
      issues.push({ path: 'on', code: 'afterEnd', params: { date: version.endsOn } })
    if (by === '') issues.push({ path: 'by', code: 'required' })
    if (copies.length === 0) issues.push({ path: 'copies', code: 'required' })
    const rows = await tx.selectFrom('document_copy').select('number').where('document_id', '=', version.document_id).execute()
    const used = new Set(rows.map(({ number }) => number))
    const highest = Math.max((await nextCopyNumber(tx, version.document_id)) - 1, ...copies.map(({ number }) => number))
    for (const [index, { number, holder }] of copies.entries()) {
      if (holder === '') issues.push({ path: `copies.${index}.holder`, code: 'required' })
      if (!Number.isSafeInteger(number) || number < 1) issues.push({ path: `copies.${index}.number`, code: 'notPositive' })
      else if (used.has(number))
        issues.push({ path: `copies.${index}.number`, code: 'serialTaken', params: { next: highest + 1 } })
      used.add(number)
    }
    refuseFields(issues)
    const given = copies.map((copy) => ({ ...copy, copyId: newId(actor.clock.nowMs()) }))
    await record(tx, actor, version.document_id, 'document.copiesHandedOut', { versionId, on, by, copies: given })
    return given.map(({ copyId }) => copyId)
  })
}

export interface Recall {
  readonly copyIds: readonly string[]
  readonly outcome: CopyOutcome
  /** ISO date on which it was fetched, destroyed, marked or found missing. */
  readonly on: IsoDate
  readonly note: string
}

/**
 * Records what became of copies, all or none. A lost one needs a reason; one is kept as obsolete only once its version is. Throws
 * document.copyNotOut for a copy that was fetched before.
 */
export async function recallCopies(db: Db, actor: Actor, { copyIds, outcome, on, note }: Recall): Promise<void> {
  authorise(actor, 'document.enter')
  await db.transaction().execute(async (tx) => {
    const rows: DocumentCopyTable[] = []
    for (const copyId of new Set(copyIds)) rows.push(await takeOut(tx, copyId))
    const issues: FieldIssue[] = rows.length === 0 ? [{ path: 'copyIds', code: 'required' }] : []
    const lastGiven =
      rows
        .map(({ given_on }) => given_on)
        .toSorted()
        .at(-1) ?? ''
    if (!isRealDate(on)) issues.push({ path: 'on', code: 'notADate' })
    else if (on > today(actor)) issues.push({ path: 'on', code: 'inFuture' })
    else if (on < lastGiven) issues.push({ path: 'on', code: 'beforeHandOut', params: { date: lastGiven } })
    if (outcome === 'lost' && note === '') issues.push({ path: 'note', code: 'required' })
    if (outcome === 'kept' && issues.length === 0) {
      for (const { version_id } of rows) {
        const { endsOn } = await getIssuedVersion(tx, version_id)
        if (endsOn === null || endsOn > on) issues.push({ path: 'outcome', code: 'stillInForce' })
      }
    }
    refuseFields(issues)
    for (const documentId of new Set(rows.map(({ document_id }) => document_id))) {
      const copies = rows.filter(({ document_id }) => document_id === documentId).map(named)
      await record(tx, actor, documentId, 'document.copiesRecalled', { copies, outcome, on, note })
    }
  })
}

const named = ({ id, number }: DocumentCopyTable) => ({ copyId: id, number })

async function takeOut(tx: Tx, copyId: string): Promise<DocumentCopyTable> {
  const row = await getCopyRow(tx, copyId)
  if (row.outcome !== null || row.struck_reason !== null) throw new AppError('document.copyNotOut')
  return row
}

export interface CopyCorrection {
  readonly copyId: string
  readonly reason: string
}

/** Takes back an outcome that was recorded by mistake: the copy is out again. Throws document.copyNotFetched. */
export async function reopenCopy(db: Db, actor: Actor, { copyId, reason }: CopyCorrection): Promise<void> {
  authorise(actor, 'document.enter')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const row = await getCopyRow(tx, copyId)
    if (row.outcome === null || row.struck_reason !== null) throw new AppError('document.copyNotFetched')
    await record(tx, actor, row.document_id, 'document.copyReopened', { copies: [named(row)], reason })
  })
}

/** Strikes the entry of a copy that was never handed out; its number stays used. */
export async function strikeCopy(db: Db, actor: Actor, { copyId, reason }: CopyCorrection): Promise<void> {
  authorise(actor, 'document.enter')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const row = await takeOut(tx, copyId)
    await record(tx, actor, row.document_id, 'document.copyStruck', { copies: [named(row)], reason })
  })
}

/** Records a print that has happened. Throws entity.notFound. */
export async function recordDocumentPrint(
  db: Db,
  actor: Actor,
  { versionId, method }: { versionId: string; method: DocumentPrintMethod },
): Promise<void> {
  authorise(actor, 'document.read')
  await db.transaction().execute(async (tx) => {
    const { document_id } = await getVersionRow(tx, versionId)
    if (method === 'printer') await record(tx, actor, document_id, 'document.printed', { versionId })
    else {
      const format = method === 'pdf' ? 'PDF' : 'Word'
      await record(tx, actor, document_id, 'document.savedAsFile', { versionId, format })
    }
  })
}
