// ProcedurePart: the procedure, and the sub-case of its process, that the file is really for; the date that it was promised and the one that
// follows stand side by side before anything is saved.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../client.ts'
import { formatInstant, formatLocal } from '../../../format.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Field, FormGrid } from '../../../ui/field.tsx'
import { Select } from '../../../ui/select.tsx'
import { ProcedureFilter } from '../../list/procedure-filter.tsx'
import type { PartProps } from './correct-dialog.tsx'

export function ProcedurePart({ details, value, onChange, error }: PartProps) {
  const { t } = useTranslation('correct')
  const { procedureId, receivedAt, variant } = value
  const asked = { procedureId, receivedAt, variant: variant === '' ? null : variant }
  const preview = useQuery({
    queryKey: ['cases.previewDeadline', asked],
    queryFn: () => api.cases.previewDeadline(asked),
    enabled: procedureId !== '',
  })
  const variants = preview.data?.process?.variants ?? []
  const isChosen = procedureId !== details.procedureId || variant !== (details.process?.variant ?? '')
  const day = (at: string | null | undefined, show: (at: string) => string) => (at ? show(at) : t('undated'))
  return (
    <>
      <FormGrid>
        <Field label={t('procedure.label')} error={error('procedureId')} required>
          <ProcedureFilter
            label={t('procedure.label')}
            procedureId={procedureId === '' ? null : procedureId}
            onChange={(id) => onChange({ procedureId: id ?? details.procedureId, variant: '' })}
          />
        </Field>
        {variants.length > 1 && (
          <Field label={t('cases:process.variantLabel')} error={error('variant')} required>
            <Select
              options={variants.map(({ key, name }) => ({ value: key, label: [key, name].filter(Boolean).join(': ') }))}
              value={variants.some(({ key }) => key === variant) ? variant : null}
              onValueChange={(key) => onChange({ variant: key })}
            />
          </Field>
        )}
      </FormGrid>
      {isChosen && preview.data && (
        <Banner tone="info" title={t('procedure.due')}>
          {t('procedure.dues', {
            before: day(details.row.dueAt, formatInstant),
            after: day(preview.data.dueAt, formatLocal),
          })}
        </Banner>
      )}
    </>
  )
}
