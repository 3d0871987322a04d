// HandOutDialog { version, takesEarlier, onClose }: enters copies into the distribution list, each with its number. With takesEarlier the
// holders of the version before stand there as a proposal, with numbers of their own; each line can be changed or left out.
import './copies.css'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import { type CopyForm, copyForms, type HolderKind, holderKinds } from '../../electron/api/copies.ts'
import type { DocumentVersion } from '../../electron/api/documents.ts'
import { useSession } from '../app/session.tsx'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { staleDocuments } from '../documents/document-queries.ts'
import { numberWords } from '../documents/document-words.tsx'
import { formatDate } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { SuggestInput } from '../ui/combobox.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { type FieldErrors, FormDialog } from '../ui/form-dialog.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { copyChoicesQuery } from './copy-queries.ts'

type Choices = OutputOf<'copies.getChoices'>

interface HandOutDialogProps {
  version: DocumentVersion
  takesEarlier: boolean
  onClose: () => void
}

interface Row {
  readonly key: number
  readonly number: number | null
  readonly form: CopyForm
  readonly holderKind: HolderKind
  readonly holder: string
}

const mostRows = 200

export function HandOutDialog(props: HandOutDialogProps) {
  const choices = useQuery(copyChoicesQuery(props.version.id))
  if (choices.isPending) return null
  return <LoadedDialog {...props} choices={choices.data ?? { nextNumber: 1, holders: [], earlier: [] }} />
}

function LoadedDialog({ version, takesEarlier, onClose, choices }: HandOutDialogProps & { choices: Choices }) {
  const { t } = useTranslation('copies')
  const { fullName } = useSession()
  const [on, setOn] = useState(today)
  const [by, setBy] = useState(fullName)
  const [rows, setRows] = useState<readonly Row[]>(() => {
    const { earlier, nextNumber } = choices
    const proposed = takesEarlier && earlier.length > 0 ? earlier : [{ form: 'paper', holderKind: 'unit', holder: '' } as const]
    return proposed.map((row, index) => ({ ...row, key: index, number: nextNumber + index }))
  })
  const change = (key: number, next: Partial<Row>) => setRows(rows.map((row) => (row.key === key ? { ...row, ...next } : row)))
  const add = () => {
    const last = rows.at(-1)
    const number = Math.max(choices.nextNumber - 1, ...rows.map((row) => row.number ?? 0)) + 1
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1
    setRows([...rows, { key, number, form: last?.form ?? 'paper', holderKind: last?.holderKind ?? 'unit', holder: '' }])
  }
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('handOut.title', { number: numberWords(t as TFunction, version) })}
      description={t('handOut.text')}
      confirm={t('handOut.confirm', { count: rows.length })}
      done={t('handOut.done', { count: rows.length })}
      size="wide"
      act={() =>
        api.copies.handOut({
          versionId: version.id,
          on,
          by,
          copies: rows.map(({ number, form, holderKind, holder }) => ({ number: number ?? 0, form, holderKind, holder })),
        })
      }
      onClose={onClose}
    >
      {(errors) => (
        <>
          {version.state === 'approved' && (
            <Banner tone="warn">{t('handOut.notYet', { from: formatDate(version.effectiveFrom ?? '') })}</Banner>
          )}
          {(version.state === 'superseded' || version.state === 'withdrawn') && (
            <Banner tone="warn">{t('handOut.noLonger')}</Banner>
          )}
          <FormGrid>
            <Field label={t('field.givenOn')} error={errors.on} span={4} required>
              <DateInput value={on} onValueChange={setOn} />
            </Field>
            <Field label={t('field.givenBy')} error={errors.by} span={8} required>
              <TextInput maxLength={200} value={by} onValueChange={setBy} />
            </Field>
          </FormGrid>
          {errors.copies && <Banner tone="error">{t('handOut.none')}</Banner>}
          <div className="copies-rows">
            {rows.map((row, index) => (
              <RowFields
                key={row.key}
                row={row}
                index={index}
                errors={errors}
                holders={choices.holders}
                onChange={(next) => change(row.key, next)}
                onRemove={() => setRows(rows.filter(({ key }) => key !== row.key))}
              />
            ))}
          </div>
          <p>
            <Button icon={Plus} disabled={rows.length >= mostRows} onClick={add}>
              {t('handOut.add')}
            </Button>
          </p>
        </>
      )}
    </FormDialog>
  )
}

interface RowFieldsProps {
  row: Row
  index: number
  errors: FieldErrors
  holders: Choices['holders']
  onChange: (next: Partial<Row>) => void
  onRemove: () => void
}

function RowFields({ row, index, errors, holders, onChange, onRemove }: RowFieldsProps) {
  const { t } = useTranslation('copies')
  const isLater = index > 0
  return (
    <div className="copies-row">
      <Field label={t('field.number')} hideLabel={isLater} error={errors[`copies.${index}.number`]} required>
        <NumberInput value={row.number} onValueChange={(number) => onChange({ number })} min={1} max={999_999} />
      </Field>
      <Field label={t('field.form')} hideLabel={isLater}>
        <Select
          options={copyForms.map((value) => ({ value, label: t(`form.${value}`) }))}
          value={row.form}
          onValueChange={(form) => onChange({ form })}
        />
      </Field>
      <Field label={t('field.holderKind')} hideLabel={isLater}>
        <Select
          options={holderKinds.map((value) => ({ value, label: t(`holderKind.${value}`) }))}
          value={row.holderKind}
          onValueChange={(holderKind) => onChange({ holderKind })}
        />
      </Field>
      <Field label={t('field.holder')} hideLabel={isLater} error={errors[`copies.${index}.holder`]} required>
        <SuggestInput
          items={holders.filter(({ kind }) => kind === row.holderKind)}
          itemKey={({ kind, holder }) => `${kind} ${holder}`}
          itemLabel={({ holder }) => holder}
          value={row.holder}
          onValueChange={(holder) => onChange({ holder })}
        />
      </Field>
      <IconButton icon={Trash2} label={t('handOut.remove', { number: index + 1 })} onClick={onRemove} />
    </div>
  )
}
