// GapDialog { conversion, row, isReadOnly, onClose }: the judgement of one clause of the new edition.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Conversion,
  type GapRow,
  gapVerdicts,
  type LinkedDocument,
  type Verdict,
  verdicts,
} from '../../electron/api/conversions.ts'
import { api } from '../client.ts'
import { staleConformity } from '../conformity/conformity-queries.ts'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { clauseTitle, originText } from './conversion-words.tsx'
import { DocumentPicker } from './document-picker.tsx'
import { GapFacts } from './gap-facts.tsx'

export interface GapDialogProps {
  conversion: Conversion
  row: GapRow
  isReadOnly: boolean
  onClose: () => void
}

export function GapDialog({ conversion, row, isReadOnly, onClose }: GapDialogProps) {
  const { t, i18n } = useTranslation('conversion')
  const [verdict, setVerdict] = useState<Verdict | null>(row.verdict)
  const [documents, setDocuments] = useState<readonly LinkedDocument[]>(row.documents)
  const [note, setNote] = useState(row.note)
  const [action, setAction] = useState(row.action)
  const [responsible, setResponsible] = useState(row.responsible)
  const [dueOn, setDueOn] = useState(row.dueOn ?? '')
  const isGap = verdict !== null && gapVerdicts.includes(verdict)
  const heading = t('gap.title', { clause: row.clause, title: clauseTitle(i18n.language, row) })
  if (isReadOnly) return <GapFacts title={heading} row={row} origin={originText(t, row)} onClose={onClose} />
  return (
    <FormDialog
      stale={staleConformity}
      title={heading}
      description={
        <>
          {t('gap.origin', { edition: conversion.fromEdition, clauses: originText(t, row) })}{' '}
          {row.origin.kind === 'unknown' ? t('gap.noSource') : t('gap.source', { source: row.origin.sources.join('; ') })}
        </>
      }
      confirm={t('save')}
      done={t('gap.done', { clause: row.clause })}
      fields={['verdict', 'documentIds', 'note', 'action', 'responsible', 'dueOn']}
      act={() =>
        api.conversions.assess({
          conversionId: conversion.id,
          clause: row.clause,
          // Without a choice the call itself complains, beside the field.
          verdict: verdict as Verdict,
          note,
          action,
          responsible,
          dueOn: dueOn === '' ? null : dueOn,
          documentIds: documents.map(({ id }) => id),
        })
      }
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field group label={t('field.verdict')} error={errors.verdict} required>
            <RadioGroup<Verdict>
              look="segmented"
              options={verdicts.map((value) => ({ value, label: t(`verdict.${value}`) }))}
              value={verdict}
              onValueChange={setVerdict}
            />
          </Field>
          <DocumentPicker
            label={t('field.documentIds')}
            hint={t('gap.documentsHint')}
            error={errors.documentIds}
            value={documents}
            proposals={row.proposals}
            onChange={setDocuments}
          />
          <FormGrid>
            <Field
              label={t(verdict === 'notApplicable' ? 'field.reason' : 'field.note')}
              error={errors.note}
              required={verdict === 'notApplicable'}
            >
              <TextArea rows={2} maxLength={2_000} value={note} onValueChange={setNote} />
            </Field>
            <Field label={t('field.action')} error={errors.action} required={isGap}>
              <TextArea rows={2} maxLength={2_000} value={action} onValueChange={setAction} />
            </Field>
            <Field label={t('field.responsible')} error={errors.responsible} span={7} required={isGap}>
              <TextInput maxLength={200} value={responsible} onValueChange={setResponsible} />
            </Field>
            <Field label={t('field.dueOn')} error={errors.dueOn} span={5} required={isGap}>
              <DateInput value={dueOn} onValueChange={setDueOn} />
            </Field>
          </FormGrid>
        </>
      )}
    </FormDialog>
  )
}
