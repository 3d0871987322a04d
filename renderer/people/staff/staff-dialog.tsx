// StaffDialog { open, onClose, staff, taken }: a new person (staff undefined) or a change to one. The sign-in name follows the full name until
// somebody types another; `taken` are the ones in use.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useId, useRef } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { FieldIssue } from '../../../db/model/errors.ts'
import { passwordMinLength, people, type Role, roles, type StaffMember } from '../../../electron/api/people.ts'
import { api } from '../../client.ts'
import { heldText } from '../../duties/duty-words.ts'
import { failureOf, failureText, showIssues } from '../../failures.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { CancelButton, Dialog } from '../../ui/dialog.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useToast } from '../../ui/toast.tsx'
import { PasswordField } from '../entry/password-field.tsx'
import { issueResolver, schemaIssues } from '../form-issues.ts'
import { suggestSignInName } from './sign-in-name.ts'
import './staff-dialog.css'

interface StaffValues {
  fullName: string
  positionTitle: string
  signInName: string
  password: string
  roles: Role[]
  isActive: boolean
}

interface StaffDialogProps {
  open: boolean
  onClose: () => void
  staff: StaffMember | undefined
  taken: readonly string[]
}

const newcomer: StaffValues = {
  fullName: '',
  positionTitle: '',
  signInName: '',
  password: '',
  roles: ['deskOfficer'],
  isActive: true,
}

const addInput = ({ fullName, positionTitle, roles, signInName, password }: StaffValues) => ({
  fullName,
  positionTitle,
  roles,
  signInName,
  password,
})

const changeInput = ({ id }: StaffMember, { fullName, positionTitle, roles, isActive }: StaffValues) => ({
  staffId: id,
  fullName,
  positionTitle,
  roles,
  isActive,
})

const issuesOf =
  (staff: StaffMember | undefined) =>
  (values: StaffValues): FieldIssue[] =>
    staff
      ? schemaIssues(people.changeStaff.input, changeInput(staff, values))
      : schemaIssues(people.addStaff.input, addInput(values))

export function StaffDialog({ open, onClose, staff, taken }: StaffDialogProps) {
  const { t } = useTranslation('people')
  const toast = useToast()
  const queries = useQueryClient()
  const formId = useId()
  const proposed = useRef('')
  const values: StaffValues = staff ? { ...staff, password: '' } : newcomer
  const form = useForm<StaffValues>({ resolver: issueResolver(t, issuesOf(staff)), values })
  const { control, register, getValues, setValue } = form
  const { errors } = form.formState

  const save = useMutation({
    mutationFn: (input: StaffValues) =>
      staff ? api.people.changeStaff(changeInput(staff, input)) : api.people.addStaff(addInput(input)),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['people.listStaff'] })
      toast.show({
        title: staff ? t('staff.saved', { name: saved.fullName }) : t('staff.added', { name: saved.fullName }),
        description: staff ? undefined : t('staff.addedNote', { signInName: saved.signInName }),
      })
      close()
    },
    onError: (error) => {
      if (showIssues(t, error, form.setError)) return
      const { code, params } = failureOf(error)
      const { count: _, ...held } = params as Record<string, number>
      const what = code === 'staff.holdsThings' ? `${heldText(t as TFunction, held)}.` : ''
      form.setError('root', { message: [failureText(t, error), what].filter(Boolean).join(' ') })
    },
  })
  const close = () => {
    form.reset()
    proposed.current = ''
    onClose()
  }
  const proposeSignInName = (fullName: string) => {
    const name = suggestSignInName(fullName, taken)
    if (getValues('signInName') === proposed.current) setValue('signInName', name)
    proposed.current = name
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={staff ? t('staff.editTitle', { name: staff.fullName }) : t('staff.addTitle')}
      footer={
        <>
          <CancelButton>{t('cancel')}</CancelButton>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            {staff ? t('staff.save') : t('staff.add')}
          </Button>
        </>
      }
    >
      <form id={formId} className="staff-form" onSubmit={form.handleSubmit((input) => save.mutate(input))} noValidate>
        {errors.root && <Banner tone="error">{errors.root.message}</Banner>}
        <FormGrid>
          <Field label={t('staff.fullName')} error={errors.fullName?.message} span={6} required>
            <TextInput
              maxLength={100}
              {...register('fullName', { onChange: (event) => !staff && proposeSignInName(event.target.value) })}
            />
          </Field>
          <Field label={t('staff.positionTitle')} hint={t('staff.positionHint')} error={errors.positionTitle?.message} span={6}>
            <TextInput maxLength={100} {...register('positionTitle')} />
          </Field>
          <Field
            label={t('staff.signInName')}
            hint={staff ? t('staff.signInNameFixed') : t('staff.signInNameHint')}
            error={errors.signInName?.message}
            span={6}
            required={!staff}
          >
            <TextInput code maxLength={32} readOnly={staff !== undefined} {...register('signInName')} />
          </Field>
          {!staff && (
            <PasswordField
              label={t('staff.firstPassword')}
              hint={t('staff.firstPasswordHint', { min: passwordMinLength })}
              error={errors.password?.message}
              span={6}
              shown
              required
              {...register('password')}
            />
          )}
        </FormGrid>
        <Controller
          control={control}
          name="roles"
          render={({ field }) => (
            <Field group label={t('staff.roles')} error={errors.roles?.message} required>
              <div className="staff-roles">
                {roles.map((role, index) => (
                  <Checkbox
                    key={role}
                    ref={index === 0 ? field.ref : undefined}
                    label={t(`role.${role}`)}
                    description={t(`roleMeans.${role}`)}
                    checked={field.value.includes(role)}
                    onCheckedChange={(held) =>
                      field.onChange(roles.filter((known) => (known === role ? held : field.value.includes(known))))
                    }
                    onBlur={field.onBlur}
                  />
                ))}
              </div>
            </Field>
          )}
        />
        {staff && <Checkbox label={t('staff.isActive')} description={t('staff.isActiveHint')} {...register('isActive')} />}
      </form>
    </Dialog>
  )
}
