// CorrectDialog { details, part, onClose }: corrects one part of what was received, with the reason. What was typed before stands in the
// fields; old and new are both kept, and another hour of receipt or another procedure counts the due date anew.
import './correct.css'
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instantToLocal } from '../../../../db/model/local-time.ts'
import type { CaseDetails, Correction } from '../../../../electron/api/cases.ts'
import type { PersonNumbers } from '../../../../electron/api/personal.ts'
import { api } from '../../../client.ts'
import { failureText } from '../../../failures.ts'
import { papersKey } from '../../../papers/paper-queries.ts'
import { Field, FormGrid } from '../../../ui/field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { staleLife } from '../../life/life-queries.ts'
import { FactsPart } from './facts-part.tsx'
import { OthersPart } from './others-part.tsx'
import { PapersPart } from './papers-part.tsx'
import { ProcedurePart } from './procedure-part.tsx'

/** What a part is given: the whole as it ought to be, and the complaint about one of its fields. */
export interface PartProps {
  details: CaseDetails
  value: Correction
  onChange: (next: Partial<Correction>) => void
  error: (path: string) => string | undefined
}

const parts = { facts: FactsPart, papers: PapersPart, others: OthersPart, procedure: ProcedurePart } as const satisfies Record<
  string,
  ComponentType<PartProps>
>
export type CorrectPart = keyof typeof parts

interface CorrectDialogProps {
  details: CaseDetails
  part: CorrectPart
  onClose: () => void
}

/** The page has the tails of the numbers; whoever corrects them sees them whole, and that is recorded. */
export function CorrectDialog({ details, part, onClose }: CorrectDialogProps) {
  const toast = useToast()
  const { t } = useTranslation('correct')
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
  return data ? <CorrectForm details={details} part={part} numbers={data} onClose={onClose} /> : null
}

interface CaseNumbers {
  applicant: PersonNumbers
  submitter: PersonNumbers | null
  collector: PersonNumbers | null
}

function CorrectForm({ details, part, numbers, onClose }: CorrectDialogProps & { numbers: CaseNumbers }) {
  const { t } = useTranslation('correct')
  const [reason, setReason] = useState('')
  const [value, setValue] = useState(() => receivedOf(details, numbers))
  const Part = parts[part]
  return (
    <FormDialog
      stale={[...staleLife, papersKey, ['people.findPersons']]}
      title={t(`title.${part}`)}
      description={t('text')}
      confirm={t('confirm')}
      done={t('done')}
      size="wide"
      act={() => api.cases.correct({ caseId: details.row.id, reason, to: value })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Part
            details={details}
            value={value}
            onChange={(next) => setValue({ ...value, ...next })}
            error={(path) => errors[`to.${path}`] ?? errors[path]}
          />
          <FormGrid>
            <Field label={t('reason')} error={errors.reason} required>
              <TextInput maxLength={1_000} value={reason} onValueChange={setReason} />
            </Field>
          </FormGrid>
        </>
      )}
    </FormDialog>
  )
}

function receivedOf(details: CaseDetails, numbers: CaseNumbers): Correction {
  const other = (role: 'submitter' | 'collector') => {
    const party = details[role]
    return party && { ...party, person: { ...party.person, ...numbers[role] } }
  }
  const { summary, note, channel, returnMethod, returnPlace, setCount, components, procedureId } = details
  return {
    ...{ summary, note, channel, returnMethod, returnPlace, setCount, components, procedureId },
    receivedAt: instantToLocal(details.row.receivedAt),
    applicant: { ...details.applicant, ...numbers.applicant },
    submitter: other('submitter'),
    collector: other('collector'),
    variant: details.process?.variant ?? '',
  }
}
