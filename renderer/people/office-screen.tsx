// OfficeScreen: the office's settings. The administrator changes them; everybody else reads them. What is already printed stays as it was.
import './office-screen.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Network, Save } from 'lucide-react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { z } from 'zod'
import type { FieldIssue } from '../../db/model/errors.ts'
import type { OutputOf } from '../../electron/api/contract.ts'
import { isCodePattern, suggestCode } from '../../electron/api/documents.ts'
import { people } from '../../electron/api/people.ts'
import { receiptLayouts } from '../../electron/api/print.ts'
import { routes } from '../app/routes.ts'
import { usePermission, useStatus } from '../app/session.tsx'
import { api } from '../client.ts'
import { failureText, showIssues } from '../failures.ts'
import { ScanSettingsCard } from '../papers/scan-settings-card.tsx'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Page } from '../ui/page.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { issueResolver, schemaIssues } from './form-issues.ts'
import { BoardDaysCard } from './office/board-days-card.tsx'
import { hoursIssues, hoursOf, rowsOf } from './office/hours.ts'
import { HoursFields } from './office/hours-fields.tsx'
import { ReceiptHead } from './office/receipt-head.tsx'

type Office = OutputOf<'people.getOffice'>
type OfficeInput = z.input<typeof people.changeOffice.input>
/** A number field that has been emptied holds null until it is filled again. */
type OfficeValues = Omit<OfficeInput, 'lockMinutes'> & { lockMinutes: number | null }

const saveKeys = 'Ctrl+S'

const toValues = ({ settings: { officeId, hours, ...settings } }: Office): OfficeValues => ({ ...settings, hours: rowsOf(hours) })
const toInput = (values: OfficeValues): OfficeInput => ({
  ...values,
  hours: hoursOf(values.hours),
  lockMinutes: values.lockMinutes ?? 0,
})

const officeIssues = (values: OfficeValues): FieldIssue[] => [
  ...(values.lockMinutes === null ? [{ path: 'lockMinutes', code: 'required' } as const] : []),
  ...schemaIssues(people.changeOffice.input, toInput(values)).filter(({ path }) => !path.startsWith('hours')),
  ...hoursIssues(values.hours),
]

/** The first code of a field that every office has. */
const exampleCode = (pattern: string): string =>
  suggestCode(pattern, { kind: 'process', group: 'procedure', field: 'Hộ tịch' }, new Set())

export function OfficeScreen() {
  const { t } = useTranslation('people')
  const office = useQuery({ queryKey: ['people.getOffice'], queryFn: () => api.people.getOffice({}) })
  if (office.data) return <OfficeForm office={office.data} />
  return (
    <Page title={t('office.title')}>
      {office.error ? <Banner tone="error">{failureText(t, office.error)}</Banner> : <Spinner />}
    </Page>
  )
}

function OfficeForm({ office }: { office: Office }) {
  const { t } = useTranslation('people')
  const [, navigate] = useLocation()
  const toast = useToast()
  const queries = useQueryClient()
  const readOnly = !usePermission('office.configure')
  const { maxLockMinutes } = useStatus().machine
  const form = useForm<OfficeValues>({
    mode: 'onTouched',
    resolver: issueResolver(t, officeIssues),
    defaultValues: toValues(office),
  })
  const { control, register } = form
  const { errors, isDirty } = form.formState
  const [deskName, governingBody, place, suffix, hours, processCodePattern] = useWatch({
    control,
    name: ['deskName', 'governingBody', 'place', 'receiptNumberSuffix', 'hours', 'processCodePattern'],
  })

  const save = useMutation({
    mutationFn: (values: OfficeValues) => api.people.changeOffice(toInput(values)),
    onSuccess: (saved) => {
      queries.setQueryData(['people.getOffice'], saved)
      form.reset(toValues(saved))
      toast.show({ title: t('office.saved') })
    },
    onError: (error) => {
      if (!showIssues(t, error, form.setError)) form.setError('root', { message: failureText(t, error) })
    },
  })
  const submit = form.handleSubmit((values) => save.mutate(values))
  useShortcut('office.save', saveKeys, () => void submit(), { labelKey: 'people:office.save', enabled: isDirty && !readOnly })

  return (
    <Page
      title={t('office.title')}
      description={readOnly ? t('office.readOnly') : t('office.description')}
      badge={isDirty && <Badge tone="warn">{t('office.unsaved')}</Badge>}
      actions={
        !readOnly && (
          <>
            <Button icon={Network} onClick={() => navigate(routes.units)}>
              {t('office.changes')}
            </Button>
            {isDirty && <Button onClick={() => form.reset()}>{t('office.discard')}</Button>}
            <Button variant="primary" icon={Save} shortcut={saveKeys} busy={save.isPending} disabled={!isDirty} onClick={submit}>
              {t('office.save')}
            </Button>
          </>
        )
      }
    >
      <form className="office" onSubmit={submit} noValidate>
        {errors.root && <Banner tone="error">{errors.root.message}</Banner>}
        <Card title={t('office.identity')}>
          <DescriptionList
            columns={2}
            items={[
              { label: t('office.name'), value: office.name },
              { label: t('office.code'), value: <span className="tabular">{office.code}</span> },
              { label: t('office.deviceCode'), value: <span className="tabular">{office.deviceCode}</span> },
            ]}
          />
        </Card>
        <Card title={t('office.onReceipts')}>
          <div className="office-fields">
            <FormGrid>
              <Field label={t('office.deskName')} error={errors.deskName?.message} required>
                <TextInput maxLength={200} readOnly={readOnly} {...register('deskName')} />
              </Field>
              <Field
                label={t('office.governingBody')}
                hint={t('office.governingBodyHint')}
                error={errors.governingBody?.message}
                span={8}
              >
                <TextInput maxLength={200} readOnly={readOnly} {...register('governingBody')} />
              </Field>
              <Field label={t('office.place')} hint={t('office.placeHint')} error={errors.place?.message} span={4} required>
                <TextInput maxLength={100} readOnly={readOnly} {...register('place')} />
              </Field>
              <Field
                label={t('office.suffix')}
                hint={t('office.suffixHint')}
                error={errors.receiptNumberSuffix?.message}
                span={8}
              >
                <TextInput maxLength={60} readOnly={readOnly} {...register('receiptNumberSuffix')} />
              </Field>
              <Field label={t('office.book')} hint={t('office.bookHint')} error={errors.book?.message} span={4}>
                <TextInput maxLength={20} readOnly={readOnly} {...register('book')} />
              </Field>
            </FormGrid>
            <ReceiptHead deskName={deskName} governingBody={governingBody} place={place} numberSuffix={suffix} />
            <Controller
              control={control}
              name="receiptLayout"
              render={({ field }) => (
                <Field group label={t('office.layout')} error={errors.receiptLayout?.message}>
                  <RadioGroup
                    ref={field.ref}
                    options={receiptLayouts.map((value) => ({
                      value,
                      label: t(`office.layouts.${value}`),
                      description: t(`office.layoutMeans.${value}`),
                    }))}
                    value={field.value}
                    onValueChange={field.onChange}
                    onBlur={field.onBlur}
                    disabled={readOnly}
                  />
                </Field>
              )}
            />
          </div>
        </Card>
        <Card title={t('office.hours')}>
          <div className="office-fields">
            <HoursFields control={control} rows={hours} readOnly={readOnly} />
            <p className="office-note">{t('office.hoursHint')}</p>
          </div>
        </Card>
        <Card title={t('office.documents')}>
          <FormGrid>
            <Field
              label={t('office.codePattern')}
              hint={
                isCodePattern(processCodePattern)
                  ? t('office.codePatternHint', { example: exampleCode(processCodePattern) })
                  : t('office.codePatternTokens')
              }
              error={errors.processCodePattern?.message}
              span={8}
              required
            >
              <TextInput code maxLength={60} readOnly={readOnly} {...register('processCodePattern')} />
            </Field>
          </FormGrid>
        </Card>
        <Card title={t('office.safety')}>
          <FormGrid>
            <Controller
              control={control}
              name="lockMinutes"
              render={({ field }) => (
                <Field
                  label={t('office.lockMinutes')}
                  hint={
                    maxLockMinutes !== null && (field.value ?? 0) > maxLockMinutes
                      ? t('office.lockMinutesPolicy', { max: maxLockMinutes })
                      : t('office.lockMinutesHint')
                  }
                  error={errors.lockMinutes?.message}
                  span={6}
                  required
                >
                  <NumberInput
                    ref={field.ref}
                    value={field.value}
                    onValueChange={field.onChange}
                    onBlur={field.onBlur}
                    min={1}
                    max={240}
                    unit={t('office.minutes')}
                    readOnly={readOnly}
                  />
                </Field>
              )}
            />
          </FormGrid>
        </Card>
        <button type="submit" hidden />
      </form>
      <div className="scan-settings">
        <BoardDaysCard readOnly={readOnly} />
      </div>
      <div className="scan-settings">
        <ScanSettingsCard readOnly={readOnly} />
      </div>
    </Page>
  )
}
