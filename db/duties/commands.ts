// Handing over what a member of the staff has in hand: all of it or a part, to one colleague or several, in one transaction.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import type { NewEvent } from '../model/events.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, instantToLocal, isRealDate } from '../model/local-time.ts'
import { changeStaffInTx } from '../people/commands.ts'
import { getStaff } from '../people/queries.ts'
import { permissionsOf } from '../people/rules.ts'
import { recordInTx } from '../record.ts'
import { type HeldItem, listHeld } from './held.ts'
import { type DutyKind, type HandoverLine, permissionFor } from './rules.ts'

export interface Handover {
  readonly staffId: string
  /** The day on which it was done, as the record says. */
  readonly on: IsoDate
  readonly reason: string
  /** What no record of the program knows of: keys, seals, paper books. */
  readonly further: string
  /** Who stands by and signs, usually the head. */
  readonly witness: string
  readonly lines: ReadonlyArray<{ readonly kind: DutyKind; readonly itemId: string; readonly to: string }>
  /** Closes the account once nothing is left. */
  readonly closesAccount: boolean
}

const keyOf = ({ kind, itemId }: Pick<HeldItem, 'kind' | 'itemId'>): string => `${kind} ${itemId}`

/**
 * Records a hand-over and gives every line to its receiver, or changes nothing. Returns its id.
 * Throws input.invalid with the line at fault (`lines.3.to`), duty.changedMeanwhile for a thing that the person has no more, and
 * staff.holdsThings when the account is to be closed with something left.
 */
export async function handOverDuties(db: Db, actor: Actor, input: Handover): Promise<string> {
  authorise(actor, 'duty.manage')
  if (input.closesAccount) authorise(actor, 'staff.manage')
  return db.transaction().execute(async (tx) => {
    const giver = await getStaff(tx, input.staffId)
    const held = new Map((await listHeld(tx, giver.id)).map((item) => [keyOf(item), item]))
    const receivers = await receiversOf(tx, input)
    const issues: FieldIssue[] = []
    if (!isRealDate(input.on)) issues.push({ path: 'on', code: 'notADate' })
    else if (input.on > instantToLocal(toInstant(actor.clock.nowMs())).slice(0, 10)) issues.push({ path: 'on', code: 'inFuture' })
    if (input.reason === '') issues.push({ path: 'reason', code: 'required' })
    if (input.lines.length === 0 && input.further === '') issues.push({ path: 'lines', code: 'required' })
    const chosen = input.lines.map((line, index): { item: HeldItem; line: HandoverLine } => {
      const item = held.get(keyOf(line))
      if (!item) throw new AppError('duty.changedMeanwhile')
      held.delete(keyOf(line))
      const receiver = receivers.get(line.to)
      const path = `lines.${index}.to`
      if (!receiver?.isActive || line.to === giver.id) issues.push({ path, code: 'notFound' })
      else {
        const asked = permissionFor(item.kind, item.act)
        const may = asked === null || permissionsOf(receiver.roles).includes(asked)
        if (!may) issues.push({ path, code: 'receiverMayNot', params: { name: receiver.fullName, title: item.title } })
      }
      const { kind, itemId, code, title, detail, count } = item
      const { fullName: toName = '', positionTitle: toPosition = '' } = receiver ?? {}
      return { item, line: { kind, itemId, code, title, detail, count, to: line.to, toName, toPosition } }
    })
    refuseFields(issues)
    const handoverId = newId(actor.clock.nowMs())
    for (const { item, line } of chosen) {
      const passed = { handoverId, from: giver.id, to: line.to, fromName: giver.fullName, toName: line.toName }
      await recordInTx(tx, actor, await eventsOf(tx, actor, item, passed, line.toPosition))
    }
    const { on, reason, further, witness, closesAccount } = input
    const said = { handoverId, staffName: giver.fullName, positionTitle: giver.positionTitle, on, reason, further, witness }
    const payload = { ...said, lines: chosen.map(({ line }) => line), leftCount: held.size }
    await recordInTx(tx, actor, [{ entity: 'staff', entityId: giver.id, type: 'staff.handedOver', payload }])
    if (closesAccount) await changeStaffInTx(tx, actor, { ...giver, staffId: giver.id, isActive: false })
    return handoverId
  })
}

async function receiversOf(tx: Tx, { lines }: Handover) {
  const found = new Map<string, Awaited<ReturnType<typeof getStaff>>>()
  for (const staffId of new Set(lines.map(({ to }) => to))) found.set(staffId, await getStaff(tx, staffId))
  return found
}

interface Passed {
  readonly handoverId: string
  readonly from: string
  readonly to: string
  readonly fromName: string
  readonly toName: string
}

/** What goes over with one thing, as events of the thing itself. */
async function eventsOf(
  tx: Tx,
  actor: Actor,
  { kind, itemId, caseId }: HeldItem,
  passed: Passed,
  position: string,
): Promise<NewEvent[]> {
  const ofCase = (duty: 'run' | 'desk' | 'waiting', runId: string | null): NewEvent => ({
    entity: 'case',
    entityId: caseId ?? '',
    type: 'case.dutyPassed',
    payload: { ...passed, duty, runId },
  })
  const ofLoan = async (side: 'lender' | 'borrower'): Promise<NewEvent> => {
    const loan = tx.selectFrom('old_file_loan').select('old_file_id').where('id', '=', itemId)
    const { old_file_id } = await loan.executeTakeFirstOrThrow()
    const payload = { ...passed, loanId: itemId, side }
    return { entity: 'oldFile', entityId: old_file_id, type: 'oldFile.loanPassedOn', payload }
  }
  switch (kind) {
    case 'step':
    case 'task':
      return [ofCase('run', itemId)]
    case 'desk':
    case 'waiting':
      return [ofCase(kind, null)]
    case 'original':
      return [{ entity: 'original', entityId: itemId, type: 'original.passedOn', payload: passed }]
    case 'book':
      return [{ entity: 'registerBook', entityId: itemId, type: 'register.bookPassedOn', payload: passed }]
    case 'loan':
      return [await ofLoan('lender')]
    case 'borrowed':
      return [await ofLoan('borrower')]
    case 'copy': {
      const copy = tx.selectFrom('document_copy').select(['document_id', 'number']).where('id', '=', itemId)
      const { document_id, number } = await copy.executeTakeFirstOrThrow()
      const payload = { ...passed, copies: [{ copyId: itemId, number }] }
      return [{ entity: 'document', entityId: document_id, type: 'document.copiesPassedOn', payload }]
    }
    case 'reading':
      return readingEvents(tx, actor, itemId, passed, position)
  }
}

/** Reading is nobody's to do for another: the one who comes reads instead, unless named already. */
async function readingEvents(
  tx: Tx,
  actor: Actor,
  readerId: string,
  { to, fromName, toName }: Passed,
  position: string,
): Promise<NewEvent[]> {
  const reader = tx.selectFrom('document_reader').select(['document_id', 'version_id']).where('id', '=', readerId)
  const { document_id, version_id: versionId } = await reader.executeTakeFirstOrThrow()
  const known = await tx
    .selectFrom('document_reader')
    .select('id')
    .where('version_id', '=', versionId)
    .where('staff_id', '=', to)
    .where('released_reason', 'is', null)
    .executeTakeFirst()
  const of = (type: string, payload: object): NewEvent => ({ entity: 'document', entityId: document_id, type, payload })
  const released = { versionId, readers: [{ readerId, name: fromName }], reason: `Bàn giao cho ${toName}` }
  const named = { readerId: newId(actor.clock.nowMs()), staffId: to, name: toName, position }
  return [
    of('document.readerReleased', released),
    ...(known ? [] : [of('document.readersNamed', { versionId, readers: [named] })]),
  ]
}
