// Papers to hand in, and how many sets of them.
import { useController, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { FormGrid } from '../../../ui/field.tsx'
import { NumberInput } from '../../../ui/number-input.tsx'
import { MarkedField } from '../fields.tsx'
import { newRows, useListColumns } from '../list-columns.ts'
import { ListSheet } from '../list-sheet.tsx'
import type { EditorValues } from '../model/values.ts'

export function ComponentsSection() {
  const { t } = useTranslation('process-editor')
  const variants = useWatch<EditorValues, 'variants'>({ name: 'variants' })
  const columns = useListColumns(
    'components',
    variants.map(({ key }) => key),
  )
  const { field } = useController<EditorValues, 'setCount'>({ name: 'setCount' })
  return (
    <>
      <ListSheet
        name="components"
        label={t('section.components')}
        columns={columns}
        newRow={newRows.components}
        hint={t('sheet.hint')}
      />
      <FormGrid>
        <MarkedField at="setCount" label={t('components.setCount')} span={4}>
          <NumberInput
            value={field.value}
            onValueChange={(count) => field.onChange(count ?? 0)}
            min={0}
            max={99}
            unit={t('components.sets')}
            ref={field.ref}
          />
        </MarkedField>
      </FormGrid>
    </>
  )
}
