// DocumentPicker { label, hint?, error?, value, proposals?, isReadOnly?, onChange }: documents under control, chosen one by one by code or name.
import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkedDocument } from '../../electron/api/conversions.ts'
import { documentsQuery } from '../documents/document-queries.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Field } from '../ui/field.tsx'
import { linkName } from './conversion-words.tsx'

const kinds = ['process', 'manual', 'policy', 'form', 'instruction'] as const

export interface DocumentPickerProps {
  label: string
  hint?: ReactNode
  error?: string
  value: readonly LinkedDocument[]
  /** Documents that the clause map proposes. */
  proposals?: readonly LinkedDocument[]
  isReadOnly?: boolean
  onChange: (documents: readonly LinkedDocument[]) => void
}

export function DocumentPicker({ label, hint, error, value, proposals = [], isReadOnly, onChange }: DocumentPickerProps) {
  const { t } = useTranslation('conversion')
  const register = useQuery(documentsQuery(kinds, null))
  const isChosen = (id: string) => value.some((one) => one.id === id)
  const free = (register.data?.rows ?? []).filter(({ id, state }) => !isChosen(id) && state !== 'withdrawn')
  const offered = proposals.filter(({ id }) => !isChosen(id))
  return (
    <>
      {!isReadOnly && (
        <Field label={label} hint={hint} error={error}>
          <Combobox<LinkedDocument>
            items={free}
            itemKey={({ id }) => id}
            itemLabel={linkName}
            value={null}
            onValueChange={(document) => {
              if (!document) return
              const { id, kind, code, name } = document
              onChange([...value, { id, kind, code, name }])
            }}
            loading={register.isPending}
            placeholder={t('picker.placeholder')}
          />
        </Field>
      )}
      {(value.length > 0 || offered.length > 0) && (
        <ul className="conversion-picks" aria-label={label}>
          {value.map((document) => (
            <li key={document.id}>
              <span>{linkName(document)}</span>
              {!isReadOnly && (
                <IconButton
                  size="small"
                  icon={Trash2}
                  label={t('picker.remove', { code: document.code })}
                  onClick={() => onChange(value.filter(({ id }) => id !== document.id))}
                />
              )}
            </li>
          ))}
          {!isReadOnly &&
            offered.map((document) => (
              <li key={document.id}>
                <span className="conversion-soft">{t('proposals.one', { document: linkName(document) })}</span>
                <Button
                  size="small"
                  icon={Plus}
                  aria-label={t('proposals.addOf', { code: document.code })}
                  onClick={() => onChange([...value, document])}
                >
                  {t('proposals.add')}
                </Button>
              </li>
            ))}
        </ul>
      )}
    </>
  )
}
