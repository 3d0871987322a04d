// ResetPasswordDialog { open, onClose, staff }: an administrator sets a new first password for somebody who has forgotten the old one.
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { passwordMinLength, people, type StaffMember } from '../../../electron/api/people.ts'
import { api } from '../../client.ts'
import { failureText, showIssues } from '../../failures.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { CancelButton, Dialog } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { PasswordField } from '../entry/password-field.tsx'
import { issueResolver, schemaIssues } from '../form-issues.ts'

export function ResetPasswordDialog({ open, onClose, staff }: { open: boolean; onClose: () => void; staff: StaffMember }) {
  const { t } = useTranslation('people')
  const toast = useToast()
  const formId = useId()
  const form = useForm({
    resolver: issueResolver<{ password: string }>(t, ({ password }) =>
      schemaIssues(people.resetPassword.input, { staffId: staff.id, password }),
    ),
    defaultValues: { password: '' },
  })
  const { errors } = form.formState
  const close = () => {
    form.reset()
    onClose()
  }
  const reset = useMutation({
    mutationFn: ({ password }: { password: string }) => api.people.resetPassword({ staffId: staff.id, password }),
    onSuccess: () => {
      toast.show({ title: t('staff.passwordReset', { name: staff.fullName }), description: t('staff.passwordResetNote') })
      close()
    },
    onError: (error) => {
      if (!showIssues(t, error, form.setError)) form.setError('root', { message: failureText(t, error) })
    },
  })
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('staff.resetPasswordTitle', { name: staff.fullName })}
      description={t('staff.resetPasswordText')}
      size="small"
      footer={
        <>
          <CancelButton>{t('cancel')}</CancelButton>
          <Button type="submit" form={formId} variant="primary" busy={reset.isPending}>
            {t('staff.resetPassword')}
          </Button>
        </>
      }
    >
      <form id={formId} className="staff-form" onSubmit={form.handleSubmit((input) => reset.mutate(input))} noValidate>
        {errors.root && <Banner tone="error">{errors.root.message}</Banner>}
        <PasswordField
          label={t('staff.firstPassword')}
          hint={t('staff.firstPasswordHint', { min: passwordMinLength })}
          error={errors.password?.message}
          shown
          required
          {...form.register('password')}
        />
      </form>
    </Dialog>
  )
}
