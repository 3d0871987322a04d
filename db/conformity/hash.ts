// By what a draft is known to be the one that was read.
import { createHash } from 'node:crypto'
import type { InstrumentDetails, ScopeLine } from './content.ts'

/** sha256 of what was typed: the schema fixes the order of the keys. */
export const hashOf = (details: InstrumentDetails, lines: readonly ScopeLine[]): string =>
  createHash('sha256')
    .update(JSON.stringify([details, lines]))
    .digest('hex')
