// ProcessCard { details }: the version of the process that the case runs under, and, when another has taken its place, the way to move
// the case there: by the head, with the legal ground. The promised date stays.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CaseDetails } from '../../../electron/api/cases.ts'
import { routes } from '../../app/routes.ts'
import { usePermission } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { failureText, issueText, showIssues } from '../../failures.ts'
import { formatDate } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CancelButton, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useToast } from '../../ui/toast.tsx'

export function ProcessCard({ details }: { details: CaseDetails }) {
  const { t } = useTranslation('cases')
  const maySwitch = usePermission('case.switchProcess')
  const [isSwitching, setSwitching] = useState(false)
  const { process, newerProcess } = details
  if (!process && !newerProcess) return null
  return (
    <Card title={t('process.title')}>
      {process && (
        <p>
          <Link href={routes.process(process.documentId)}>{t('process.version', process)}</Link>
          {process.variant !== '' && ` – ${t('process.variant', process)}`}
        </p>
      )}
      {newerProcess && (
        <Banner tone="info" title={t('process.newer', newerProcess)}>
          {process?.effectiveTo ? t('process.since', { date: formatDate(process.effectiveTo) }) : t('process.none')}
          {maySwitch && (
            <p className="case-process-switch">
              <Button size="small" onClick={() => setSwitching(true)}>
                {t('process.switch')}
              </Button>
            </p>
          )}
        </Banner>
      )}
      {isSwitching && newerProcess && (
        <SwitchDialog caseId={details.row.id} to={newerProcess} onClose={() => setSwitching(false)} />
      )}
    </Card>
  )
}

interface SwitchDialogProps {
  caseId: string
  to: NonNullable<CaseDetails['newerProcess']>
  onClose: () => void
}

interface Typed {
  legalGround: string
  variant: string | null
}

function SwitchDialog({ caseId, to, onClose }: SwitchDialogProps) {
  const { t } = useTranslation('cases')
  const formId = useId()
  const toast = useToast()
  const queries = useQueryClient()
  const { register, control, handleSubmit, setError, formState } = useForm<Typed>({
    defaultValues: { legalGround: '', variant: null },
  })
  const move = useMutation({
    mutationFn: (typed: Typed) => api.cases.switchProcess({ caseId, ...typed }),
    onSuccess: async () => {
      toast.show({ title: t('process.switched', to) })
      onClose()
      await queries.invalidateQueries({ queryKey: ['cases.get'] })
    },
    onError: (error) => void showIssues(t, error, setError, (path) => path === 'legalGround' || path === 'variant'),
  })
  const required = (path: keyof Typed) => (value: string | null) => Boolean(value) || issueText(t, { path, code: 'required' })
  const isAboutField = Object.keys(formState.errors).length > 0
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={t('process.switchTitle', to)}
      description={t('process.switchText')}
      footer={
        <>
          <CancelButton>{t('cancel')}</CancelButton>
          <Button type="submit" form={formId} variant="primary" busy={move.isPending}>
            {t('process.switch')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={handleSubmit((typed) => move.mutate(typed))}>
        {move.isError && !isAboutField && <Banner tone="error">{failureText(t, move.error)}</Banner>}
        <Field
          label={t('process.legalGround')}
          hint={t('process.legalGroundHint')}
          error={formState.errors.legalGround?.message}
          required
        >
          <TextInput maxLength={500} {...register('legalGround', { validate: required('legalGround') })} />
        </Field>
        {to.variants.length > 1 && (
          <Controller
            control={control}
            name="variant"
            rules={{ validate: required('variant') }}
            render={({ field, fieldState }) => (
              <Field label={t('process.variantLabel')} error={fieldState.error?.message} required>
                <Select
                  options={to.variants.map(({ key, name }) => ({ value: key, label: [key, name].filter(Boolean).join(': ') }))}
                  value={field.value}
                  onValueChange={field.onChange}
                  ref={field.ref}
                />
              </Field>
            )}
          />
        )}
      </form>
    </Dialog>
  )
}
