// ClockRuleCard { procedureId }: how the procedure treats the time in which the applicant is waited for, and the way to record a rule of its
// own with the article that says so. A rule holds from a day on; cases that already wait keep the one they began to wait under.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import { type ClockPolicy, clockPolicies } from '../../electron/api/life.ts'
import { usePermission } from '../app/session.tsx'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { formatDate } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'

type Rule = OutputOf<'life.getClockRule'>

export function ClockRuleCard({ procedureId }: { procedureId: string }) {
  const { t } = useTranslation('procedures')
  const maySet = usePermission('case.setClockRule')
  const [isOpen, setOpen] = useState(false)
  const rule = useQuery({
    queryKey: ['life.getClockRule', { procedureId }],
    queryFn: () => api.life.getClockRule({ procedureId }),
  })
  if (!rule.data) return null
  const { supplement, supplementGround, payment, paymentGround, validFrom } = rule.data
  const said = (policy: ClockPolicy, ground: string) => [t(`clockRule.policy.${policy}`), ground].filter(Boolean).join(' – ')
  return (
    <Card
      title={t('clockRule.title')}
      actions={
        maySet && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('clockRule.change')}
          </Button>
        )
      }
    >
      <DescriptionList
        items={[
          { label: t('clockRule.supplement'), value: said(supplement, supplementGround) },
          { label: t('clockRule.payment'), value: said(payment, paymentGround) },
          { label: t('clockRule.since'), value: validFrom === null ? t('clockRule.general') : formatDate(validFrom) },
        ]}
      />
      {isOpen && <ClockRuleDialog procedureId={procedureId} rule={rule.data} onClose={() => setOpen(false)} />}
    </Card>
  )
}

interface ClockRuleDialogProps {
  procedureId: string
  rule: Rule
  onClose: () => void
}

function ClockRuleDialog({ procedureId, rule, onClose }: ClockRuleDialogProps) {
  const { t } = useTranslation('procedures')
  const [typed, setTyped] = useState({ ...rule, validFrom: today() })
  const options = clockPolicies.map((value) => ({ value, label: t(`clockRule.policy.${value}`) }))
  return (
    <FormDialog
      stale={[['life.getClockRule'], ['life.get']]}
      title={t('clockRule.dialog')}
      description={t('clockRule.dialogText')}
      confirm={t('clockRule.save')}
      done={t('clockRule.saved')}
      act={() => api.life.setClockRule({ procedureId, rule: typed })}
      onClose={onClose}
    >
      {(errors) => {
        const of = (path: string) => errors[path] ?? errors[`rule.${path}`]
        return (
          <FormGrid>
            <Field label={t('clockRule.supplement')} error={of('supplement')}>
              <Select
                options={options}
                value={typed.supplement}
                onValueChange={(supplement) => setTyped({ ...typed, supplement })}
              />
            </Field>
            <Field label={t('clockRule.supplementGround')} error={of('supplementGround')} required>
              <TextInput
                maxLength={500}
                value={typed.supplementGround}
                onValueChange={(supplementGround) => setTyped({ ...typed, supplementGround })}
              />
            </Field>
            <Field label={t('clockRule.payment')} error={of('payment')}>
              <Select options={options} value={typed.payment} onValueChange={(payment) => setTyped({ ...typed, payment })} />
            </Field>
            <Field label={t('clockRule.paymentGround')} error={of('paymentGround')} required={typed.payment !== 'continue'}>
              <TextInput
                maxLength={500}
                value={typed.paymentGround}
                onValueChange={(paymentGround) => setTyped({ ...typed, paymentGround })}
              />
            </Field>
            <Field label={t('clockRule.since')} error={of('validFrom')} required span={6}>
              <DateInput value={typed.validFrom} onValueChange={(validFrom) => setTyped({ ...typed, validFrom })} />
            </Field>
          </FormGrid>
        )
      }}
    </FormDialog>
  )
}
