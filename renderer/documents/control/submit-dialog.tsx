// SubmitDialog { version, body, onClose }: hands a draft over for review. A later version must say why it was made; where that was left
// open it is asked for here, and kept with the draft.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../electron/api/contract.ts'
import type { DocumentVersion } from '../../../electron/api/documents.ts'
import { api } from '../../client.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import { staleDocuments } from '../document-queries.ts'
import { FindingsNotice } from './findings-notice.tsx'

interface SubmitDialogProps {
  version: DocumentVersion
  body: OutputOf<'documents.getVersion'>['body']
  onClose: () => void
}

export function SubmitDialog({ version, body, onClose }: SubmitDialogProps) {
  const { t } = useTranslation('documents')
  const { id: versionId, hash: basedOnHash } = version
  const asksReason = version.basedOn !== null && version.reason === ''
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (asksReason && reason.trim() !== '') {
      const change = version.revision === 0 ? 'issue' : 'revision'
      await api.documents.save({ versionId, body, change, reason, basedOnHash })
    }
    await api.documents.submit({ versionId })
  }
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('submit.title', { number: t('number', version) })}
      description={t('submit.text')}
      confirm={t('action.submit')}
      done={t('submit.done')}
      act={submit}
      onClose={onClose}
    >
      {(errors) => (
        <>
          {asksReason && (
            <Field label={t('draft.reason')} hint={t('submit.reasonHint')} error={errors.reason} required>
              <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
            </Field>
          )}
          <FindingsNotice version={version} body={body} />
        </>
      )}
    </FormDialog>
  )
}
