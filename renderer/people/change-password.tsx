// A person's own password: ChangePasswordScreen when an administrator has set it and it must be changed now, ChangePasswordDialog
// { open, onClose } at any time. No recovery exists, so the new one is typed twice.
import { useMutation } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useEffect, useId } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { FieldIssue } from '../../db/model/errors.ts'
import { passwordMinLength, people } from '../../electron/api/people.ts'
import { useSession } from '../app/session.tsx'
import { api } from '../client.ts'
import { failureOf, failureText, showIssues } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { CancelButton, Dialog } from '../ui/dialog.tsx'
import { useToast } from '../ui/toast.tsx'
import { EntryFrame } from './entry/entry-frame.tsx'
import { PasswordField } from './entry/password-field.tsx'
import { issueResolver, schemaIssues } from './form-issues.ts'

interface PasswordValues {
  current: string
  next: string
  repeat: string
}

const passwordIssues = ({ current, next, repeat }: PasswordValues): FieldIssue[] => [
  ...(current === '' ? [{ path: 'current', code: 'required' } as const] : []),
  ...schemaIssues(people.changeOwnPassword.input, { current, next }),
  ...(repeat === next ? [] : [{ path: 'repeat', code: 'passwordMismatch' } as const]),
]

function usePasswordChange(t: TFunction<'people'>, onChanged?: () => void) {
  const form = useForm<PasswordValues>({
    resolver: issueResolver(t, passwordIssues),
    defaultValues: { current: '', next: '', repeat: '' },
  })
  const change = useMutation({
    mutationFn: ({ current, next }: PasswordValues) => api.people.changeOwnPassword({ current, next }),
    onSuccess: onChanged,
    onError: (error) => {
      if (showIssues(t, error, form.setError)) return
      const message = failureText(t, error)
      const ofPassword = failureOf(error).code.startsWith('signIn.')
      form.setError(ofPassword ? 'current' : 'root', { message }, { shouldFocus: true })
    },
  })
  const submit = form.handleSubmit((values) => {
    if (values.next === values.current) form.setError('next', { message: t('password.same') }, { shouldFocus: true })
    else change.mutate(values)
  })
  const reset = () => {
    form.reset()
    change.reset()
  }
  return { form, submit, reset, busy: change.isPending || change.isSuccess }
}

function PasswordFields({ form }: { form: ReturnType<typeof usePasswordChange>['form'] }) {
  const { t } = useTranslation('people')
  const { errors } = form.formState
  return (
    <>
      {errors.root && <Banner tone="error">{errors.root.message}</Banner>}
      <PasswordField label={t('password.current')} error={errors.current?.message} required {...form.register('current')} />
      <PasswordField
        label={t('password.next')}
        hint={t('password.hint', { min: passwordMinLength })}
        error={errors.next?.message}
        required
        {...form.register('next')}
      />
      <PasswordField label={t('password.repeat')} error={errors.repeat?.message} required {...form.register('repeat')} />
    </>
  )
}

export function ChangePasswordScreen() {
  const { t } = useTranslation('people')
  const { fullName } = useSession()
  const { form, submit, busy } = usePasswordChange(t)
  const { setFocus } = form
  const signOut = useMutation({ mutationFn: () => api.people.signOut({}) })
  useEffect(() => setFocus('current'), [setFocus])
  return (
    <EntryFrame size="small" title={t('password.mustChangeTitle', { name: fullName })} description={t('password.mustChangeNote')}>
      <form onSubmit={submit} noValidate>
        <div className="entry-body">
          <PasswordFields form={form} />
        </div>
        <footer className="entry-foot">
          <Button onClick={() => signOut.mutate()}>{t('menu.signOut')}</Button>
          <span className="entry-space" />
          <Button type="submit" variant="primary" busy={busy}>
            {t('password.change')}
          </Button>
        </footer>
      </form>
    </EntryFrame>
  )
}

export function ChangePasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('people')
  const toast = useToast()
  const formId = useId()
  const { form, submit, reset, busy } = usePasswordChange(t, () => {
    toast.show({ title: t('password.changed') })
    close()
  })
  const close = () => {
    reset()
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('password.title')}
      size="small"
      footer={
        <>
          <CancelButton>{t('cancel')}</CancelButton>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {t('password.change')}
          </Button>
        </>
      }
    >
      <form id={formId} className="entry-fields" onSubmit={submit} noValidate>
        <PasswordFields form={form} />
      </form>
    </Dialog>
  )
}
