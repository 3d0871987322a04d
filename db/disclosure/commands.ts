// Recording what was put on boards and taken down. A mistake is undone by a further event, never by removing one.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, instantToLocal, isRealDate } from '../model/local-time.ts'
import { fold } from '../model/text.ts'
import { recordInTx } from '../record.ts'
import { readSheet, type SheetSource } from './queries.ts'
import type { SheetSize } from './rules.ts'
import type { PostingTable } from './schema.ts'

const todayOf = (actor: Actor): IsoDate => instantToLocal(toInstant(actor.clock.nowMs())).slice(0, 10)

const dayIssues = (path: string, date: IsoDate, actor: Actor): FieldIssue[] => {
  if (date === '') return [{ path, code: 'required' }]
  if (!isRealDate(date)) return [{ path, code: 'notADate' }]
  return date > todayOf(actor) ? [{ path, code: 'inFuture' }] : []
}
/** As the sentence beside the field has it. */
const dayText = (date: IsoDate): string => date.split('-').toReversed().join('/')
const required = (path: string, text: string): FieldIssue[] => (text === '' ? [{ path, code: 'required' }] : [])

export interface NewPostings {
  readonly sheets: readonly SheetSource[]
  readonly size: SheetSize
  readonly place: string
  readonly postedOn: IsoDate
  /** Name of who put them up. */
  readonly postedBy: string
}

/** Records that sheets were put up in a place, all or none. Throws input.invalid, entity.notFound. Returns their number. */
export async function postSheets(
  db: Db,
  actor: Actor,
  { sheets, size, place, postedOn, postedBy }: NewPostings,
): Promise<number> {
  authorise(actor, 'disclosure.manage')
  refuseFields([
    ...(sheets.length === 0 ? [{ path: 'sheets', code: 'required' as const }] : []),
    ...required('place', place),
    ...dayIssues('postedOn', postedOn, actor),
    ...required('postedBy', postedBy),
  ])
  return db.transaction().execute(async (tx) => {
    const hanging = await tx
      .selectFrom('posting')
      .select(['procedure_version_id', 'version_id', 'size', 'place'])
      .where('removed_on', 'is', null)
      .where('struck_reason', 'is', null)
      .execute()
    const placed = (source: SheetSource, at: string, of: string) =>
      JSON.stringify([source.procedureVersionId, source.versionId, of, fold(at)])
    const there = new Set(
      hanging.map((row) =>
        placed({ procedureVersionId: row.procedure_version_id, versionId: row.version_id }, row.place, row.size),
      ),
    )
    const events = []
    for (const source of sheets) {
      const sheet = await readSheet(tx, source)
      const key = placed(source, place, size)
      if (there.has(key)) refuseFields([{ path: 'place', code: 'alreadyPosted', params: { name: sheet.sheet.name } }])
      there.add(key)
      const { procedureKey, documentId, code, version, hash } = sheet
      events.push({
        entity: 'posting' as const,
        entityId: newId(actor.clock.nowMs()),
        type: 'posting.posted',
        payload: {
          ...source,
          procedureKey,
          documentId,
          code,
          version,
          hash,
          name: sheet.sheet.name,
          size,
          place,
          postedOn,
          postedBy,
        },
      })
    }
    await recordInTx(tx, actor, events)
    return events.length
  })
}

async function take(tx: Tx, postingIds: readonly string[], isRight: (row: PostingTable) => boolean): Promise<PostingTable[]> {
  const wanted = [...new Set(postingIds)]
  const rows: PostingTable[] = []
  for (const id of wanted) {
    const row = await tx.selectFrom('posting').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw new AppError('entity.notFound', { entity: 'posting' })
    if (!isRight(row)) throw new AppError('disclosure.changedMeanwhile')
    rows.push(row)
  }
  if (rows.length === 0) refuseFields([{ path: 'postingIds', code: 'required' }])
  return rows
}

const hangs = (row: PostingTable): boolean => row.removed_on === null && row.struck_reason === null

const recordEach = (
  tx: Tx,
  actor: Actor,
  rows: readonly PostingTable[],
  type: string,
  payload: Readonly<Record<string, string>>,
) =>
  recordInTx(
    tx,
    actor,
    rows.map(({ id }) => ({ entity: 'posting', entityId: id, type, payload })),
  )

/** Records that sheets were taken down, all or none. Throws input.invalid, entity.notFound, disclosure.changedMeanwhile. */
export async function removePostings(
  db: Db,
  actor: Actor,
  { postingIds, removedOn, removedBy }: { postingIds: readonly string[]; removedOn: IsoDate; removedBy: string },
): Promise<number> {
  authorise(actor, 'disclosure.manage')
  refuseFields([...dayIssues('removedOn', removedOn, actor), ...required('removedBy', removedBy)])
  return db.transaction().execute(async (tx) => {
    const rows = await take(tx, postingIds, hangs)
    const last =
      rows
        .map(({ posted_on }) => posted_on)
        .toSorted()
        .at(-1) ?? ''
    if (removedOn < last) refuseFields([{ path: 'removedOn', code: 'beforePosted', params: { date: dayText(last) } }])
    await recordEach(tx, actor, rows, 'posting.removed', { removedOn, removedBy })
    return rows.length
  })
}

/** Takes back that sheets were taken down: they hang where they hung. */
export async function undoRemoval(
  db: Db,
  actor: Actor,
  { postingIds, reason }: { postingIds: readonly string[]; reason: string },
): Promise<void> {
  authorise(actor, 'disclosure.manage')
  await db.transaction().execute(async (tx) => {
    const rows = await take(tx, postingIds, (row) => row.removed_on !== null && row.struck_reason === null)
    await recordEach(tx, actor, rows, 'posting.removalUndone', { reason })
  })
}

/** Entries made in error no longer count; they stay in the log with the reason. */
export async function strikePostings(
  db: Db,
  actor: Actor,
  { postingIds, reason }: { postingIds: readonly string[]; reason: string },
): Promise<void> {
  authorise(actor, 'disclosure.manage')
  refuseFields(required('reason', reason))
  await db.transaction().execute(async (tx) => {
    const rows = await take(tx, postingIds, (row) => row.struck_reason === null)
    await recordEach(tx, actor, rows, 'posting.struck', { reason })
  })
}

/** Records that the site of public procedures was written whole. */
export async function recordSite(db: Db, actor: Actor, site: { pageCount: number; fingerprint: string }): Promise<void> {
  authorise(actor, 'disclosure.manage')
  await db
    .transaction()
    .execute((tx) =>
      recordInTx(tx, actor, [
        { entity: 'publicSite', entityId: newId(actor.clock.nowMs()), type: 'publicSite.written', payload: { ...site } },
      ]),
    )
}
