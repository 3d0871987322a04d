// ProcedureFilter { label, procedureId, onChange }: finds by short code, national code or words of the name, as the catalogue does.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../client.ts'
import { Combobox } from '../../ui/combobox.tsx'

interface ProcedureName {
  id: string
  shortCode: string
  name: string
}

const procedureLimit = 30

interface ProcedureFilterProps {
  label: string
  procedureId: string | null
  onChange: (id: string | null) => void
}

export function ProcedureFilter({ label, procedureId, onChange }: ProcedureFilterProps) {
  const { t } = useTranslation('cases')
  const [typed, setTyped] = useState('')
  const [isLookedAt, setLookedAt] = useState(false)
  const input = { query: typed, field: null, limit: procedureLimit }
  const found = useQuery({
    queryKey: ['procedures.list', input],
    queryFn: () => api.procedures.list(input),
    placeholderData: keepPreviousData,
    enabled: isLookedAt, // a list of cases that opens must not wait behind a list that nobody has asked for
  })
  const chosen = useQuery({
    queryKey: ['procedures.get', { procedureId }],
    queryFn: () => api.procedures.get({ procedureId: procedureId ?? '' }),
    enabled: procedureId !== null,
  })
  const value: ProcedureName | null =
    procedureId !== null && chosen.data
      ? { id: procedureId, shortCode: chosen.data.content.shortCode, name: chosen.data.content.name }
      : null
  return (
    <Combobox<ProcedureName>
      aria-label={label}
      placeholder={t('filter.anyProcedure')}
      items={found.data?.rows ?? []}
      itemKey={({ id }) => id}
      itemLabel={({ shortCode, name }) => `${shortCode} – ${name}`}
      value={value}
      onValueChange={(item) => onChange(item?.id ?? null)}
      onQuery={setTyped}
      onFocus={() => setLookedAt(true)}
      loading={found.isFetching}
    />
  )
}
