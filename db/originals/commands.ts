// Originals that the office keeps. What was shown for comparison goes back to its owner (NĐ 61/2018/NĐ-CP Điều 20(2)): who has it, since
// when, and to whom it went.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, isRealDate } from '../model/local-time.ts'
import { getPlaceInTx, todayOf } from '../papers/commands.ts'
import { recordInTx } from '../record.ts'
import type { KeptOriginalTable } from './schema.ts'

const mostCount = 999

function dateIssue(path: string, date: IsoDate, today: IsoDate): FieldIssue[] {
  if (!isRealDate(date)) return [{ path, code: 'notADate' }]
  return date > today ? [{ path, code: 'inFuture' }] : []
}

export interface Keeping {
  readonly caseId: string
  readonly component: number
  /** Which paper, as it can be told from others: `Sổ đỏ số CB 123456`. */
  readonly title: string
  readonly count: number
  readonly keptOn: IsoDate
}

/** Records that the office keeps an original of a component. Returns its id. */
export async function keepOriginal(db: Db, actor: Actor, { caseId, component, title, count, keptOn }: Keeping): Promise<string> {
  authorise(actor, 'paper.write')
  const issues = dateIssue('keptOn', keptOn, todayOf(actor))
  if (title === '') issues.push({ path: 'title', code: 'required' })
  if (!Number.isInteger(count) || count < 1) issues.push({ path: 'count', code: 'notPositive' })
  else if (count > mostCount) issues.push({ path: 'count', code: 'tooLarge', params: { max: mostCount } })
  refuseFields(issues)
  return db.transaction().execute(async (tx) => {
    const { componentName } = await getPlaceInTx(tx, caseId, component)
    const entityId = newId(actor.clock.nowMs())
    const payload = { caseId, component, componentName, title, count, keptOn }
    await recordInTx(tx, actor, [{ entity: 'original', entityId, type: 'original.kept', payload }])
    return entityId
  })
}

async function getOriginalInTx(tx: Tx, originalId: string): Promise<KeptOriginalTable> {
  const row = await tx.selectFrom('kept_original').selectAll().where('id', '=', originalId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'original' })
  return row
}

async function getHeldInTx(tx: Tx, originalId: string): Promise<KeptOriginalTable> {
  const row = await getOriginalInTx(tx, originalId)
  if (row.given_back_on !== null || row.struck_reason !== null) throw new AppError('scan.originalNotHeld')
  return row
}

export interface GivingBack {
  readonly originalIds: readonly string[]
  readonly on: IsoDate
  /** Who took them. */
  readonly to: string
  readonly note: string
}

/** Records that originals went back, all or none. Throws scan.originalNotHeld for one that the office does not have. */
export async function giveBackOriginals(db: Db, actor: Actor, { originalIds, on, to, note }: GivingBack): Promise<void> {
  authorise(actor, 'paper.write')
  await db.transaction().execute(async (tx) => {
    const rows: KeptOriginalTable[] = []
    for (const originalId of new Set(originalIds)) rows.push(await getHeldInTx(tx, originalId))
    const issues = dateIssue('on', on, todayOf(actor))
    const lastKept = rows.reduce((last, { kept_on }) => (kept_on > last ? kept_on : last), '')
    if (issues.length === 0 && on < lastKept) issues.push({ path: 'on', code: 'beforeKept', params: { date: lastKept } })
    if (to === '') issues.push({ path: 'to', code: 'required' })
    if (rows.length === 0) issues.push({ path: 'originalIds', code: 'required' })
    refuseFields(issues)
    for (const { id } of rows)
      await recordInTx(tx, actor, [{ entity: 'original', entityId: id, type: 'original.givenBack', payload: { on, to, note } }])
  })
}

interface OriginalCorrection {
  readonly originalId: string
  readonly reason: string
}

/** Takes back a giving-back that was recorded by mistake: the office still has it. */
export async function reopenOriginal(db: Db, actor: Actor, { originalId, reason }: OriginalCorrection): Promise<void> {
  authorise(actor, 'paper.write')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const row = await getOriginalInTx(tx, originalId)
    if (row.given_back_on === null || row.struck_reason !== null) throw new AppError('scan.originalHeld')
    await recordInTx(tx, actor, [{ entity: 'original', entityId: originalId, type: 'original.reopened', payload: { reason } }])
  })
}

/** Strikes the entry of an original that the office never had. */
export async function strikeOriginal(db: Db, actor: Actor, { originalId, reason }: OriginalCorrection): Promise<void> {
  authorise(actor, 'paper.write')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    await getHeldInTx(tx, originalId)
    await recordInTx(tx, actor, [{ entity: 'original', entityId: originalId, type: 'original.struck', payload: { reason } }])
  })
}
