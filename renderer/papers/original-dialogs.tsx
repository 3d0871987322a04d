// Acts upon originals that the office keeps.
//   KeepOriginalDialog { place, onClose }
//   GiveBackDialog { originals, onClose }               one or several, to one person
//   OriginalReasonDialog { act, original, onClose }     mends a wrong entry
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptOriginal } from '../../electron/api/originals.ts'
import { wholeCase } from '../../electron/api/papers.ts'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { formatDate } from '../format.ts'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { PaperForm } from './paper-form.tsx'
import type { PaperPlace } from './papers-card.tsx'

export function KeepOriginalDialog({ place, onClose }: { place: PaperPlace; onClose: () => void }) {
  const { t } = useTranslation('papers')
  const [title, setTitle] = useState(place.component === wholeCase ? '' : place.name)
  const [count, setCount] = useState<number | null>(1)
  const [keptOn, setKeptOn] = useState(today)
  return (
    <PaperForm
      title={t('keep.title', { name: place.name })}
      description={t('keep.text')}
      confirm={t('keep.confirm')}
      done={t('keep.done')}
      act={() => api.originals.keep({ caseId: place.caseId, component: place.component, title, count: count ?? 0, keptOn })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.original')} hint={t('field.originalHint')} error={errors.title} required>
            <TextInput maxLength={400} value={title} onValueChange={setTitle} />
          </Field>
          <Field label={t('field.count')} error={errors.count} span={4} required>
            <NumberInput value={count} onValueChange={setCount} min={1} max={999} />
          </Field>
          <Field label={t('field.keptOn')} error={errors.keptOn} span={8} required>
            <DateInput value={keptOn} onValueChange={setKeptOn} />
          </Field>
        </FormGrid>
      )}
    </PaperForm>
  )
}

export function GiveBackDialog({ originals, onClose }: { originals: readonly KeptOriginal[]; onClose: () => void }) {
  const { t } = useTranslation('papers')
  const [on, setOn] = useState(today)
  const [to, setTo] = useState(originals[0]?.applicantName ?? '')
  const [note, setNote] = useState('')
  return (
    <PaperForm
      title={t('giveBack.title')}
      confirm={t('giveBack.confirm', { count: originals.length })}
      done={t('giveBack.done')}
      act={() => api.originals.giveBack({ originalIds: originals.map(({ id }) => id), on, to, note })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <ul className="paper-items">
            {originals.map(({ id, title, count, keptOn }) => (
              <li key={id}>{t('giveBack.line', { title, count, date: formatDate(keptOn) })}</li>
            ))}
          </ul>
          <FormGrid>
            <Field label={t('field.givenBackTo')} hint={t('field.givenBackToHint')} error={errors.to} span={8} required>
              <TextInput maxLength={200} value={to} onValueChange={setTo} />
            </Field>
            <Field label={t('field.givenBackOn')} error={errors.on} span={4} required>
              <DateInput value={on} onValueChange={setOn} />
            </Field>
            <Field label={t('field.note')} error={errors.note}>
              <TextArea rows={2} maxLength={1_000} value={note} onValueChange={setNote} />
            </Field>
          </FormGrid>
        </>
      )}
    </PaperForm>
  )
}

interface OriginalReasonProps {
  act: 'reopen' | 'strike'
  original: KeptOriginal
  onClose: () => void
}

export function OriginalReasonDialog({ act, original, onClose }: OriginalReasonProps) {
  const { t } = useTranslation('papers')
  const [reason, setReason] = useState('')
  const originalId = original.id
  return (
    <PaperForm
      title={t(`${act}.title`, { title: original.title })}
      description={t(`${act}.text`)}
      confirm={t(`${act}.confirm`)}
      done={t(`${act}.done`)}
      danger={act === 'strike'}
      act={() => (act === 'reopen' ? api.originals.reopen({ originalId, reason }) : api.originals.strike({ originalId, reason }))}
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
