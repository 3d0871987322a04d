// ReplaceDialog { law, onClose }: says by which law, and from when, this one was replaced; the page then shows what must be changed.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import { monthsToAbsorb } from '../../electron/api/laws.ts'
import { api } from '../client.ts'
import { staleDocuments } from '../documents/document-queries.ts'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { LawChoice } from './law-choice.tsx'
import { lawsQuery } from './law-queries.ts'

export function ReplaceDialog({ law, onClose }: { law: OutputOf<'laws.get'>; onClose: () => void }) {
  const { t } = useTranslation('laws')
  const [by, setBy] = useState(law.replacedBy ?? '')
  const [typedFrom, setTypedFrom] = useState<string | undefined>(law.effectiveTo ?? undefined)
  const [note, setNote] = useState('')
  const register = useQuery(lawsQuery('', null))
  const others = register.data?.rows.filter(({ id }) => id !== law.id) ?? []
  // The old one ends where the new one begins, unless a person says otherwise.
  const from = typedFrom ?? others.find(({ number }) => number === by)?.effectiveFrom ?? ''
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('replace.title', { number: law.number })}
      description={t('replace.text', { count: monthsToAbsorb })}
      confirm={t('replace.confirm')}
      done={t('replace.done', { number: law.number, by })}
      act={() => api.laws.replace({ lawId: law.id, by, from, note })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.replacedBy')} hint={t('replace.byHint')} error={errors.by} span={7} required>
            <LawChoice laws={others} value={by} onChange={setBy} />
          </Field>
          <Field label={t('field.effectiveTo')} error={errors.from} span={5} required>
            <DateInput value={from} onValueChange={setTypedFrom} />
          </Field>
          <Field label={t('field.note')} error={errors.note}>
            <TextArea rows={2} maxLength={2_000} value={note} onValueChange={setNote} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
