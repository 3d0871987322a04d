// What a process says against what the office knows: the procedures that it serves, their fee, and the records to keep.
import { fold } from '../../model/text.ts'
import type { ProcessContent } from '../content.ts'
import { type Finding, finding, type LintFacts } from './finding.ts'

export const lintOffice = (content: ProcessContent, facts: LintFacts): Finding[] => [
  ...lintProcedures(content, facts),
  ...lintRecords(content),
]

function lintProcedures({ procedures, fee }: ProcessContent, facts: LintFacts): Finding[] {
  return procedures.flatMap((key, index) => {
    const known = facts.procedures.get(key)
    if (!known) return [finding('procedureUnknown', `procedures.${index}`, { procedure: key })]
    if (fee === '' || known.feeText === null || feesAgree(fee, known.feeText)) return []
    return [finding('feeDisagrees', 'fee', { fee, procedure: known.name, registered: known.feeText })]
  })
}

const amounts = (text: string): string[] =>
  [...text.matchAll(/\d+(?:[. ]\d{3})*(?=\s*(?:đ|vnđ|đồng|vnd))/giu)]
    .map(([found]) => found.replace(/[. ]/g, '').replace(/^0+(?=\d)/, ''))
    .filter((amount) => amount !== '0')

const isFree = (text: string): boolean => /\b0 (?:d|dong|vnd)\b|\bkhong\b|\bmien (?:le )?phi\b/.test(fold(text))

/**
 * Fees are prose. Two texts agree when they name the same amounts; without amounts, when both say that there is none or one of them
 * stands in the other. Where the register only points to a tariff, nothing can be compared.
 */
function feesAgree(fee: string, registered: string): boolean {
  const [here, there] = [fee, registered].map((text) => [...new Set(amounts(text))].toSorted())
  if (here?.length || there?.length) return here?.join() === there?.join()
  if (isFree(fee) || isFree(registered)) return isFree(fee) === isFree(registered)
  return true
}

function lintRecords({ records }: ProcessContent): Finding[] {
  return records.flatMap(({ name, place, retention }, index) => {
    if (place !== '' && retention !== '') return []
    const missing = place === '' ? 'place' : 'retention'
    return [finding('recordIncomplete', `records.${index}.${missing}`, { record: name, missing })]
  })
}
