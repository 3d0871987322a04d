// LawDialog { law?, proposal?, onClose, onRecorded? }: records a law, beginning with what is known of it (`proposal`), or changes one (`law`). Days
// that nobody knows stay empty.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { LawInput } from '../../electron/api/laws.ts'
import { api } from '../client.ts'
import { staleDocuments } from '../documents/document-queries.ts'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { LawChoice } from './law-choice.tsx'
import type { LawWords } from './law-from-text.ts'
import { lawsQuery } from './law-queries.ts'

export interface LawDialogProps {
  law?: OutputOf<'laws.get'>
  proposal?: LawWords
  onClose: () => void
  onRecorded?: (lawId: string) => void
}

const dates = ['issuedOn', 'effectiveFrom', 'effectiveTo'] as const

export function LawDialog({ law, proposal, onClose, onRecorded }: LawDialogProps) {
  const { t } = useTranslation('laws')
  const [values, setValues] = useState(() => ({
    number: law?.number ?? proposal?.number ?? '',
    title: law?.title ?? proposal?.title ?? '',
    issuer: law?.issuer ?? proposal?.issuer ?? '',
    issuedOn: law?.issuedOn ?? proposal?.issuedOn ?? '',
    effectiveFrom: law?.effectiveFrom ?? '',
    effectiveTo: law?.effectiveTo ?? '',
    replacedBy: law?.replacedBy ?? '',
    amends: law?.amends.join('; ') ?? '',
    note: law?.note ?? '',
    source: law?.source ?? '',
  }))
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change })
  const register = useQuery(lawsQuery('', null))
  const others = register.data?.rows.filter(({ id }) => id !== law?.id) ?? []

  const act = async () => {
    const input: LawInput = {
      ...values,
      issuedOn: values.issuedOn || null,
      effectiveFrom: values.effectiveFrom || null,
      effectiveTo: values.effectiveTo || null,
      amends: values.amends
        .split(/[;\n]/)
        .map((number) => number.trim())
        .filter(Boolean),
    }
    if (!law) return api.laws.record(input)
    await api.laws.change({ ...input, lawId: law.id })
    return { lawId: law.id }
  }

  return (
    <FormDialog
      stale={staleDocuments}
      title={law ? t('dialog.changeTitle', { number: law.number }) : t('dialog.newTitle')}
      confirm={t('dialog.save')}
      done={t('dialog.saved', { number: values.number })}
      size="wide"
      act={act}
      onDone={({ lawId }) => onRecorded?.(lawId)}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.number')} hint={t('dialog.numberHint')} error={errors.number} span={4} required>
            <TextInput maxLength={80} value={values.number} onValueChange={(number) => set({ number })} />
          </Field>
          <Field label={t('field.issuer')} error={errors.issuer} span={8}>
            <TextInput maxLength={200} value={values.issuer} onValueChange={(issuer) => set({ issuer })} />
          </Field>
          <Field label={t('field.title')} error={errors.title} required>
            <TextArea rows={2} maxLength={1_000} value={values.title} onValueChange={(title) => set({ title })} />
          </Field>
          {dates.map((name) => (
            <Field key={name} label={t(`field.${name}`)} error={errors[name]} span={4}>
              <DateInput value={values[name]} onValueChange={(date) => set({ [name]: date })} />
            </Field>
          ))}
          <Field label={t('field.replacedBy')} hint={t('dialog.replacedByHint')} error={errors.replacedBy} span={6}>
            <LawChoice laws={others} value={values.replacedBy} onChange={(replacedBy) => set({ replacedBy })} />
          </Field>
          <Field label={t('field.amends')} hint={t('dialog.amendsHint')} error={errors.amends} span={6}>
            <TextInput maxLength={1_000} value={values.amends} onValueChange={(amends) => set({ amends })} />
          </Field>
          <Field label={t('field.note')} error={errors.note} span={6}>
            <TextArea rows={2} maxLength={2_000} value={values.note} onValueChange={(note) => set({ note })} />
          </Field>
          <Field label={t('field.source')} hint={t('dialog.sourceHint')} error={errors.source} span={6}>
            <TextArea rows={2} maxLength={500} value={values.source} onValueChange={(source) => set({ source })} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
