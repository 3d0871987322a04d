// LeaveDialog { leave?, onClose }: a leave, new or changed; CancelLeaveDialog { leave, onClose }: one that was not taken.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeaveRow } from '../../electron/api/duties.ts'
import { usePermission, useSession } from '../app/session.tsx'
import { colleaguesQuery, staleLife } from '../cases/life/life-queries.ts'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { Combobox } from '../ui/combobox.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { leavesQuery } from './duty-queries.ts'

const stale = [leavesQuery.queryKey, colleaguesQuery.queryKey, ...staleLife]

export function LeaveDialog({ leave, onClose }: { leave?: LeaveRow; onClose: () => void }) {
  const { t } = useTranslation('duties')
  const session = useSession()
  const managesAll = usePermission('duty.manage')
  const { data } = useQuery(colleaguesQuery)
  const people = data?.rows ?? []
  const [staffId, setStaffId] = useState<string | null>(leave?.staffId ?? session.staffId)
  const [substituteId, setSubstituteId] = useState<string | null>(leave?.substituteId ?? null)
  const [from, setFrom] = useState(leave?.from ?? today())
  const [to, setTo] = useState(leave?.to ?? '')
  const [note, setNote] = useState(leave?.note ?? '')
  const labelOf = ({ fullName, positionTitle }: (typeof people)[number]) => [fullName, positionTitle].filter(Boolean).join(' – ')
  const find = (id: string | null) => people.find((person) => person.id === id) ?? null
  return (
    <FormDialog
      stale={stale}
      title={t(leave ? 'leave.changeTitle' : 'leave.addTitle', { name: leave?.fullName })}
      description={t('leave.text')}
      confirm={t('leave.save')}
      done={t('leave.saved')}
      act={() =>
        api.duties.saveLeave({
          ...{ leaveId: leave?.id ?? null, staffId: staffId ?? '', substituteId, from, to, note },
        })
      }
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('leave.who')} error={errors.staffId} required>
            <Combobox
              items={people}
              itemKey={({ id }) => id}
              itemLabel={labelOf}
              readOnly={leave !== undefined || !managesAll}
              value={find(staffId)}
              onValueChange={(person) => setStaffId(person?.id ?? null)}
            />
          </Field>
          <Field label={t('leave.from')} error={errors.from} span={6} required>
            <DateInput value={from} onValueChange={setFrom} />
          </Field>
          <Field label={t('leave.to')} error={errors.to} span={6} required>
            <DateInput value={to} onValueChange={setTo} />
          </Field>
          <Field label={t('leave.substitute')} hint={t('leave.substituteHint')} error={errors.substituteId} required>
            <Combobox
              items={people.filter(({ id }) => id !== staffId)}
              itemKey={({ id }) => id}
              itemLabel={labelOf}
              value={find(substituteId)}
              onValueChange={(person) => setSubstituteId(person?.id ?? null)}
            />
          </Field>
          <Field label={t('leave.note')} error={errors.note}>
            <TextInput maxLength={400} value={note} onValueChange={setNote} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}

export function CancelLeaveDialog({ leave, onClose }: { leave: LeaveRow; onClose: () => void }) {
  const { t } = useTranslation('duties')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={stale}
      danger
      title={t('leave.cancelTitle', { name: leave.fullName })}
      description={t('leave.cancelText')}
      confirm={t('leave.cancel')}
      done={t('leave.cancelled')}
      act={() => api.duties.cancelLeave({ leaveId: leave.id, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('column.reason')} error={errors.reason} required>
          <TextArea rows={2} maxLength={400} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}
