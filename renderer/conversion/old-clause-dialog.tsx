// OldClauseDialog { conversion, onClose }: in which documents a clause of the old edition was met. From these the proposals for the new clauses
// follow by the clause map.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversion, LinkedDocument } from '../../electron/api/conversions.ts'
import { api } from '../client.ts'
import { staleConformity } from '../conformity/conformity-queries.ts'
import { Combobox } from '../ui/combobox.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { DocumentPicker } from './document-picker.tsx'

type OldClause = Conversion['oldClauses'][number]

export function OldClauseDialog({ conversion, onClose }: { conversion: Conversion; onClose: () => void }) {
  const { t, i18n } = useTranslation('conversion')
  const [clause, setClause] = useState<OldClause | null>(conversion.oldClauses[0] ?? null)
  const [documents, setDocuments] = useState<readonly LinkedDocument[]>(conversion.oldClauses[0]?.documents ?? [])
  const label = ({ clause: number, title }: OldClause) => `${number} ${i18n.language === 'en' ? title.en : title.vi}`
  return (
    <FormDialog
      stale={staleConformity}
      title={t('old.title', { edition: conversion.fromEdition })}
      description={t('old.text')}
      confirm={t('save')}
      done={t('old.done')}
      fields={['clause', 'documentIds']}
      act={() =>
        api.conversions.linkOld({
          conversionId: conversion.id,
          clause: clause?.clause ?? '',
          documentIds: documents.map(({ id }) => id),
        })
      }
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field label={t('old.clause')} error={errors.clause} required>
            <Combobox<OldClause>
              items={conversion.oldClauses}
              itemKey={({ clause: number }) => number}
              itemLabel={label}
              value={clause}
              onValueChange={(next) => {
                setClause(next)
                setDocuments(next?.documents ?? [])
              }}
            />
          </Field>
          <DocumentPicker label={t('field.documentIds')} error={errors.documentIds} value={documents} onChange={setDocuments} />
        </>
      )}
    </FormDialog>
  )
}
