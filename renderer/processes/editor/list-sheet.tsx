// ListSheet { name, label, columns, newRow, hint? }: a list of the content as a table of cells, with its history and its marks.
import { useCallback, useEffect, useRef } from 'react'
import { type FieldPathValue, useController } from 'react-hook-form'
import { Sheet, type SheetChange, type SheetColumn, type SheetHandle } from '../../ui/sheet/sheet.tsx'
import { useHistory } from '../../ui/sheet/use-history.ts'
import { isNewTarget, useEditor } from './editor-context.ts'
import type { EditorValues } from './model/values.ts'
import { useSheetNotes } from './use-sheet-notes.ts'

export type ListName = 'references' | 'definitions' | 'legalGrounds' | 'components' | 'results' | 'forms' | 'records'
export type RowOf<Name extends ListName> = EditorValues[Name][number]

export interface ListSheetProps<Name extends ListName> {
  name: Name
  label: string
  columns: ReadonlyArray<SheetColumn<RowOf<Name>>>
  newRow: () => RowOf<Name>
  hint?: string
}

export function ListSheet<Name extends ListName>({ name, label, columns, newRow, hint }: ListSheetProps<Name>) {
  const { field } = useController<EditorValues, ListName>({ name })
  const { change, preview, undo, redo } = useHistory<ReadonlyArray<RowOf<Name>>>(field.value as RowOf<Name>[], (next) =>
    field.onChange(next as FieldPathValue<EditorValues, ListName>),
  )
  const notes = useSheetNotes(undo)
  const onRows = (rows: ReadonlyArray<RowOf<Name>>, why: SheetChange, refused: readonly string[]) => {
    change(rows)
    notes.changed(why, refused)
  }
  const { marks, target } = useEditor()
  // What is wrong with an entry as a whole stands in its first cell.
  const first = columns[0]?.id
  const mark = useCallback(
    (row: number, column: string) =>
      marks.get(`${name}.${row}.${column}`) ?? (column === first ? marks.get(`${name}.${row}`) : undefined),
    [marks, name, first],
  )
  const sheet = useRef<SheetHandle>(null)
  useEffect(() => {
    const [part, row = '0', column = ''] = target?.path.split('.') ?? []
    if (part === name && isNewTarget(target))
      sheet.current?.focus({
        row: Number(row),
        column: Math.max(
          0,
          columns.findIndex(({ id }) => id === column),
        ),
      })
  }, [target, name, columns])
  return (
    <Sheet
      ref={sheet}
      label={label}
      columns={columns}
      rows={field.value as RowOf<Name>[]}
      onRows={onRows}
      onPreview={preview}
      newRow={newRow}
      onUndo={undo}
      onRedo={redo}
      mark={mark}
      hint={hint}
    />
  )
}
