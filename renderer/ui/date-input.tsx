// DateInput { value, onValueChange, min?, max?, disabled?, readOnly?, ref?, onBlur? }
// A date is typed (1/2/90, 01021990, 01.02.1990, 1/2) and put into dd/MM/yyyy when the focus leaves or Enter is pressed; Alt+↓ or the
// button opens a calendar, whose code is loaded then. `value` is `YYYY-MM-DD`, '' when empty, and – so that nothing typed is ever
// dropped in silence – the text itself when it is not a date: the schema's check of an ISO date then stops the form. The field shows
// what is wrong at once. min and max are ISO dates; with max a two-digit year is never after it (a date of birth).
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
import { Spinner } from './progress.tsx'

const Calendar = lazy(() => import('./calendar.tsx').then((module) => ({ default: module.Calendar })))

export interface DateInputProps {
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
  const [typed, setTyped] = useState<string>()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const unreadable = value !== '' && !isRealDate(value)
  const today = instantToLocal(toInstant(systemClock.nowMs())).slice(0, 10)

  useEffect(() => {
    setOwnError?.(unreadable ? t('dateUnreadable') : undefined)
    return () => setOwnError?.(undefined)
  }, [unreadable, setOwnError, t])

  function commit() {
    if (typed === undefined) return
    setTyped(undefined)
    const next = parseTypedDate(typed, today, max) ?? typed.trim()
    if (next !== value) onValueChange(next)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') commit()
    if (event.key === 'ArrowDown' && event.altKey && !readOnly) {
      event.preventDefault()
      commit()
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
        aria-invalid={attributes['aria-invalid'] ?? (unreadable || undefined)}
        disabled={disabled}
        readOnly={readOnly}
        value={typed ?? formatDate(value)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          commit()
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
                    setTyped(undefined)
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
