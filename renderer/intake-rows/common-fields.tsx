// CommonFields { value, onChange, errors, papers, onPaper }: what holds for every row of the table: the procedure with its sub-case, how the files come
// and go, the papers, the book.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { channels, returnMethods } from '../../electron/api/cases.ts'
import type { IntakeCommon } from '../../electron/api/intake-rows.ts'
import { isHandedIn, tick, untick } from '../cases/intake/model/components.ts'
import type { ComponentRow } from '../cases/intake/model/values.ts'
import { ProcedureFilter } from '../cases/list/procedure-filter.tsx'
import { api } from '../client.ts'
import { formatLocal } from '../format.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'

export type Common = Omit<IntakeCommon, 'components'>

interface CommonFieldsProps {
  value: Common
  onChange: (next: Partial<Common>) => void
  errors: Readonly<Record<string, string>>
  papers: readonly ComponentRow[]
  onPaper: (row: ComponentRow) => void
}

export function CommonFields({ value, onChange, errors, papers, onPaper }: CommonFieldsProps) {
  const { t } = useTranslation('intake-rows')
  const { procedureId, variant } = value
  const asked = { procedureId, receivedAt: null, variant }
  const preview = useQuery({
    queryKey: ['cases.previewDeadline', asked],
    queryFn: () => api.cases.previewDeadline(asked),
    enabled: procedureId !== '',
  })
  const serials = useQuery({
    queryKey: ['cases.suggestSerial', { book: value.book, receivedAt: null }],
    queryFn: () => api.cases.suggestSerial({ book: value.book, receivedAt: null }),
  })
  const variants = preview.data?.process?.variants ?? []
  return (
    <FormGrid>
      <Field
        label={t('cases:column.procedure')}
        hint={preview.data?.dueAt ? t('due', { at: formatLocal(preview.data.dueAt) }) : undefined}
        error={errors.procedureId}
        span={variants.length > 1 ? 5 : 6}
        required
      >
        <ProcedureFilter
          label={t('cases:column.procedure')}
          procedureId={procedureId === '' ? null : procedureId}
          onChange={(id) => onChange({ procedureId: id ?? '', variant: null })}
        />
      </Field>
      {variants.length > 1 && (
        <Field label={t('cases:process.variantLabel')} error={errors.variant} span={3} required>
          <Select
            options={variants.map(({ key, name }) => ({ value: key, label: [key, name].filter(Boolean).join(': ') }))}
            value={variants.some(({ key }) => key === variant) ? variant : null}
            onValueChange={(key) => onChange({ variant: key })}
          />
        </Field>
      )}
      <Field label={t('cases:fact.channel')} span={variants.length > 1 ? 2 : 3}>
        <Select
          options={channels.map((channel) => ({ value: channel, label: t(`cases:channel.${channel}`) }))}
          value={value.channel}
          onValueChange={(channel) => onChange({ channel })}
        />
      </Field>
      <Field label={t('cases:fact.return')} span={variants.length > 1 ? 2 : 3}>
        <Select
          options={returnMethods.map((method) => ({ value: method, label: t(`cases:returnMethod.${method}`) }))}
          value={value.returnMethod}
          onValueChange={(returnMethod) => onChange({ returnMethod })}
        />
      </Field>
      {serials.data?.isAutomatic === false && (
        <Field
          label={t('book')}
          hint={serials.data.serial === null ? t('bookHint') : t('bookFrom', { serial: serials.data.serial })}
          error={errors.book}
          span={3}
        >
          <TextInput maxLength={20} value={value.book} onValueChange={(book) => onChange({ book })} />
        </Field>
      )}
      {procedureId !== '' && (
        <fieldset className="intake-rows-papers">
          <legend>{papers.length > 0 ? t('papers') : t('noPapers')}</legend>
          {papers.map((row) => (
            <Checkbox
              key={row.key}
              label={row.caseLabel === null ? row.name : t('paperIf', { name: row.name, label: row.caseLabel })}
              checked={isHandedIn(row)}
              onCheckedChange={(isOn) => onPaper(isOn ? tick(row) : untick(row))}
            />
          ))}
        </fieldset>
      )}
    </FormGrid>
  )
}
