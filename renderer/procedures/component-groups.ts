// The papers of a procedure as the clerk asks for them: what is always needed first, then each sub-case with its own papers.
import type { ProcedureContent } from '../../electron/api/procedures.ts'

type Component = ProcedureContent['components'][number]

export interface ComponentGroup {
  /** null: asked for in every case. */
  readonly caseLabel: string | null
  readonly components: Component[]
}

/** Groups by sub-case: the papers without one first, the others in the order in which the source first names them. */
export function groupComponents(components: readonly Component[]): ComponentGroup[] {
  const groups = new Map<string | null, Component[]>([[null, []]])
  for (const component of components) {
    const group = groups.get(component.caseLabel)
    if (group) group.push(component)
    else groups.set(component.caseLabel, [component])
  }
  return [...groups].flatMap(([caseLabel, grouped]) => (grouped.length > 0 ? [{ caseLabel, components: grouped }] : []))
}
