// The rules of working time and deadlines, the one entry for the other floors. Pure: no clock, no database.
export {
  type CalendarDay,
  calendarDayKinds,
  calendarFile,
  type DeadlineCalendar,
  parseCalendar,
  weekdayNames,
} from './calendar-file.ts'
export {
  computeDeadline,
  type Deadline,
  type DeadlineInput,
  type DeadlineWarning,
  type LimitUnit,
  limitUnits,
} from './deadline.ts'
export { deadlineInputIssues, defaultCutoff, maxLimit } from './deadline-input.ts'
export type { Exclusion, ExplanationEntry } from './explanation.ts'
export {
  findDay,
  isWorkingDay,
  type JudgedDay,
  nextWorkingDay,
  type OfficeHours,
  parseOfficeHours,
  workingMinutesBetween,
} from './working-time.ts'
