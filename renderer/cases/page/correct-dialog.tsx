// CorrectDialog { details, onClose }: corrects what was received, with the reason. What was typed before stands in the fields; old and new are
// both kept, and another hour of receipt counts the due date anew.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instantToLocal } from '../../../db/model/local-time.ts'
import { type CaseDetails, channels, returnMethods } from '../../../electron/api/cases.ts'
import { api } from '../../client.ts'
import { failureText } from '../../failures.ts'
import { DateInput } from '../../ui/date-input.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import { useToast } from '../../ui/toast.tsx'
import { staleLife } from '../life/life-queries.ts'

interface CorrectDialogProps {
  details: CaseDetails
  onClose: () => void
}

/** The page has the tails of the numbers; whoever corrects them sees them whole, and that is recorded. */
export function CorrectDialog({ details, onClose }: CorrectDialogProps) {
  const toast = useToast()
  const { t } = useTranslation('cases')
  const caseId = details.row.id
  const { data, error } = useQuery({
    queryKey: ['personal.showCaseNumbers', caseId],
    queryFn: () => api.personal.showCaseNumbers({ caseId }),
    gcTime: 0,
  })
  useEffect(() => {
    if (error === null) return
    toast.show({ title: failureText(t, error), tone: 'error' })
    onClose()
  }, [error, onClose, t, toast])
  if (!data) return null
  return <Correction details={{ ...details, applicant: { ...details.applicant, ...data.applicant } }} onClose={onClose} />
}

function Correction({ details, onClose }: CorrectDialogProps) {
  const { t } = useTranslation('cases')
  const received = instantToLocal(details.row.receivedAt)
  const [typed, setTyped] = useState({
    reason: '',
    date: received.slice(0, 10),
    time: received.slice(11),
    applicant: details.applicant,
    summary: details.summary,
    note: details.note,
    channel: details.channel,
    returnMethod: details.returnMethod,
    returnPlace: details.returnPlace,
    setCount: details.setCount as number | null,
  })
  const change = (next: Partial<typeof typed>) => setTyped({ ...typed, ...next })
  const person = (next: Partial<typeof typed.applicant>) => change({ applicant: { ...typed.applicant, ...next } })
  const isOrganisation = typed.applicant.kind === 'organisation'
  const { reason, date, time, setCount, ...rest } = typed
  return (
    <FormDialog
      stale={[...staleLife, ['people.findPersons']]}
      title={t('correct.title')}
      description={t('correct.text')}
      confirm={t('correct.confirm')}
      done={t('correct.done')}
      size="wide"
      act={() =>
        api.cases.correct({
          caseId: details.row.id,
          reason,
          to: { ...rest, receivedAt: `${date}T${time}`, setCount: setCount ?? 0 },
        })
      }
      onClose={onClose}
    >
      {(raw) => {
        const error = (path: string) => raw[path] ?? raw[`to.${path}`]
        return (
          <FormGrid>
            <Field
              label={t(isOrganisation ? 'person.organisationName' : 'person.fullName')}
              error={error('applicant.fullName')}
              span={6}
              required
            >
              <TextInput maxLength={200} value={typed.applicant.fullName} onValueChange={(fullName) => person({ fullName })} />
            </Field>
            <Field
              label={t(isOrganisation ? 'person.taxNumber' : 'correct.idNumber')}
              error={error('applicant.idNumber') ?? error('applicant.taxNumber')}
              span={6}
            >
              <TextInput
                maxLength={30}
                value={isOrganisation ? typed.applicant.taxNumber : typed.applicant.idNumber}
                onValueChange={(number) => person(isOrganisation ? { taxNumber: number } : { idNumber: number })}
              />
            </Field>
            <Field label={t('correct.phone')} error={error('applicant.phone')} span={4}>
              <TextInput maxLength={40} value={typed.applicant.phone} onValueChange={(phone) => person({ phone })} />
            </Field>
            <Field label={t('correct.address')} error={error('applicant.address')} span={8}>
              <TextInput maxLength={400} value={typed.applicant.address} onValueChange={(address) => person({ address })} />
            </Field>
            <Field label={t('fact.summary')} error={error('summary')} required>
              <TextArea rows={2} maxLength={1_000} value={typed.summary} onValueChange={(summary) => change({ summary })} />
            </Field>
            <Field label={t('correct.date')} hint={t('correct.receivedHint')} error={error('receivedAt')} span={4} required>
              <DateInput value={date} onValueChange={(next) => change({ date: next })} />
            </Field>
            <Field label={t('correct.time')} span={2} required>
              <TextInput maxLength={5} value={time} onValueChange={(next) => change({ time: next })} />
            </Field>
            <Field label={t('fact.channel')} span={4}>
              <Select
                options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
                value={typed.channel}
                onValueChange={(channel) => change({ channel })}
              />
            </Field>
            <Field label={t('fact.setCount')} error={error('setCount')} span={2} required>
              <NumberInput value={setCount} onValueChange={(next) => change({ setCount: next })} min={1} max={99} />
            </Field>
            <Field label={t('fact.return')} span={4}>
              <Select
                options={returnMethods.map((value) => ({ value, label: t(`returnMethod.${value}`) }))}
                value={typed.returnMethod}
                onValueChange={(returnMethod) => change({ returnMethod })}
              />
            </Field>
            <Field label={t('fact.note')} error={error('note')} span={8}>
              <TextInput maxLength={1_000} value={typed.note} onValueChange={(note) => change({ note })} />
            </Field>
            <Field label={t('correct.reason')} error={error('reason')} required>
              <TextInput maxLength={1_000} value={reason} onValueChange={(next) => change({ reason: next })} />
            </Field>
          </FormGrid>
        )
      }}
    </FormDialog>
  )
}
