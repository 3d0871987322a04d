// PasswordField { label, error?, hint?, required?, newPassword?, …<input> }: a password with a button that shows it, and the two
// things that spoil one unseen: Caps Lock, and a Vietnamese input method (UniKey) that rewrites the letters.
import './password-field.css'
import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasMarks } from '../../../db/model/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'

interface PasswordFieldProps extends Omit<ComponentProps<typeof TextInput>, 'type' | 'icon' | 'unit' | 'code' | 'onClear'> {
  label: string
  error?: ReactNode
  hint?: ReactNode
  span?: number
  /** Seen from the start: a first password that will be told to somebody. */
  shown?: boolean
}

export function PasswordField({
  label,
  error,
  hint,
  span,
  required,
  shown = false,
  onValueChange,
  onKeyDown,
  ...input
}: PasswordFieldProps) {
  const { t } = useTranslation('people')
  const [isShown, setShown] = useState(shown)
  const [capsLock, setCapsLock] = useState(false)
  const [marked, setMarked] = useState(false)
  const readCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  const warning = marked ? t('password.marked') : capsLock ? t('password.capsLock') : undefined
  return (
    <Field label={label} error={error} hint={hint} warning={warning} required={required} span={span}>
      <div className="password-field">
        <TextInput
          {...input}
          type={isShown ? 'text' : 'password'}
          onKeyDown={(event) => {
            readCapsLock(event)
            onKeyDown?.(event)
          }}
          onKeyUp={readCapsLock}
          onValueChange={(value) => {
            setMarked(hasMarks(value))
            onValueChange?.(value)
          }}
        />
        <IconButton
          label={isShown ? t('password.hide') : t('password.show')}
          icon={isShown ? EyeOff : Eye}
          onClick={() => setShown(!isShown)}
        />
      </div>
    </Field>
  )
}
