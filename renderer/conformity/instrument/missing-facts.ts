// What an instrument still lacks before it can be issued at all; the same that the command asks for. The steps of the law are another matter:
// for those a reason can be given.
import { knownDay, parsePartialDate } from '../../../db/model/partial-date.ts'
import type { InstrumentDetails, InstrumentKind } from '../../../electron/api/conformity.ts'

export type MissingFact = 'issuer' | 'number' | 'headTitle' | 'day' | 'expiresOn' | 'ordinal' | 'note' | 'lines'

/** @param issuedOn as typed; @param lineCount lines of the scope */
export function missingFacts(
  kind: InstrumentKind,
  details: Pick<
    InstrumentDetails,
    'issuer' | 'number' | 'headName' | 'headTitle' | 'inForceFrom' | 'expiresOn' | 'ordinal' | 'note' | 'isExpiryAssumed'
  >,
  issuedOn: string,
  lineCount: number,
): MissingFact[] {
  const parsed = parsePartialDate(issuedOn)
  const day = parsed === null ? null : knownDay(parsed)
  const isBlank = (text: string) => text.trim() === ''
  const facts: [MissingFact, boolean][] = [
    ['issuer', isBlank(details.issuer)],
    ['number', kind === 'declaration' && isBlank(details.number)],
    ['headTitle', kind === 'declaration' && isBlank(details.headTitle) && isBlank(details.headName)],
    // A day of effect stands in for a day of issue that nobody knows any more; then a note must say so.
    ['day', !details.inForceFrom && day === null],
    ['expiresOn', kind === 'certificate' && !details.expiresOn],
    ['ordinal', kind === 'certificate' && details.ordinal === null],
    ['note', ((day === null && Boolean(details.inForceFrom)) || details.isExpiryAssumed) && isBlank(details.note)],
    ['lines', lineCount === 0],
  ]
  return facts.flatMap(([fact, isMissing]) => (isMissing ? [fact] : []))
}
