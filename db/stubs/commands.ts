// Blank receipts for the hours without power: numbers are reserved, sheets printed and spoiled, and each stub becomes a case that was
// received at the hour written on it.

import { findReceived, type Received, takeInInTx } from '../cases/commands.ts'
import { canonicalIntake, type Intake } from '../cases/intake.ts'
import { localNow } from '../cases/intake-deadline.ts'
import { draftLimitCharacters } from '../cases/rules.ts'
import { putDraft, removeDraft } from '../draft.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { instantMs } from '../model/clock.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import type { PrintMethod } from '../model/forms.ts'
import { newId } from '../model/ids.ts'
import { instantToLocal, isLocalDateTime } from '../model/local-time.ts'
import { getOfficeSettings } from '../people/queries.ts'
import { getCurrentVersion } from '../procedures/queries.ts'
import { recordInTx } from '../record.ts'
import { refuseLockedDayInTx } from '../register/numbering.ts'
import { findNextStub, findStub, getStubBlock, listPrintableStubs, stateOf } from './queries.ts'
import { maxBlockStubs, stubDraft } from './rules.ts'
import type { StubTable } from './schema.ts'

export interface BlankForm {
  readonly formKey: string
  /** The office's words for it; null: as issued. */
  readonly versionId: string | null
}

/** Reserves the next numbers of this computer's own series, for good. Returns the id of the block. */
export async function reserveStubs(db: Db, actor: Actor, { count }: { count: number }, form: BlankForm): Promise<string> {
  authorise(actor, 'case.receive')
  if (!Number.isSafeInteger(count) || count < 1) refuseFields([{ path: 'count', code: 'required' }])
  if (count > maxBlockStubs) refuseFields([{ path: 'count', code: 'tooLarge', params: { max: maxBlockStubs } }])
  return db.transaction().execute(async (tx) => {
    const { officeId } = await getOfficeSettings(tx)
    const { code: officeCode } = await tx.selectFrom('office').select('code').where('id', '=', officeId).executeTakeFirstOrThrow()
    const { last } = await tx
      .selectFrom('stub')
      .select((eb) => eb.fn.max('number').as('last'))
      .where('device_code', '=', actor.deviceCode)
      .executeTakeFirstOrThrow()
    const entityId = newId(actor.clock.nowMs())
    const { formKey, versionId } = form
    const payload = { deviceCode: actor.deviceCode, officeCode, firstNumber: Number(last ?? 0) + 1, count, formKey, versionId }
    await recordInTx(tx, actor, [{ entity: 'stubBlock', entityId, type: 'stubBlock.reserved', payload }])
    return entityId
  })
}

export interface StubPrint {
  readonly blockId: string
  /** Numbers of the series, both included. */
  readonly from: number
  readonly to: number
  readonly method: PrintMethod
  readonly printer: string
  readonly reason: string
}

/** Counts a print of sheets of a block; those printed before say so when they are printed again. Returns the number of the print. */
export async function recordStubsPrint(db: Db, actor: Actor, print: StubPrint): Promise<number> {
  authorise(actor, 'case.print')
  return db.transaction().execute((tx) => recordStubsPrintInTx(tx, actor, print))
}

export async function recordStubsPrintInTx(tx: Tx, actor: Actor, { blockId, from, to, ...print }: StubPrint): Promise<number> {
  const { form_key: formKey, version_id: versionId } = await getStubBlock(tx, blockId)
  const sheets = await listPrintableStubs(tx, { blockId, from, to })
  const [first, last] = [sheets[0], sheets.at(-1)]
  if (!first || !last) return 0
  const copyNumber = Math.max(...sheets.map((sheet) => sheet.print_count)) + 1
  // The log is Vietnamese, as the papers are.
  const about = `Giấy tiếp nhận trống ${first.code}${sheets.length > 1 ? ` đến ${last.code}` : ''}`
  const before = await tx
    .selectFrom('case_print')
    .select('id')
    .where('document_id', '=', blockId)
    .orderBy('printed_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const payload = {
    ...{ ...print, formKey, versionId, kind: 'receipt', documentId: blockId, about, copyNumber },
    ...{ replaces: copyNumber > 1 ? (before?.id ?? null) : null, numbers: sheets.map(({ number }) => number) },
  }
  await recordInTx(tx, actor, [{ entity: 'stubBlock', entityId: blockId, type: 'stubBlock.printed', payload }])
  return copyNumber
}

/** The stub that was named, when it can still be used. Throws input.invalid {stub: stubUnknown, stubKeyed, stubSpoiled}. */
async function getUnusedInTx(tx: Tx, actor: Actor, text: string): Promise<StubTable> {
  const stub = text === '' ? undefined : await findStub(tx, actor.deviceCode, text)
  if (!stub) {
    refuseFields([{ path: 'stub', code: text === '' ? 'required' : 'stubUnknown' }])
    throw new Error('refused')
  }
  const state = stateOf(stub)
  if (state === 'keyed') refuseFields([{ path: 'stub', code: 'stubKeyed', params: { code: stub.code } }])
  if (state === 'spoiled')
    refuseFields([{ path: 'stub', code: 'stubSpoiled', params: { code: stub.code, reason: stub.spoiled_reason ?? '' } }])
  return stub
}

/** Says that a sheet is no good; its number stays taken. */
export async function spoilStub(db: Db, actor: Actor, { stub: text, reason }: { stub: string; reason: string }): Promise<void> {
  authorise(actor, 'case.receive')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const stub = await getUnusedInTx(tx, actor, text)
    const payload = { code: stub.code, reason }
    await recordInTx(tx, actor, [{ entity: 'stubBlock', entityId: stub.block_id, type: 'stub.spoiled', payload }])
  })
}

export interface KeyedIn extends Received {
  /** The promise that the paper made is past already. */
  readonly wasOverdue: boolean
  /** The stub that comes next; null when none is left. */
  readonly nextStub: string | null
}

/**
 * Makes a stub into the case that was received then: it bears the stub's number as its provisional code, its time limit runs from the
 * hour written on the stub, and who keyed it in and when is kept. Keying in the same `caseId` again returns the case that exists.
 * Throws input.invalid as receiveCase does, and {stub: stubUnknown, stubKeyed, stubSpoiled}, {receivedAt: required, beforeBlock, dayLocked}.
 */
export async function keyInStub(
  db: Db,
  actor: Actor,
  { stub: text, intake: typed }: { stub: string; intake: Intake },
  formKeyOn: (date: string, field: string) => string,
): Promise<KeyedIn> {
  authorise(actor, 'case.receive')
  return db.transaction().execute(async (tx) => {
    const finish = async (received: Received, stub: StubTable | undefined): Promise<KeyedIn> => ({
      ...received,
      wasOverdue: received.dueAt !== null && instantMs(received.dueAt) < actor.clock.nowMs(),
      nextStub: await findNextStub(tx, stub ? { deviceCode: stub.device_code, number: stub.number } : null),
    })
    const existing = await findReceived(tx, typed.caseId)
    if (existing) return finish(existing, await findStub(tx, actor.deviceCode, text))

    const stub = await getUnusedInTx(tx, actor, text)
    const { receivedAt } = typed
    const issues: FieldIssue[] = []
    if (receivedAt === null) issues.push({ path: 'receivedAt', code: 'required' })
    else if (isLocalDateTime(receivedAt)) {
      // The stub bears minutes, so the minute of the reservation counts.
      const reservedAt = instantToLocal((await getStubBlock(tx, stub.block_id)).reserved_at).slice(0, 16)
      if (receivedAt < reservedAt) issues.push({ path: 'receivedAt', code: 'beforeBlock', params: { at: wordsOf(reservedAt) } })
    }
    refuseFields(issues)
    const { content } = await getCurrentVersion(tx, typed.procedureId)
    const day = (receivedAt ?? localNow(actor.clock)).slice(0, 10)
    await refuseLockedDayInTx(tx, { day, field: content.field, book: typed.book })

    const received = await takeInInTx(tx, actor, canonicalIntake(typed), formKeyOn, true, stub.code)
    const payload = { stub: stub.code }
    await recordInTx(tx, actor, [{ entity: 'case', entityId: typed.caseId, type: 'case.keyedIn', payload }])
    await removeDraft(tx, actor.staffId, stubDraft)
    return finish(received, stub)
  })
}

/** `08:05 23/11/2026`, for a complaint beside a field. */
const wordsOf = (local: string): string => `${local.slice(11)} ${local.slice(0, 10).split('-').toReversed().join('/')}`

/** Keeps the stub that is being typed; one draft a person, apart from that of the intake. */
export async function saveStubDraft(db: Db, actor: Actor, payload: string): Promise<string> {
  authorise(actor, 'case.receive')
  if (payload.length > draftLimitCharacters) throw new AppError('input.invalid')
  return putDraft(db, actor, stubDraft, payload)
}

export async function discardStubDraft(db: Db, actor: Actor): Promise<void> {
  authorise(actor, 'case.receive')
  await removeDraft(db, actor.staffId, stubDraft)
}
