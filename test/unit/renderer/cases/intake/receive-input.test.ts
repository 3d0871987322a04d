// The form against the contract: what passes the checks here must be an input that the server's schema accepts.
import { describe, expect, it } from 'vitest'
import { receiveInput } from '../../../../../electron/api/cases.ts'
import { ownRow } from '../../../../../renderer/cases/intake/model/components.ts'
import { intakeIssues, stubIssues, toPerson, toReceiveInput } from '../../../../../renderer/cases/intake/model/receive-input.ts'
import { emptyPerson, freshValues, type IntakeValues } from '../../../../../renderer/cases/intake/model/values.ts'

const caseId = '0193a1b2-0000-7000-8000-000000000001'
const procedureId = '0193a1b2-0000-7000-8000-000000000002'
const now = '2026-11-23T08:40'
const fresh = freshValues({ deskName: 'Trung tâm Phục vụ hành chính công phường Thuận Hóa', channel: 'inPerson', book: '01' })
const filled: IntakeValues = {
  ...fresh,
  procedureId,
  components: [ownRow('a', 'Tờ khai')],
  applicant: { ...emptyPerson, fullName: 'Nguyễn Văn An', idNumber: '046090001234' },
  summary: 'Đăng ký khai sinh',
}
const pathsOf = (values: IntakeValues) => intakeIssues(values, now).map(({ path, code }) => `${path} ${code}`)

describe('checks before sending', () => {
  it('finds nothing in a filled form, which the contract then accepts', () => {
    expect(pathsOf(filled)).toEqual([])
    expect(receiveInput.safeParse(toReceiveInput(caseId, filled)).error).toBeUndefined()
  })

  it('asks an empty form for procedure, name and content, in the order of the screen', () => {
    expect(pathsOf(fresh)).toEqual(['procedureId required', 'applicant.fullName required', 'summary required'])
  })

  it('refuses a personal number that has not 12 digits, and no other number', () => {
    const withNumber = (idKind: IntakeValues['applicant']['idKind'], idNumber: string) =>
      pathsOf({ ...filled, applicant: { ...filled.applicant, idKind, idNumber } })
    expect(withNumber('citizenId', '46090001234')).toEqual(['applicant.idNumber idNumberDigits'])
    expect(withNumber('citizenId', '046 090 001 234')).toEqual([])
    expect(withNumber('citizenId', '')).toEqual([])
    expect(withNumber('oldId', '1912')).toEqual([])
    expect(withNumber('passport', '?')).toEqual([])
  })

  it('asks for the names of the other people only while their blocks are open', () => {
    expect(pathsOf({ ...filled, hasSubmitter: true, hasCollector: true })).toEqual([
      'submitter.person.fullName required',
      'collector.person.fullName required',
    ])
    const closed = { ...filled, submitter: { person: { ...emptyPerson, fullName: 'Lê B' }, authorisation: 'GUQ 1' } }
    expect(toReceiveInput(caseId, closed).submitter).toBeNull()
  })

  it('accepts a year or a real day of birth, nothing else', () => {
    const born = (birthDate: string) => pathsOf({ ...filled, applicant: { ...filled.applicant, birthDate } })
    expect(born('1950')).toEqual([])
    expect(born('1990-02-01')).toEqual([])
    expect(born('31021990')).toEqual(['applicant.birthDate notADate'])
    expect(born('2027-01-01')).toEqual(['applicant.birthDate notADate'])
  })

  it('refuses an hour of receipt that is no hour', () => {
    expect(pathsOf({ ...filled, receivedAt: 'hôm quaT08:00' })).toEqual(['receivedAt notADate'])
    expect(pathsOf({ ...filled, receivedAt: '2026-11-20T16:20' })).toEqual([])
  })

  it('refuses a due date by hand that is not after the receipt', () => {
    expect(pathsOf({ ...filled, manualDueAt: now })).toEqual(['manualDueAt beforeReceipt'])
    expect(pathsOf({ ...filled, receivedAt: '2026-11-20T16:20', manualDueAt: now })).toEqual([])
    expect(pathsOf({ ...filled, manualDueAt: '2026-12-01T' })).toEqual(['manualDueAt notADate'])
  })

  it('wants a book for a serial number', () => {
    expect(pathsOf({ ...filled, book: ' ', serial: 7 })).toEqual(['book required'])
    expect(pathsOf({ ...filled, book: '', serial: null })).toEqual([])
  })
})

describe('what is sent', () => {
  it('has numbers without separators, text in NFC, and leading zeros', () => {
    const person = toPerson({
      ...emptyPerson,
      fullName: ' Nguyễn  Thị Bình ',
      idNumber: '046.305 004321',
      phone: '+84 905 123 456',
      email: ' b@example.vn ',
    })
    expect(person).toMatchObject({
      fullName: 'Nguyễn Thị Bình',
      idNumber: '046305004321',
      phone: '0905123456',
      email: 'b@example.vn',
    })
  })

  it('leaves out of an organisation what belongs to a citizen, and the other way round', () => {
    const mixed = {
      ...filled.applicant,
      sex: 'male' as const,
      birthDate: '1990',
      taxNumber: '0100109106',
      representative: 'Lê B',
    }
    expect(toPerson(mixed)).toMatchObject({ taxNumber: '', representative: '', sex: 'male' })
    expect(toPerson({ ...mixed, kind: 'organisation' })).toMatchObject({
      idKind: 'none',
      idNumber: '',
      sex: '',
      birthDate: '',
      taxNumber: '0100109106',
    })
  })

  it('carries the picked person and one set when the number was emptied', () => {
    const known = { id: procedureId, fullName: 'Nguyễn Văn An', idNumber: '046090001234', lastCaseAt: null }
    expect(toReceiveInput(caseId, { ...filled, known, setCount: null })).toMatchObject({ applicantId: procedureId, setCount: 1 })
  })
})

describe('checks of a stub', () => {
  it('ask for its number and its hour, and say that an hour is missing beside its day', () => {
    expect(stubIssues({ ...filled, stub: ' ', receivedAt: null }).map(({ path, code }) => `${path} ${code}`)).toEqual([
      'stub required',
      'receivedAt required',
    ])
    expect(stubIssues({ ...filled, stub: '12', receivedAt: '2026-11-20T08:00' })).toEqual([])
    expect(pathsOf({ ...filled, receivedAt: '2026-11-20T' })).toEqual(['receivedAt notATime'])
  })
})
