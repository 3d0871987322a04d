// SheetDialog { versionId, unread, onClose }: what a signed sheet says: who signed, when, and where the sheet lies.
import '../copies/copies.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentReader } from '../../electron/api/readings.ts'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { staleDocuments } from '../documents/document-queries.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextInput } from '../ui/text-input.tsx'

interface SheetDialogProps {
  versionId: string
  unread: readonly DocumentReader[]
  onClose: () => void
}

export function SheetDialog({ versionId, unread, onClose }: SheetDialogProps) {
  const { t } = useTranslation('readings')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [on, setOn] = useState(today)
  const [note, setNote] = useState('')
  const readerIds = unread.map(({ id }) => id).filter((id) => !left.has(id))
  const set = (id: string, isSigned: boolean) => {
    const next = new Set(left)
    if (isSigned) next.delete(id)
    else next.add(id)
    setLeft(next)
  }
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('sheet.title')}
      description={t('sheet.text')}
      confirm={t('sheet.confirm', { count: readerIds.length })}
      done={t('sheet.done', { count: readerIds.length })}
      act={() => api.readings.recordSheet({ versionId, readerIds, on, note })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field group label={t('sheet.signed')} error={errors.readerIds} required>
            <div className="copies-people">
              {unread.map(({ id, name, position }) => (
                <Checkbox
                  key={id}
                  label={name}
                  description={position || undefined}
                  checked={!left.has(id)}
                  onCheckedChange={(isSigned) => set(id, isSigned)}
                />
              ))}
            </div>
          </Field>
          <Field label={t('sheet.on')} error={errors.on} span={5} required>
            <DateInput value={on} onValueChange={setOn} />
          </Field>
          <Field label={t('sheet.note')} hint={t('sheet.noteHint')} error={errors.note} span={7} required>
            <TextInput maxLength={500} value={note} onValueChange={setNote} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
