// What a process takes over from the catalogue when it is linked to a procedure: only what is still empty, nothing that somebody wrote.
import type { ProcedureContent } from '../../../../electron/api/procedures.ts'
import { conditionInName, headingOf } from './paper-heading.ts'
import type { EditorValues } from './values.ts'

/** Of the name of a paper (processComponent). */
const nameLimit = 2_000

/** The parts that can be taken over. */
export type TakenPart = 'name' | 'field' | 'timeLimit' | 'components' | 'legalGrounds' | 'fee' | 'subjects' | 'results'

export interface Taken {
  readonly values: Partial<EditorValues>
  readonly parts: readonly TakenPart[]
}

function componentFrom({ name, caseLabel, originals, copies }: ProcedureContent['components'][number]) {
  const heading = caseLabel === null ? null : headingOf(caseLabel)
  const condition = heading ? conditionInName(name) : (caseLabel ?? '')
  const shown = `${name} (xuất trình)`
  return {
    name: heading === 'show' && shown.length <= nameLimit ? shown : name,
    originals,
    copies,
    isRequired: condition === '',
    condition,
    variant: null,
  }
}

/** The values that change, and which parts they are. A limit goes to every case of the process that has none. */
export function takenFrom(procedure: ProcedureContent, now: EditorValues): Taken {
  const values: Partial<EditorValues> = {}
  const parts: TakenPart[] = []
  const take = <Key extends keyof EditorValues>(part: TakenPart, key: Key, value: EditorValues[Key], isEmpty: boolean) => {
    if (!isEmpty || value === '' || (Array.isArray(value) && value.length === 0)) return
    values[key] = value
    if (!parts.includes(part)) parts.push(part)
  }
  const blank = (text: string) => text.trim() === ''
  /** A text that is too long for its field is left to the person: half of a fee would be wrong. */
  const fitting = (text: string | null, max = 1_000) => (text !== null && text.length <= max ? text : '')
  take('name', 'name', fitting(procedure.name, 500), blank(now.name))
  take('field', 'field', fitting(procedure.field, 200), blank(now.field))
  const { timeLimit } = procedure
  if (timeLimit) {
    const isMissing = now.variants.some((variant) => variant.timeLimit === null)
    const variants = now.variants.map((variant) => ({ ...variant, timeLimit: variant.timeLimit ?? timeLimit }))
    take('timeLimit', 'variants', variants, isMissing)
  }
  const components = procedure.components.map(componentFrom)
  take('components', 'components', components, now.components.length === 0)
  const grounds = procedure.legalBasis.map((text) =>
    text.length <= 80 ? { law: text, title: '', articles: '' } : { law: '', title: text, articles: '' },
  )
  take('legalGrounds', 'legalGrounds', grounds, now.legalGrounds.length === 0)
  take('fee', 'fee', fitting(procedure.feeText), blank(now.fee))
  take('subjects', 'subjects', fitting(procedure.subjects.join('; ')), blank(now.subjects))
  take('results', 'results', fitting(procedure.result) === '' ? [] : [fitting(procedure.result)], now.results.length === 0)
  return { values, parts }
}
