// Entering the list of procedures that a decision publishes, and telling when it stood on the website. A list never changes: the next
// decision brings the next list.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, instantToLocal, isRealDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import type { ListContent } from './content.ts'

const todayOf = (actor: Actor): IsoDate => instantToLocal(toInstant(actor.clock.nowMs())).slice(0, 10)

const record = (tx: Tx, actor: Actor, listId: string, type: string, payload: object) =>
  recordInTx(tx, actor, [{ entity: 'procedureList', entityId: listId, type, payload: { ...payload } }])

function contentIssues({ title, signedOn, entries }: ListContent, today: IsoDate): FieldIssue[] {
  const issues: FieldIssue[] = title === '' ? [{ path: 'title', code: 'required' }] : []
  if (!isRealDate(signedOn)) issues.push({ path: 'signedOn', code: 'notADate' })
  else if (signedOn > today) issues.push({ path: 'signedOn', code: 'inFuture' })
  if (entries.length === 0) issues.push({ path: 'entries', code: 'required' })
  const seen = new Set<string>()
  entries.forEach(({ key, name }, index) => {
    if (key === '') issues.push({ path: `entries.${index}.key`, code: 'required' })
    else if (seen.has(key)) issues.push({ path: `entries.${index}.key`, code: 'listedTwice' })
    if (name === '') issues.push({ path: `entries.${index}.name`, code: 'required' })
    seen.add(key)
  })
  return issues
}

/** Enters a list as it was signed. Returns its id. Throws input.invalid with `entries.<index>.key` for a procedure that stands twice. */
export async function enterList(db: Db, actor: Actor, list: ListContent): Promise<string> {
  authorise(actor, 'conformity.manage')
  refuseFields(contentIssues(list, todayOf(actor)))
  const listId = newId(actor.clock.nowMs())
  await db.transaction().execute((tx) => record(tx, actor, listId, 'procedureList.entered', list))
  return listId
}

async function takeList(tx: Tx, listId: string) {
  const row = await tx.selectFrom('procedure_list').selectAll().where('id', '=', listId).executeTakeFirst()
  if (!row || row.struck_reason !== null) throw new AppError('entity.notFound', { entity: 'procedureList' })
  return row
}

/** Tells on which day the list stood on the website; said again, the later word holds. */
export async function publishList(db: Db, actor: Actor, { listId, on }: { listId: string; on: IsoDate }): Promise<void> {
  authorise(actor, 'conformity.manage')
  await db.transaction().execute(async (tx) => {
    const { signed_on } = await takeList(tx, listId)
    if (!isRealDate(on)) refuseFields([{ path: 'on', code: 'notADate' }])
    if (on > todayOf(actor)) refuseFields([{ path: 'on', code: 'inFuture' }])
    if (on < signed_on) refuseFields([{ path: 'on', code: 'endBeforeStart' }])
    await record(tx, actor, listId, 'procedureList.published', { on })
  })
}

/** Strikes a list that was entered in error; it stays readable and counts for nothing. */
export async function strikeList(db: Db, actor: Actor, { listId, reason }: { listId: string; reason: string }): Promise<void> {
  authorise(actor, 'conformity.manage')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    await takeList(tx, listId)
    await record(tx, actor, listId, 'procedureList.struck', { reason })
  })
}
