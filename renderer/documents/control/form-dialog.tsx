// FormDialog { title, description?, confirm, danger?, wide?, act, done, onClose, children(errors) }: one act upon a document that asks for a few
// words first. A refusal stands beside the field it is about, and the focus goes there; anything else stands above the fields.
import './form-dialog.css'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf, failureText, issueText } from '../../failures.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useDocumentMutation } from '../document-queries.ts'

/** What is wrong with a field, by the name that the call gives it. */
export type FieldErrors = Readonly<Record<string, string>>

export interface FormDialogProps<Output> {
  title: string
  description?: ReactNode
  confirm: string
  danger?: boolean
  wide?: boolean
  act: () => Promise<Output>
  /** What the short note says afterwards; none where the next screen says it. */
  done?: string
  onDone?: (output: Output) => void
  onClose: () => void
  children?: (errors: FieldErrors) => ReactNode
}

export function FormDialog<Output>(props: FormDialogProps<Output>) {
  const { title, description, confirm, danger, wide, act, done, onDone, onClose, children } = props
  const { t } = useTranslation('documents')
  const toast = useToast()
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [refusals, setRefusals] = useState(0)
  const save = useDocumentMutation(act, (output) => {
    if (done) toast.show({ title: done })
    onDone?.(output)
    onClose()
  })
  const { issues, code } = save.error ? failureOf(save.error) : { issues: [], code: null }
  const errors = Object.fromEntries(issues.toReversed().map((issue) => [issue.path, issueText(t, issue)]))

  // The error is drawn first, then found by its mark.
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])

  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      size={wide ? 'wide' : 'normal'}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant={danger ? 'danger' : 'primary'} busy={save.isPending}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={form}
        className="form-dialog"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate(undefined, { onError: () => setRefusals((count) => count + 1) })
        }}
      >
        {save.error && (code !== 'input.invalid' || issues.length === 0) && (
          <Banner tone="error">{failureText(t, save.error)}</Banner>
        )}
        {children?.(errors)}
      </form>
    </Dialog>
  )
}
