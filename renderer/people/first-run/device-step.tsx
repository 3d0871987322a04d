// Third step: the short code of this computer, which keeps the numbers of several computers of one office apart.
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Banner } from '../../ui/banner.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { sampleCode, toSetUpInput } from './first-run-model.ts'
import type { StepProps } from './office-step.tsx'

export function DeviceStep({ form }: StepProps) {
  const { t } = useTranslation('people')
  const deviceCode = useWatch({ control: form.control, name: 'deviceCode' })
  const example = sampleCode(toSetUpInput(form.getValues()).office.code, deviceCode)
  return (
    <>
      <FormGrid>
        <Field
          label={t('firstRun.device.code')}
          hint={t('firstRun.device.codeHint')}
          error={form.formState.errors.deviceCode?.message}
          span={6}
          required
        >
          <TextInput code maxLength={3} className="first-run-capitals" {...form.register('deviceCode')} />
        </Field>
      </FormGrid>
      <p>
        {t('firstRun.device.example')} <strong className="tabular">{example ?? '…'}</strong>
      </p>
      <Banner tone="info" title={t('firstRun.device.severalTitle')}>
        {t('firstRun.device.several')}
      </Banner>
    </>
  )
}
