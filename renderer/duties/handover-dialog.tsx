// HandoverDialog { staffId, name, lines, left, isActive, onDone, onClose }: the day and the words of a hand-over, before it is recorded.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../electron/api/contract.ts'
import { usePermission } from '../app/session.tsx'
import { staleLife } from '../cases/life/life-queries.ts'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { papersKey } from '../papers/paper-queries.ts'
import { Banner } from '../ui/banner.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { staleDuties } from './duty-queries.ts'

interface HandoverDialogProps {
  staffId: string
  name: string
  lines: InputOf<'duties.handOver'>['lines']
  left: number
  isActive: boolean
  onDone: (handoverId: string) => void
  onClose: () => void
}

export function HandoverDialog({ staffId, name, lines, left, isActive, onDone, onClose }: HandoverDialogProps) {
  const { t } = useTranslation('duties')
  const mayClose = usePermission('staff.manage')
  const [on, setOn] = useState(today)
  const [reason, setReason] = useState('')
  const [further, setFurther] = useState('')
  const [witness, setWitness] = useState('')
  const [closesAccount, setCloses] = useState(false)
  return (
    <FormDialog
      stale={[...staleDuties, ...staleLife, papersKey]}
      title={t('dialog.title', { name })}
      description={t('dialog.text', { count: lines.length })}
      confirm={t('dialog.confirm')}
      done={t('dialog.done')}
      fields={['on', 'reason', 'further', 'witness']}
      act={() => api.duties.handOver({ staffId, on, reason, further, witness, lines: [...lines], closesAccount })}
      onDone={({ handoverId }) => onDone(handoverId)}
      onClose={onClose}
    >
      {(errors) => (
        <>
          {left > 0 && <Banner tone="warn">{t('dialog.left', { count: left })}</Banner>}
          <FormGrid>
            <Field label={t('dialog.on')} error={errors.on} span={4} required>
              <DateInput value={on} onValueChange={setOn} />
            </Field>
            <Field label={t('dialog.reason')} hint={t('dialog.reasonHint')} error={errors.reason} span={8} required>
              <TextInput maxLength={400} value={reason} onValueChange={setReason} />
            </Field>
            <Field label={t('dialog.further')} hint={t('dialog.furtherHint')} error={errors.further}>
              <TextArea rows={3} maxLength={4_000} value={further} onValueChange={setFurther} />
            </Field>
            <Field label={t('dialog.witness')} hint={t('dialog.witnessHint')} error={errors.witness}>
              <TextInput maxLength={200} value={witness} onValueChange={setWitness} />
            </Field>
          </FormGrid>
          {mayClose && isActive && left === 0 && (
            <Checkbox
              label={t('dialog.closes')}
              description={t('dialog.closesText')}
              checked={closesAccount}
              onCheckedChange={setCloses}
            />
          )}
        </>
      )}
    </FormDialog>
  )
}
