// StepDialog { conversion, step, onClose }: the paper of an audit, a review or a confirmation. What is open before it is named, and asks for a
// reason that is kept.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Conversion, conversionSteps, type EntryStep } from '../../electron/api/conversions.ts'
import { api } from '../client.ts'
import { staleConformity } from '../conformity/conformity-queries.ts'
import { today } from '../conformity/today.ts'
import { formatDate } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'

export interface StepDialogProps {
  conversion: Conversion
  step: EntryStep
  onClose: () => void
}

const fresh = 'new'

export function StepDialog({ conversion, step, onClose }: StepDialogProps) {
  const { t } = useTranslation('conversion')
  const acts = conversion.freeActs.filter((act) => act.step === step)
  const [taken, setTaken] = useState<string>(fresh)
  const [on, setOn] = useState(today)
  const [number, setNumber] = useState('')
  const [conclusion, setConclusion] = useState('')
  const [file, setFile] = useState('')
  const [justification, setJustification] = useState('')
  const act = acts.find(({ id }) => id === taken)
  const missing = conversion.steps
    .slice(0, conversionSteps.indexOf(step))
    .filter(({ state }) => state === 'open')
    .map((one) => t(`step.${one.step}`))
  return (
    <FormDialog
      stale={staleConformity}
      title={t('entry.buttonOf', { step: t(`step.${step}`) })}
      description={t('entry.text')}
      confirm={t('save')}
      done={t('entry.done')}
      fields={['on', 'number', 'conclusion', 'file', 'justification']}
      act={() =>
        api.conversions.recordStep({
          conversionId: conversion.id,
          step,
          on: act?.on ?? on,
          number,
          conclusion,
          file,
          actId: act?.id ?? null,
          justification,
        })
      }
      onClose={onClose}
    >
      {(errors) => (
        <>
          {acts.length > 0 && (
            <Field label={t('entry.take')} hint={t('entry.takeHint')}>
              <Select
                options={[
                  { value: fresh, label: t('entry.takeNone') },
                  ...acts.map(({ id, on: day, note }) => ({
                    value: id,
                    label: [formatDate(day), note].filter(Boolean).join(' · '),
                  })),
                ]}
                value={taken}
                onValueChange={setTaken}
              />
            </Field>
          )}
          <FormGrid>
            <Field label={t('entry.on')} error={errors.on} span={5} required>
              <DateInput value={act?.on ?? on} onValueChange={setOn} readOnly={act !== undefined} />
            </Field>
            <Field label={t('entry.number')} hint={t('entry.numberHint')} error={errors.number} span={7} required>
              <TextInput maxLength={80} value={number} onValueChange={setNumber} />
            </Field>
            <Field label={t('entry.conclusion')} error={errors.conclusion} required>
              <TextArea rows={2} maxLength={1_000} value={conclusion} onValueChange={setConclusion} />
            </Field>
            <Field label={t('entry.file')} hint={t('entry.fileHint')} error={errors.file}>
              <TextInput maxLength={300} value={file} onValueChange={setFile} />
            </Field>
            {missing.length > 0 && (
              <>
                <Banner tone="warn" title={t('missing.title', { count: missing.length })}>
                  {t('missing.text', { steps: missing.join('; ') })}
                </Banner>
                <Field label={t('missing.reason')} error={errors.justification} required>
                  <TextArea rows={2} maxLength={1_000} value={justification} onValueChange={setJustification} />
                </Field>
              </>
            )}
          </FormGrid>
        </>
      )}
    </FormDialog>
  )
}
