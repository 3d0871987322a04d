// PersonPart { person, path, onChange, error }: the fields of one person of the case, as given on the day of receipt.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parsePartialDate, partialDateText } from '../../../../db/model/partial-date.ts'
import { idKinds, type PersonDetails, personKinds, sexes } from '../../../../electron/api/people.ts'
import { Field } from '../../../ui/field.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextInput } from '../../../ui/text-input.tsx'

interface PersonPartProps {
  person: PersonDetails
  path: string
  onChange: (person: PersonDetails) => void
  error: (path: string) => string | undefined
}

export function PersonPart({ person, path, onChange, error }: PersonPartProps) {
  const { t } = useTranslation('correct')
  const change = (next: Partial<PersonDetails>) => onChange({ ...person, ...next })
  const [birth, setBirth] = useState(() => partialDateText(person.birthDate))
  const isOrganisation = person.kind === 'organisation'
  const line = (name: 'fullName' | 'idNumber' | 'taxNumber' | 'representative' | 'phone' | 'email' | 'address', max: number) => (
    <TextInput maxLength={max} value={person[name]} onValueChange={(text) => change({ [name]: text })} />
  )
  return (
    <>
      <Field label={t('person.kind')} span={4}>
        <Select
          options={personKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={person.kind}
          onValueChange={(kind) => change({ kind })}
        />
      </Field>
      <Field
        label={t(isOrganisation ? 'cases:person.organisationName' : 'cases:person.fullName')}
        error={error(`${path}.fullName`)}
        span={8}
        required
      >
        {line('fullName', 200)}
      </Field>
      {isOrganisation ? (
        <>
          <Field label={t('cases:person.taxNumber')} error={error(`${path}.taxNumber`)} span={4}>
            {line('taxNumber', 20)}
          </Field>
          <Field label={t('cases:person.representative')} error={error(`${path}.representative`)} span={8}>
            {line('representative', 200)}
          </Field>
        </>
      ) : (
        <>
          <Field label={t('person.idKind')} span={4}>
            <Select
              options={idKinds.map((value) => ({ value, label: t(`idKind.${value}`) }))}
              value={person.idKind}
              onValueChange={(idKind) => change({ idKind })}
            />
          </Field>
          <Field label={t('person.idNumber')} error={error(`${path}.idNumber`)} span={4}>
            {line('idNumber', 30)}
          </Field>
          <Field label={t('cases:person.birthDate')} error={error(`${path}.birthDate`)} span={2}>
            <TextInput
              maxLength={10}
              value={birth}
              onValueChange={(typed) => {
                setBirth(typed)
                change({ birthDate: parsePartialDate(typed) ?? typed })
              }}
            />
          </Field>
          <Field label={t('cases:person.sex')} span={2}>
            <Select
              options={sexes.map((value) => ({ value, label: value === '' ? t('person.sexUnknown') : t(`cases:sex.${value}`) }))}
              value={person.sex}
              onValueChange={(sex) => change({ sex })}
            />
          </Field>
        </>
      )}
      <Field label={t('cases:person.phone')} error={error(`${path}.phone`)} span={4}>
        {line('phone', 40)}
      </Field>
      <Field label={t('cases:person.address')} error={error(`${path}.address`)} span={8}>
        {line('address', 400)}
      </Field>
    </>
  )
}
