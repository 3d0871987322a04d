// The applicant (chủ hồ sơ), and the ways to name somebody else who hands in or collects. An earlier person who was picked stays that
// person while the fields are corrected, visibly, until the clerk separates them.
import { UserCheck, UserPlus } from 'lucide-react'
import { memo } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { formatInstantDate } from '../../../format.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { useShortcut } from '../../../ui/use-shortcuts.ts'
import { useFormField } from '../fields.tsx'
import { useIntake } from '../intake-context.ts'
import { isSameName } from '../model/card.ts'
import type { IntakeValues } from '../model/values.ts'
import { numberOf } from '../party-person.ts'
import { useSettledWatch } from '../use-settled-watch.ts'
import { AddressField, CitizenFields, OrganisationFields } from './person-fields.tsx'
import { SectionCard } from './section-card.tsx'

const knownAndNow = ['known', 'applicant'] as const

export const ApplicantSection = memo(function ApplicantSection() {
  const { t } = useTranslation('intake')
  const { value: kind } = useFormField('applicant.kind')
  return (
    <SectionCard title={t('applicant.title')} shortcut="Alt+3" field="applicant.fullName" actions={<KindChoice />}>
      <div data-party="applicant">
        <Known />
        <div className="intake-columns">
          {kind === 'citizen' ? <CitizenFields party="applicant" /> : <OrganisationFields />}
          <AddressField path="applicant" span={12} />
        </div>
        <OtherPeople />
      </div>
    </SectionCard>
  )
})

function KindChoice() {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const { value, onValueChange } = useFormField('applicant.kind')
  return (
    <div className="intake-kind">
      <RadioGroup
        look="segmented"
        label={t('applicant.kind')}
        options={[
          { value: 'citizen', label: t('applicant.citizen') },
          { value: 'organisation', label: t('applicant.organisation') },
        ]}
        value={value}
        onValueChange={(kind) => {
          onValueChange(kind)
          form.setValue('known', null)
        }}
      />
    </div>
  )
}

function Known() {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const { goTo } = useIntake()
  const [known, applicant] = useSettledWatch(knownAndNow)
  if (!known) return null
  const isChanged =
    !isSameName(known.fullName, applicant.fullName) || (known.idNumber !== '' && known.idNumber !== numberOf(applicant))
  return (
    <p className="intake-known" role="status">
      <Badge tone={isChanged ? 'warn' : 'success'} icon={UserCheck}>
        {isChanged ? t('known.changed', { name: known.fullName }) : t('known.title')}
      </Badge>
      <span className="intake-quiet">
        {known.lastCaseAt ? t('known.lastCase', { date: formatInstantDate(known.lastCaseAt) }) : t('known.noCase')}
      </span>
      <Button
        size="small"
        variant="quiet"
        icon={UserPlus}
        onClick={() => {
          form.setValue('known', null)
          goTo('applicant.fullName')
        }}
      >
        {t('known.separate')}
      </Button>
    </p>
  )
}

function OtherPeople() {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const { goTo } = useIntake()
  const [hasSubmitter, hasCollector] = useWatch<IntakeValues, ['hasSubmitter', 'hasCollector']>({
    name: ['hasSubmitter', 'hasCollector'],
  })
  const openSubmitter = () => {
    form.setValue('hasSubmitter', true)
    goTo('submitter.person.fullName')
  }
  const openCollector = () => {
    form.setValue('hasCollector', true)
    goTo('collector.person.fullName')
  }
  useShortcut('intake.submitter', 'Alt+U', openSubmitter, { labelKey: 'intake:shortcut.submitter' })
  useShortcut('intake.collector', 'Alt+N', openCollector, { labelKey: 'intake:shortcut.collector' })
  if (hasSubmitter && hasCollector) return null
  return (
    <div className="intake-others">
      {!hasSubmitter && (
        <Button size="small" variant="quiet" icon={UserPlus} shortcut="Alt+U" onClick={openSubmitter}>
          {t('otherParty.submitter.open')}
        </Button>
      )}
      {!hasCollector && (
        <Button size="small" variant="quiet" icon={UserPlus} shortcut="Alt+N" onClick={openCollector}>
          {t('otherParty.collector.open')}
        </Button>
      )}
    </div>
  )
}
