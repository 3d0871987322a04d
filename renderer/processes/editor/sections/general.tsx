// What the process is: its name, field, authority, owner and skeleton; and of a new version, what kind of change it is and why.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { authorities, skeletons, versionChanges } from '../../../../electron/api/documents.ts'
import { api } from '../../../client.ts'
import { FormGrid } from '../../../ui/field.tsx'
import { PickField, SuggestField, TextBlock, TextLine } from '../fields.tsx'

const anyDocument = {
  kind: null,
  group: null,
  field: null,
  authority: null,
  ownerUnit: null,
  state: null,
  procedureKey: null,
  law: null,
  query: '',
} as const

const vietnamese = new Intl.Collator('vi')
const distinct = (texts: readonly string[]): string[] => [...new Set(texts.filter(Boolean))].toSorted(vietnamese.compare)

/** Fields and units that other documents and the catalogue name already. */
function useKnownNames() {
  const input = { filter: anyDocument, date: null }
  const documents = useQuery({ queryKey: ['documents.list', input], queryFn: () => api.documents.list(input) })
  const catalogue = { query: '', field: null, limit: 1 }
  const procedures = useQuery({ queryKey: ['procedures.list', catalogue], queryFn: () => api.procedures.list(catalogue) })
  return useMemo(() => {
    const rows = documents.data?.rows ?? []
    return {
      fields: distinct([...rows.map(({ field }) => field), ...(procedures.data?.fields ?? [])]),
      units: distinct(rows.map(({ ownerUnit }) => ownerUnit)),
    }
  }, [documents.data, procedures.data])
}

export function GeneralSection({ isFirst }: { isFirst: boolean }) {
  const { t } = useTranslation('process-editor')
  const { fields, units } = useKnownNames()
  return (
    <FormGrid>
      <TextBlock name="name" label={t('general.name')} rows={2} required />
      <SuggestField name="field" label={t('general.field')} items={fields} span={6} />
      <SuggestField name="ownerUnit" label={t('general.ownerUnit')} hint={t('general.ownerUnitHint')} items={units} span={6} />
      <PickField
        name="authority"
        label={t('general.authority')}
        span={6}
        options={authorities.map((value) => ({ value, label: t(`documents:authority.${value}`) }))}
      />
      <PickField
        name="skeleton"
        label={t('general.skeleton')}
        hint={t('general.skeletonHint')}
        span={6}
        options={skeletons.map((value) => ({ value, label: t(`skeleton.${value}`) }))}
      />
      {!isFirst && (
        <>
          <PickField
            name="change"
            label={t('general.change')}
            span={6}
            options={versionChanges.map((value) => ({ value, label: t(`change.${value}`) }))}
          />
          <TextLine name="reason" label={t('general.reason')} hint={t('general.reasonHint')} span={6} />
        </>
      )}
    </FormGrid>
  )
}
