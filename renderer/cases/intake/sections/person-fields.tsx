// The fields of one person of the case. Doubts about numbers stand beside them and never block.
//   CitizenFields { party }, OrganisationFields (of the applicant), PhoneField, AddressField
import type { TFunction } from 'i18next'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { systemClock, toInstant } from '../../../../db/model/clock.ts'
import { checkEmail, checkPhone, checkTaxNumber } from '../../../../db/model/identity.ts'
import { instantToLocal } from '../../../../db/model/local-time.ts'
import { idKinds } from '../../../../electron/api/people.ts'
import { formatDate } from '../../../format.ts'
import { Field } from '../../../ui/field.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { Cell, FormText, useFormField } from '../fields.tsx'
import { isBirthDate, toBirthDate } from '../model/typed-time.ts'
import { type IntakeValues, type Party, type PersonPath, personPath } from '../model/values.ts'
import { checkIdNumber, checkSentences } from '../party-person.ts'
import { useNameOffer } from './name-offer.tsx'
import { PersonSuggest } from './person-suggest.tsx'

const today = (): string => instantToLocal(toInstant(systemClock.nowMs())).slice(0, 10)

/** Several sentences under one field. */
const lines = (sentences: readonly string[]) =>
  sentences.length > 0
    ? sentences.map((sentence) => (
        <span key={sentence} className="intake-line">
          {sentence}
        </span>
      ))
    : undefined

export function CitizenFields({ party }: { party: Party }) {
  const { t } = useTranslation('intake')
  const path = personPath[party]
  return (
    <>
      <NameField party={party} path={path} />
      <IdKindField path={path} />
      <IdNumberField party={party} path={path} />
      {party === 'applicant' && (
        <>
          <FormText
            name="applicant.birthDate"
            label={t('person.birthDate')}
            span={3}
            show={formatDate}
            tidy={(typed) => toBirthDate(typed, today())}
            input={{ code: true, placeholder: t('person.birthDatePlaceholder'), maxLength: 10 }}
          />
          <SexField />
        </>
      )}
      <PhoneField party={party} kind="citizen" span={3} />
      <EmailField path={path} span={4} />
    </>
  )
}

export function OrganisationFields() {
  const { t } = useTranslation('intake')
  return (
    <>
      <PersonSuggest
        party="applicant"
        kind="organisation"
        name="applicant.fullName"
        label={t('person.organisationName')}
        span={8}
        narrow={12}
        required
        find="fullName"
      />
      <PersonSuggest
        party="applicant"
        kind="organisation"
        name="applicant.taxNumber"
        label={t('person.taxNumber')}
        span={4}
        find="taxNumber"
        warn={(value, isTouched) => lines(checkSentences(t as TFunction, checkTaxNumber(value), isTouched))}
      />
      <RepresentativeField />
      <PhoneField party="applicant" kind="organisation" span={3} />
      <EmailField path="applicant" span={4} />
    </>
  )
}

function NameField({ party, path }: { party: Party; path: PersonPath }) {
  const { t } = useTranslation('intake')
  const name = `${path}.fullName` as const
  return (
    <PersonSuggest
      party={party}
      kind="citizen"
      name={name}
      label={t('person.fullName')}
      hint={useNameOffer(name)}
      span={5}
      narrow={12}
      required
      find="fullName"
    />
  )
}

function RepresentativeField() {
  const { t } = useTranslation('intake')
  const name = 'applicant.representative'
  return <FormText name={name} label={t('person.representative')} hint={useNameOffer(name)} span={5} input={{ maxLength: 200 }} />
}

function IdKindField({ path }: { path: PersonPath }) {
  const { t } = useTranslation('intake')
  const { value, onValueChange, onBlur, ref } = useFormField(`${path}.idKind`)
  return (
    <Cell name={`${path}.idKind`} span={3}>
      <Field label={t('person.idKind')}>
        <Select
          ref={ref}
          options={idKinds.map((kind) => ({ value: kind, label: t(`idKind.${kind}`) }))}
          value={value}
          onValueChange={onValueChange}
          onBlur={onBlur}
        />
      </Field>
    </Cell>
  )
}

function IdNumberField({ party, path }: { party: Party; path: PersonPath }) {
  const { t } = useTranslation('intake')
  const [idKind, sex, birthDate] = useWatch<
    IntakeValues,
    [`${PersonPath}.idKind`, `${PersonPath}.sex`, `${PersonPath}.birthDate`]
  >({
    name: [`${path}.idKind`, `${path}.sex`, `${path}.birthDate`],
  })
  if (idKind === 'none') return null
  return (
    <PersonSuggest
      party={party}
      kind="citizen"
      name={`${path}.idNumber`}
      label={t('person.idNumber')}
      span={4}
      find="idNumber"
      placeholder={idKind === 'citizenId' ? t('person.scanHint') : undefined}
      warn={(idNumber, isTouched) => {
        // A date half typed is a string of digits, not yet a year: `20112005` is 20/11/2005.
        const born = toBirthDate(birthDate, today())
        const person = { idKind, idNumber, sex, birthDate: isBirthDate(born, today()) ? born : '' }
        return lines(checkSentences(t as TFunction, checkIdNumber(person), isTouched))
      }}
    />
  )
}

function SexField() {
  const { t } = useTranslation('intake')
  const { value, onValueChange, onBlur, ref } = useFormField('applicant.sex')
  return (
    <Cell name="applicant.sex" span={2}>
      <Field label={t('person.sex')} group>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears the key of the radio buttons inside that takes the choice back */}
        <div onKeyDown={({ key }) => (key === 'Delete' || key === 'Backspace') && onValueChange('')}>
          <RadioGroup
            ref={ref}
            look="segmented"
            options={[
              { value: 'male', label: t('sex.male') },
              { value: 'female', label: t('sex.female') },
            ]}
            value={value === '' ? null : value}
            onValueChange={onValueChange}
            onBlur={onBlur}
          />
        </div>
      </Field>
    </Cell>
  )
}

function PhoneField({ party, kind, span }: { party: Party; kind: 'citizen' | 'organisation'; span: number }) {
  const { t } = useTranslation('intake')
  return (
    <PersonSuggest
      party={party}
      kind={kind}
      name={`${personPath[party]}.phone`}
      label={t('person.phone')}
      span={span}
      find="phone"
      warn={(value, isTouched) => isTouched && lines(checkSentences(t as TFunction, checkPhone(value), isTouched))}
    />
  )
}

function EmailField({ path, span }: { path: PersonPath; span: number }) {
  const { t } = useTranslation('intake')
  return (
    <FormText
      name={`${path}.email`}
      label={t('person.email')}
      span={span}
      warn={(value, isTouched) => isTouched && lines(checkSentences(t as TFunction, checkEmail(value), isTouched))}
      input={{ maxLength: 120, inputMode: 'email' }}
    />
  )
}

/** The address in use; under it the one printed on the scanned card, which stays as it is. */
export function AddressField({ path, span }: { path: PersonPath; span: number }) {
  const { t } = useTranslation('intake')
  const [address, cardAddress] = useWatch<IntakeValues, [`${PersonPath}.address`, `${PersonPath}.cardAddress`]>({
    name: [`${path}.address`, `${path}.cardAddress`],
  })
  const onCard = address === cardAddress ? t('person.addressFromCard') : t('person.cardAddress', { address: cardAddress })
  return (
    <FormText
      name={`${path}.address`}
      label={t('person.address')}
      span={span}
      narrow={12}
      hint={cardAddress === '' ? undefined : onCard}
      input={{ maxLength: 400 }}
    />
  )
}
