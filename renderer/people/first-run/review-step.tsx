// Last step: everything once more before it is written, and what the product loads by itself.
import { useTranslation } from 'react-i18next'
import { formatDate, formatNumber } from '../../format.ts'
import { Section } from '../../ui/card.tsx'
import { DescriptionList } from '../../ui/description-list.tsx'
import { toSetUpInput } from './first-run-model.ts'
import { officeNameOf, type StepProps } from './office-step.tsx'

export function ReviewStep({ form, choices }: StepProps) {
  const { t } = useTranslation('people')
  const values = form.getValues()
  const { office, hours, administrator, ...input } = toSetUpInput(values)
  return (
    <>
      <DescriptionList
        columns={2}
        items={[
          { label: t('office.name'), value: `${officeNameOf(choices, values)} (${office.code})` },
          { label: t('office.deviceCode'), value: input.deviceCode },
          { label: t('office.deskName'), value: input.deskName },
          { label: t('firstRun.review.administrator'), value: administrator.fullName },
          { label: t('office.governingBody'), value: input.governingBody },
          { label: t('staff.signInName'), value: administrator.signInName },
          { label: t('office.place'), value: input.place },
          { label: t('staff.positionTitle'), value: administrator.positionTitle },
          { label: t('office.hours'), value: hours.map(({ start, end }) => `${start}–${end}`).join(', ') },
          {
            label: t('staff.roles'),
            value: administrator.alsoDeskOfficer
              ? `${t('role.administrator')}, ${t('role.deskOfficer')}`
              : t('role.administrator'),
          },
        ]}
      />
      <Section title={t('firstRun.review.loads')}>
        <ul className="first-run-loads">
          <li>
            {t('firstRun.review.procedures', {
              number: formatNumber(choices.procedureCount),
              date: formatDate(choices.catalogueAsOf),
            })}
          </li>
          <li>{t('firstRun.review.calendar', { years: choices.calendarYears.join(', ') })}</li>
          <li>{t('firstRun.review.units', { number: choices.units.length, source: choices.source })}</li>
        </ul>
        <p className="first-run-faint">{t('firstRun.review.changeLater')}</p>
      </Section>
    </>
  )
}
