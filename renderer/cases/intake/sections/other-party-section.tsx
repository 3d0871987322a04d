// Somebody other than the applicant who hands in (người nộp) or collects (người nhận kết quả), with the paper that lets them. Closing
// the block keeps what was typed in it until the case is received; it is only not sent.
import { X } from 'lucide-react'
import { memo } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/button.tsx'
import { FormText, useFormField } from '../fields.tsx'
import { useIntake } from '../intake-context.ts'
import type { IntakeValues } from '../model/values.ts'
import { AddressField, CitizenFields } from './person-fields.tsx'
import { SectionCard } from './section-card.tsx'

const opens = { submitter: 'hasSubmitter', collector: 'hasCollector' } as const

export const OtherPartySection = memo(function OtherPartySection({ party }: { party: 'submitter' | 'collector' }) {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const { goTo } = useIntake()
  const { value: isOpen } = useFormField(opens[party])
  if (!isOpen) return null
  const close = () => {
    form.setValue(opens[party], false)
    goTo('applicant.address')
  }
  return (
    <SectionCard
      title={t(`otherParty.${party}.title`)}
      actions={<IconButton size="small" icon={X} label={t(`otherParty.${party}.close`)} onClick={close} />}
    >
      <div data-party={party} className="intake-columns">
        <CitizenFields party={party} />
        <FormText
          name={`${party}.authorisation`}
          label={t(`otherParty.${party}.authorisation`)}
          span={5}
          narrow={12}
          input={{ maxLength: 300, placeholder: t('otherParty.authorisationPlaceholder') }}
        />
        <AddressField path={`${party}.person`} span={12} />
      </div>
    </SectionCard>
  )
})
