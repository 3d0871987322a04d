// What a clerk hands in at the desk, brought into the form in which it is stored, and what of it is refused.
import { type Clock, instantMs } from '../model/clock.ts'
import { type FieldIssue, refuseFields } from '../model/errors.ts'
import { checkCitizenId, checkPhone, checkTaxNumber } from '../model/identity.ts'
import { isLocalDateTime, localToInstant } from '../model/local-time.ts'
import type { PersonDetails } from '../people/rules.ts'
import { localNow } from './intake-deadline.ts'
import { type Channel, type HandedInComponent, type OtherParty, type ReturnMethod, receiptAheadLimitMinutes } from './rules.ts'

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
  /** Key of the sub-case of the process in effect; null where there is no choice. */
  readonly variant: string | null
}

/** Real times of this century: a provisional code holds two digits of the year. */
export function checkTimes(clock: Clock, intake: Intake): void {
  const times = (['receivedAt', 'manualDueAt'] as const).filter((path) => {
    const time = intake[path]
    return time !== null && !(isLocalDateTime(time) && time.startsWith('20'))
  })
  refuseFields(times.map((path) => ({ path, code: 'notATime' })))
  // A wrong clock stops nothing, but one of another century cannot stand in a code.
  if (intake.receivedAt === null && !localNow(clock).startsWith('20')) refuseFields([{ path: 'receivedAt', code: 'clockBehind' }])
}

/** Numbers as they are stored and found by: digits alone, whatever was typed between them. */
export const canonicalPerson = (person: PersonDetails): PersonDetails => ({
  ...person,
  idNumber: person.idKind === 'citizenId' ? checkCitizenId(person.idNumber).value : person.idNumber,
  taxNumber: checkTaxNumber(person.taxNumber).value,
  phone: checkPhone(person.phone).value,
})
const canonicalParty = (party: OtherParty | null): OtherParty | null =>
  party && { ...party, person: canonicalPerson(party.person) }
export const canonicalIntake = (typed: Intake): Intake => ({
  ...typed,
  applicant: canonicalPerson(typed.applicant),
  submitter: canonicalParty(typed.submitter),
  collector: canonicalParty(typed.collector),
})

export function personIssues(path: string, person: PersonDetails): FieldIssue[] {
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
export function checkIntake(clock: Clock, intake: Intake, computedDueAt: string | null, newestMs: number): void {
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
