// Lists that an act asks for:
//   ItemRows  { items, errors, onChange }   what the applicant has to bring or mend
//   TaskRows  { tasks, errors, onChange }   whom to ask or to give a part of the work, by when
import './life.css'
import { Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../ui/button.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Field } from '../../ui/field.tsx'
import type { FieldErrors } from '../../ui/form-dialog.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import { type AskedItem, type AskedTask, emptyItem, emptyTask } from './act-input.ts'

interface RowsProps<Row extends { readonly key: number }> {
  rows: readonly Row[]
  most: number
  empty: (key: number) => Row
  addLabel: string
  removeLabel: (number: number) => string
  onChange: (rows: Row[]) => void
  children: (row: Row, index: number, change: (next: Partial<Row>) => void) => ReactNode
}

function Rows<Row extends { readonly key: number }>({
  rows,
  most,
  empty,
  addLabel,
  removeLabel,
  onChange,
  children,
}: RowsProps<Row>) {
  return (
    <div className="act-rows">
      {rows.map((row, index) => (
        <div key={row.key} className="act-row">
          {children(row, index, (next) => onChange(rows.map((other) => (other.key === row.key ? { ...other, ...next } : other))))}
          {rows.length > 1 && (
            <IconButton
              icon={Trash2}
              label={removeLabel(index + 1)}
              onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
            />
          )}
        </div>
      ))}
      <p>
        <Button
          icon={Plus}
          disabled={rows.length >= most}
          onClick={() => onChange([...rows, empty(Math.max(...rows.map(({ key }) => key)) + 1)])}
        >
          {addLabel}
        </Button>
      </p>
    </div>
  )
}

interface ItemRowsProps {
  items: readonly AskedItem[]
  errors: FieldErrors
  onChange: (items: AskedItem[]) => void
}

export function ItemRows({ items, errors, onChange }: ItemRowsProps) {
  const { t } = useTranslation('life')
  return (
    <Rows
      rows={items}
      most={60}
      empty={emptyItem}
      addLabel={t('item.add')}
      removeLabel={(number) => t('item.remove', { number })}
      onChange={onChange}
    >
      {(item, index, change) => (
        <>
          <Field
            className="act-row-main"
            label={t('item.text')}
            hideLabel={index > 0}
            error={errors[`items.${index}.text`]}
            required
          >
            <TextInput maxLength={1_000} value={item.text} onValueChange={(text) => change({ text })} />
          </Field>
          <Field label={t('item.originals')} hideLabel={index > 0}>
            <NumberInput value={item.originals} onValueChange={(originals) => change({ originals })} min={0} max={99} />
          </Field>
          <Field label={t('item.copies')} hideLabel={index > 0}>
            <NumberInput value={item.copies} onValueChange={(copies) => change({ copies })} min={0} max={99} />
          </Field>
        </>
      )}
    </Rows>
  )
}

interface TaskRowsProps {
  tasks: readonly AskedTask[]
  errors: FieldErrors
  onChange: (tasks: AskedTask[]) => void
}

export function TaskRows({ tasks, errors, onChange }: TaskRowsProps) {
  const { t } = useTranslation('life')
  return (
    <Rows
      rows={tasks}
      most={20}
      empty={emptyTask}
      addLabel={t('task.add')}
      removeLabel={(number) => t('task.remove', { number })}
      onChange={onChange}
    >
      {(task, index, change) => (
        <>
          <Field
            className="act-row-unit"
            label={t('task.unit')}
            hideLabel={index > 0}
            error={errors[`tasks.${index}.unit`]}
            required
          >
            <TextInput maxLength={200} value={task.unit} onValueChange={(unit) => change({ unit })} />
          </Field>
          <Field
            className="act-row-main"
            label={t('task.content')}
            hideLabel={index > 0}
            error={errors[`tasks.${index}.content`]}
            required
          >
            <TextArea rows={1} maxLength={2_000} value={task.content} onValueChange={(content) => change({ content })} />
          </Field>
          <Field
            className="act-row-date"
            label={t('task.due')}
            hideLabel={index > 0}
            error={errors[`tasks.${index}.dueAt`]}
            required
          >
            <DateInput value={task.dueDate} onValueChange={(dueDate) => change({ dueDate })} />
          </Field>
        </>
      )}
    </Rows>
  )
}
