// After how many days of waiting the board counts a case. Pure; the page checks by the same rule.
import { z } from 'zod'

export const mostBoardDays = 365

const days = z.number().int().min(1).max(mostBoardDays)

/** Days of 24 hours: `waiting` for what the applicant has to bring or pay, `uncollected` for results that nobody has fetched. */
export const boardDays = z.object({ waiting: days, uncollected: days })
export type BoardDays = z.infer<typeof boardDays>

/** Until the office chooses: two weeks of waiting and one of lying ready are when a desk begins to telephone. Our own, no rule sets them. */
export const boardDaysAtFirst: BoardDays = { waiting: 14, uncollected: 7 }
