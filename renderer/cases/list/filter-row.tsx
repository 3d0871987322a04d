// The filters under the heads of the list: words of the name, a part of the code, the procedure, the state, who has the case, the promised
// day. They act as they are typed, together with those of the bar.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseColumn } from '../../../db/model/case-columns.ts'
import { caseStatuses } from '../../../db/model/case-status.ts'
import { isRealDate } from '../../../db/model/local-time.ts'
import { api } from '../../client.ts'
import { formatDate } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import type { ListQuery } from './case-filter.ts'
import { ProcedureFilter } from './procedure-filter.tsx'

interface FilterProps {
  query: ListQuery
  onChange: (change: Partial<ListQuery>) => void
}

/** Typing rests this long before the list is asked. */
const restMs = 250

function WordFilter({ name, label, query, onChange }: FilterProps & { name: 'applicant' | 'code'; label: string }) {
  const { t } = useTranslation('caselist')
  const [typed, setTyped] = useState(query[name])
  const send = useEffectEvent(() => {
    if (typed !== query[name]) onChange({ [name]: typed })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each stroke starts the rest anew
  useEffect(() => {
    const timer = setTimeout(send, restMs)
    return () => clearTimeout(timer)
  }, [typed])
  // Another filter from outside: a view, or all of them taken away.
  const [known, setKnown] = useState(query[name])
  if (known !== query[name]) {
    setKnown(query[name])
    setTyped(query[name])
  }
  return (
    <TextInput
      aria-label={label}
      placeholder={t('filter.contains')}
      value={typed}
      maxLength={60}
      onValueChange={setTyped}
      onClear={() => setTyped('')}
    />
  )
}

function HolderFilter({ query, onChange }: FilterProps) {
  const { t } = useTranslation('caselist')
  const { data } = useQuery({ queryKey: ['life.listColleagues'], queryFn: () => api.life.listColleagues({}) })
  const people = (data?.rows ?? []).map(({ id, fullName }) => ({ value: id, label: fullName }))
  return (
    <Select
      aria-label={t('filter.holder')}
      options={[{ value: 'all', label: t('filter.anybody') }, ...people]}
      value={query.holderId ?? 'all'}
      onValueChange={(value) => onChange({ holderId: value === 'all' ? null : value })}
    />
  )
}

function StatusFilter({ query, onChange }: FilterProps) {
  const { t } = useTranslation('cases')
  const { t: list } = useTranslation('caselist')
  return (
    <Select
      aria-label={list('filter.status')}
      options={[
        { value: 'all', label: t('filter.anyStatus') },
        ...caseStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
      ]}
      value={query.status ?? 'all'}
      onValueChange={(value) => onChange({ status: value === 'all' ? null : value })}
    />
  )
}

const dayOf = (typed: string): string => (isRealDate(typed) ? formatDate(typed).slice(0, 5) : '…')

function DueFilter({ query, onChange }: FilterProps) {
  const { t } = useTranslation('caselist')
  const [isOpen, setOpen] = useState(false)
  const { dueFrom, dueTo } = query
  const range = dueFrom || dueTo ? `${dayOf(dueFrom)}–${dayOf(dueTo)}` : t('filter.anyDay')
  return (
    <>
      <Button size="small" aria-label={t('filter.dueLabel', { range })} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {range}
      </Button>
      <Dialog
        open={isOpen}
        size="small"
        onClose={() => setOpen(false)}
        title={t('filter.dueTitle')}
        footer={
          <>
            <Button onClick={() => onChange({ dueFrom: '', dueTo: '' })}>{t('filter.anyDay')}</Button>
            <Button variant="primary" onClick={() => setOpen(false)}>
              {t('columns.done')}
            </Button>
          </>
        }
      >
        <Field label={t('filter.dueFrom')}>
          <DateInput value={dueFrom} max={dueTo || undefined} onValueChange={(value) => onChange({ dueFrom: value })} />
        </Field>
        <Field label={t('filter.dueTo')}>
          <DateInput value={dueTo} min={dueFrom || undefined} onValueChange={(value) => onChange({ dueTo: value })} />
        </Field>
      </Dialog>
    </>
  )
}

/** The controls by the column under whose head they stand. */
export function useFilterRow(props: FilterProps): Readonly<Partial<Record<CaseColumn, ReactNode>>> {
  const { t } = useTranslation('caselist')
  return {
    code: <WordFilter name="code" label={t('filter.code')} {...props} />,
    applicant: <WordFilter name="applicant" label={t('filter.applicant')} {...props} />,
    procedure: (
      <ProcedureFilter
        label={t('filter.procedure')}
        procedureId={props.query.procedureId}
        onChange={(procedureId) => props.onChange({ procedureId })}
      />
    ),
    status: <StatusFilter {...props} />,
    holder: <HolderFilter {...props} />,
    due: <DueFilter {...props} />,
  }
}
