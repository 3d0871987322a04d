// PaperForm: FormDialog for what changes papers, originals or old files: their answers are asked for again afterwards.
import { FormDialog, type FormDialogProps } from '../ui/form-dialog.tsx'
import { papersKey } from './paper-queries.ts'

export const PaperForm = <Output,>(props: Omit<FormDialogProps<Output>, 'stale'>) => <FormDialog {...props} stale={[papersKey]} />
