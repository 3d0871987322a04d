// NewInstrumentDialog { rows, after?, onClose, onDrafted }: what kind, what people call it, and what it does to an earlier one.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type InstrumentKind,
  type InstrumentSummary,
  instrumentKinds,
  type LinkRelation,
  linkRelations,
} from '../../electron/api/conformity.ts'
import { api } from '../client.ts'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { staleConformity } from './conformity-queries.ts'

export interface NewInstrumentDialogProps {
  rows: readonly InstrumentSummary[]
  /** The earlier instrument, when it was chosen before. */
  after?: InstrumentSummary
  onClose: () => void
  onDrafted: (instrumentId: string) => void
}

const none = 'none'

export function NewInstrumentDialog({ rows, after, onClose, onDrafted }: NewInstrumentDialogProps) {
  const { t } = useTranslation('conformity')
  const [kind, setKind] = useState<InstrumentKind>('declaration')
  const [title, setTitle] = useState('')
  const [earlier, setEarlier] = useState<string>(after?.id ?? none)
  const [relation, setRelation] = useState<LinkRelation>('replaces')
  return (
    <FormDialog
      stale={staleConformity}
      title={after ? t('new.replaceTitle', { title: after.title }) : t('new.title')}
      description={t('new.text')}
      confirm={t('new.confirm')}
      done={t('new.done')}
      fields={['title']}
      act={() => api.conformity.draft({ kind, title, after: earlier === none ? null : { instrumentId: earlier, relation } })}
      onDone={({ instrumentId }) => onDrafted(instrumentId)}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field group label={t('field.kind')}>
            <RadioGroup<InstrumentKind>
              options={instrumentKinds.map((value) => ({
                value,
                label: t(`kind.${value}`),
                description: t(`kindText.${value}`),
              }))}
              value={kind}
              onValueChange={setKind}
            />
          </Field>
          <Field label={t('field.title')} hint={t('new.titleHint')} error={errors.title} required>
            <TextInput maxLength={200} value={title} onValueChange={setTitle} />
          </Field>
          {rows.length > 0 && (
            <Field label={t('new.after')}>
              <Select
                options={[
                  { value: none, label: t('new.afterNone') },
                  ...rows.map((row) => ({ value: row.id, label: row.title })),
                ]}
                value={earlier}
                onValueChange={setEarlier}
              />
            </Field>
          )}
          {earlier !== none && (
            <Field group label={t('new.relation')}>
              <RadioGroup<LinkRelation>
                options={linkRelations.map((value) => ({
                  value,
                  label: t(`relation.${value}`),
                  description: t(`relationText.${value}`),
                }))}
                value={relation}
                onValueChange={setRelation}
              />
            </Field>
          )}
        </>
      )}
    </FormDialog>
  )
}
