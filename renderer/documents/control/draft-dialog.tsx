// DraftDialog { document, last, onClose, onDrafted }: begins the next version, as a new issue or as a revision inside the issue, and why.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DocumentVersion, type VersionChange, versionChanges } from '../../../electron/api/documents.ts'
import { api } from '../../client.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import { staleDocuments } from '../document-queries.ts'

export interface DraftDialogProps {
  documentId: string
  /** The newest approved version; undefined when there is none, and then the number begins anew. */
  last: DocumentVersion | undefined
  onClose: () => void
  onDrafted: (versionId: string) => void
}

export function DraftDialog({ documentId, last, onClose, onDrafted }: DraftDialogProps) {
  const { t } = useTranslation('documents')
  const [change, setChange] = useState<VersionChange>('revision')
  const [reason, setReason] = useState('')
  const next = (value: VersionChange) =>
    value === 'issue'
      ? { issue: (last?.issue ?? 0) + 1, revision: 0 }
      : { issue: last?.issue ?? 1, revision: (last?.revision ?? 0) + 1 }
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('draft.title')}
      confirm={t('draft.confirm')}
      act={() => api.documents.draft({ documentId, change, reason })}
      onDone={({ versionId }) => onDrafted(versionId)}
      onClose={onClose}
    >
      {(errors) => (
        <>
          {last && (
            <Field group label={t('draft.change')}>
              <RadioGroup<VersionChange>
                options={versionChanges.map((value) => ({
                  value,
                  label: t('draft.option', { change: t(`change.${value}`), number: t('number', next(value)) }),
                  description: t(`changeText.${value}`),
                }))}
                value={change}
                onValueChange={setChange}
              />
            </Field>
          )}
          <Field label={t('draft.reason')} hint={t('draft.reasonHint')} error={errors.reason}>
            <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
