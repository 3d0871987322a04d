// Fields of the intake form: each watches only its own value, so that typing renders one field and not the screen.
//   Cell           { name, span, narrow?, children }              a place in the 12 columns, known by its path in the form; narrow:
//                                                                 columns where the form has little room (large text)
//   FormText       { name, label, span, … }                       one line of text
//   useFormField(name)                                            value, change, and the error that belongs to it
import type { ComponentProps, CSSProperties, KeyboardEventHandler, ReactNode } from 'react'
import { type FieldPath, type FieldPathByValue, type FieldPathValue, useController } from 'react-hook-form'
import { Field, type FieldProps } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import type { IntakeValues } from './model/values.ts'

export type TextPath = FieldPathByValue<IntakeValues, string>

/** A field of the form; `error` is the sentence to show. */
export function useFormField<Name extends FieldPath<IntakeValues>>(name: Name) {
  const { field, fieldState } = useController<IntakeValues, Name>({ name })
  return {
    value: field.value as FieldPathValue<IntakeValues, Name>,
    onValueChange: (value: FieldPathValue<IntakeValues, Name>) => field.onChange(value),
    onBlur: field.onBlur,
    ref: field.ref,
    error: fieldState.error?.message,
    isTouched: fieldState.isTouched,
  }
}

interface CellProps {
  name: string
  span: number
  narrow?: number
  onKeyDownCapture?: KeyboardEventHandler<HTMLElement>
  children: ReactNode
}

export function Cell({ name, span, narrow = 6, onKeyDownCapture, children }: CellProps) {
  return (
    <div
      className="intake-cell"
      data-field={name}
      style={{ '--span': span, '--narrow': narrow } as CSSProperties}
      onKeyDownCapture={onKeyDownCapture}
    >
      {children}
    </div>
  )
}

interface FormTextProps extends Pick<FieldProps, 'label' | 'hint' | 'required'> {
  name: TextPath
  span: number
  narrow?: number
  /** A second look that the value asks for; never blocks. */
  warn?: (value: string, isTouched: boolean) => ReactNode
  /** Applied when the field is left. */
  tidy?: (value: string) => string
  show?: (value: string) => string
  input?: Pick<ComponentProps<'input'>, 'maxLength' | 'placeholder' | 'inputMode'> & { code?: boolean }
}

export function FormText({ name, span, narrow, warn, tidy, show = (value) => value, input, ...field }: FormTextProps) {
  const { value, onValueChange, onBlur, ref, error, isTouched } = useFormField(name)
  const leave = () => {
    const tidied = tidy?.(value) ?? value
    if (tidied !== value) onValueChange(tidied)
    onBlur()
  }
  return (
    <Cell name={name} span={span} narrow={narrow}>
      <Field {...field} error={error} warning={warn?.(value, isTouched)}>
        <TextInput {...input} ref={ref} value={show(value)} onValueChange={onValueChange} onBlur={leave} />
      </Field>
    </Cell>
  )
}
