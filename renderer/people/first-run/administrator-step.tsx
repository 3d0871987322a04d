// Fourth step: the first person, who lets in all the others.
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordMinLength } from '../../../electron/api/people.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { PasswordField } from '../entry/password-field.tsx'
import { suggestSignInName } from '../staff/sign-in-name.ts'
import type { StepProps } from './office-step.tsx'

export function AdministratorStep({ form }: StepProps) {
  const { t } = useTranslation('people')
  const { register, setValue, getValues, trigger } = form
  const errors = form.formState.errors.administrator
  const proposed = useRef(suggestSignInName(getValues('administrator.fullName')))

  const proposeSignInName = (fullName: string) => {
    const name = suggestSignInName(fullName)
    if (getValues('administrator.signInName') === proposed.current) setValue('administrator.signInName', name)
    proposed.current = name
  }

  return (
    <>
      <FormGrid>
        <Field label={t('staff.fullName')} error={errors?.fullName?.message} span={6} required>
          <TextInput
            maxLength={100}
            {...register('administrator.fullName', { onChange: (event) => proposeSignInName(event.target.value) })}
          />
        </Field>
        <Field label={t('staff.positionTitle')} hint={t('staff.positionHint')} error={errors?.positionTitle?.message} span={6}>
          <TextInput maxLength={100} {...register('administrator.positionTitle')} />
        </Field>
        <Field label={t('staff.signInName')} hint={t('staff.signInNameHint')} error={errors?.signInName?.message} required>
          <TextInput code maxLength={32} {...register('administrator.signInName')} />
        </Field>
        <PasswordField
          label={t('signIn.password')}
          hint={t('password.hint', { min: passwordMinLength })}
          error={errors?.password?.message}
          span={6}
          required
          {...register('administrator.password', {
            onChange: () => getValues('passwordRepeat') !== '' && trigger('passwordRepeat'),
          })}
        />
        <PasswordField
          label={t('firstRun.administrator.repeat')}
          hint={t('password.noRecovery')}
          error={form.formState.errors.passwordRepeat?.message}
          span={6}
          required
          {...register('passwordRepeat')}
        />
      </FormGrid>
      <Checkbox
        label={t('firstRun.administrator.alsoDeskOfficer')}
        description={t('firstRun.administrator.alsoDeskOfficerHint')}
        {...register('administrator.alsoDeskOfficer')}
      />
    </>
  )
}
