// ApproveDialog { version, body, onClose }: the approving signature: from when, by whom, and why each error that stays is accepted. Who wrote
// the version approves it only with a reason that is kept (a small office).
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isRealDate } from '../../../db/model/local-time.ts'
import type { DocumentBody, DocumentVersion } from '../../../electron/api/documents.ts'
import { useSession } from '../../app/session.tsx'
import { QueryFailure } from '../../cases/case-parts.tsx'
import { api } from '../../client.ts'
import { Banner } from '../../ui/banner.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import { staleDocuments } from '../document-queries.ts'
import { findingText, groundWords } from '../findings-list.tsx'
import { tomorrow, yearAfter } from './days.ts'
import { signerOf } from './signer.ts'

export interface ApproveDialogProps {
  version: DocumentVersion
  body: DocumentBody
  onClose: () => void
}

export function ApproveDialog({ version, body, onClose }: ApproveDialogProps) {
  const { t } = useTranslation('documents')
  const session = useSession()
  const [effectiveFrom, setEffectiveFrom] = useState(tomorrow)
  const [typedReview, setTypedReview] = useState<string>()
  const [approverName, setApproverName] = useState(() => signerOf(session))
  const [exceptionReason, setExceptionReason] = useState('')
  const [justifications, setJustifications] = useState<Readonly<Record<string, string>>>({})
  const reviewDueOn = typedReview ?? yearAfter(effectiveFrom)
  const date = isRealDate(effectiveFrom) ? effectiveFrom : null
  const check = useQuery({
    queryKey: ['documents', 'check', version.hash, date],
    queryFn: () => api.documents.check({ body, date }),
    placeholderData: (last) => last,
  })
  const errorsFound = check.data?.findings.filter(({ severity }) => severity === 'error') ?? []
  const warnings = (check.data?.findings.length ?? 0) - errorsFound.length
  const isOwn = version.author === session.staffId || version.submittedBy === session.staffId
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('approve.title', { number: t('number', version) })}
      confirm={t('action.approve')}
      size="wide"
      done={t('approve.done')}
      act={() =>
        api.documents.approve({
          versionId: version.id,
          effectiveFrom,
          reviewDueOn: reviewDueOn || null,
          approverName,
          exceptionReason,
          justifications,
        })
      }
      onClose={onClose}
    >
      {(errors) => (
        <>
          <FormGrid>
            <Field label={t('approve.effectiveFrom')} error={errors.effectiveFrom} span={6} required>
              <DateInput value={effectiveFrom} onValueChange={setEffectiveFrom} />
            </Field>
            <Field label={t('field.reviewDueOn')} hint={t('approve.reviewHint')} error={errors.reviewDueOn} span={6}>
              <DateInput value={reviewDueOn} onValueChange={setTypedReview} />
            </Field>
            <Field label={t('approve.signer')} hint={t('approve.signerHint')} error={errors.approverName} required>
              <TextInput maxLength={300} value={approverName} onValueChange={setApproverName} />
            </Field>
            {isOwn && (
              <Field label={t('approve.exception')} hint={t('approve.exceptionHint')} error={errors.exceptionReason} required>
                <TextArea rows={2} maxLength={1_000} value={exceptionReason} onValueChange={setExceptionReason} />
              </Field>
            )}
          </FormGrid>
          {check.isPending && <Spinner />}
          {check.isError && <QueryFailure error={check.error} onRetry={() => check.refetch()} />}
          {errorsFound.length > 0 && <Banner tone="warn">{t('approve.findings', { number: errorsFound.length })}</Banner>}
          {errorsFound.map((finding) => (
            <Field
              key={finding.key}
              label={findingText(t as TFunction, finding)}
              hint={t('lint:rests', { ground: groundWords(t as TFunction, finding.rule) })}
              error={errors[`justifications.${finding.key}`]}
              required
            >
              <TextArea
                rows={2}
                maxLength={1_000}
                placeholder={t('approve.justification')}
                value={justifications[finding.key] ?? ''}
                onValueChange={(why) => setJustifications({ ...justifications, [finding.key]: why })}
              />
            </Field>
          ))}
          {warnings > 0 && <p className="document-soft">{t('approve.warnings', { number: warnings })}</p>}
        </>
      )}
    </FormDialog>
  )
}
