// DateInput { value, onValueChange, min?, max?, disabled?, readOnly?, ref?, onBlur? }
// A date is typed (1/2/90, 01021990, 01.02.1990, 1/2) and put into dd/MM/yyyy when the focus leaves or Enter is pressed; Alt+↓ or the
// button opens a calendar, whose code is loaded then. `value` is `YYYY-MM-DD`, '' when empty, and – so that nothing typed is ever
// dropped in silence – the text itself when it is not a date: the schema's check of an ISO date then stops the form. The field shows
// what is wrong when the focus leaves. min and max are ISO dates; with max a two-digit year is never after it (a date of birth).
import './input.css'
import './date-input.css'
import { Popover } from '@base-ui/react/popover'
import { CalendarDays } from 'lucide-react'
import { type KeyboardEvent, lazy, type Ref, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { systemClock, toInstant } from '../../db/model/clock.ts'
import { instantToLocal, isRealDate } from '../../db/model/local-time.ts'
import { formatDate } from '../format.ts'
import { IconButton } from './button.tsx'
import { parseTypedDate } from './date-text.ts'
import { useFieldControl } from './field.tsx'
import { Spinner } from './spinner.tsx'

const Calendar = lazy(() => import('./calendar.tsx').then((module) => ({ default: module.Calendar })))

interface DateInputProps {
  value: string
  onValueChange: (value: string) => void
  min?: string
  max?: string
  disabled?: boolean
  readOnly?: boolean
  id?: string
  'aria-label'?: string
  onBlur?: () => void
  ref?: Ref<HTMLInputElement>
}

export function DateInput({ value, onValueChange, min, max, disabled, readOnly, onBlur, ref, ...rest }: DateInputProps) {
  const { t } = useTranslation('ui')
  const { attributes, setOwnError } = useFieldControl(rest)
  // What is being typed, and the value it gave: a value that came from elsewhere (a form reset) replaces the text.
  const [typing, setTyping] = useState<{ text: string; gave: string }>()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const unreadable = value !== '' && !isRealDate(value)
  const today = instantToLocal(toInstant(systemClock.nowMs())).slice(0, 10)

  const text = typing?.gave === value ? typing.text : undefined
  const wrong = unreadable && text === undefined

  useEffect(() => {
    setOwnError?.(wrong ? t('dateUnreadable') : undefined)
    return () => setOwnError?.(undefined)
  }, [wrong, setOwnError, t])

  // Every keystroke reaches the form, so that saving by a shortcut saves what is seen; only the tidy form waits for the blur.
  function type(typed: string) {
    const gave = parseTypedDate(typed, today, max) ?? typed.trim()
    setTyping({ text: typed, gave })
    if (gave !== value) onValueChange(gave)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') setTyping(undefined)
    if (event.key === 'ArrowDown' && event.altKey && !readOnly) {
      event.preventDefault()
      setTyping(undefined)
      setOpen(true)
    }
  }

  return (
    <div className="input date-input" ref={box}>
      <input
        ref={ref}
        {...rest}
        {...attributes}
        type="text"
        autoComplete="off"
        className="input-bare tabular"
        placeholder={t('datePlaceholder')}
        aria-invalid={attributes['aria-invalid'] ?? (wrong || undefined)}
        disabled={disabled}
        readOnly={readOnly}
        value={text ?? formatDate(value)}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setTyping(undefined)
          onBlur?.()
        }}
      />
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger
          render={
            <IconButton
              size="small"
              label={t('openCalendar')}
              icon={CalendarDays}
              disabled={disabled || readOnly}
              tabIndex={-1}
            />
          }
        />
        <Popover.Portal>
          <Popover.Positioner className="date-place" anchor={box} align="start" sideOffset={4}>
            <Popover.Popup className="date-popup" aria-label={t('openCalendar')}>
              <Suspense fallback={<Spinner />}>
                <Calendar
                  value={isRealDate(value) ? value : ''}
                  today={today}
                  min={min}
                  max={max}
                  onPick={(iso) => {
                    setTyping(undefined)
                    onValueChange(iso)
                    setOpen(false)
                  }}
                />
              </Suspense>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </div>
  )
}
