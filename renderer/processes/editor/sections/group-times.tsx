// Times that several steps share.
//   GroupDialog { onClose, onGroup }      asks for the time and its name
//   GroupList   { variant, onVariant }    the shared times of a case, under its steps
import { X } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Amount } from '../../../../db/model/step-times.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { CancelButton, Dialog } from '../../../ui/dialog.tsx'
import { Field, FormGrid } from '../../../ui/field.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { amountOf, amountText, ungrouped } from '../model/steps.ts'
import type { VariantRow } from '../model/values.ts'
import { useTimeWords } from './step-columns.tsx'

export interface GroupDialogProps {
  first: number
  last: number
  onClose: () => void
  onGroup: (label: string, amount: Amount) => void
}

export function GroupDialog({ first, last, onClose, onGroup }: GroupDialogProps) {
  const { t } = useTranslation('process-editor')
  const [time, setTime] = useState('')
  const [label, setLabel] = useState('')
  const [isAsked, setAsked] = useState(false)
  const form = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const amount = amountOf(time)
    if (amount) onGroup(label.trim(), amount)
    else setAsked(true)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={t('group.title')}
      description={t('group.text', { first, last })}
      footer={
        <>
          <CancelButton>{t('cancel')}</CancelButton>
          <Button variant="primary" type="submit" form={form}>
            {t('group.apply')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <FormGrid>
          <Field label={t('group.time')} required error={isAsked && !amountOf(time) ? t('group.unreadable') : undefined}>
            <TextInput value={time} onValueChange={setTime} placeholder={t('group.timeExample')} />
          </Field>
          <Field label={t('group.label')} hint={t('group.labelHint')}>
            <TextInput value={label} onValueChange={setLabel} maxLength={200} />
          </Field>
        </FormGrid>
      </form>
    </Dialog>
  )
}

/** A text that becomes a value when its field is left. */
function LeftText({ label, text, onText }: { label: string; text: string; onText: (text: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null)
  const leave = () => {
    if (typed !== null && typed !== text) onText(typed)
    setTyped(null)
  }
  return <TextInput aria-label={label} value={typed ?? text} onValueChange={setTyped} onBlur={leave} />
}

export function GroupList({ variant, onVariant }: { variant: VariantRow; onVariant: (next: VariantRow) => void }) {
  const { t } = useTranslation('process-editor')
  const words = useTimeWords()
  if (variant.groups.length === 0) return null
  const replace = (key: string, changes: Partial<VariantRow['groups'][number]>) =>
    onVariant({ ...variant, groups: variant.groups.map((group) => (group.key === key ? { ...group, ...changes } : group)) })
  return (
    <ul className="group-list" aria-label={t('group.list')}>
      {variant.groups.map((group) => (
        <li key={group.key}>
          <span className="group-name">{words.group(group.key)}</span>
          <LeftText
            label={t('group.timeOf', { key: group.key })}
            text={amountText(group, words)}
            onText={(text) => {
              const amount = amountOf(text)
              if (amount) replace(group.key, { minutes: amount.minutes, unit: amount.unit })
            }}
          />
          <LeftText
            label={t('group.labelOf', { key: group.key })}
            text={group.label}
            onText={(label) => {
              replace(group.key, { label })
            }}
          />
          <span className="group-steps">
            {t('group.steps', {
              labels: variant.steps
                .filter(({ time }) => time.kind === 'group' && time.group === group.key)
                .map(({ label }) => label)
                .join(', '),
            })}
          </span>
          <IconButton
            size="small"
            icon={X}
            label={t('group.undo', { key: group.key })}
            onClick={() => onVariant(ungrouped(variant, group.key))}
          />
        </li>
      ))}
    </ul>
  )
}
