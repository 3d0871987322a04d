// Receiving a case file, giving it its official code, counting its prints, keeping what is typed.
import { getCalendar, getCurrentCalendarId } from '../calendar/queries.ts'
import { type Reason, toReasons } from '../calendar/reasons.ts'
import { computeDeadline, parseOfficeHours } from '../calendar/rules.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { type Clock, instantMs, toInstant } from '../model/clock.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { parseHlc } from '../model/hlc.ts'
import { checkCitizenId, checkOfficialCode, checkPhone, checkTaxNumber, provisionalCode } from '../model/identity.ts'
import { newId } from '../model/ids.ts'
import { instantToLocal, isLocalDateTime, localToInstant } from '../model/local-time.ts'
import { fold } from '../model/text.ts'
import { getOfficeSettings, personOf } from '../people/queries.ts'
import type { OfficeSettings, PersonDetails } from '../people/rules.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { getCurrentVersion } from '../procedures/queries.ts'
import { recordInTx } from '../record.ts'
import type { PinnedDeadline } from './events.ts'
import { nextCopyNumberOf } from './queries.ts'
import {
  type Channel,
  draftLimitCharacters,
  type HandedInComponent,
  type OtherParty,
  type PrintMethod,
  type ReturnMethod,
  receiptAheadLimitMinutes,
} from './rules.ts'

export interface Intake {
  readonly caseId: string
  readonly procedureId: string
  /** Local wall time; null for now. */
  readonly receivedAt: string | null
  readonly components: readonly HandedInComponent[]
  readonly applicantId: string | null
  readonly applicant: PersonDetails
  readonly submitter: OtherParty | null
  readonly collector: OtherParty | null
  readonly summary: string
  readonly note: string
  readonly channel: Channel
  readonly returnMethod: ReturnMethod
  readonly returnPlace: string
  readonly setCount: number
  readonly book: string
  readonly serial: number | null
  readonly manualDueAt: string | null
}

interface IntakeDeadline {
  /** Local; both null when the procedure has no limit or a year on the way is not decided. */
  readonly dueDate: string | null
  readonly dueAt: string | null
  readonly explanation: Reason[]
  readonly warnings: Reason[]
  readonly calendarId: string
  readonly hasLimit: boolean
}

/**
 * The due date of a procedure received at a local time, by the office's current calendar and hours. The hours are those of
 * today's settings; the result is pinned in the case. (NĐ 118/2025 Điều 17(3): time runs from complete and correct receipt.)
 */
export async function deadlineFor(
  db: Db,
  content: ProcedureContent,
  receivedAt: string,
  { hours }: Pick<OfficeSettings, 'hours'>,
): Promise<IntakeDeadline> {
  const calendarId = await getCurrentCalendarId(db)
  if (!content.timeLimit)
    return { dueDate: null, dueAt: null, explanation: [], warnings: [{ code: 'noLimit' }], calendarId, hasLimit: false }
  const computed = computeDeadline({
    limit: content.timeLimit.limit,
    unit: content.timeLimit.unit,
    receivedAt,
    cutoff: content.cutoff ?? undefined,
    hours: parseOfficeHours(hours.map(({ start, end }) => `${start}-${end}`)),
    calendar: await getCalendar(db, calendarId),
  })
  return {
    dueDate: computed.dueDate,
    dueAt: computed.dueAt,
    explanation: toReasons(computed.explanation),
    warnings: toReasons(computed.warnings),
    calendarId,
    hasLimit: true,
  }
}

/** Beyond this the clock is told to be behind; two computers or a summer's drift differ by less. */
const clockBehindLimitMinutes = 10

/**
 * The remark that the computer's clock stands behind what was recorded last; none when it does not. Nothing is refused for it: the
 * clerk sets the clock, or types the hour of receipt.
 */
export async function findClockRemark(db: Db, clock: Clock): Promise<Reason[]> {
  const newestMs = await newestEventMs(db)
  if (newestMs - clock.nowMs() <= clockBehindLimitMinutes * 60_000) return []
  return [{ code: 'clockBehind', now: localNow(clock), newest: instantToLocal(toInstant(newestMs)) }]
}

/** The newest moment that any event knows; 0 without events. */
async function newestEventMs(db: Db): Promise<number> {
  const newest = await db.selectFrom('event').select('hlc').orderBy('hlc', 'desc').limit(1).executeTakeFirst()
  return newest ? parseHlc(newest.hlc).ms : 0
}

export const localNow = (clock: Clock): string => instantToLocal(toInstant(clock.nowMs()))

/** Real times of this century: a provisional code holds two digits of the year. */
function checkTimes(clock: Clock, intake: Intake): void {
  const times = (['receivedAt', 'manualDueAt'] as const).filter((path) => {
    const time = intake[path]
    return time !== null && !(isLocalDateTime(time) && time.startsWith('20'))
  })
  refuseFields(times.map((path) => ({ path, code: 'notATime' })))
  // A wrong clock stops nothing, but one of another century cannot stand in a code.
  if (intake.receivedAt === null && !localNow(clock).startsWith('20')) refuseFields([{ path: 'receivedAt', code: 'clockBehind' }])
}

/** Numbers as they are stored and found by: digits alone, whatever was typed between them. */
const canonical = (person: PersonDetails): PersonDetails => ({
  ...person,
  idNumber: person.idKind === 'citizenId' ? checkCitizenId(person.idNumber).value : person.idNumber,
  taxNumber: checkTaxNumber(person.taxNumber).value,
  phone: checkPhone(person.phone).value,
})
const canonicalParty = (party: OtherParty | null): OtherParty | null => party && { ...party, person: canonical(party.person) }

function personIssues(path: string, person: PersonDetails): FieldIssue[] {
  const idNumber = person.kind === 'citizen' && person.idKind === 'citizenId' ? checkCitizenId(person.idNumber).issue : null
  return [
    ...(person.fullName === '' ? [{ path: `${path}.fullName`, code: 'required' as const }] : []),
    ...(/^\P{L}+$/u.test(person.fullName) ? [{ path: `${path}.fullName`, code: 'noLetters' as const }] : []),
    ...(idNumber ? [{ path: `${path}.idNumber`, ...idNumber }] : []),
  ]
}

/**
 * @param newestMs the newest moment that any event of this database knows: a typed hour up to there is right even when the
 * clock has gone back.
 */
function checkIntake(clock: Clock, intake: Intake, computedDueAt: string | null, newestMs: number): void {
  const issues: FieldIssue[] = personIssues('applicant', intake.applicant)
  for (const role of ['submitter', 'collector'] as const) {
    const party = intake[role]
    if (party) issues.push(...personIssues(`${role}.person`, party.person))
  }
  const latest = Math.max(clock.nowMs(), newestMs) + receiptAheadLimitMinutes * 60_000
  if (intake.receivedAt !== null && instantMs(localToInstant(intake.receivedAt)) > latest) {
    issues.push({ path: 'receivedAt', code: 'inFuture' })
  }
  const received = intake.receivedAt ?? localNow(clock)
  if (computedDueAt === null && intake.manualDueAt !== null && intake.manualDueAt <= received) {
    issues.push({ path: 'manualDueAt', code: 'beforeReceipt' })
  }
  if (intake.serial !== null && intake.book === '') issues.push({ path: 'book', code: 'required' })
  refuseFields(issues)
}

/** The person of the register that these details belong to: the picked one, or one with the same number and name; else new. */
async function recordPersonInTx(tx: Tx, actor: Actor, details: PersonDetails, pickedId: string | null): Promise<string> {
  const byNumber = details.kind === 'organisation' ? ('tax_number' as const) : ('id_number' as const)
  const number = details.kind === 'organisation' ? details.taxNumber : details.idNumber
  const candidates = await tx
    .selectFrom('person')
    .selectAll()
    .where((eb) => (pickedId === null ? eb(byNumber, '=', number).and(byNumber, '<>', '') : eb('id', '=', pickedId)))
    .execute()
  const picked = pickedId === null ? candidates.find((person) => person.folded === fold(details.fullName)) : candidates[0]
  // A new card brings a new number, a marriage a new name; both at once is another person, whatever was picked first.
  const isOther = picked !== undefined && picked[byNumber] !== number && picked.folded !== fold(details.fullName)
  const known = isOther ? undefined : picked
  if (known && JSON.stringify(personOf(known)) === JSON.stringify(details)) return known.id
  const entityId = known?.id ?? newId(actor.clock.nowMs())
  await recordInTx(tx, actor, [{ entity: 'person', entityId, type: 'person.recorded', payload: details }])
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

/**
 * Receives a case: checks the fields, computes and pins the deadline, gives the next provisional code of this device.
 * Receiving the same `caseId` again returns the case that exists. Throws input.invalid with the fields at fault.
 */
export async function receiveCase(db: Db, actor: Actor, typed: Intake, formKeyOn: (date: string) => string) {
  authorise(actor, 'case.receive')
  const intake: Intake = {
    ...typed,
    applicant: canonical(typed.applicant),
    submitter: canonicalParty(typed.submitter),
    collector: canonicalParty(typed.collector),
  }
  return db.transaction().execute(async (tx) => {
    const existing = await tx
      .selectFrom('case_file')
      .select(['id', 'provisional_code', 'due_at'])
      .where('id', '=', intake.caseId)
      .executeTakeFirst()
    if (existing) return { caseId: existing.id, provisionalCode: existing.provisional_code, dueAt: existing.due_at }

    checkTimes(actor.clock, intake)
    const version = await getCurrentVersion(tx, intake.procedureId)
    const receivedAt = intake.receivedAt ?? localNow(actor.clock)
    const settings = await getOfficeSettings(tx)
    const computed = await deadlineFor(tx, version.content, receivedAt, settings)
    // Only a time that was typed can lie before what the office knows already.
    const newestMs = intake.receivedAt === null ? 0 : await newestEventMs(tx)
    checkIntake(actor.clock, intake, computed.dueAt, newestMs)
    const isManual = computed.dueAt === null && intake.manualDueAt !== null
    const dueAt = computed.dueAt ?? intake.manualDueAt
    const pinned: PinnedDeadline = {
      dueDate: dueAt?.slice(0, 10) ?? null,
      dueAt,
      explanation: isManual ? [...computed.explanation, { code: 'typedByHand' }] : computed.explanation,
      warnings:
        intake.receivedAt === null ? [...(await findClockRemark(tx, actor.clock)), ...computed.warnings] : computed.warnings,
      isManual,
    }

    const office = await tx
      .selectFrom('office')
      .select(['id', 'code'])
      .where('id', '=', settings.officeId)
      .executeTakeFirstOrThrow()
    const codeDate = receivedAt.slice(0, 10)
    const last = await tx
      .selectFrom('case_file')
      .select((eb) => eb.fn.max('code_number').as('number'))
      .where('device_code', '=', actor.deviceCode)
      .where('code_date', '=', codeDate)
      .executeTakeFirst()
    const codeNumber = Number(last?.number ?? 0) + 1
    const code = provisionalCode({ officeCode: office.code, deviceCode: actor.deviceCode, date: codeDate, number: codeNumber })
    const registerYear = intake.book === '' ? null : Number(codeDate.slice(0, 4))
    if (intake.serial !== null && registerYear !== null) {
      const taken = await tx
        .selectFrom('case_file')
        .select('id')
        .where('register_year', '=', registerYear)
        .where('book', '=', intake.book)
        .where('serial', '=', intake.serial)
        .executeTakeFirst()
      if (taken) {
        const next = await nextSerial(tx, registerYear, intake.book)
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
        type: 'case.received',
        payload: {
          provisionalCode: code,
          deviceCode: actor.deviceCode,
          codeDate,
          codeNumber,
          officeId: office.id,
          procedureId: intake.procedureId,
          procedureVersionId: version.id,
          calendarId: computed.calendarId,
          formKey: formKeyOn(codeDate),
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
          book: intake.book,
          serial: intake.serial,
        },
      },
    ])
    await tx.deleteFrom('draft').where('staff_id', '=', actor.staffId).where('kind', '=', 'intake').execute()
    return { caseId: intake.caseId, provisionalCode: code, dueAt: dueAt === null ? null : localToInstant(dueAt) }
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

/** Counts a print that has happened. Returns its number. */
export async function recordPrint(db: Db, actor: Actor, caseId: string, method: PrintMethod): Promise<number> {
  authorise(actor, 'case.print')
  return db.transaction().execute(async (tx) => {
    const file = await tx.selectFrom('case_file').select('form_key').where('id', '=', caseId).executeTakeFirst()
    if (!file) throw new AppError('entity.notFound', { entity: 'case' })
    const copyNumber = await nextCopyNumberOf(tx, caseId, file.form_key)
    await recordInTx(tx, actor, [
      { entity: 'case', entityId: caseId, type: 'case.formPrinted', payload: { formKey: file.form_key, copyNumber, method } },
    ])
    return copyNumber
  })
}

/** Keeps the intake screen's unfinished typing; one draft a person and kind. */
export async function saveDraft(db: Db, actor: Actor, kind: 'intake', payload: string): Promise<string> {
  authorise(actor, 'case.receive')
  if (payload.length > draftLimitCharacters) refuseFields([{ path: 'payload', code: 'tooLong' }])
  const updatedAt = toInstant(actor.clock.nowMs())
  const id = newId(actor.clock.nowMs())
  await db
    .insertInto('draft')
    .values({ id, staff_id: actor.staffId, kind, payload, updated_at: updatedAt })
    .onConflict((conflict) => conflict.columns(['staff_id', 'kind']).doUpdateSet({ payload, updated_at: updatedAt }))
    .execute()
  return updatedAt
}

export async function discardDraft(db: Db, actor: Actor, kind: 'intake'): Promise<void> {
  authorise(actor, 'case.receive')
  await db.deleteFrom('draft').where('staff_id', '=', actor.staffId).where('kind', '=', kind).execute()
}

export async function findDraft(db: Db, staffId: string, kind: 'intake') {
  const row = await db
    .selectFrom('draft')
    .select(['payload', 'updated_at'])
    .where('staff_id', '=', staffId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row ? { payload: row.payload, updatedAt: row.updated_at } : null
}
