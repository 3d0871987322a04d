// CloseDialog  { conversion, onClose }   the new instrument stands in the old one's place; what is still open asks for a reason
// GiveUpDialog { conversion, onClose }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversion } from '../../electron/api/conversions.ts'
import { api } from '../client.ts'
import { staleConformity } from '../conformity/conformity-queries.ts'
import { Banner } from '../ui/banner.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextArea } from '../ui/text-input.tsx'

export interface EndDialogProps {
  conversion: Conversion
  onClose: () => void
}

export function CloseDialog({ conversion, onClose }: EndDialogProps) {
  const { t } = useTranslation('conversion')
  const [reason, setReason] = useState('')
  const open = conversion.steps.filter(({ state }) => state === 'open').map(({ step }) => t(`step.${step}`))
  if (conversion.counts.open > 0) open.push(t('close.gaps', { count: conversion.counts.open }))
  return (
    <FormDialog
      stale={staleConformity}
      title={t('close.title')}
      description={t('close.text')}
      confirm={t('close.confirm')}
      done={t('close.done')}
      act={() => api.conversions.close({ conversionId: conversion.id, reason })}
      onClose={onClose}
    >
      {() =>
        open.length > 0 && (
          <>
            <Banner tone="warn" title={t('missing.title', { count: open.length })}>
              {t('missing.text', { steps: open.join('; ') })}
            </Banner>
            <Field label={t('missing.reason')} required>
              <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
            </Field>
          </>
        )
      }
    </FormDialog>
  )
}

export function GiveUpDialog({ conversion, onClose }: EndDialogProps) {
  const { t } = useTranslation('conversion')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleConformity}
      title={t('giveUp.title')}
      description={t('giveUp.text')}
      confirm={t('giveUp.button')}
      danger
      done={t('giveUp.done')}
      fields={['reason']}
      act={() => api.conversions.giveUp({ conversionId: conversion.id, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('giveUp.reason')} error={errors.reason} required>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}
