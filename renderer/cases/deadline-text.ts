// Values of a deadline's reasons as the sentences of `calendar:explanation.*` show them.
import { isLocalDateTime, isRealDate } from '../../db/model/local-time.ts'
import type { ExplanationEntry } from '../../electron/api/calendar.ts'
import { formatDate, formatLocal } from '../format.ts'

/** ISO dates as dd/MM/yyyy, local times as HH:mm dd/MM/yyyy, everything else as it is; the code is left out. */
export const explanationValues = ({ code: _, ...values }: ExplanationEntry): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'number') return [name, value]
      if (isLocalDateTime(value)) return [name, formatLocal(value)]
      return [name, isRealDate(value) ? formatDate(value) : value]
    }),
  )
