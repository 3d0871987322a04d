// How backups are named, which are kept, when one is due, and which device code a restored office goes on with. Pure.
import { instantMs } from '../model/clock.ts'
import { dayNumber, fileStamp, instantToLocal } from '../model/local-time.ts'

/** Why a backup was made; part of its name. */
export const backupReasons = [
  'manual',
  'carried',
  'migration',
  'import',
  'restore',
  'update',
  'exit',
  'hourly',
  'salvage',
] as const
export type BackupReason = (typeof backupReasons)[number]

/** `motcua-20261123T020000Z-manual.db` (UTC). */
export const backupName = (instant: string, reason: BackupReason): string =>
  `motcua-${instant.replace(/[-:]/g, '').replace(/\.\d+/, '')}-${reason}.db`

/** `motcua-H57.10.12-20261123-0907.db.gz.age` (the office's own time): by it people tell the copies on a stick apart. */
export const sealedName = (officeCode: string, instant: string): string => `motcua-${officeCode}-${fileStamp(instant)}.db.gz.age`

/** The instant and reason of a backup's name, or undefined for another file. */
export function findBackupInfo(name: string): { createdAt: string; reason: string } | undefined {
  const match = /^motcua-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-([a-z]+)(?:-\d+)?\.db$/.exec(name)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, reason = ''] = match
  const createdAt = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  return Number.isNaN(Date.parse(createdAt)) ? undefined : { createdAt, reason }
}

/** Last event of each device's chain, by device id. */
export type ChainHeads = Readonly<Record<string, { readonly seq: number; readonly hash: string }>>

/** Whether two states of an office end in the same events. */
export function areSameHeads(a: ChainHeads, b: ChainHeads): boolean {
  const devices = Object.keys(a)
  return devices.length === Object.keys(b).length && devices.every((device) => a[device]?.hash === b[device]?.hash)
}

export interface ShelvedBackup {
  readonly name: string
  readonly createdAt: string
  readonly reason: string
}

const keptOfToday = 3
const keptDays = 14
const keptWeeks = 8
const keptMonths = 12
const automatic: ReadonlySet<string> = new Set(backupReasons.filter((reason) => reason !== 'manual' && reason !== 'salvage'))
/** Made before a step that may turn out wrong: the newest of each is the way back and stays however many hours pass. */
const beforeStep: readonly string[] = ['migration', 'import', 'restore', 'update'] satisfies BackupReason[]

const weekOf = (date: string): number => Math.floor((dayNumber(date) + 3) / 7) // 1970-01-01 was a Thursday; weeks begin on Monday

/**
 * Names of the automatic backups that may go: all but the newest 3 of today, the newest of each of 14 days, 8 weeks and 12
 * months, and the newest before each kind of step. Days are the office's, and only days that have a backup count: neither a
 * holiday nor a clock that ran ahead for an hour empties the shelf. Never named: what a person made, what an unknown program
 * made, and what bears a date after `now`, which a wrong clock wrote now or then.
 */
export function findSurplus(shelf: readonly ShelvedBackup[], now: string): string[] {
  const known = shelf
    .filter(({ createdAt, reason }) => automatic.has(reason) && createdAt <= now)
    .map(({ name, createdAt, reason }) => ({ name, reason, createdAt, date: instantToLocal(createdAt).slice(0, 10) }))
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : b.name.localeCompare(a.name)))
  const today = instantToLocal(now).slice(0, 10)
  const kept = new Set(known.filter(({ date }) => date === today).slice(0, keptOfToday))
  const keepNewestOfEach = (periods: number, periodOf: (date: string) => string | number) => {
    const seen = new Set<string | number>()
    for (const one of known) {
      const period = periodOf(one.date)
      if (seen.has(period)) continue
      if (seen.size === periods) return
      seen.add(period)
      kept.add(one)
    }
  }
  keepNewestOfEach(keptDays, (date) => date)
  keepNewestOfEach(keptWeeks, weekOf)
  keepNewestOfEach(keptMonths, (date) => date.slice(0, 7))
  for (const step of beforeStep) {
    const newest = known.find(({ reason }) => reason === step)
    if (newest) kept.add(newest)
  }
  return known.filter((one) => !kept.has(one)).map(({ name }) => name)
}

const backupRecordKinds = ['made', 'drilled', 'restored', 'carried'] as const
export type BackupRecordKind = (typeof backupRecordKinds)[number]

/** Why a drill failed: the reasons of a check, a schema that cannot be brought to today's, rows or counts that differ. */
export const drillFailures = [
  'missing',
  'noChecksum',
  'checksum',
  'empty',
  'quickCheck',
  'foreignKeys',
  'chain',
  'migration',
  'projection',
  'counts',
] as const
export type DrillFailure = (typeof drillFailures)[number]

export interface DrillResult {
  /** The backup that was tried. */
  readonly name: string
  /** Null when it was restored whole. */
  readonly failure: DrillFailure | null
  /** Newer backups that were passed over because their content no longer fits their sum. */
  readonly damaged: number
  readonly events: number | null
  readonly cases: number | null
}

const dayMs = 24 * 60 * 60_000
/** How far a recorded instant may lie ahead of the clock and still be believed. */
const toleratedAheadDays = 1

/** Days since an instant, not whole; null for one that lies ahead: a clock was wrong then or is now, so nothing is proved. */
function findAgeDays(instant: string, now: string): number | null {
  const days = (instantMs(now) - instantMs(instant)) / dayMs
  return days < -toleratedAheadDays ? null : days
}

const isWithin = (instant: string | null, days: number, now: string): boolean => {
  const age = instant === null ? null : findAgeDays(instant, now)
  return age !== null && age <= days
}

/** A good drill older than this is repeated by itself. */
const drillDueDays = 28
/** A good drill older than this proves nothing any more. */
const drillRedDays = 35
/** How old the copy on a second medium may get before people are reminded. */
const carriedDueDays = 7

export interface BackupMilestones {
  /** The first run of the program here. */
  readonly setUpAt: string
  readonly lastDrill: { readonly at: string; readonly isSound: boolean } | null
  readonly lastGoodDrillAt: string | null
  readonly lastCarriedAt: string | null
}

export const drillStates = ['good', 'failed', 'old', 'never', 'notYet'] as const
/** `notYet`: none was done, and none is missed before 35 days of work. */
type DrillState = (typeof drillStates)[number]

export function drillStateOf({ setUpAt, lastDrill, lastGoodDrillAt }: BackupMilestones, now: string): DrillState {
  if (lastDrill && !lastDrill.isSound) return 'failed'
  if (lastGoodDrillAt) return isWithin(lastGoodDrillAt, drillRedDays, now) ? 'good' : 'old'
  return isWithin(setUpAt, drillRedDays, now) ? 'notYet' : 'never'
}

/** Whether the program should prove a backup by itself. A failed proof is not repeated before a person has acted or a day has passed. */
export function isDrillDue({ lastDrill, lastGoodDrillAt }: BackupMilestones, now: string): boolean {
  if (isWithin(lastGoodDrillAt, drillDueDays, now) && lastDrill?.isSound !== false) return false
  return !(lastDrill && !lastDrill.isSound && isWithin(lastDrill.at, 1, now))
}

export const carriedStates = ['good', 'old', 'never', 'notYet'] as const
/** `notYet`: no copy was carried away, and none is missed before a week of work. */
type CarriedState = (typeof carriedStates)[number]

export function carriedStateOf({ setUpAt, lastCarriedAt }: BackupMilestones, now: string): CarriedState {
  if (lastCarriedAt) return isWithin(lastCarriedAt, carriedDueDays, now) ? 'good' : 'old'
  return isWithin(setUpAt, carriedDueDays, now) ? 'notYet' : 'never'
}

/** Longest device code that a person types at first run. */
const typedCodeLength = 3

/**
 * The device code after a restore: the typed one, R and the number of the restore (`A` gives `AR01`, then `AR02`). Longer than any
 * typed code, so that it never meets the code of another computer of the office, whose desks may well be called A1 and A2.
 * `used` are all codes known here: also one that only a file put aside has used is not given again.
 */
export function epochCode(current: string, used: readonly string[]): string {
  const typed = current.length > typedCodeLength ? current.replace(/R\d+$/, '') : current
  const numbers = used.map((code) =>
    code.startsWith(`${typed}R`) && code.length > typedCodeLength ? Number(code.slice(typed.length + 1)) : 0,
  )
  return `${typed}R${String(Math.max(0, ...numbers.filter(Number.isInteger)) + 1).padStart(2, '0')}`
}
