// The linter of processes: what is wrong in a document before an inspector finds it. Pure: what it must know of the office is handed
// in. What only the whole register can say, that every procedure has a process in effect, stands in db/documents/coverage.ts.
import type { ProcessContent } from './content.ts'
import type { Finding, LintFacts } from './lint/finding.ts'
import { lintLaws } from './lint/laws.ts'
import { lintOffice } from './lint/office.ts'
import { lintSteps } from './lint/steps.ts'
import { lintTimes } from './lint/times.ts'

export {
  type Finding,
  findingKey,
  type LintFacts,
  type LintGround,
  type LintRule,
  lintGrounds,
  lintRules,
  lintRuleTable,
  type Severity,
} from './lint/finding.ts'

/** Every finding. */
export const lintProcess = (content: ProcessContent, facts: LintFacts): Finding[] => [
  ...lintOffice(content, facts),
  ...lintTimes(content),
  ...lintSteps(content, facts),
  ...lintLaws(content, facts),
]
