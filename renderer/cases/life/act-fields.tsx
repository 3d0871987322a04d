// ActFields { act, shown, life, errors, typed, onType }: the fields of an act, in the order in which a person thinks of them.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type CaseAct, type LifeOfCase, lateCauses } from '../../../electron/api/life.ts'
import { formatDate } from '../../format.ts'
import { Combobox } from '../../ui/combobox.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Field } from '../../ui/field.tsx'
import type { FieldErrors } from '../../ui/form-dialog.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import type { ActField, Typed } from './act-input.ts'
import { ItemRows, TaskRows } from './act-rows.tsx'
import { colleaguesQuery } from './life-queries.ts'
import { stepName } from './life-words.ts'

interface ActFieldsProps {
  act: CaseAct
  shown: readonly ActField[]
  /** None before the file is a case. */
  life?: LifeOfCase
  errors: FieldErrors
  typed: Typed
  onType: (next: Partial<Typed>) => void
}

export function ActFields({ act, shown, life, errors, typed, onType }: ActFieldsProps) {
  const { t } = useTranslation('life')
  const draw: Readonly<Record<ActField, () => React.ReactNode>> = {
    staff: () => <StaffField act={act} life={life} error={errors.staffId} typed={typed} onType={onType} />,
    note: () => (
      <Field label={t('field.note')} error={errors.note}>
        <TextArea rows={2} maxLength={2_000} value={typed.note} onValueChange={(note) => onType({ note })} />
      </Field>
    ),
    reason: () => (
      <Field label={t(act === 'answerTask' ? 'field.answer' : 'field.reason')} error={errors.reason ?? errors.result} required>
        <TextArea rows={3} maxLength={2_000} value={typed.reason} onValueChange={(reason) => onType({ reason })} />
      </Field>
    ),
    items: () => <ItemRows items={typed.items} errors={errors} onChange={(items) => onType({ items })} />,
    contact: () => (
      <Field label={t('field.contact')} hint={t('field.contactHint')} error={errors.contact}>
        <TextInput maxLength={300} value={typed.contact} onValueChange={(contact) => onType({ contact })} />
      </Field>
    ),
    tasks: () => <TaskRows tasks={typed.tasks} errors={errors} onChange={(tasks) => onType({ tasks })} />,
    order: () => (
      <Field group label={t('field.order')}>
        <RadioGroup
          options={(['sequential', 'parallel'] as const).map((value) => ({
            value,
            label: t(`order.${value}`),
            description: t(`orderText.${value}`),
          }))}
          value={typed.order}
          onValueChange={(order) => onType({ order })}
        />
      </Field>
    ),
    toPosition: () => (
      <Field label={t('field.toPosition')} error={errors.toPosition} required>
        <Select
          options={(life?.plan ?? [])
            .slice(0, (life?.runs.find(({ id }) => id === life.currentRunId)?.position ?? 1) - 1)
            .filter((_, index) => life?.status !== 'handedOver' || index === 0)
            .map((step) => ({ value: String(step.position), label: stepName(t, step) }))}
          value={typed.toPosition === null ? null : String(typed.toPosition)}
          onValueChange={(value) => onType({ toPosition: Number(value) })}
        />
      </Field>
    ),
    newDueDate: () => (
      <Field label={t('field.newDueDate')} error={errors.newDueDate} required span={6}>
        <DateInput value={typed.newDueDate} onValueChange={(newDueDate) => onType({ newDueDate })} />
      </Field>
    ),
    legalGround: () => {
      const isNeeded = act === 'stop' || (act === 'proposeExtension' && (life?.extensions ?? 0) > 0)
      return (
        <Field
          label={t('field.legalGround')}
          hint={t(`field.legalGroundHint.${act as 'stop'}`)}
          error={errors.legalGround}
          required={isNeeded}
        >
          <TextInput maxLength={500} value={typed.legalGround} onValueChange={(legalGround) => onType({ legalGround })} />
        </Field>
      )
    },
    manualDue: () => (
      <Field label={t('field.manualDue')} hint={t('field.manualDueHint')} error={errors.manualDueAt} span={6}>
        <DateInput value={typed.manualDueDate} onValueChange={(manualDueDate) => onType({ manualDueDate })} />
      </Field>
    ),
    requestedOn: () => (
      <Field label={t('field.requestedOn')} error={errors.requestedOn} required span={6}>
        <DateInput value={typed.requestedOn} onValueChange={(requestedOn) => onType({ requestedOn })} />
      </Field>
    ),
    papersReturned: () => (
      <Field label={t('field.papersReturned')} hint={t('field.papersReturnedHint')} error={errors.papersReturned}>
        <TextArea
          rows={2}
          maxLength={1_000}
          value={typed.papersReturned}
          onValueChange={(papersReturned) => onType({ papersReturned })}
        />
      </Field>
    ),
    to: () => (
      <Field label={t('field.to')} hint={t('field.toHint')} error={errors.to}>
        <TextInput maxLength={200} value={typed.to} onValueChange={(to) => onType({ to })} />
      </Field>
    ),
    place: () => (
      <Field label={t('field.place')} hint={t('field.placeHint')} error={errors.place} required>
        <TextInput maxLength={300} value={typed.place} onValueChange={(place) => onType({ place })} />
      </Field>
    ),
    late: () => (
      <>
        <Field label={t('field.lateCause')} error={errors.lateCause} required span={6}>
          <Select
            options={lateCauses.map((value) => ({ value, label: t(`lateCause.${value}`) }))}
            value={typed.lateCause}
            onValueChange={(lateCause) => onType({ lateCause })}
          />
        </Field>
        <Field label={t('field.lateNote')} error={errors.lateNote} required={typed.lateCause === 'other'}>
          <TextArea rows={2} maxLength={2_000} value={typed.lateNote} onValueChange={(lateNote) => onType({ lateNote })} />
        </Field>
      </>
    ),
  }
  return shown.map((field) => <Drawn key={field} draw={draw[field]} />)
}

const Drawn = ({ draw }: { draw: () => React.ReactNode }) => draw()

interface StaffFieldProps extends Pick<ActFieldsProps, 'act' | 'life' | 'typed' | 'onType'> {
  error: string | undefined
}

function StaffField({ act, life, error, typed, onType }: StaffFieldProps) {
  const { t } = useTranslation('life')
  const { data } = useQuery(colleaguesQuery)
  const takesWork = act === 'assign' || life?.next?.stepAct !== 'return'
  const people = (data?.rows ?? []).filter(({ mayWork }) => !takesWork || mayWork)
  const unit = life?.next?.unit
  const chosen = people.find(({ id }) => id === typed.staffId) ?? null
  const away = chosen?.absence
  const awayText = away && t('field.away', { date: formatDate(away.until), name: away.substituteName })
  return (
    <Field
      label={t('field.staff')}
      hint={awayText ? awayText : act === 'assign' ? undefined : unit ? t('field.staffHintUnit', { unit }) : t('field.staffHint')}
      error={error}
      required={act === 'assign'}
    >
      <Combobox
        items={people}
        itemKey={({ id }) => id}
        itemLabel={({ fullName, positionTitle }) => [fullName, positionTitle].filter(Boolean).join(' – ')}
        value={chosen}
        onValueChange={(person) => onType({ staffId: person?.id ?? null })}
      />
    </Field>
  )
}
