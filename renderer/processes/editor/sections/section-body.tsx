// The fields of one section.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormGrid } from '../../../ui/field.tsx'
import { TextBlock, TextLine } from '../fields.tsx'
import { newRows, useListColumns } from '../list-columns.ts'
import { type ListName, ListSheet } from '../list-sheet.tsx'
import type { SectionId } from '../model/sections.ts'
import { ComponentsSection } from './components.tsx'
import { GeneralSection } from './general.tsx'
import { ProceduresSection } from './procedures.tsx'
import { StepsSection } from './steps.tsx'

/** A section that is one text. */
type TextSection = Extract<
  SectionId,
  'purpose' | 'scope' | 'conditions' | 'ways' | 'receivingPlace' | 'fee' | 'subjects' | 'responsibility'
>
const textSections: ReadonlyArray<TextSection> = [
  'purpose',
  'scope',
  'conditions',
  'ways',
  'receivingPlace',
  'fee',
  'subjects',
  'responsibility',
]
const isText = (id: SectionId): id is TextSection => (textSections as readonly SectionId[]).includes(id)
const bodies = ['performingBody', 'decidingBody', 'delegatedBody', 'coordinatingBodies'] as const

function PlainList<Name extends ListName>({ name }: { name: Name }) {
  const { t } = useTranslation('process-editor')
  const columns = useListColumns(name)
  return (
    <ListSheet
      name={name}
      label={t(`section.${name as ListName}`)}
      columns={columns}
      newRow={newRows[name]}
      hint={t('sheet.hint')}
    />
  )
}

export function SectionBody({ id, isFirst }: { id: SectionId; isFirst: boolean }): ReactNode {
  const { t } = useTranslation('process-editor')
  if (isText(id)) {
    return (
      <FormGrid>
        <TextBlock name={id} label={t(`section.${id}`)} hint={t(`hint.${id}`)} rows={8} />
      </FormGrid>
    )
  }
  switch (id) {
    case 'general':
      return <GeneralSection isFirst={isFirst} />
    case 'procedures':
      return <ProceduresSection />
    case 'components':
      return <ComponentsSection />
    case 'steps':
      return <StepsSection />
    case 'bodies':
      return (
        <FormGrid>
          {bodies.map((name) => (
            <TextLine key={name} name={name} label={t(`bodies.${name}`)} />
          ))}
        </FormGrid>
      )
    default:
      return <PlainList key={id} name={id} />
  }
}
