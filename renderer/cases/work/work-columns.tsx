// useWorkColumns(scope): what each kind of waiting shows of its cases. The time that is left is working time.
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { WorkRow, WorkScope } from '../../../electron/api/life.ts'
import { formatInstant } from '../../format.ts'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { StatusBadge } from '../case-parts.tsx'
import { stepName, workingTime } from '../life/life-words.ts'

export function useWorkColumns(scope: WorkScope): Column<WorkRow>[] {
  const { t } = useTranslation('work')
  const { t: life } = useTranslation('life')
  const step: Column<WorkRow> = {
    id: 'step',
    header: t(scope === 'tasks' ? 'column.task' : 'column.step'),
    grow: 3,
    minWidth: 12,
    render: (row) => (
      <span className="work-two">
        <span>{row.kind === 'step' ? stepName(life, row) : life(`tasks.${row.kind ?? 'task'}`, { unit: row.unit })}</span>
        <span className="work-soft">
          {row.onBehalfOfName !== '' && <Badge tone="info">{t('onBehalf', { name: row.onBehalfOfName })}</Badge>}{' '}
          {row.isTaken === false && <Badge tone="warn">{t('notTaken')}</Badge>} {row.content}
        </span>
      </span>
    ),
  }
  const holder: Column<WorkRow> = {
    id: 'holder',
    header: t('column.holder'),
    grow: 2,
    minWidth: 8,
    render: (row) => row.holderName || row.unit,
  }
  const stepDue: Column<WorkRow> = {
    id: 'stepDue',
    header: t(scope === 'tasks' ? 'column.answerDue' : 'column.stepDue'),
    width: 11,
    numeric: true,
    render: (row) => <Left at={row.stepDueAt} minutes={row.stepLeftMinutes} />,
  }
  const status: Column<WorkRow> = {
    id: 'status',
    header: t('column.status'),
    width: 10,
    render: (row) => <StatusBadge status={row.status} />,
  }
  const since: Column<WorkRow> = {
    id: 'since',
    header: t('column.since'),
    width: 9,
    numeric: true,
    render: (row) => formatInstant(row.since),
  }
  const shown: Readonly<Record<WorkScope, Column<WorkRow>[]>> = {
    mine: [step, stepDue],
    open: [step, stepDue],
    tasks: [step, stepDue],
    toHandOver: [since],
    results: [since],
    toReturn: [since],
    waiting: [status, since],
    toSign: [holder, since],
  }
  return [
    {
      id: 'case',
      header: t('column.case'),
      grow: 3,
      minWidth: 15,
      render: (row) => (
        <span className="work-two">
          <span>{row.applicantName}</span>
          <span className="work-soft tabular">{row.code}</span>
        </span>
      ),
    },
    {
      id: 'procedure',
      header: t('column.procedure'),
      grow: 3,
      minWidth: 10,
      render: (row) => `${row.procedureShortCode} – ${row.procedureName}`,
    },
    ...shown[scope],
    {
      id: 'due',
      header: t('column.due'),
      width: 11,
      numeric: true,
      render: (row) => <Left at={row.clock === 'running' ? row.dueAt : null} minutes={row.leftMinutes} />,
    },
  ]
}

function Left({ at, minutes }: { at: string | null; minutes: number | null }) {
  const { t } = useTranslation('work')
  const { t: life } = useTranslation('life')
  if (at === null) return '–'
  return (
    <span className="work-two">
      <span>{formatInstant(at)}</span>
      {minutes !== null && <span className={minutes < 0 ? 'work-late' : 'work-soft'}>{leftText(t, life, minutes)}</span>}
    </span>
  )
}

const leftText = (t: TFunction<'work'>, life: TFunction<'life'>, minutes: number): string =>
  t(minutes < 0 ? 'over' : 'left', { time: workingTime(life, Math.abs(minutes)) })
