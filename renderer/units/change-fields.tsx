// What every change of a unit says.
//   KindField, DateAndGround { ... }   the kind; the day and the decision
//   NameRows { label, names, onChange, errorOf, many, known? }   one name or several, with a line more or less
import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type UnitChangeKind, unitChangeKinds } from '../../electron/api/units.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { SuggestInput } from '../ui/combobox.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field } from '../ui/field.tsx'
import type { FieldErrors } from '../ui/form-dialog.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextInput } from '../ui/text-input.tsx'

export function KindField({ kind, onChange }: { kind: UnitChangeKind; onChange: (kind: UnitChangeKind) => void }) {
  const { t } = useTranslation('units')
  return (
    <Field group label={t('column.kind')}>
      <RadioGroup
        look="segmented"
        options={unitChangeKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={kind}
        onValueChange={onChange}
      />
    </Field>
  )
}

interface DateAndGroundProps {
  on: string
  ground: string
  errors: FieldErrors
  onChange: (next: { on?: string; ground?: string }) => void
}

export function DateAndGround({ on, ground, errors, onChange }: DateAndGroundProps) {
  const { t } = useTranslation('units')
  return (
    <>
      <Field label={t('column.on')} error={errors.on} span={4} required>
        <DateInput value={on} onValueChange={(value) => onChange({ on: value })} />
      </Field>
      <Field label={t('column.ground')} hint={t('groundHint')} error={errors.ground} span={8} required>
        <TextInput maxLength={400} value={ground} onValueChange={(value) => onChange({ ground: value })} />
      </Field>
    </>
  )
}

interface NameRowsProps {
  label: string
  names: readonly string[]
  onChange: (names: string[]) => void
  errorOf: (index: number) => string | undefined
  /** Several can be named. */
  many: boolean
  known?: readonly string[]
}

export function NameRows({ label, names, onChange, errorOf, many, known = [] }: NameRowsProps) {
  const { t } = useTranslation('units')
  const set = (index: number, name: string) => onChange(names.map((one, at) => (at === index ? name : one)))
  return (
    <div className="unit-names">
      {names.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place, and its name changes with every key
        <div key={index} className="unit-name">
          <Field label={many ? t('numbered', { label, number: index + 1 }) : label} error={errorOf(index)} required>
            <SuggestInput
              items={known.filter((one) => !names.includes(one))}
              itemKey={(one) => one}
              itemLabel={(one) => one}
              value={name}
              onValueChange={(text) => set(index, text)}
            />
          </Field>
          {many && names.length > 2 && (
            <IconButton
              icon={Trash2}
              label={t('dropName', { name: name || String(index + 1) })}
              onClick={() => onChange(names.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {many && (
        <Button size="small" variant="quiet" icon={Plus} onClick={() => onChange([...names, ''])}>
          {t('addName')}
        </Button>
      )}
    </div>
  )
}

/** The lines that a kind of change begins with: as many as it needs, what was typed kept. */
export const atLeast = (names: readonly string[], count: number): string[] =>
  count === 1 ? [names[0] ?? ''] : [...names, ...Array.from({ length: Math.max(0, count - names.length) }, () => '')]
