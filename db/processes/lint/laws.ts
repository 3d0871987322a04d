// Laws: every legal ground and every form rests on a text that is in force on the day on which the version takes effect.
import { foldLaw } from '../../laws/rules.ts'
import type { ProcessContent } from '../content.ts'
import { type Finding, finding, type LintFacts } from './finding.ts'

/** Several forms of one law are one finding: they are mended together. */
export function lintLaws(content: ProcessContent, facts: LintFacts): Finding[] {
  const seenForms = new Set<string>()
  const forms = content.forms.flatMap(({ law }, index) => {
    const folded = foldLaw(law)
    if (folded === '' || seenForms.has(folded)) return []
    seenForms.add(folded)
    const codes = content.forms.filter((form) => foldLaw(form.law) === folded).map(({ code, name }) => code || name)
    return lintLaw(law, `forms.${index}.law`, 'formLawNotInForce', facts, { forms: codes.join(', ') })
  })
  const grounds = content.legalGrounds.flatMap(({ law }, index) =>
    lintLaw(law, `legalGrounds.${index}.law`, 'groundNotInForce', facts),
  )
  const doubled = content.forms.flatMap(({ code }, index) =>
    code !== '' && content.forms.findIndex((form) => form.code === code) < index
      ? [finding('formDoubled', `forms.${index}.code`, { form: code })]
      : [],
  )
  return [...grounds, ...doubled, ...forms]
}

function lintLaw(
  law: string,
  path: string,
  rule: 'formLawNotInForce' | 'groundNotInForce',
  { laws, date }: LintFacts,
  more: Finding['params'] = {},
): Finding[] {
  const folded = foldLaw(law)
  if (folded === '') return []
  const known = laws.get(folded)
  if (!known) return [finding('lawUnknown', path, { law, ...more })]
  if (known.state === 'inForce') return []
  const { state, effectiveFrom, effectiveTo, replacedBy } = known
  const since = (state === 'notYet' ? effectiveFrom : effectiveTo) ?? ''
  return [finding(rule, path, { law: known.number, state, since, replacedBy: replacedBy ?? '', date, ...more })]
}
