// Acts upon one old paper file.
//   OldFileDialog { file?, onClose }     a new entry, or a change of one
//   LendDialog, TakeBackDialog, LoansDialog, StrikeDialog { file, onClose }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../db/model/local-time.ts'
import type { OldFile } from '../../electron/api/archive.ts'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { formatDate } from '../format.ts'
import { PaperForm } from '../papers/paper-form.tsx'
import { loansQuery } from '../papers/paper-queries.ts'
import { Button } from '../ui/button.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'

interface FileDialogProps {
  file: OldFile
  onClose: () => void
}

const blank = { title: '', person: '', year: null, book: '', page: '', shelf: '', box: '', note: '' } as const
type Entry = Omit<OldFile, 'id' | 'loan'>

export function OldFileDialog({ file, onClose }: { file?: OldFile; onClose: () => void }) {
  const { t } = useTranslation('archive')
  const [entry, setEntry] = useState<Entry>(() => {
    const { title, person, year, book, page, shelf, box, note } = file ?? blank
    return { title, person, year, book, page, shelf, box, note }
  })
  const change = (next: Partial<Entry>) => setEntry({ ...entry, ...next })
  return (
    <PaperForm
      title={t(file ? 'entry.change' : 'entry.add')}
      confirm={t('save')}
      done={t('entry.saved')}
      act={async () => {
        if (file) await api.archive.change({ fileId: file.id, ...entry })
        else await api.archive.add(entry)
      }}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.title')} error={errors.title} required>
            <TextInput maxLength={400} value={entry.title} onValueChange={(title) => change({ title })} />
          </Field>
          <Field label={t('field.person')} error={errors.person} span={8}>
            <TextInput maxLength={200} value={entry.person} onValueChange={(person) => change({ person })} />
          </Field>
          <Field label={t('field.year')} error={errors.year} span={4}>
            <NumberInput value={entry.year} onValueChange={(year) => change({ year })} min={0} max={9_999} />
          </Field>
          {(['book', 'page', 'shelf', 'box'] as const).map((field) => (
            <Field key={field} label={t(`field.${field}`)} error={errors[field]} span={3}>
              <TextInput maxLength={60} value={entry[field]} onValueChange={(text) => change({ [field]: text })} />
            </Field>
          ))}
          <Field label={t('field.note')} error={errors.note}>
            <TextArea rows={2} maxLength={400} value={entry.note} onValueChange={(note) => change({ note })} />
          </Field>
        </FormGrid>
      )}
    </PaperForm>
  )
}

/** Days that a file is lent for, unless somebody says otherwise. */
const usualLoanDays = 7

export function LendDialog({ file, onClose }: FileDialogProps) {
  const { t } = useTranslation('archive')
  const [borrower, setBorrower] = useState('')
  const [purpose, setPurpose] = useState('')
  const [lentOn, setLentOn] = useState(today)
  const [dueOn, setDueOn] = useState(() => addDays(today(), usualLoanDays))
  return (
    <PaperForm
      title={t('lend.title', { title: file.title })}
      confirm={t('act.lend')}
      done={t('lend.done')}
      act={() => api.archive.lend({ fileId: file.id, borrower, purpose, lentOn, dueOn })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.borrower')} hint={t('field.borrowerHint')} error={errors.borrower} required>
            <TextInput maxLength={200} value={borrower} onValueChange={setBorrower} />
          </Field>
          <Field label={t('field.lentOn')} error={errors.lentOn} span={6} required>
            <DateInput value={lentOn} onValueChange={setLentOn} />
          </Field>
          <Field label={t('field.dueOn')} error={errors.dueOn} span={6} required>
            <DateInput value={dueOn} onValueChange={setDueOn} />
          </Field>
          <Field label={t('field.purpose')} error={errors.purpose}>
            <TextInput maxLength={400} value={purpose} onValueChange={setPurpose} />
          </Field>
        </FormGrid>
      )}
    </PaperForm>
  )
}

export function TakeBackDialog({ file, onClose }: FileDialogProps) {
  const { t } = useTranslation('archive')
  const [on, setOn] = useState(today)
  const [note, setNote] = useState('')
  const { borrower = '', lentOn = '' } = file.loan ?? {}
  return (
    <PaperForm
      title={t('takeBack.title', { title: file.title })}
      description={t('takeBack.text', { borrower, date: formatDate(lentOn) })}
      confirm={t('takeBack.confirm')}
      done={t('takeBack.done')}
      act={() => api.archive.takeBack({ fileId: file.id, on, note })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.backOn')} error={errors.on} span={6} required>
            <DateInput value={on} onValueChange={setOn} />
          </Field>
          <Field label={t('field.note')} error={errors.note}>
            <TextInput maxLength={400} value={note} onValueChange={setNote} />
          </Field>
        </FormGrid>
      )}
    </PaperForm>
  )
}

export function StrikeDialog({ file, onClose }: FileDialogProps) {
  const { t } = useTranslation('archive')
  const [reason, setReason] = useState('')
  return (
    <PaperForm
      title={t('strike.title', { title: file.title })}
      description={t('strike.text')}
      confirm={t('strike.confirm')}
      done={t('strike.done')}
      danger
      act={() => api.archive.strike({ fileId: file.id, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('field.reason')} error={errors.reason} required>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </PaperForm>
  )
}

export function LoansDialog({ file, onClose }: FileDialogProps) {
  const { t } = useTranslation('archive')
  const loans = useQuery(loansQuery(file.id))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('loans.title', { title: file.title })}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      {!loans.data && <Spinner />}
      {loans.data?.rows.length === 0 && <p>{t('loans.none')}</p>}
      <ul className="paper-items">
        {loans.data?.rows.map(({ id, borrower, lentOn, dueOn, givenBackOn, givenBackNote, lentBy, purpose }) => (
          <li key={id} className="paper-item">
            <strong>{borrower}</strong>
            <span className="tabular">
              {givenBackOn === null
                ? t('loans.out', { from: formatDate(lentOn), due: formatDate(dueOn) })
                : t('loans.back', { from: formatDate(lentOn), to: formatDate(givenBackOn) })}
            </span>
            <span className="paper-faint">{[lentBy, purpose, givenBackNote].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
