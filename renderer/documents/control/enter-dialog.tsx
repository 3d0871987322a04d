// EnterDialog { version, onClose }: what stands in the draft was issued on paper: number, dates and signer of the paper.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentVersion } from '../../../electron/api/documents.ts'
import { api } from '../../client.ts'
import { DateInput } from '../../ui/date-input.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { staleDocuments } from '../document-queries.ts'

export function EnterDialog({ version, onClose }: { version: DocumentVersion; onClose: () => void }) {
  const { t } = useTranslation('documents')
  const [issue, setIssue] = useState<number | null>(version.issue)
  const [revision, setRevision] = useState<number | null>(version.revision)
  const [approvedOn, setApprovedOn] = useState('')
  const [typedFrom, setTypedFrom] = useState<string>()
  const [reviewDueOn, setReviewDueOn] = useState('')
  const [approverName, setApproverName] = useState('')
  // Most papers are in effect from the day of their signature.
  const effectiveFrom = typedFrom ?? approvedOn
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('enter.title')}
      description={t('enter.text')}
      confirm={t('action.enter')}
      done={t('enter.done')}
      act={() =>
        api.documents.enterDraft({
          versionId: version.id,
          issue: issue ?? 0,
          revision: revision ?? 0,
          approvedOn,
          effectiveFrom,
          reviewDueOn: reviewDueOn || null,
          approverName,
        })
      }
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.issue')} error={errors.issue} span={6} required>
            <NumberInput value={issue} onValueChange={setIssue} min={0} max={999} />
          </Field>
          <Field label={t('field.revision')} error={errors.revision} span={6} required>
            <NumberInput value={revision} onValueChange={setRevision} min={0} max={999} />
          </Field>
          <Field label={t('field.approvedOn')} error={errors.approvedOn} span={6} required>
            <DateInput value={approvedOn} onValueChange={setApprovedOn} />
          </Field>
          <Field label={t('field.effectiveFrom')} error={errors.effectiveFrom} span={6} required>
            <DateInput value={effectiveFrom} onValueChange={setTypedFrom} />
          </Field>
          <Field label={t('field.reviewDueOn')} error={errors.reviewDueOn} span={6}>
            <DateInput value={reviewDueOn} onValueChange={setReviewDueOn} />
          </Field>
          <Field label={t('approve.signer')} hint={t('enter.signerHint')} error={errors.approverName}>
            <TextInput maxLength={300} value={approverName} onValueChange={setApproverName} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
