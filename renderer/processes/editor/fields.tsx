// Fields of the editor. Typed text stays in its own element until it is asked for, so that a letter costs nothing anywhere else.
//   MarkedField           { at, …Field }              says what is wrong at its path in the content
//   TextLine, TextBlock   { name, label, hint?, span?, rows? }
//   PickField             { name, label, options }      one of a few
//   SuggestField          { name, label, items }        free text with what is already in use
import type { CSSProperties, ReactNode } from 'react'
import { type FieldPathByValue, useController, useFormContext } from 'react-hook-form'
import { SuggestInput } from '../../ui/combobox.tsx'
import { Field, type FieldProps } from '../../ui/field.tsx'
import { Select, type SelectOption } from '../../ui/select.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import { useEditor } from './editor-context.ts'
import type { EditorValues } from './model/values.ts'

type TextName = FieldPathByValue<EditorValues, string>

export function MarkedField({ at, ...field }: FieldProps & { at: string }) {
  const mark = useEditor().marks.get(at)
  return (
    <div className="editor-cell" data-path={at} style={field.span ? ({ '--span': field.span } as CSSProperties) : undefined}>
      <Field
        {...field}
        span={undefined}
        error={field.error ?? (mark?.tone === 'error' ? mark.text : undefined)}
        warning={mark?.tone === 'warning' ? mark.text : undefined}
      />
    </div>
  )
}

export interface EditorFieldProps {
  name: TextName
  label: string
  hint?: ReactNode
  span?: number
  required?: boolean
}

export function TextLine({ name, ...field }: EditorFieldProps) {
  const { register } = useFormContext<EditorValues>()
  return (
    <MarkedField at={name} {...field}>
      <TextInput {...register(name)} />
    </MarkedField>
  )
}

export function TextBlock({ name, rows = 4, ...field }: EditorFieldProps & { rows?: number }) {
  const { register } = useFormContext<EditorValues>()
  return (
    <MarkedField at={name} {...field}>
      <TextArea rows={rows} {...register(name)} />
    </MarkedField>
  )
}

export function PickField<Value extends string>(props: EditorFieldProps & { options: SelectOption<Value>[] }) {
  const { name, options, ...field } = props
  const { field: control } = useController<EditorValues, TextName>({ name })
  return (
    <MarkedField at={name} {...field}>
      <Select options={options} value={control.value as Value} onValueChange={control.onChange} ref={control.ref} />
    </MarkedField>
  )
}

export function SuggestField({ name, items, ...field }: EditorFieldProps & { items: string[] }) {
  const { field: control } = useController<EditorValues, TextName>({ name })
  return (
    <MarkedField at={name} {...field}>
      <SuggestInput
        items={items}
        itemKey={(item) => item}
        itemLabel={(item) => item}
        value={control.value}
        onValueChange={control.onChange}
        onBlur={control.onBlur}
        ref={control.ref}
      />
    </MarkedField>
  )
}
