// DestroyDialog { caseIds, onDone, onClose }: carries out what was decided. What goes and what stays is told before anything is asked; the
// minutes and the number of cases are typed, so that nobody destroys by one key.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { Banner } from '../ui/banner.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { TextInput } from '../ui/text-input.tsx'

const stale = [
  ['retention.listDecided'],
  ['retention.countFilesLeft'],
  ['cases.get'],
  ['cases.list'],
  ['cases.search'],
  ['papers'],
]

interface DestroyDialogProps {
  caseIds: readonly string[]
  onDone: () => void
  onClose: () => void
}

export function DestroyDialog({ caseIds, onDone, onClose }: DestroyDialogProps) {
  const { t } = useTranslation('retention')
  const [recordNumber, setRecordNumber] = useState('')
  const [recordDate, setRecordDate] = useState(today)
  const [typedCount, setTypedCount] = useState<number | null>(null)
  return (
    <FormDialog
      title={t('carryOut.title', { count: caseIds.length })}
      confirm={t('carryOut.confirm')}
      danger
      done={t('carryOut.done')}
      stale={stale}
      act={() => api.retention.destroy({ caseIds: [...caseIds], recordNumber, recordDate, typedCount })}
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Banner tone="warn" title={t('carryOut.warning')}>
            <p>{t('carryOut.goes')}</p>
            <p>{t('carryOut.stays')}</p>
          </Banner>
          <FormGrid>
            <Field label={t('recordNumber')} hint={t('carryOut.numberHint')} error={errors.recordNumber} span={6} required>
              <TextInput maxLength={100} value={recordNumber} onValueChange={setRecordNumber} />
            </Field>
            <Field label={t('carryOut.date')} error={errors.recordDate} span={6} required>
              <DateInput value={recordDate} onValueChange={setRecordDate} />
            </Field>
            <Field label={t('carryOut.count')} hint={t('carryOut.countHint')} error={errors.typedCount} span={6} required>
              <NumberInput value={typedCount} onValueChange={setTypedCount} min={1} max={100_000} />
            </Field>
          </FormGrid>
        </>
      )}
    </FormDialog>
  )
}
