// The made-up office and its sample cases. Pure: the same minute gives the same samples, only their ids differ. Names are plausible,
// because a clerk learns nothing from "Test 1"; the people cannot exist: their numbers say that they are born after the year 2300.
import { computeDeadline, type DeadlineCalendar, findDay, type OfficeHours } from '../calendar/rules.ts'
import type { Channel, HandedInComponent, OtherParty, ReturnMethod } from '../cases/rules.ts'
import {
  addDays,
  dayNumber,
  type IsoDate,
  type LocalDateTime,
  localOfMinutes,
  minutesPerDay,
  weekdayOfDay,
} from '../model/local-time.ts'
import { trainingDeviceCode, trainingOfficeCode } from '../model/training-code.ts'
import type { FirstRun } from '../people/commands.ts'
import type { PersonDetails } from '../people/rules.ts'
import type { ProcedureContent } from '../procedures/content.ts'

const unitName = 'Phường Tập huấn'
const deskName = `Trung tâm Phục vụ hành chính công ${unitName}`
/** Nobody needs it, and there is nothing to protect: training.signIn asks for none. Only changing it asks. */
export const learnerPassword = 'tap-huan'

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
export const sampleLifeDays = 7

/** Whether samples made on a day are to be made anew; also when the clock has gone back behind them. */
export const areSamplesStale = (madeOn: IsoDate, today: IsoDate): boolean => {
  const age = dayNumber(today) - dayNumber(madeOn)
  return age < 0 || age > sampleLifeDays
}

/** Days back to the first sample's receipt: three weeks. */
export const sampleDays = 21
export const sampleCount = 40

/** What a ward's desk receives most, by the short codes of the starter catalogue. */
export const sampleShortCodes: readonly string[] = [
  ...['KS', 'KT', 'HN', 'CC', 'KSL', 'TL', 'CT', 'CK', 'GD', 'CMC'],
  ...['HKD', 'HKT', 'GCN', 'BPBD', 'MT', 'TCXH', 'HT', 'LKT', 'XD', 'TTM', 'XNCT', 'HTX'],
]

export interface SampleProcedure {
  readonly id: string
  readonly content: ProcedureContent
}

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

type Dice = <T>(values: readonly T[]) => T

function diceOf(seed: number): Dice {
  let state = seed
  return (values) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const value = values[Math.floor((state / 2 ** 32) * values.length)]
    if (value === undefined) throw new RangeError('nothing to choose from')
    return value
  }
}

function shuffled<T>(values: readonly T[], dice: Dice): T[] {
  const rest = [...values]
  return values.map(() => rest.splice(dice([...rest.keys()]), 1)[0] as T)
}

const familyNames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Dương', 'Phan']
const givenNames = {
  male: [
    'Văn An',
    'Quốc Bảo',
    'Đức Cường',
    'Minh Đạt',
    'Hữu Hải',
    'Gia Khánh',
    'Đình Long',
    'Nhật Quang',
    'Tấn Sang',
    'Thế Vinh',
  ],
  female: [
    'Thị Ánh',
    'Ngọc Bích',
    'Thanh Hà',
    'Thu Hương',
    'Khánh Linh',
    'Tuyết Mai',
    'Bảo Ngọc',
    'Hoài Thương',
    'Cẩm Tú',
    'Hải Yến',
  ],
} as const
const streets = ['Hoa Phượng', 'Sông Xanh', 'Cây Đa', 'Bến Nghề', 'Đồng Lúa']
const organisationNames = ['Hợp tác xã An Hòa (mẫu)', 'Hợp tác xã Hương Sen (mẫu)', 'Hợp tác xã Tân Tiến (mẫu)']

const nobody = { email: '', cardAddress: '', taxNumber: '', representative: '' }

/**
 * A personal identification number that nobody can have: its fourth digit, 8 or 9, says the century 2300 to 2399 (NĐ 137/2015/NĐ-CP).
 * It passes the checks of the form, which know that sex and birth year may have been corrected, as long as no birth date contradicts
 * it; so made-up people have none.
 */
const impossibleId = (sex: 'male' | 'female', serial: number, dice: Dice): string =>
  `046${sex === 'male' ? 8 : 9}${String(dice([55, 63, 71, 78, 84, 89, 92, 96, 99]))}${String(serial * 24_571)
    .slice(-6)
    .padStart(6, '0')}`

function citizen(serial: number, dice: Dice): PersonDetails {
  const sex = dice(['male', 'female'] as const)
  return {
    ...nobody,
    kind: 'citizen',
    fullName: `${dice(familyNames)} ${dice<string>(givenNames[sex])}`,
    idKind: 'citizenId',
    idNumber: impossibleId(sex, serial, dice),
    birthDate: '',
    sex,
    // The shape of a telephone number, with a beginning of no network that is known here.
    phone: `0500000${String(serial).padStart(3, '0')}`,
    address: `${dice([3, 8, 12, 25, 47, 60])} ${dice(streets)}, Tổ ${dice([1, 2, 3, 4, 5])}, ${unitName}`,
  }
}

/** Without a tax number: any that passes its check digit may be somebody's. */
const organisation = (name: string, serial: number, dice: Dice): PersonDetails => ({
  ...citizen(serial, dice),
  kind: 'organisation',
  fullName: name,
  idKind: 'none',
  idNumber: '',
  sex: '',
  representative: `${dice(familyNames)} ${dice<string>(givenNames.male)}`,
})

type Due = 'overdue' | 'today' | 'soon' | 'later'
/** How many of each a day shows that is neither idle nor hopeless; what is missing of one is filled up with the others. */
const wanted: Readonly<Record<Due, number>> = { overdue: 5, today: 5, soon: 9, later: 21 }
/** Older promises would be a scandal, not a sample. */
const longestDelayDays = 6
const soonDays = 3

interface Candidate {
  readonly procedure: SampleProcedure
  readonly receivedAt: LocalDateTime
  readonly due: Due
}

/** In a year that the calendar does not know, Monday to Friday. */
const isOpenOn = (calendar: DeadlineCalendar, date: IsoDate): boolean =>
  findDay(calendar, date)?.working ?? ![0, 6].includes(weekdayOfDay(dayNumber(date)))

function dueOf(
  { content }: SampleProcedure,
  receivedAt: LocalDateTime,
  hours: OfficeHours,
  calendar: DeadlineCalendar,
  today: IsoDate,
): Due | null {
  const { timeLimit, cutoff } = content
  const dueDate = timeLimit
    ? computeDeadline({ limit: timeLimit.limit, unit: timeLimit.unit, receivedAt, cutoff: cutoff ?? undefined, hours, calendar })
        .dueDate
    : null
  if (dueDate === null || dueDate > addDays(today, soonDays)) return 'later'
  if (dueDate > today) return 'soon'
  if (dueDate === today) return 'today'
  return dueDate >= addDays(today, -longestDelayDays) ? 'overdue' : null
}

/** Every procedure on every working day of the three weeks, at some minute of the office hours, up to now. */
function candidates(
  now: LocalDateTime,
  procedures: readonly SampleProcedure[],
  hours: OfficeHours,
  calendar: DeadlineCalendar,
  dice: Dice,
): Candidate[] {
  const today = now.slice(0, 10)
  const days = Array.from({ length: sampleDays + 1 }, (_, back) => addDays(today, back - sampleDays))
  return days
    .filter((day) => isOpenOn(calendar, day))
    .flatMap((day) =>
      procedures.flatMap((procedure) => {
        const { start, end } = dice(hours)
        const receivedAt = localOfMinutes(dayNumber(day) * minutesPerDay + start + dice([5, 20, 40, 65, 90, 115, 140, 170]))
        if (receivedAt > now || receivedAt.slice(11) > localOfMinutes(end).slice(11)) return []
        const due = dueOf(procedure, receivedAt, hours, calendar, today)
        return due === null ? [] : [{ procedure, receivedAt, due }]
      }),
    )
}

/** As many of each kind as are wanted and can be had, no procedure oftener than the others can help. */
function choose(all: readonly Candidate[]): Candidate[] {
  const chosen = new Set<Candidate>()
  const uses = new Map<string, number>()
  const take = (from: readonly Candidate[], count: number) => {
    for (let taken = 0; taken < count; taken += 1) {
      const left = from.filter((candidate) => !chosen.has(candidate))
      const usesOf = ({ procedure }: Candidate) => uses.get(procedure.id) ?? 0
      const next = left.toSorted((a, b) => usesOf(a) - usesOf(b))[0]
      if (!next) return
      chosen.add(next)
      uses.set(next.procedure.id, usesOf(next) + 1)
    }
  }
  for (const due of ['today', 'overdue', 'soon', 'later'] as const) {
    take(
      all.filter((candidate) => candidate.due === due),
      wanted[due],
    )
  }
  take(all, sampleCount - chosen.size)
  return [...chosen].sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1))
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
