// PersonSuggest { party, name, label, span, required?, warning?, find }: a text of a person that looks earlier people up while it is
// typed. `find` says by what the hits are shown in the box. Taking one fills all fields of the party; nothing is taken by Enter alone.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { KeyboardEvent, ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { PersonDetails } from '../../../../electron/api/people.ts'
import { api } from '../../../client.ts'
import { failureText } from '../../../failures.ts'
import { formatDate, formatInstantDate } from '../../../format.ts'
import { SuggestInput } from '../../../ui/combobox.tsx'
import { Field } from '../../../ui/field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { Cell, type TextPath, useFormField } from '../fields.tsx'
import type { IntakeValues, Party } from '../model/values.ts'
import { type FoundPerson, fillParty, numberOf, openWhole, toKnown } from '../party-person.ts'
import { useSettled } from '../use-settled.ts'

interface PersonSuggestProps {
  party: Party
  kind: PersonDetails['kind']
  name: TextPath
  label: string
  span: number
  narrow?: number
  required?: boolean
  placeholder?: string
  warn?: (value: string, isTouched: boolean) => ReactNode
  hint?: ReactNode
  find: 'fullName' | 'idNumber' | 'phone' | 'taxNumber'
}

const digitsNeeded = 4
const lettersNeeded = 2

const none: FoundPerson[] = []

const isEnough = (query: string): boolean =>
  query.replace(/\D/g, '').length >= digitsNeeded || (/^\D*$/.test(query) && query.trim().length >= lettersNeeded)

export function PersonSuggest({
  party,
  kind,
  name,
  label,
  span,
  narrow,
  required,
  placeholder,
  warn,
  hint,
  find,
}: PersonSuggestProps) {
  const { t } = useTranslation('intake')
  const toast = useToast()
  const form = useFormContext<IntakeValues>()
  const { value, onValueChange, onBlur, ref, error, isTouched } = useFormField(name)
  const [query, setTyped] = useSettled()
  const hits = useQuery({
    queryKey: ['people.findPersons', { query, kind }],
    queryFn: () => api.people.findPersons({ query, kind }),
    enabled: isEnough(query),
    placeholderData: keepPreviousData,
  })
  const items = isEnough(query) ? (hits.data ?? none) : none
  // With its list closed the box would be emptied by Escape: what was typed stays.
  const keepText = (event: KeyboardEvent<HTMLElement>) => {
    const isClosed = event.target instanceof Element && event.target.getAttribute('aria-expanded') !== 'true'
    if (event.key === 'Escape' && isClosed) event.stopPropagation()
  }
  return (
    <Cell name={name} span={span} narrow={narrow} onKeyDownCapture={keepText}>
      <Field label={label} required={required} error={error} hint={hint} warning={warn?.(value, isTouched)}>
        <SuggestInput<FoundPerson>
          ref={ref}
          items={items}
          itemKey={(hit) => hit.id}
          itemLabel={(hit) => hit.person[find]}
          renderItem={(hit) => <Hit hit={hit} />}
          value={value}
          onValueChange={onValueChange}
          onQuery={(text) => setTyped(isEnough(text) ? text : '')}
          onPick={async (hit) => {
            setTyped('')
            try {
              const whole = await openWhole(hit)
              fillParty(form, party, whole.person, toKnown(whole))
            } catch (failure) {
              // The box holds the masked text of the hit by now.
              form.setValue(name, query)
              toast.show({ title: failureText(t, failure), tone: 'error' })
            }
          }}
          onBlur={() => {
            setTyped('')
            onBlur()
          }}
          placeholder={placeholder}
        />
      </Field>
    </Cell>
  )
}

function Hit({ hit: { person, lastCaseAt } }: { hit: FoundPerson }) {
  const { t } = useTranslation('intake')
  const facts = [numberOf(person), formatDate(person.birthDate), person.phone, person.address]
  return (
    <>
      <span>{person.fullName}</span>
      <span className="popup-description tabular">{facts.filter((fact) => fact !== '').join(' · ')}</span>
      {lastCaseAt && <span className="popup-description">{t('known.lastCase', { date: formatInstantDate(lastCaseAt) })}</span>}
    </>
  )
}
