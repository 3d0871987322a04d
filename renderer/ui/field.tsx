// A control with its words.
//   Field      { label, hint?, error?, warning?, required?, group?, span?, hideLabel?, children }
//              children: one of our controls; it takes id, aria-describedby, aria-invalid and aria-required from the field by itself.
//              error blocks, warning does not; both stand under the control with an icon. group: the control is a set of radio
//              buttons or check boxes. span: columns of the FormGrid it takes (1…12, default 12).
//   FormGrid   { children }   12 columns; where it is narrow no field takes less than half a line, then a whole one
//   useFieldControl(own)      for new controls: the attributes to spread on the focusable element
import './field.css'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import {
  type AllHTMLAttributes,
  type CSSProperties,
  createContext,
  type ReactNode,
  useContext,
  useId,
  useMemo,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

interface FieldState {
  controlId: string
  labelId: string
  describedBy: string | undefined
  invalid: boolean
  required: boolean
  setOwnError: (message: string | undefined) => void
}

const FieldContext = createContext<FieldState | undefined>(undefined)

/** How often the form around was refused; 0 where the form itself takes back what it said. */
export const Refusals = createContext(0)

export interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  warning?: ReactNode
  required?: boolean
  group?: boolean
  span?: number
  hideLabel?: boolean
  className?: string
  children: ReactNode
}

export function Field({
  label,
  hint,
  error,
  warning,
  required = false,
  group,
  span,
  hideLabel,
  className,
  children,
}: FieldProps) {
  const { t } = useTranslation('ui')
  const id = useId()
  const [ownError, setOwnError] = useState<string>()
  const refusal = useContext(Refusals)
  // What is typed answers the complaint; whether it is right is said at the next try.
  const [answered, setAnswered] = useState(0)
  // What the control itself says is about what stands in it now.
  const shownError = ownError || (refusal > 0 && answered === refusal ? undefined : error)
  const shownWarning = shownError ? undefined : warning
  const messageId = shownError || shownWarning ? `${id}message` : undefined
  const describedBy = cx(hint ? `${id}hint` : undefined, messageId) || undefined
  const invalid = Boolean(shownError)
  const state = useMemo<FieldState>(
    () => ({ controlId: `${id}control`, labelId: `${id}label`, describedBy, invalid, required, setOwnError }),
    [id, describedBy, invalid, required],
  )
  const labelProps = { id: state.labelId, className: cx('field-label', hideLabel && 'visually-hidden') }
  const words = (
    <>
      {label}
      {required && (
        <span className="field-required" title={t('required')} aria-hidden>
          *
        </span>
      )}
    </>
  )
  return (
    <div
      className={cx('field', className)}
      style={span ? ({ '--span': span } as CSSProperties) : undefined}
      onInput={() => setAnswered(refusal)}
    >
      {group ? (
        <span {...labelProps}>{words}</span>
      ) : (
        <label {...labelProps} htmlFor={state.controlId}>
          {words}
        </label>
      )}
      <FieldContext value={state}>{children}</FieldContext>
      {hint && (
        <p id={`${id}hint`} className="field-hint">
          {hint}
        </p>
      )}
      {messageId && (
        <p id={messageId} className={cx('field-message', shownError ? 'field-error' : 'field-warning')}>
          <Icon of={shownError ? CircleAlert : TriangleAlert} />
          <span>{shownError || shownWarning}</span>
        </p>
      )}
    </div>
  )
}

export function FormGrid({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cx('form-grid', className)}>
      <div className="form-grid-columns">{children}</div>
    </div>
  )
}

/** What the field around a control says about it; a control's own attributes win. */
export function useFieldControl(
  own: Pick<AllHTMLAttributes<HTMLElement>, 'id' | 'aria-describedby' | 'aria-invalid' | 'aria-required'> = {},
) {
  const field = useContext(FieldContext)
  const fallbackId = useId()
  return {
    attributes: {
      id: own.id ?? field?.controlId ?? fallbackId,
      'aria-describedby': cx(own['aria-describedby'], field?.describedBy) || undefined,
      'aria-invalid': own['aria-invalid'] ?? (field?.invalid || undefined),
      'aria-required': own['aria-required'] ?? (field?.required || undefined),
    },
    labelId: field?.labelId,
    setOwnError: field?.setOwnError,
  }
}
