// FactsPart: the applicant, and what was asked for, when and how.
import { useTranslation } from 'react-i18next'
import { channels, returnMethods } from '../../../../electron/api/cases.ts'
import { DateInput } from '../../../ui/date-input.tsx'
import { Field, FormGrid } from '../../../ui/field.tsx'
import { NumberInput } from '../../../ui/number-input.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea, TextInput } from '../../../ui/text-input.tsx'
import type { PartProps } from './correct-dialog.tsx'
import { PersonPart } from './person-part.tsx'

export function FactsPart({ value, onChange, error }: PartProps) {
  const { t } = useTranslation('correct')
  const [date = '', time = ''] = value.receivedAt.split('T')
  return (
    <FormGrid>
      <PersonPart person={value.applicant} path="applicant" onChange={(applicant) => onChange({ applicant })} error={error} />
      <Field label={t('cases:fact.summary')} error={error('summary')} required>
        <TextArea rows={2} maxLength={1_000} value={value.summary} onValueChange={(summary) => onChange({ summary })} />
      </Field>
      <Field label={t('date')} hint={t('receivedHint')} error={error('receivedAt')} span={4} required>
        <DateInput value={date} onValueChange={(next) => onChange({ receivedAt: `${next}T${time}` })} />
      </Field>
      <Field label={t('time')} span={2} required>
        <TextInput maxLength={5} value={time} onValueChange={(next) => onChange({ receivedAt: `${date}T${next}` })} />
      </Field>
      <Field label={t('cases:fact.channel')} span={4}>
        <Select
          options={channels.map((channel) => ({ value: channel, label: t(`cases:channel.${channel}`) }))}
          value={value.channel}
          onValueChange={(channel) => onChange({ channel })}
        />
      </Field>
      <Field label={t('cases:fact.setCount')} error={error('setCount')} span={2} required>
        <NumberInput
          value={value.setCount || null}
          onValueChange={(next) => onChange({ setCount: next ?? 0 })}
          min={1}
          max={99}
        />
      </Field>
      <Field label={t('cases:fact.return')} span={4}>
        <Select
          options={returnMethods.map((method) => ({ value: method, label: t(`cases:returnMethod.${method}`) }))}
          value={value.returnMethod}
          onValueChange={(returnMethod) => onChange({ returnMethod })}
        />
      </Field>
      <Field label={t('field.returnPlace')} error={error('returnPlace')} span={8}>
        <TextInput maxLength={300} value={value.returnPlace} onValueChange={(returnPlace) => onChange({ returnPlace })} />
      </Field>
      <Field label={t('cases:fact.note')} error={error('note')}>
        <TextInput maxLength={1_000} value={value.note} onValueChange={(note) => onChange({ note })} />
      </Field>
    </FormGrid>
  )
}
