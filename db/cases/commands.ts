// Receiving a case file, giving it its official code, counting its prints, keeping what is typed.
import { sql } from 'kysely'
import { putDraft, removeDraft } from '../draft.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { recordFormPrint } from '../forms/commands.ts'
import { openStatuses } from '../model/case-status.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import type { PrintMethod } from '../model/forms.ts'
import { checkOfficialCode, provisionalCode } from '../model/identity.ts'
import { newId } from '../model/ids.ts'
import { localToInstant } from '../model/local-time.ts'
import { fold } from '../model/text.ts'
import { getOfficeSettings, personOf } from '../people/queries.ts'
import type { PersonDetails } from '../people/rules.ts'
import type { PersonTable } from '../people/schema.ts'
import { getCurrentVersion } from '../procedures/queries.ts'
import { recordInTx } from '../record.ts'
import { registerEntryInTx } from '../register/numbering.ts'
import { keepSelect, unseen } from '../store/kept-query.ts'
import { canonicalIntake, checkIntake, checkTimes, type Intake } from './intake.ts'
import { deadlineFor, findClockRemark, localNow, newestEventMs, noDeadline } from './intake-deadline.ts'
import { actInTx } from './life/commands.ts'
import { isSettledAtDesk, planOf } from './life/plan.ts'
import type { ActInput } from './life/rules.ts'
import type { PinnedDeadline } from './pinned-deadline.ts'
import { chooseVariant, findProcessInForce, getVariant, limitInForce } from './process-version.ts'
import { draftLimitCharacters, intakeDraft, type OtherParty } from './rules.ts'

// The empty text stands in the statement itself: so SQLite knows that the index without empty numbers serves.
const personsBy = (column: 'tax_number' | 'id_number') =>
  keepSelect((db, { number }: { number: string }) =>
    db.selectFrom('person').selectAll().where(column, '=', number).where(column, '<>', sql.lit('')),
  )
const persons = { tax_number: personsBy('tax_number'), id_number: personsBy('id_number') } as const
const personById = keepSelect((db, { id }: { id: string }) => db.selectFrom('person').selectAll().where('id', '=', id))

/** The record that stands for a person: another one where theirs was merged into it. */
async function keptOf(tx: Tx, person: PersonTable): Promise<PersonTable> {
  if (person.merged_into == null) return person
  const [kept] = await personById(tx, { id: person.merged_into })
  return kept ?? person
}

/** The person of the register that these details belong to: the picked one, or one with the same number and name; else new. */
export async function recordPersonInTx(tx: Tx, actor: Actor, details: PersonDetails, pickedId: string | null): Promise<string> {
  const byNumber = details.kind === 'organisation' ? ('tax_number' as const) : ('id_number' as const)
  const number = details.kind === 'organisation' ? details.taxNumber : details.idNumber
  const candidates = pickedId === null ? await persons[byNumber](tx, { number }) : await personById(tx, { id: pickedId })
  const picked = pickedId === null ? candidates.find((person) => person.folded === fold(details.fullName)) : candidates[0]
  // A new card brings a new number, a marriage a new name; both at once is another person, whatever was picked first.
  const isOther = picked !== undefined && picked[byNumber] !== number && picked.folded !== fold(details.fullName)
  const known = isOther || picked === undefined ? undefined : await keptOf(tx, picked)
  // Who is found by the number of a record that was merged keeps the number that was chosen then: that record would else be made anew by
  // the next one who types it.
  const chosen = known && personOf(known)
  const isByFormerNumber = picked?.id !== known?.id && picked?.[byNumber] === number
  const payload =
    chosen && isByFormerNumber
      ? { ...details, idKind: chosen.idKind, idNumber: chosen.idNumber, taxNumber: chosen.taxNumber }
      : details
  if (known && JSON.stringify(chosen) === JSON.stringify(payload)) return known.id
  const entityId = known?.id ?? newId(actor.clock.nowMs())
  await recordInTx(tx, actor, [{ entity: 'person', entityId, type: 'person.recorded', payload }])
  return entityId
}

/** The next free number of a yearly book (TT 01/2018 Điều 10: numbers run from 01 to the end of the year). */
export async function nextSerial(db: Db, year: number, book: string): Promise<number> {
  const row = await db
    .selectFrom('case_file')
    .select((eb) => eb.fn.max('serial').as('last'))
    .where('register_year', '=', year)
    .where('book', '=', book)
    .executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}

const receivedBefore = keepSelect((db, { caseId }: { caseId: string }) =>
  db.selectFrom('case_file').select(['id', 'provisional_code', 'due_at']).where('id', '=', caseId),
)
const officeById = keepSelect((db, { id }: { id: string }) => db.selectFrom('office').select(['id', 'code']).where('id', '=', id))
const lastNumberOf = keepSelect((db, { deviceCode, codeDate }: { deviceCode: string; codeDate: string }) =>
  db
    .selectFrom('case_file')
    .select((eb) => eb.fn.max('code_number').as('number'))
    .where('device_code', '=', unseen(deviceCode))
    .where('code_date', '=', unseen(codeDate)),
)
export interface Received {
  readonly caseId: string
  readonly provisionalCode: string
  readonly dueAt: string | null
}

/**
 * Receives a case: checks the fields, computes and pins the deadline, gives the next provisional code of this device.
 * Receiving the same `caseId` again returns the case that exists. Throws input.invalid with the fields at fault.
 */
export async function receiveCase(
  db: Db,
  actor: Actor,
  typed: Intake,
  formKeyOn: (date: string, field: string) => string,
): Promise<Received> {
  authorise(actor, 'case.receive')
  return db.transaction().execute(async (tx) => {
    const received = await takeInInTx(tx, actor, canonicalIntake(typed), formKeyOn, true)
    await removeDraft(tx, actor.staffId, intakeDraft)
    return received
  })
}

/**
 * Keeps a file that the desk does not accept as it is, and what is said to the applicant: what is missing (form 02), or that it is
 * refused (form 03). It gets a provisional code, no promise, and its time limit does not run. Throws as receiveCase does.
 */
export async function presentCase(
  db: Db,
  actor: Actor,
  typed: Intake,
  formKeyOn: (date: string, field: string) => string,
  answer: Extract<ActInput, { act: 'askBefore' | 'refuse' }>,
): Promise<Received> {
  authorise(actor, 'case.receive')
  return db.transaction().execute(async (tx) => {
    const before = await receivedBefore(tx, { caseId: typed.caseId })
    const presented = await takeInInTx(tx, actor, canonicalIntake(typed), formKeyOn, false)
    if (before.length === 0) await actInTx(tx, actor, typed.caseId, answer)
    await removeDraft(tx, actor.staffId, intakeDraft)
    return presented
  })
}

/** A case that exists already, as its receipt told it. */
export async function findReceived(tx: Tx, caseId: string): Promise<Received | undefined> {
  const [existing] = await receivedBefore(tx, { caseId })
  return existing && { caseId: existing.id, provisionalCode: existing.provisional_code, dueAt: existing.due_at }
}

/** @param givenCode the code that stands on a paper already; else the next one of the day is made. */
export async function takeInInTx(
  tx: Tx,
  actor: Actor,
  intake: Intake,
  formKeyOn: (date: string, field: string) => string,
  isAccepted: boolean,
  givenCode: string | null = null,
): Promise<Received> {
  const existing = await findReceived(tx, intake.caseId)
  if (existing) return existing

  checkTimes(actor.clock, intake)
  const version = await getCurrentVersion(tx, intake.procedureId)
  if (version.withdrawnOn !== null) refuseFields([{ path: 'procedureId', code: 'procedureWithdrawn' }])
  const receivedAt = intake.receivedAt ?? localNow(actor.clock)
  const settings = await getOfficeSettings(tx)
  const process = await findProcessInForce(tx, intake.procedureId, receivedAt.slice(0, 10))
  const variant = chooseVariant(process, intake.variant)
  const computed = isAccepted
    ? await deadlineFor(tx, limitInForce(version.content, variant), receivedAt, settings)
    : await noDeadline(tx)
  // Only a time that was typed can lie before what the office knows already.
  const newestMs = intake.receivedAt === null ? 0 : await newestEventMs(tx)
  checkIntake(actor.clock, intake, computed.dueAt, newestMs)
  const isManual = isAccepted && computed.dueAt === null && intake.manualDueAt !== null
  const dueAt = computed.dueAt ?? (isAccepted ? intake.manualDueAt : null)
  const pinned: PinnedDeadline = {
    dueDate: dueAt?.slice(0, 10) ?? null,
    dueAt,
    explanation: isManual ? [...computed.explanation, { code: 'typedByHand' }] : computed.explanation,
    warnings:
      intake.receivedAt === null ? [...(await findClockRemark(tx, actor.clock)), ...computed.warnings] : computed.warnings,
    isManual,
  }

  const [office] = await officeById(tx, { id: settings.officeId })
  if (!office) throw new Error('the settings name an office that is not there')
  const codeDate = receivedAt.slice(0, 10)
  const [last] = await lastNumberOf(tx, { deviceCode: actor.deviceCode, codeDate })
  const codeNumber = Number(last?.number ?? 0) + 1
  const codeParts = { officeCode: office.code, deviceCode: actor.deviceCode, date: codeDate, number: codeNumber }
  const code = givenCode ?? provisionalCode(codeParts)
  const { field } = version.content
  // A number of the register belongs to what was accepted.
  const entry = isAccepted
    ? await registerEntryInTx(tx, actor, { year: Number(codeDate.slice(0, 4)), field, book: intake.book, serial: intake.serial })
    : { registerYear: intake.book === '' ? null : Number(codeDate.slice(0, 4)), book: intake.book, serial: null }
  const { registerYear } = entry
  if (entry.serial !== null && registerYear !== null) {
    const taken = await tx
      .selectFrom('case_file')
      .select('id')
      .where('register_year', '=', registerYear)
      .where('book', '=', entry.book)
      .where('serial', '=', entry.serial)
      .executeTakeFirst()
    if (taken) {
      const next = await nextSerial(tx, registerYear, entry.book)
      refuseFields([{ path: 'serial', code: 'serialTaken', params: { next } }])
    }
  }

  const withPerson = async (party: OtherParty | null) =>
    party && { ...party, personId: await recordPersonInTx(tx, actor, party.person, null) }
  const applicantId = await recordPersonInTx(tx, actor, intake.applicant, intake.applicantId)
  await recordInTx(tx, actor, [
    {
      entity: 'case',
      entityId: intake.caseId,
      type: isAccepted ? 'case.received' : 'case.presented',
      payload: {
        provisionalCode: code,
        deviceCode: actor.deviceCode,
        codeDate,
        codeNumber,
        officeId: office.id,
        procedureId: intake.procedureId,
        procedureVersionId: version.id,
        processVersionId: process?.versionId ?? null,
        processVariant: variant?.key ?? '',
        calendarId: computed.calendarId,
        formKey: formKeyOn(codeDate, field),
        receivedAt: localToInstant(receivedAt),
        dueAt: dueAt === null ? null : localToInstant(dueAt),
        deadline: pinned,
        applicant: { person: intake.applicant, authorisation: '', personId: applicantId },
        submitter: await withPerson(intake.submitter),
        collector: await withPerson(intake.collector),
        components: intake.components,
        summary: intake.summary,
        note: intake.note,
        channel: intake.channel,
        returnMethod: intake.returnMethod,
        returnPlace: intake.returnPlace,
        setCount: intake.setCount,
        registerYear,
        book: entry.book,
        serial: entry.serial,
      },
    },
  ])
  return { caseId: intake.caseId, provisionalCode: code, dueAt: dueAt === null ? null : localToInstant(dueAt) }
}

/**
 * Moves an open case to the version that is in effect today. The promised date stays: a new version never moves it silently. Throws
 * case.closed, case.processUnchanged, input.invalid for a missing legal ground.
 */
export async function switchProcess(
  db: Db,
  actor: Actor,
  { caseId, legalGround, variant }: { caseId: string; legalGround: string; variant: string | null },
): Promise<void> {
  authorise(actor, 'case.switchProcess')
  if (legalGround === '') refuseFields([{ path: 'legalGround', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const file = await tx
      .selectFrom('case_file')
      .select(['procedure_id', 'process_version_id', 'process_variant', 'status'])
      .where('id', '=', caseId)
      .executeTakeFirst()
    if (!file) throw new AppError('entity.notFound', { entity: 'case' })
    if (!(openStatuses as readonly string[]).includes(file.status)) throw new AppError('case.closed')
    const process = await findProcessInForce(tx, file.procedure_id, localNow(actor.clock).slice(0, 10))
    const chosen = chooseVariant(process, variant)
    if (!process || (process.versionId === file.process_version_id && (chosen?.key ?? '') === file.process_variant)) {
      throw new AppError('case.processUnchanged')
    }
    // What the desk settles by itself has no place for a file that is on its way through the office.
    const whole = await getVariant(tx, process.versionId, chosen?.key ?? '')
    if (file.status !== 'received' && isSettledAtDesk(planOf(whole))) throw new AppError('case.wrongState')
    const payload = { processVersionId: process.versionId, variant: chosen?.key ?? '', legalGround }
    await recordInTx(tx, actor, [{ entity: 'case', entityId: caseId, type: 'case.processSwitched', payload }])
  })
}

/** Sets the code that the official system gave. Once set it never changes; throws input.invalid {officialCodeShape, notUnique}. */
export async function setOfficialCode(db: Db, actor: Actor, caseId: string, officialCode: string): Promise<void> {
  authorise(actor, 'case.setOfficialCode')
  const { value: code, issue } = checkOfficialCode(officialCode)
  if (issue || code === '') refuseFields([{ path: 'officialCode', code: issue?.code ?? 'required' }])
  await db.transaction().execute(async (tx) => {
    const file = await tx.selectFrom('case_file').select(['official_code']).where('id', '=', caseId).executeTakeFirst()
    if (!file) throw new AppError('entity.notFound', { entity: 'case' })
    if (file.official_code !== null)
      refuseFields([{ path: 'officialCode', code: 'alreadySet', params: { code: file.official_code } }])
    const taken = await tx.selectFrom('case_file').select('provisional_code').where('official_code', '=', code).executeTakeFirst()
    if (taken) refuseFields([{ path: 'officialCode', code: 'notUnique', params: { code: taken.provisional_code } }])
    await recordInTx(tx, actor, [
      { entity: 'case', entityId: caseId, type: 'case.officialCodeSet', payload: { officialCode: code } },
    ])
  })
}

/** Counts a print of the receipt with its issued words. Returns its number. */
export async function recordPrint(db: Db, actor: Actor, caseId: string, method: PrintMethod): Promise<number> {
  authorise(actor, 'case.print')
  const file = await db.selectFrom('case_file').select('form_key').where('id', '=', caseId).executeTakeFirst()
  if (!file) throw new AppError('entity.notFound', { entity: 'case' })
  const paper = { caseId, kind: 'receipt' as const, documentId: '', formKey: file.form_key, versionId: null }
  return recordFormPrint(db, actor, { ...paper, method, printer: '', reason: '' })
}

/** Keeps the intake screen's unfinished typing; one draft a person. */
export async function saveDraft(db: Db, actor: Actor, payload: string): Promise<string> {
  authorise(actor, 'case.receive')
  if (payload.length > draftLimitCharacters) refuseFields([{ path: 'payload', code: 'tooLong' }])
  return putDraft(db, actor, intakeDraft, payload)
}

export async function discardDraft(db: Db, actor: Actor): Promise<void> {
  authorise(actor, 'case.receive')
  await removeDraft(db, actor.staffId, intakeDraft)
}
