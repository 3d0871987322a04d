// NewDocumentDialog { kinds, title, onClose }: registers a document and opens its first draft. The code follows the office's pattern until somebody
// types another.
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { type DocumentGroup, type DocumentKind, processGroups } from '../../../electron/api/documents.ts'
import { routes } from '../../app/routes.ts'
import { api } from '../../client.ts'
import { Field, FormGrid } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { staleDocuments } from '../document-queries.ts'

export interface NewDocumentDialogProps {
  kinds: readonly DocumentKind[]
  title: string
  onClose: () => void
}

export function NewDocumentDialog({ kinds, title, onClose }: NewDocumentDialogProps) {
  const { t } = useTranslation('documents')
  const [, navigate] = useLocation()
  const [kind, setKind] = useState<DocumentKind>(kinds[0] ?? 'process')
  const [chosenGroup, setGroup] = useState<DocumentGroup>('procedure')
  const [name, setName] = useState('')
  const [field, setField] = useState('')
  const [typedCode, setTypedCode] = useState<string>()
  const group = kind === 'process' ? chosenGroup : ''
  const of = useDeferredValue({ kind, group, field })
  const suggestion = useQuery({
    queryKey: ['documents', 'suggestCode', of],
    queryFn: () => api.documents.suggestCode(of),
    placeholderData: (last) => last,
  })
  const code = typedCode ?? suggestion.data?.code ?? ''

  return (
    <FormDialog
      stale={staleDocuments}
      title={title}
      description={t('new.text')}
      confirm={t('new.confirm')}
      act={() => api.documents.register({ kind, group, code, name, field })}
      onDone={({ documentId, versionId }) =>
        navigate(kind === 'process' ? routes.processEditor(documentId, versionId) : routes.documentEditor(documentId, versionId))
      }
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.name')} error={errors.name} required>
            <TextInput maxLength={500} value={name} onValueChange={setName} />
          </Field>
          {kind === 'process' ? (
            <Field label={t('field.group')} error={errors.group} span={6} required>
              <Select
                options={processGroups.map((value) => ({ value, label: t(`group.${value}`) }))}
                value={chosenGroup || 'procedure'}
                onValueChange={setGroup}
              />
            </Field>
          ) : (
            <Field label={t('field.kind')} span={6} required>
              <Select
                options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
                value={kind}
                onValueChange={setKind}
              />
            </Field>
          )}
          <Field label={t('field.field')} error={errors.field} span={6}>
            <TextInput maxLength={200} value={field} onValueChange={setField} />
          </Field>
          <Field label={t('field.code')} hint={t('new.codeHint')} error={errors.code} span={6} required>
            <TextInput code maxLength={60} value={code} onValueChange={setTypedCode} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
