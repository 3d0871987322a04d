// PersonChoice { personId, name, onChange }: whose looks are shown; typed as in the search box, a name with a year of birth or last digits.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundPerson } from '../../electron/api/personal.ts'
import { useDebounced } from '../cases/intake/use-debounced.ts'
import { api } from '../client.ts'
import { Combobox } from '../ui/combobox.tsx'
import { personFacts } from './person-facts.ts'

interface PersonChoiceProps {
  personId: string | null
  /** Of the chosen person, when it was not chosen here. */
  name: string
  onChange: (personId: string | null) => void
}

const mostPeople = 20

export function PersonChoice({ personId, name, onChange }: PersonChoiceProps) {
  const { t } = useTranslation('personal')
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<FoundPerson | null>(null)
  const settled = useDebounced(query)
  const found = useQuery({
    queryKey: ['personal.find', settled],
    queryFn: () => api.personal.find({ query: settled, limit: mostPeople }),
    enabled: settled !== '',
  })
  const blank = { kind: 'citizen' as const, birthDate: '', number: '', phone: '', address: '', caseCount: 0 }
  const given = personId === null ? null : { ...blank, id: personId, fullName: name || t('looks.thisPerson') }
  return (
    <Combobox<FoundPerson>
      aria-label={t('looks.person')}
      placeholder={t('looks.anybody')}
      items={settled === '' ? [] : (found.data ?? [])}
      itemKey={({ id }) => id}
      itemLabel={({ fullName }) => fullName}
      renderItem={(person) => (
        <>
          <span>{person.fullName}</span>
          <span className="popup-description tabular">{personFacts(person)}</span>
        </>
      )}
      onQuery={setQuery}
      loading={found.isFetching}
      emptyText={t('looks.noPerson')}
      value={chosen !== null && chosen.id === personId ? chosen : given}
      onValueChange={(person) => {
        setChosen(person)
        onChange(person?.id ?? null)
      }}
    />
  )
}
