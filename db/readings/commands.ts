// Read and understood: who has to read a version, the one word of the reader, and what a signed sheet says.
import { getIssuedVersion } from '../copies/queries.ts'
import { today } from '../documents/paper-issues.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, isRealDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import { getReaderRow } from './queries.ts'
import type { DocumentReaderTable } from './schema.ts'

const record = (tx: Tx, actor: Actor, documentId: string, type: string, payload: Readonly<Record<string, unknown>>) =>
  recordInTx(tx, actor, [{ entity: 'document', entityId: documentId, type, payload }])

const named = ({ id, name }: DocumentReaderTable) => ({ readerId: id, name })

export interface NamedReader {
  /** The account, or null for a person without one. */
  readonly staffId: string | null
  readonly name: string
  readonly position: string
}

/** Names people who have to read an approved version, all or none. Nobody is named twice for one version. */
export async function nameReaders(
  db: Db,
  actor: Actor,
  { versionId, readers }: { versionId: string; readers: readonly NamedReader[] },
): Promise<void> {
  authorise(actor, 'document.enter')
  await db.transaction().execute(async (tx) => {
    const version = await getIssuedVersion(tx, versionId)
    const issues: FieldIssue[] = readers.length === 0 ? [{ path: 'readers', code: 'required' }] : []
    const known = await tx
      .selectFrom('document_reader')
      .select(['staff_id', 'name'])
      .where('version_id', '=', versionId)
      .where('released_reason', 'is', null)
      .execute()
    const keyOf = (staffId: string | null, name: string) => staffId ?? name.toLowerCase()
    const seen = new Set(known.map(({ staff_id, name }) => keyOf(staff_id, name)))
    const people: (NamedReader & { readerId: string })[] = []
    for (const [index, { staffId, ...typed }] of readers.entries()) {
      const path = `readers.${index}`
      const staff =
        staffId === null
          ? undefined
          : await tx.selectFrom('staff').select(['full_name', 'position_title']).where('id', '=', staffId).executeTakeFirst()
      if (staffId !== null && !staff) issues.push({ path, code: 'notFound' })
      const name = staff?.full_name ?? typed.name
      const position = staff?.position_title ?? typed.position
      if (name === '') issues.push({ path, code: 'required' })
      const key = keyOf(staffId, name)
      if (seen.has(key)) issues.push({ path, code: 'alreadyNamed', params: { name } })
      seen.add(key)
      people.push({ readerId: newId(actor.clock.nowMs()), staffId, name, position })
    }
    refuseFields(issues)
    await record(tx, actor, version.document_id, 'document.readersNamed', { versionId, readers: people })
  })
}

/**
 * The acting person's own word that they have read and understood a version. Said again it changes nothing. Throws
 * document.notAReader for a person who was not named, document.versionEnded when the version no longer applies.
 */
export async function confirmReading(db: Db, actor: Actor, { versionId }: { versionId: string }): Promise<void> {
  authorise(actor, 'document.read')
  await db.transaction().execute(async (tx) => {
    const version = await getIssuedVersion(tx, versionId)
    const row = await tx
      .selectFrom('document_reader')
      .selectAll()
      .where('version_id', '=', versionId)
      .where('staff_id', '=', actor.staffId)
      .where('released_reason', 'is', null)
      .executeTakeFirst()
    if (!row) throw new AppError('document.notAReader')
    if (row.read_on !== null) return
    if (version.endsOn !== null && version.endsOn <= today(actor)) throw new AppError('document.versionEnded')
    const payload = { versionId, hash: version.hash, readers: [named(row)] }
    await record(tx, actor, version.document_id, 'document.readingConfirmed', payload)
  })
}

export interface SignedSheet {
  readonly versionId: string
  readonly readerIds: readonly string[]
  /** ISO date on the sheet. */
  readonly on: IsoDate
  /** Where the sheet lies. */
  readonly note: string
}

/** Records who signed on paper, all or none. Throws document.wrongReader for somebody of another version or who has read already. */
export async function recordSheet(db: Db, actor: Actor, { versionId, readerIds, on, note }: SignedSheet): Promise<void> {
  authorise(actor, 'document.enter')
  await db.transaction().execute(async (tx) => {
    const version = await getIssuedVersion(tx, versionId)
    const rows: DocumentReaderTable[] = []
    for (const readerId of new Set(readerIds)) {
      const row = await getReaderRow(tx, readerId)
      if (row.version_id !== versionId || row.read_on !== null || row.released_reason !== null)
        throw new AppError('document.wrongReader')
      rows.push(row)
    }
    const issues: FieldIssue[] = rows.length === 0 ? [{ path: 'readerIds', code: 'required' }] : []
    if (!isRealDate(on)) issues.push({ path: 'on', code: 'notADate' })
    else if (on > today(actor)) issues.push({ path: 'on', code: 'inFuture' })
    else if (version.approved_on !== null && on < version.approved_on)
      issues.push({ path: 'on', code: 'beforeIssue', params: { date: version.approved_on } })
    if (note === '') issues.push({ path: 'note', code: 'required' })
    refuseFields(issues)
    await record(tx, actor, version.document_id, 'document.readingRecorded', { versionId, on, note, readers: rows.map(named) })
  })
}

export interface ReaderCorrection {
  readonly readerId: string
  readonly reason: string
}

/** Takes back a confirmation or a signature that was recorded by mistake: the person has still to read. Throws document.wrongReader. */
export async function strikeReading(db: Db, actor: Actor, { readerId, reason }: ReaderCorrection): Promise<void> {
  authorise(actor, 'document.enter')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const row = await getReaderRow(tx, readerId)
    if (row.read_on === null || row.released_reason !== null) throw new AppError('document.wrongReader')
    const payload = { versionId: row.version_id, readers: [named(row)], reason }
    await record(tx, actor, row.document_id, 'document.readingStruck', payload)
  })
}

/** Somebody who has not read need not read any more, for example after leaving the office. Throws document.wrongReader. */
export async function releaseReader(db: Db, actor: Actor, { readerId, reason }: ReaderCorrection): Promise<void> {
  authorise(actor, 'document.enter')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const row = await getReaderRow(tx, readerId)
    if (row.read_on !== null || row.released_reason !== null) throw new AppError('document.wrongReader')
    const payload = { versionId: row.version_id, readers: [named(row)], reason }
    await record(tx, actor, row.document_id, 'document.readerReleased', payload)
  })
}
