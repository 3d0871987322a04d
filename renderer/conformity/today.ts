// Today at the office, for dates that are proposed.
import { systemClock, toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'

export const today = (): string => instantToLocal(toInstant(systemClock.nowMs())).slice(0, 10)
