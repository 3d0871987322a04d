// FormDialog { title, description?, confirm, mayConfirm?, danger?, size?, act, stale?, done?, onDone?, onClose, fields?, fieldName?, children(errors) }: one
// act that asks for a few words first. A refusal stands beside the field it is about until that is typed into, and the focus goes there;
// anything else stands above the fields. What was typed is not dropped without a question (Dialog).
import './form-dialog.css'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf, failureText, issueText } from '../failures.ts'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { CancelButton, Dialog } from './dialog.tsx'
import { Refusals } from './field.tsx'
import { useToast } from './toast.tsx'

/** What is wrong with a field, by the name that the call gives it. */
export type FieldErrors = Readonly<Record<string, string>>

export interface FormDialogProps<Output> {
  title: string
  description?: ReactNode
  confirm: string
  /** Whether there is anything to confirm yet. */
  mayConfirm?: boolean
  danger?: boolean
  size?: 'small' | 'normal' | 'wide'
  act: () => Promise<Output>
  /** The answers that the act makes out of date, by the beginnings of their names. */
  stale: readonly QueryKey[]
  /** What the short note says afterwards; none where the next screen says it. */
  done?: string
  onDone?: (output: Output) => void
  onClose: () => void
  /** Paths of complaints that have a field here, the others are told above the fields; left out: every complaint has one. */
  fields?: readonly string[]
  /** The field that a complaint is about, in words; the call names it by its path. */
  fieldName?: (path: string) => string
  children?: (errors: FieldErrors) => ReactNode
}

export function FormDialog<Output>(props: FormDialogProps<Output>) {
  const {
    title,
    description,
    confirm,
    mayConfirm = true,
    danger,
    size,
    act,
    stale,
    done,
    onDone,
    onClose,
    fields,
    fieldName,
    children,
  } = props
  const { t } = useTranslation('ui')
  const toast = useToast()
  const queries = useQueryClient()
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [refusals, setRefusals] = useState(0)
  const save = useMutation({
    mutationFn: act,
    onSuccess: async (output) => {
      await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })))
      onDone?.(output)
      onClose()
      if (done) toast.show({ title: done })
    },
    onError: () => setRefusals((count) => count + 1),
  })
  const { issues, code } = save.error ? failureOf(save.error) : { issues: [], code: null }
  const errors = Object.fromEntries(issues.toReversed().map((issue) => [issue.path, issueText(t as TFunction, issue)]))
  // A complaint that no field shows is told above them, else the refusal would be silent.
  const [isUnseen, setUnseen] = useState(false)
  const others = fields ? issues.filter(({ path }) => !fields.includes(path)) : isUnseen ? issues : []
  const saysAbove = save.error !== null && (code !== 'input.invalid' || issues.length === 0 || others.length > 0)

  // The error is drawn first, then found by its mark.
  useEffect(() => {
    const marked = save.error && form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    marked?.focus()
    setUnseen(save.error !== null && !form.current?.querySelector('.field-error'))
  }, [save.error])

  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      size={size}
      footer={
        <>
          <CancelButton />
          <Button
            type="submit"
            form={formId}
            variant={danger ? 'danger' : 'primary'}
            busy={save.isPending}
            disabled={!mayConfirm}
          >
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
          if (!save.isPending && mayConfirm) save.mutate()
        }}
      >
        {saysAbove && (
          <Banner tone="error" title={failureText(t as TFunction, save.error)}>
            {others.length > 0 && (
              <ul>
                {others.map((issue) => (
                  <li key={issue.path}>
                    {fieldName
                      ? t('issueAt', { field: fieldName(issue.path), text: issueText(t as TFunction, issue) })
                      : issueText(t as TFunction, issue)}
                  </li>
                ))}
              </ul>
            )}
          </Banner>
        )}
        <Refusals value={refusals}>{children?.(errors)}</Refusals>
      </form>
    </Dialog>
  )
}
