// The shipped calendar and the office hours that the tests count with.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCalendar, parseOfficeHours } from '../../../../db/calendar/rules.ts'

export const calendarText = readFileSync(join(import.meta.dirname, '../../../../resources/calendars/vn.json'), 'utf8')
export const calendar = parseCalendar(calendarText)
export const hourTexts = ['07:30-11:30', '13:30-17:30']
export const hours = parseOfficeHours(hourTexts)
