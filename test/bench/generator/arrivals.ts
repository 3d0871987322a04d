// When people come: only while the office is open, most on Monday mornings, most of all in July and August, and on some days
// far more than on others (the city's peak day of July 2025 had 1.7 times the cases of its mean day).
import { type DeadlineCalendar, isWorkingDay, weekdayNames } from '../../../db/calendar/rules.ts'
import { addDays, dayNumber, weekdayOfDay } from '../../../db/model/local-time.ts'
import { type Random, weighted } from './random.ts'

const weekdayShare: Readonly<Record<string, number>> = { monday: 1.25, tuesday: 1.05, wednesday: 1, thursday: 0.95, friday: 0.8 }
const monthShare = [0.9, 0.7, 1.05, 1, 1, 1.15, 1.3, 1.25, 1, 0.95, 0.95, 0.9] as const
const peakDayShare = 0.02
const peakDayFactor = 1.7
const yearlyGrowth = 1.03

/** Half hours of the office day by how many come in them: the counter opens to a queue and thins out before closing. */
const halfHours = weighted(
  '07:30 0.6, 08:00 1.2, 08:30 1.4, 09:00 1.4, 09:30 1.3, 10:00 1.1, 10:30 0.9, 11:00 0.5, ' +
    '13:30 0.8, 14:00 1.2, 14:30 1.2, 15:00 1, 15:30 0.9, 16:00 0.7, 16:30 0.4, 17:00 0.1',
)

/** The open days up to `lastDate` with how many arrive on each; together exactly `cases`. */
export function planDays(
  random: Random,
  calendar: DeadlineCalendar,
  { cases, years, lastDate }: { readonly cases: number; readonly years: number; readonly lastDate: string },
): Array<{ date: string; arrivals: number }> {
  const days: Array<{ date: string; weight: number }> = []
  let total = 0
  for (let date = `${Number(lastDate.slice(0, 4)) - years}${lastDate.slice(4)}`; date <= lastDate; date = addDays(date, 1)) {
    if (!isWorkingDay(calendar, date)) continue
    const weekday = weekdayNames[weekdayOfDay(dayNumber(date))] ?? ''
    const growth = yearlyGrowth ** (Number(date.slice(0, 4)) - Number(lastDate.slice(0, 4)))
    const peak = random.chance(peakDayShare) ? peakDayFactor : 1
    const weight =
      (weekdayShare[weekday] ?? 0.5) *
      (monthShare[Number(date.slice(5, 7)) - 1] ?? 1) *
      growth *
      peak *
      (0.8 + 0.4 * random.fraction())
    days.push({ date, weight })
    total += weight
  }
  let sum = 0
  let given = 0
  return days.map(({ date, weight }) => {
    sum += weight
    const arrivals = Math.round((sum / total) * cases) - given
    given += arrivals
    return { date, arrivals }
  })
}

/** Times of day in seconds, in order. */
export const planTimes = (random: Random, arrivals: number): number[] =>
  Array.from({ length: arrivals }, () => {
    const [hours, minutes] = halfHours.pick(random).split(':').map(Number) as [number, number]
    return hours * 3_600 + minutes * 60 + random.below(1_800)
  }).sort((a, b) => a - b)
