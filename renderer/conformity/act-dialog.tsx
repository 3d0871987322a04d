// ActDialog { title, description?, confirm, danger?, size?, act, done, onDone?, onClose, children(errors) }: one act that asks for a few words
// first. A refusal stands beside the field it is about, and the focus goes there; anything else stands above the fields.
import './act-dialog.css'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf, failureText, issueText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useToast } from '../ui/toast.tsx'
import { useConformityMutation } from './conformity-queries.ts'

/** What is wrong with a field, by the name that the call gives it. */
export type FieldErrors = Readonly<Record<string, string>>

export interface ActDialogProps<Output> {
  title: string
  description?: ReactNode
  confirm: string
  danger?: boolean
  size?: 'small' | 'normal' | 'wide'
  act: () => Promise<Output>
  /** What the short note says afterwards. */
  done: string
  onDone?: (output: Output) => void
  onClose: () => void
  /** Paths of complaints that have a field here; the others are told above the fields. */
  fields?: readonly string[]
  children?: (errors: FieldErrors) => ReactNode
}

export function ActDialog<Output>(props: ActDialogProps<Output>) {
  const { title, description, confirm, danger, size, act, done, onDone, onClose, fields = [], children } = props
  const { t } = useTranslation('conformity')
  const toast = useToast()
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [refusals, setRefusals] = useState(0)
  const save = useConformityMutation(act, (output) => {
    toast.show({ title: done })
    onDone?.(output)
    onClose()
  })
  const issues = save.error ? failureOf(save.error).issues : []
  const errors = Object.fromEntries(issues.toReversed().map((issue) => [issue.path, issueText(t, issue)]))
  const others = issues.filter(({ path }) => !fields.includes(path))

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
      size={size}
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
        className="act-dialog"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate(undefined, { onError: () => setRefusals((count) => count + 1) })
        }}
      >
        {save.error && (issues.length === 0 || others.length > 0) && (
          <Banner tone="error" title={failureText(t, save.error)}>
            {others.length > 0 && (
              <ul>
                {others.map((issue) => (
                  <li key={issue.path}>{t('issueAt', { field: fieldName(t, issue.path), text: issueText(t, issue) })}</li>
                ))}
              </ul>
            )}
          </Banner>
        )}
        {children?.(errors)}
      </form>
    </Dialog>
  )
}

/** The field that a complaint is about, in words: the call names it by its path. */
function fieldName(t: ReturnType<typeof useTranslation<'conformity'>>['t'], path: string): string {
  const [first = '', index] = path.replace(/^details\./, '').split('.')
  const known = [
    'title',
    'issuer',
    'number',
    'ordinal',
    'issuedOn',
    'inForceFrom',
    'expiresOn',
    'headName',
    'note',
    'links',
    'lines',
    'entries',
  ]
  const name = known.find((field) => field === first)
  if (name === undefined) return path
  return index === undefined ? t(`field.${name}`) : t('fieldAt', { field: t(`field.${name}`), number: Number(index) + 1 })
}
