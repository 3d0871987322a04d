// Acts that ask for one remark or a day, each by its name:
//   ReturnDialog, DiscardDialog                { versionId, onClose }
//   ReviewDialog                               { version, notice?, onClose }: says so to who reviews a text of her own
//   WithdrawDialog                             { documentId, onClose }
//   RenumberDialog                             { document, onClose }
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DocumentGroup, type DocumentKind, type DocumentVersion, processGroups } from '../../../electron/api/documents.ts'
import { useSession } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { Banner } from '../../ui/banner.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import { staleDocuments } from '../document-queries.ts'
import { tomorrow } from './days.ts'

interface VersionDialogProps {
  versionId: string
  onClose: () => void
}

export function ReturnDialog({ versionId, onClose }: VersionDialogProps) {
  const { t } = useTranslation('documents')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('return.title')}
      description={t('return.text')}
      confirm={t('action.return')}
      done={t('return.done')}
      act={() => api.documents.return({ versionId, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('return.reason')} error={errors.reason} required>
          <TextArea maxLength={2_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}

interface ReviewDialogProps {
  version: DocumentVersion
  notice?: ReactNode
  onClose: () => void
}

export function ReviewDialog({ version, notice, onClose }: ReviewDialogProps) {
  const { t } = useTranslation('documents')
  const { staffId } = useSession()
  const isOwn = version.author === staffId || version.submittedBy === staffId
  const [note, setNote] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('review.title')}
      description={t('review.text')}
      confirm={t('action.review')}
      done={t('review.done')}
      act={() => api.documents.review({ versionId: version.id, note })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          {isOwn && <Banner tone="warn">{t('review.own')}</Banner>}
          {notice}
          <Field label={t('review.note')} error={errors.note}>
            <TextArea maxLength={2_000} value={note} onValueChange={setNote} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}

export function DiscardDialog({ versionId, onClose }: VersionDialogProps) {
  const { t } = useTranslation('documents')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('discard.title')}
      description={t('discard.text')}
      confirm={t('action.discard')}
      danger
      done={t('discard.done')}
      act={() => api.documents.discard({ versionId, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('discard.reason')} error={errors.reason}>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}

export function WithdrawDialog({ documentId, onClose }: { documentId: string; onClose: () => void }) {
  const { t } = useTranslation('documents')
  const [from, setFrom] = useState(tomorrow)
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('withdraw.title')}
      confirm={t('action.withdraw')}
      danger
      done={t('withdraw.done')}
      act={() => api.documents.withdraw({ documentId, from, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Banner tone="warn">{t('withdraw.text')}</Banner>
          <FormGrid>
            <Field label={t('withdraw.from')} error={errors.from} span={6} required>
              <DateInput value={from} onValueChange={setFrom} />
            </Field>
            <Field label={t('withdraw.reason')} error={errors.reason} required>
              <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
            </Field>
          </FormGrid>
        </>
      )}
    </FormDialog>
  )
}

interface RenumberDialogProps {
  document: { readonly id: string; readonly kind: DocumentKind; readonly group: DocumentGroup; readonly code: string }
  onClose: () => void
}

export function RenumberDialog({ document, onClose }: RenumberDialogProps) {
  const { t } = useTranslation('documents')
  const [code, setCode] = useState(document.code)
  const [group, setGroup] = useState(document.group)
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('renumber.title', { code: document.code })}
      description={t('renumber.text')}
      confirm={t('action.renumber')}
      done={t('renumber.done', { code })}
      act={() => api.documents.renumber({ documentId: document.id, code, group, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('renumber.code')} error={errors.code} span={6} required>
            <TextInput code maxLength={60} value={code} onValueChange={setCode} />
          </Field>
          {document.kind === 'process' && group !== '' && (
            <Field label={t('field.group')} error={errors.group} span={6}>
              <Select
                options={processGroups.map((value) => ({ value, label: t(`group.${value}`) }))}
                value={group}
                onValueChange={setGroup}
              />
            </Field>
          )}
          <Field label={t('renumber.reason')} error={errors.reason} required>
            <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
