// OfficialCodeDialog { caseId, onClose }: typing or scanning the code that the official system gave. It is set once and for ever, so
// its shape is checked before it is sent and the field says that it cannot be changed.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { checkOfficialCode } from '../../../db/model/identity.ts'
import { api } from '../../client.ts'
import { failureText, issueText, showIssues } from '../../failures.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { CancelButton, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useToast } from '../../ui/toast.tsx'

export function OfficialCodeDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { t } = useTranslation('cases')
  const formId = useId()
  const toast = useToast()
  const queries = useQueryClient()
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { officialCode: '' } })

  const save = useMutation({
    mutationFn: (officialCode: string) => api.cases.setOfficialCode({ caseId, officialCode }),
    onSuccess: async () => {
      toast.show({ title: t('officialCode.saved') })
      onClose()
      await Promise.all(
        ['cases.get', 'cases.list', 'cases.search', 'personal.get'].map((call) =>
          queries.invalidateQueries({ queryKey: [call] }),
        ),
      )
    },
    onError: (error) => void showIssues(t, error, setError, isOwnField),
  })
  const isAboutField = formState.errors.officialCode !== undefined

  const complaint = (typed: string): string | true => {
    const { value, issue } = checkOfficialCode(typed)
    const code = value === '' ? 'required' : issue?.code
    return code === undefined || issueText(t, { path: 'officialCode', code })
  }

  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={t('officialCode.title')}
      description={t('officialCode.description')}
      footer={
        <>
          <CancelButton>{t('cancel')}</CancelButton>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            {t('officialCode.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={handleSubmit(({ officialCode }) => save.mutate(officialCode))}>
        {save.isError && !isAboutField && <Banner tone="error">{failureText(t, save.error)}</Banner>}
        <Field
          label={t('officialCode.label')}
          hint={t('officialCode.hint')}
          error={formState.errors.officialCode?.message}
          required
        >
          <TextInput code maxLength={60} {...register('officialCode', { validate: complaint })} />
        </Field>
      </form>
    </Dialog>
  )
}

const isOwnField = (path: string): boolean => path === 'officialCode'
