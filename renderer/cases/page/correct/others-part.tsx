// OthersPart: who handed the file in and who collects the result, where it is not the applicant, with the paper that lets them.
import { useTranslation } from 'react-i18next'
import type { PersonDetails } from '../../../../electron/api/people.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Field, FormGrid } from '../../../ui/field.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import type { PartProps } from './correct-dialog.tsx'
import { PersonPart } from './person-part.tsx'

const nobody: PersonDetails = {
  kind: 'citizen',
  fullName: '',
  idKind: 'citizenId',
  idNumber: '',
  birthDate: '',
  sex: '',
  phone: '',
  email: '',
  address: '',
  cardAddress: '',
  taxNumber: '',
  representative: '',
}

export function OthersPart({ value, onChange, error }: PartProps) {
  const { t } = useTranslation('correct')
  return (['submitter', 'collector'] as const).map((role) => {
    const party = value[role]
    return (
      <section key={role} className="correct-party">
        <Checkbox
          label={t(`other.${role}`)}
          checked={party !== null}
          onCheckedChange={(isOn) => onChange({ [role]: isOn ? { person: nobody, authorisation: '' } : null })}
        />
        {party && (
          <FormGrid>
            <PersonPart
              person={party.person}
              path={`${role}.person`}
              onChange={(person) => onChange({ [role]: { ...party, person } })}
              error={error}
            />
            <Field label={t('cases:person.authorisation')} error={error(`${role}.authorisation`)}>
              <TextInput
                maxLength={300}
                value={party.authorisation}
                onValueChange={(authorisation) => onChange({ [role]: { ...party, authorisation } })}
              />
            </Field>
          </FormGrid>
        )}
      </section>
    )
  })
}
