// PaperForm: FormDialog for what changes papers, originals or old files: their answers are asked for again afterwards.
import { useQueryClient } from '@tanstack/react-query'
import { FormDialog, type FormDialogProps } from '../documents/control/form-dialog.tsx'
import { papersKey } from './paper-queries.ts'

export function PaperForm<Output>(props: FormDialogProps<Output>) {
  const queries = useQueryClient()
  return (
    <FormDialog
      {...props}
      onDone={(output) => {
        void queries.invalidateQueries({ queryKey: papersKey })
        props.onDone?.(output)
      }}
    />
  )
}
