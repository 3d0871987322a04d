// From the form to the call `cases.receive`. The checks are the server's own (db/cases/intake.ts), made here first so that the clerk
// reads them without waiting; the server decides.
import type { FieldIssue } from '../../../../db/model/errors.ts'
import {
  checkCitizenId,
  checkEmail,
  checkOldIdNumber,
  checkPassport,
  checkPhone,
  checkTaxNumber,
} from '../../../../db/model/identity.ts'
import { isLocalDateTime } from '../../../../db/model/local-time.ts'
import { toNfc } from '../../../../db/model/text.ts'
import type { OtherParty, ReceiveInput } from '../../../../electron/api/cases.ts'
import type { PersonDetails } from '../../../../electron/api/people.ts'
import { handedIn } from './components.ts'
import { isBirthDate } from './typed-time.ts'
import { type IntakeValues, type Party, personPath } from './values.ts'

const idChecks = { citizenId: checkCitizenId, oldId: checkOldIdNumber, passport: checkPassport } as const

/** A person as stored: NFC, numbers without separators, nothing of the other kind of person. */
export function toPerson(person: PersonDetails): PersonDetails {
  const isCitizen = person.kind === 'citizen'
  const idKind = isCitizen ? person.idKind : 'none'
  return {
    kind: person.kind,
    fullName: toNfc(person.fullName),
    idKind,
    idNumber: idKind === 'none' ? '' : idChecks[idKind](person.idNumber).value,
    birthDate: isCitizen ? person.birthDate.trim() : '',
    sex: isCitizen ? person.sex : '',
    phone: checkPhone(person.phone).value,
    email: checkEmail(person.email).value,
    address: toNfc(person.address),
    cardAddress: isCitizen ? toNfc(person.cardAddress) : '',
    taxNumber: isCitizen ? '' : checkTaxNumber(person.taxNumber).value,
    representative: isCitizen ? '' : toNfc(person.representative),
  }
}

const toParty = ({ person, authorisation }: IntakeValues['submitter']): OtherParty => ({
  person: toPerson({ ...person, kind: 'citizen' }),
  authorisation: toNfc(authorisation),
})

/** The input of `cases.receive`; only sensible when `intakeIssues` found nothing. */
export const toReceiveInput = (caseId: string, values: IntakeValues): ReceiveInput => ({
  caseId,
  procedureId: values.procedureId,
  receivedAt: values.receivedAt,
  components: handedIn(values.components, values.otherComponent),
  applicantId: values.known?.id ?? null,
  applicant: toPerson(values.applicant),
  submitter: values.hasSubmitter ? toParty(values.submitter) : null,
  collector: values.hasCollector ? toParty(values.collector) : null,
  summary: toNfc(values.summary),
  note: values.note.trim(),
  channel: values.channel,
  returnMethod: values.returnMethod,
  returnPlace: toNfc(values.returnPlace),
  setCount: values.setCount ?? 1,
  book: toNfc(values.book),
  serial: values.serial,
  manualDueAt: values.manualDueAt,
  variant: values.variant,
})

/** Of a stub besides: which one, and the hour written on it. */
export const stubIssues = ({ stub, receivedAt }: IntakeValues): FieldIssue[] => [
  ...(toNfc(stub) === '' ? [{ path: 'stub', code: 'required' as const }] : []),
  ...(receivedAt === null ? [{ path: 'receivedAt', code: 'required' as const }] : []),
]

/**
 * What must be mended before the case can be received, in the order of the screen; `nowLocal` is the office's wall time. Paths are
 * the form's and the server's alike.
 */
export function intakeIssues(values: IntakeValues, nowLocal: string): FieldIssue[] {
  const issues: FieldIssue[] = []
  const add = (path: string, code: FieldIssue['code'], params: FieldIssue['params'] = {}) => issues.push({ path, code, params })
  const today = nowLocal.slice(0, 10)

  const checkPerson = (party: Party, person: PersonDetails) => {
    const path = personPath[party]
    if (toNfc(person.fullName) === '') add(`${path}.fullName`, 'required')
    else if (/^\P{L}+$/u.test(person.fullName)) add(`${path}.fullName`, 'noLetters')
    if (person.kind !== 'citizen') return
    if (person.birthDate !== '' && !isBirthDate(person.birthDate, today)) add(`${path}.birthDate`, 'notADate')
  }

  if (values.procedureId === '') add('procedureId', 'required')
  checkPerson('applicant', values.applicant)
  const { kind, idKind, idNumber } = values.applicant
  const numberIssue = kind === 'citizen' && idKind === 'citizenId' ? checkCitizenId(idNumber).issue : null
  if (numberIssue) add('applicant.idNumber', numberIssue.code, numberIssue.params)
  if (values.hasSubmitter) checkPerson('submitter', values.submitter.person)
  if (values.hasCollector) checkPerson('collector', values.collector.person)

  if (toNfc(values.summary) === '') add('summary', 'required')
  if (values.serial !== null && toNfc(values.book) === '') add('book', 'required')
  const { receivedAt, manualDueAt } = values
  if (receivedAt !== null && !isLocalDateTime(receivedAt)) add('receivedAt', receivedAt.endsWith('T') ? 'notATime' : 'notADate')
  // Whether it lies ahead the server decides: it knows whether this computer's clock can be believed.
  if (manualDueAt !== null && !isLocalDateTime(manualDueAt)) add('manualDueAt', 'notADate')
  else if (manualDueAt !== null && manualDueAt <= (receivedAt ?? nowLocal)) add('manualDueAt', 'beforeReceipt')
  return issues
}
