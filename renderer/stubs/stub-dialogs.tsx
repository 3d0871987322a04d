// ReserveDialog { onReserved, onClose }, PrintStubsDialog { sheets, isAgain?, onClose }, SpoilDialog { code, onClose }.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxBlockStubs } from '../../electron/api/stubs.ts'
import { api } from '../client.ts'
import { PaperDialog } from '../print/paper-dialog.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { TextInput } from '../ui/text-input.tsx'

/** Of a day without power at a usual desk. */
const usualCount = 30

export interface Sheets {
  readonly blockId: string
  readonly from: number
  readonly to: number
}

export function ReserveDialog({ onReserved, onClose }: { onReserved: (sheets: Sheets) => void; onClose: () => void }) {
  const { t } = useTranslation('stubs')
  const [count, setCount] = useState<number | null>(usualCount)
  return (
    <FormDialog
      title={t('reserve.title')}
      description={t('reserve.text')}
      confirm={t('reserve.confirm')}
      size="small"
      stale={[['stubs']]}
      act={() => api.stubs.reserve({ count: count ?? 0 })}
      onDone={onReserved}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('reserve.count')} error={errors.count} required>
          <NumberInput min={1} max={maxBlockStubs} value={count} onValueChange={setCount} />
        </Field>
      )}
    </FormDialog>
  )
}

interface PrintStubsDialogProps {
  sheets: Sheets
  /** Sheets that were printed before. */
  isAgain?: boolean
  onClose: () => void
}

export function PrintStubsDialog({ sheets, isAgain = false, onClose }: PrintStubsDialogProps) {
  const { t } = useTranslation('stubs')
  const queries = useQueryClient()
  const [from, setFrom] = useState<number | null>(sheets.from)
  const [to, setTo] = useState<number | null>(sheets.to)
  const input = { blockId: sheets.blockId, from: from ?? sheets.from, to: to ?? sheets.to }
  const logged = async <Output,>(output: Output): Promise<Output> => {
    await Promise.all(['stubs', 'forms'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    return output
  }
  return (
    <PaperDialog
      title={t(isAgain ? 'print.again' : 'print.title')}
      previewTitle={t('print.preview')}
      paperKey={['stubs', input]}
      preview={() => api.stubs.preview(input)}
      print={async (printer) => logged(await api.stubs.print({ ...input, printer }))}
      save={async () => logged(await api.stubs.save(input))}
      onClose={onClose}
    >
      {isAgain && (
        <FormGrid>
          <Field label={t('print.from')} span={3}>
            <NumberInput min={sheets.from} max={to ?? sheets.to} value={from} onValueChange={setFrom} />
          </Field>
          <Field label={t('print.to')} hint={t('print.hint')} span={9}>
            <NumberInput min={from ?? sheets.from} max={sheets.to} value={to} onValueChange={setTo} />
          </Field>
        </FormGrid>
      )}
    </PaperDialog>
  )
}

export function SpoilDialog({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation('stubs')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={t('spoil.title', { code })}
      description={t('spoil.text')}
      confirm={t('spoil.confirm')}
      done={t('spoil.done')}
      danger
      stale={[['stubs']]}
      fields={['reason']}
      act={() => api.stubs.spoil({ stub: code, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('spoil.reason')} hint={t('spoil.reasonHint')} error={errors.reason} required>
          <TextInput maxLength={300} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}
