// FilterBar { query, onChange, firstRef }: what the list leaves out and in which order it stands. Every choice acts at once.
// FilterBarFrame: its empty boxes.
import { memo, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { caseSorts, caseStatuses, dueFilters } from '../../../db/model/case-status.ts'
import { DateInput } from '../../ui/date-input.tsx'
import { Select } from '../../ui/select.tsx'
import { Toolbar, ToolbarSpace } from '../../ui/toolbar.tsx'
import type { ListQuery } from './case-filter.ts'
import { ProcedureFilter } from './procedure-filter.tsx'

interface FilterBarProps {
  query: ListQuery
  onChange: (change: Partial<ListQuery>) => void
  /** The first control, for the shortcut. */
  firstRef: Ref<HTMLButtonElement>
}

export const FilterBar = memo(function FilterBar({ query, onChange, firstRef }: FilterBarProps) {
  const { t } = useTranslation('cases')
  const statuses = caseStatuses.map((value) => ({ value, label: t(`status.${value}`) }))
  const dues = dueFilters.map((value) => ({ value, label: t(`filter.due.${value}`) }))
  return (
    <Toolbar label={t('filter.label')}>
      <span className="filter-status">
        <Select
          ref={firstRef}
          aria-label={t('filter.status')}
          options={[{ value: 'all', label: t('filter.anyStatus') }, ...statuses]}
          value={query.status ?? 'all'}
          onValueChange={(value) => onChange({ status: value === 'all' ? null : value })}
        />
      </span>
      <span className="filter-due">
        <Select
          aria-label={t('filter.dueLabel')}
          options={[{ value: 'all', label: t('filter.anyDue') }, ...dues]}
          value={query.due ?? 'all'}
          onValueChange={(value) => onChange({ due: value === 'all' ? null : value })}
        />
      </span>
      <span className="filter-procedure">
        <ProcedureFilter
          label={t('filter.procedure')}
          procedureId={query.procedureId}
          onChange={(procedureId) => onChange({ procedureId })}
        />
      </span>
      <span className="filter-dates">
        <span aria-hidden>{t('filter.received')}</span>
        <DateInput
          aria-label={t('filter.receivedFrom')}
          value={query.receivedFrom}
          max={query.receivedTo || undefined}
          onValueChange={(receivedFrom) => onChange({ receivedFrom })}
        />
        <span aria-hidden>–</span>
        <DateInput
          aria-label={t('filter.receivedTo')}
          value={query.receivedTo}
          min={query.receivedFrom || undefined}
          onValueChange={(receivedTo) => onChange({ receivedTo })}
        />
      </span>
      <ToolbarSpace />
      <span className="filter-sort">
        <Select
          aria-label={t('sort.label')}
          options={caseSorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
          value={query.sort}
          onValueChange={(sort) => onChange({ sort })}
        />
      </span>
    </Toolbar>
  )
})

const boxes = ['filter-status', 'filter-due', 'filter-procedure', 'filter-dates'] as const

/** The room that the bar takes, before it is drawn. */
export function FilterBarFrame() {
  return (
    <div className="toolbar" aria-hidden>
      {boxes.map((box) => (
        <span key={box} className={box}>
          <span className="input" />
          {box === 'filter-dates' && <span className="input" />}
        </span>
      ))}
      <ToolbarSpace />
      <span className="filter-sort">
        <span className="input" />
      </span>
    </div>
  )
}
