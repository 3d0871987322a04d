// The sections of the editor, in the order in which each skeleton prints them; what a skeleton does not print comes last.
import type { ProcessContent, Skeleton } from '../../../../electron/api/documents.ts'
import type { EditorValues } from './values.ts'

export const sectionIds = [
  'general',
  'procedures',
  'purpose',
  'scope',
  'references',
  'definitions',
  'legalGrounds',
  'conditions',
  'ways',
  'components',
  'receivingPlace',
  'fee',
  'subjects',
  'results',
  'bodies',
  'steps',
  'forms',
  'records',
  'responsibility',
] as const
export type SectionId = (typeof sectionIds)[number]

/** Parts of the content that stand in each section. */
const partsOf: Readonly<Record<SectionId, ReadonlyArray<keyof ProcessContent | 'change' | 'reason'>>> = {
  general: ['name', 'field', 'authority', 'ownerUnit', 'skeleton', 'change', 'reason'],
  procedures: ['procedures'],
  purpose: ['purpose'],
  scope: ['scope'],
  references: ['references'],
  definitions: ['definitions'],
  legalGrounds: ['legalGrounds'],
  conditions: ['conditions'],
  ways: ['ways'],
  components: ['components', 'setCount'],
  receivingPlace: ['receivingPlace'],
  fee: ['fee'],
  subjects: ['subjects'],
  results: ['results'],
  bodies: ['performingBody', 'decidingBody', 'delegatedBody', 'coordinatingBodies'],
  steps: ['variants'],
  forms: ['forms'],
  records: ['records'],
  responsibility: ['responsibility'],
}

const printed: Readonly<Record<Skeleton, readonly SectionId[]>> = {
  classic: [
    'general',
    'procedures',
    'purpose',
    'scope',
    'references',
    'definitions',
    'legalGrounds',
    'components',
    'receivingPlace',
    'fee',
    'steps',
    'forms',
    'records',
  ],
  haTinh: [
    'general',
    'procedures',
    'conditions',
    'ways',
    'components',
    'receivingPlace',
    'bodies',
    'subjects',
    'results',
    'steps',
    'forms',
    'records',
  ],
  haNoi: [
    'general',
    'procedures',
    'legalGrounds',
    'components',
    'ways',
    'receivingPlace',
    'fee',
    'forms',
    'steps',
    'responsibility',
  ],
}

export const sectionsOf = (
  skeleton: Skeleton,
): { readonly printed: readonly SectionId[]; readonly further: readonly SectionId[] } => ({
  printed: printed[skeleton],
  further: sectionIds.filter((id) => !printed[skeleton].includes(id)),
})

/** The section in which a path of the content is edited. */
export function sectionOf(path: string): SectionId {
  const [part = ''] = path.split('.')
  return sectionIds.find((id) => (partsOf[id] as readonly string[]).includes(part)) ?? 'general'
}

const isBlank = (value: unknown): boolean =>
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0) ||
  value === null ||
  value === undefined

/** Whether nothing at all was entered in the section. What is only incomplete is no matter of being empty: the check says it. */
export function isSectionEmpty(id: SectionId, values: EditorValues): boolean {
  if (id === 'general') return [values.name, values.field, values.ownerUnit].every(isBlank)
  if (id === 'steps') return values.variants.every(({ steps, timeLimit }) => steps.length === 0 && timeLimit === null)
  if (id === 'components') return values.components.length === 0
  return partsOf[id].every((part) => isBlank(values[part]))
}
