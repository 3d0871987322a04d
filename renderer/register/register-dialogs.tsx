// PrintRegisterDialog { pages, onClose }, LockDialog { book, headName, onClose }, OpenBookDialog { year, groups, onClose }.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisterBook, RegisterSettings } from '../../electron/api/register.ts'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { PaperDialog } from '../print/paper-dialog.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'

interface Pages {
  readonly year: number
  readonly book: string
  readonly from: string | null
  readonly to: string | null
}

export function PrintRegisterDialog({ pages, onClose }: { pages: Pages; onClose: () => void }) {
  const { t } = useTranslation('register')
  const queries = useQueryClient()
  const [firstPage, setFirstPage] = useState<number | null>(1)
  const input = { ...pages, firstPage: firstPage ?? 1 }
  const logged = async <Output,>(output: Output): Promise<Output> => {
    await queries.invalidateQueries({ queryKey: ['forms'] })
    return output
  }
  return (
    <PaperDialog
      title={t('printDialog.title')}
      previewTitle={t('printDialog.preview')}
      paperKey={['register', input]}
      preview={() => api.register.preview(input)}
      print={async (printer) => logged(await api.register.print({ ...input, printer }))}
      save={async () => logged(await api.register.save(input))}
      onClose={onClose}
    >
      <FormGrid>
        <Field label={t('printDialog.firstPage')} hint={t('printDialog.firstPageHint')} span={6}>
          <NumberInput min={1} max={99_999} value={firstPage} onValueChange={setFirstPage} />
        </Field>
      </FormGrid>
    </PaperDialog>
  )
}

export function LockDialog({ book, headName, onClose }: { book: RegisterBook; headName: string; onClose: () => void }) {
  const { t } = useTranslation('register')
  const [head, setHead] = useState(headName)
  const [on, setOn] = useState(today)
  const { year, label } = book
  return (
    <FormDialog
      title={t('lockDialog.title', { year, label })}
      description={t('lockDialog.text')}
      confirm={t('lockDialog.confirm')}
      done={t('lockDialog.done', { year, label })}
      danger
      stale={[['register']]}
      act={() => api.register.lockBook({ year, book: label, headName: head, lockedOn: on })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('lockDialog.head')} error={errors.headName} span={8} required>
            <TextInput maxLength={200} value={head} onValueChange={setHead} />
          </Field>
          <Field label={t('lockDialog.on')} error={errors.lockedOn} span={4} required>
            <DateInput value={on} max={today()} onValueChange={setOn} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}

/** A line under the lock: the book itself is not opened again. */
export function AddendumDialog({ book, headName, onClose }: { book: RegisterBook; headName: string; onClose: () => void }) {
  const { t } = useTranslation('register')
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [head, setHead] = useState(headName)
  const { year, label } = book
  return (
    <FormDialog
      title={t('addendum.title', { year, label })}
      description={t('addendum.text')}
      confirm={t('addendum.confirm')}
      done={t('addendum.done')}
      stale={[['register']]}
      act={() => api.register.writeAddendum({ year, book: label, text, reason, headName: head })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('addendum.what')} hint={t('addendum.whatHint')} error={errors.text} required>
            <TextArea rows={2} maxLength={1_000} value={text} onValueChange={setText} />
          </Field>
          <Field label={t('addendum.reason')} error={errors.reason} required>
            <TextInput maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
          <Field label={t('addendum.head')} error={errors.headName} span={8} required>
            <TextInput maxLength={200} value={head} onValueChange={setHead} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}

const common = '*'

interface OpenBookDialogProps {
  year: number
  groups: RegisterSettings['groups']
  onClose: () => void
}

export function OpenBookDialog({ year, groups, onClose }: OpenBookDialogProps) {
  const { t } = useTranslation('register')
  const toast = useToast()
  const [group, setGroup] = useState(common)
  const [chosenYear, setYear] = useState<number | null>(year)
  return (
    <FormDialog
      title={t('openDialog.title')}
      description={t('openDialog.text')}
      confirm={t('openDialog.confirm')}
      stale={[['register']]}
      act={() => api.register.openBook({ year: chosenYear ?? year, group: group === common ? '' : group })}
      onDone={({ label }) => toast.show({ title: t('openDialog.done', { label }) })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('openDialog.year')} error={errors.year} span={4} required>
            <NumberInput min={2000} max={2099} value={chosenYear} onValueChange={setYear} />
          </Field>
          <Field label={t('openDialog.group')} error={errors.group} span={8}>
            <Select
              options={[
                { value: common, label: t('openDialog.common') },
                ...groups.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` })),
              ]}
              value={group}
              onValueChange={setGroup}
            />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
