// The made-up office and its sample cases. Pure: the same minute gives the same samples, only their ids differ. Names are plausible,
// because a clerk learns nothing from "Test 1"; the people cannot exist: their numbers say that they are born after the year 2300.
import type { DeadlineCalendar, OfficeHours } from '../calendar/rules.ts'
import type { Channel, HandedInComponent, OtherParty, ReturnMethod } from '../cases/rules.ts'
import { dayNumber, type IsoDate, type LocalDateTime } from '../model/local-time.ts'
import { trainingDeviceCode, trainingOfficeCode } from '../model/training-code.ts'
import type { FirstRun } from '../people/commands.ts'
import type { PersonDetails } from '../people/rules.ts'
import { diceOf, shuffled } from './dice.ts'
import { citizen, organisation, organisationNames, unitName } from './made-up-people.ts'
import { candidates, choose, type SampleProcedure } from './sample-choice.ts'

export { type SampleProcedure, sampleCount, sampleDays } from './sample-choice.ts'

const deskName = `Trung tâm Phục vụ hành chính công ${unitName}`
/** Nobody needs it, and there is nothing to protect: training.signIn asks for none. Only changing it asks. */
const learnerPassword = 'tap-huan'

/** What the wizard would have been answered. */
export const trainingFirstRun: FirstRun = {
  office: { source: 'own', code: trainingOfficeCode, name: unitName },
  deviceCode: trainingDeviceCode,
  settings: {
    deskName,
    governingBody: `Ủy ban nhân dân ${unitName}`,
    place: 'Tập huấn',
    hours: [
      { start: '07:30', end: '11:30' },
      { start: '13:30', end: '17:30' },
    ],
    lockMinutes: 60,
    receiptNumberSuffix: 'TH',
    receiptLayout: 'a4-two-up',
    book: '01',
  },
  administrator: {
    fullName: 'Học viên',
    positionTitle: 'Người học, có mọi vai trò',
    signInName: 'hocvien',
    password: learnerPassword,
    alsoDeskOfficer: true,
  },
}

/** Days after which samples no longer look like a desk's ordinary week: by then nearly all are overdue. */
const sampleLifeDays = 7

/** Whether samples made on a day are to be made anew; also when the clock has gone back behind them. */
export const areSamplesStale = (madeOn: IsoDate, today: IsoDate): boolean => {
  const age = dayNumber(today) - dayNumber(madeOn)
  return age < 0 || age > sampleLifeDays
}

/** What a ward's desk receives most, by the short codes of the starter catalogue. */
export const sampleShortCodes: readonly string[] = [
  ...['KS', 'KT', 'HN', 'CC', 'KSL', 'TL', 'CT', 'CK', 'GD', 'CMC'],
  ...['HKD', 'HKT', 'GCN', 'BPBD', 'MT', 'TCXH', 'HT', 'LKT', 'XD', 'TTM', 'XNCT', 'HTX'],
]

export interface SampleCase {
  readonly procedureId: string
  readonly receivedAt: LocalDateTime
  readonly applicant: PersonDetails
  readonly submitter: OtherParty | null
  readonly components: readonly HandedInComponent[]
  readonly summary: string
  readonly channel: Channel
  readonly returnMethod: ReturnMethod
  readonly returnPlace: string
  readonly serial: number
  readonly officialCode: string | null
}

/** The first papers that the procedure always asks for. */
const handedIn = ({ content }: SampleProcedure): HandedInComponent[] =>
  content.components
    .filter(({ caseLabel }) => caseLabel === null)
    .slice(0, 3)
    .map(({ name, originals, copies }) => ({
      name: name.slice(0, 1_000),
      originals: originals + copies === 0 ? 1 : originals,
      certified: 0,
      copies,
      note: '',
    }))

const requestOf = (name: string): string => {
  const title = name.replace(/^thủ tục\s+/iu, '')
  return `${title.charAt(0).toLocaleUpperCase('vi')}${title.slice(1)}`.slice(0, 700)
}

/**
 * About forty cases of the last three weeks, as they stand at `now`, in the order of their receipt: some due today, some overdue, some
 * due within three days. Fewer only where the days before have hardly a working day.
 */
export function sampleCases(
  now: LocalDateTime,
  procedures: readonly SampleProcedure[],
  hours: OfficeHours,
  calendar: DeadlineCalendar,
): SampleCase[] {
  const dice = diceOf(20_250_701)
  const chosen = choose(shuffled(candidates(now, procedures, hours, calendar, dice), dice))
  const people: PersonDetails[] = []
  const serials = new Map<string, number>()
  return chosen.map(({ procedure, receivedAt }, index) => {
    const { content } = procedure
    const number = index + 1
    const isOrganisation = content.shortCode === 'HTX'
    // Every seventh has been here before: the desk finds people again.
    const known = number % 7 === 0 ? people.find(({ kind }) => kind === 'citizen') : undefined
    const applicant =
      (isOrganisation ? undefined : known) ??
      (isOrganisation ? organisation(dice(organisationNames), number, dice) : citizen(number, dice))
    people.unshift(applicant)
    const year = receivedAt.slice(0, 4)
    const serial = (serials.get(year) ?? 0) + 1
    serials.set(year, serial)
    const byPost = number % 9 === 0
    return {
      procedureId: procedure.id,
      receivedAt,
      applicant,
      submitter: number % 8 === 0 ? { person: citizen(500 + number, dice), authorisation: 'Giấy ủy quyền (mẫu)' } : null,
      components: handedIn(procedure),
      summary: `${requestOf(content.name)} – ${applicant.fullName}`,
      channel: byPost ? 'post' : number % 5 === 0 ? 'online' : 'inPerson',
      returnMethod: byPost ? 'post' : 'desk',
      returnPlace: byPost ? applicant.address : '',
      serial,
      // Of no agency that is known here.
      officialCode:
        number % 4 === 1 ? `Z00.00-${receivedAt.slice(2, 10).replaceAll('-', '')}-${String(number).padStart(4, '0')}` : null,
    }
  })
}
