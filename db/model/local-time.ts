// Wall time of the office. Viet Nam keeps UTC+07:00 the whole year and has no summer time, so a local date and time is exact
// and is computed with as a number: a day number, or minutes, counted from 1970-01-01T00:00 on the wall clock.

/** `YYYY-MM-DD`, a real day. */
export type IsoDate = string
/** `YYYY-MM-DDTHH:mm` on the wall clock of Asia/Ho_Chi_Minh. */
export type LocalDateTime = string

export const minutesPerDay = 1440
const msPerMinute = 60_000
const msPerDay = minutesPerDay * msPerMinute
const utcOffsetMs = 7 * 60 * msPerMinute

/** Whether the text is `YYYY-MM-DD` and that day exists: 2026-02-29 does not. */
export function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** Whether the text is `HH:mm`, 00:00 to 23:59. */
export const isRealTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** Whether the text is `YYYY-MM-DDTHH:mm` with a real day and time; no seconds, no zone. */
export function isLocalDateTime(text: string): boolean {
  return text[10] === 'T' && isRealDate(text.slice(0, 10)) && isRealTime(text.slice(11))
}

/** Minutes after midnight of `HH:mm`. Throws a RangeError when it is not a time. */
export function timeMinutes(time: string): number {
  if (!isRealTime(time)) throw new RangeError(`not a time: ${time}`)
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** `HH:mm` of minutes after midnight, 0 to 1439. */
const timeOfMinutes = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Days from 1970-01-01 to the date. Throws a RangeError when it is not a real date. */
export function dayNumber(date: IsoDate): number {
  if (!isRealDate(date)) throw new RangeError(`not a date: ${date}`)
  return Date.parse(`${date}T00:00:00Z`) / msPerDay
}

/** The date of a day number. */
export const dateOfDay = (day: number): IsoDate => new Date(day * msPerDay).toISOString().slice(0, 10)

/** 0 Sunday to 6 Saturday; 1970-01-01 was a Thursday. */
export const weekdayOfDay = (day: number): number => (((day + 4) % 7) + 7) % 7

/** The date `days` later (earlier when negative). Throws a RangeError when it is not a real date. */
export const addDays = (date: IsoDate, days: number): IsoDate => dateOfDay(dayNumber(date) + days)

/** The same day of the month `months` later, or that month's last day when it has no such day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  dayNumber(date)
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month + months, 0))
  return dateOfDay(lastDay.getTime() / msPerDay - lastDay.getUTCDate() + Math.min(day, lastDay.getUTCDate()))
}

/** Minutes from 1970-01-01T00:00 to the wall time. Throws a RangeError when it is not one. */
export const localMinutes = (local: LocalDateTime): number =>
  dayNumber(local.slice(0, 10)) * minutesPerDay + timeMinutes(local.slice(11))

/** The wall time of minutes since 1970-01-01T00:00. */
export function localOfMinutes(minutes: number): LocalDateTime {
  const day = Math.floor(minutes / minutesPerDay)
  return `${dateOfDay(day)}T${timeOfMinutes(minutes - day * minutesPerDay)}`
}

/** The wall time (whole minute, seconds dropped) of a UTC instant. Throws a RangeError when it is not an instant. */
export function instantToLocal(instant: string): LocalDateTime {
  const ms = /(Z|[+-]\d{2}:\d{2})$/.test(instant) ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`)
  return localOfMinutes(Math.floor((ms + utcOffsetMs) / msPerMinute))
}

/** `20261123-0907`: the wall time of a UTC instant in a file's name. Throws a RangeError when it is not an instant. */
export const fileStamp = (instant: string): string => instantToLocal(instant).replace(/[-:]/g, '').replace('T', '-')

/** The UTC instant (ISO, `…Z`) of a wall time. Throws a RangeError when it is not one. */
export const localToInstant = (local: LocalDateTime): string =>
  new Date(localMinutes(local) * msPerMinute - utcOffsetMs).toISOString()
