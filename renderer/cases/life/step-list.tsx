// StepList { caseId, life }: the plan of the case with every run of each step: who had it, how long it waited and how long it was worked on,
// against the time that the process gives it; the steps that are still to come; and below, opinions and tasks asked of others.
import './life.css'
import { Check, CircleDashed, Hourglass, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unacceptedStatuses } from '../../../db/model/case-status.ts'
import type { LifeOfCase, StepRun } from '../../../electron/api/life.ts'
import { formatInstant } from '../../format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon.tsx'
import { useNow } from '../use-now.ts'
import { ActDialog } from './act-dialog.tsx'
import { stepName, workingTime } from './life-words.ts'

export function StepList({ caseId, life }: { caseId: string; life: LifeOfCase }) {
  const { t } = useTranslation('life')
  const [ending, setEnding] = useState<{ runId: string; act: 'answerTask' | 'callOffTask' } | null>(null)
  const steps = life.runs.filter(({ kind }) => kind === 'step')
  const tasks = life.runs.filter(({ kind }) => kind !== 'step')
  const reached = Math.max(0, ...steps.map(({ position }) => position ?? 0))
  const isOver = life.finishedAt !== null || life.status === 'refused' || life.status === 'struck'
  // The receipt is a step without a run of its own until the file leaves the desk; it has happened all the same.
  const isReceived = !unacceptedStatuses.includes(life.status)
  const ahead = isOver ? [] : life.plan.filter(({ position }) => position > reached)
  if (steps.length === 0 && tasks.length === 0 && ahead.length === 0) return null
  return (
    <Card title={t('steps.title')} flush>
      <ol className="life-steps">
        {steps.map((run) => (
          <RunLine key={run.id} run={run} isCurrent={run.id === life.currentRunId} />
        ))}
        {ahead.map((step) => (
          <li key={step.position} className={cx('life-step', !(isReceived && step.position === 1) && 'life-step-ahead')}>
            <Icon of={isReceived && step.position === 1 ? Check : CircleDashed} />
            <span className="life-step-name">{stepName(t, step)}</span>
            <span className="life-step-who">{[step.unit, step.role].filter(Boolean).join(' – ')}</span>
            <span className="life-step-times tabular">
              {step.minutes === null ? '' : t('steps.planned', { time: workingTime(t, step.minutes) })}
            </span>
          </li>
        ))}
      </ol>
      {tasks.length > 0 && (
        <>
          <h3 className="life-tasks-title">{t('tasks.title')}</h3>
          <ul className="life-steps">
            {tasks.map((run) => (
              <TaskLine key={run.id} run={run} acts={life.acts} onEnd={(act) => setEnding({ runId: run.id, act })} />
            ))}
          </ul>
        </>
      )}
      {ending && <ActDialog caseId={caseId} life={life} act={ending.act} runId={ending.runId} onClose={() => setEnding(null)} />}
    </Card>
  )
}

function RunLine({ run, isCurrent }: { run: StepRun; isCurrent: boolean }) {
  const { t } = useTranslation('life')
  const nowMs = useNow()
  const end = run.finishedAt === null ? nowMs : Date.parse(run.finishedAt)
  const isLate = run.dueAt !== null && end > Date.parse(run.dueAt)
  const isBack = run.outcome === 'sentBack' || run.outcome === 'recalled'
  const icon = isCurrent ? Hourglass : isBack ? Undo2 : Check
  return (
    <li className="life-step" aria-current={isCurrent ? 'step' : undefined}>
      <Icon of={icon} />
      <span className="life-step-name">
        {stepName(t, run)} {run.outcome !== null && run.outcome !== 'done' && <Badge>{t(`outcome.${run.outcome}`)}</Badge>}
        {isLate && <Badge tone="error">{t(run.finishedAt === null ? 'steps.lateNow' : 'steps.late')}</Badge>}
      </span>
      <span className="life-step-who">
        {[run.unit, run.staffName || run.role].filter(Boolean).join(' – ')}
        {run.onBehalfOfName !== '' && ` (${t('steps.onBehalf', { by: run.finishedByName })})`}
      </span>
      <span className="life-step-times tabular">
        {[
          run.handedAt === null ? '' : t('steps.from', { at: formatInstant(run.handedAt) }),
          run.finishedAt === null ? '' : t('steps.to', { at: formatInstant(run.finishedAt) }),
          run.waitingMinutes ? t('steps.waited', { time: workingTime(t, run.waitingMinutes) }) : '',
          !run.workingMinutes ? '' : t('steps.worked', { time: workingTime(t, run.workingMinutes) }),
          run.plannedMinutes === null ? '' : t('steps.planned', { time: workingTime(t, run.plannedMinutes) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {run.result !== '' && <span className="life-step-note">{run.result}</span>}
    </li>
  )
}

interface TaskLineProps {
  run: StepRun
  acts: LifeOfCase['acts']
  onEnd: (act: 'answerTask' | 'callOffTask') => void
}

function TaskLine({ run, acts, onEnd }: TaskLineProps) {
  const { t } = useTranslation('life')
  const nowMs = useNow()
  const isOpen = run.finishedAt === null
  const isLate = isOpen && run.dueAt !== null && run.handedAt !== null && nowMs > Date.parse(run.dueAt)
  return (
    <li className="life-step">
      <Icon of={isOpen ? Hourglass : Check} />
      <span className="life-step-name">
        {t(`tasks.${run.kind as 'task'}`, { unit: run.unit })}{' '}
        {run.handedAt === null && isOpen && <Badge>{t('tasks.notYet')}</Badge>}
        {isLate && <Badge tone="error">{t('tasks.late')}</Badge>}
        {run.outcome === 'calledOff' && <Badge>{t('outcome.calledOff')}</Badge>}
      </span>
      <span className="life-step-who">{run.content}</span>
      <span className="life-step-times tabular">
        {run.dueAt === null ? '' : t('tasks.due', { at: formatInstant(run.dueAt) })}
      </span>
      {run.result !== '' && <span className="life-step-note">{run.result}</span>}
      {isOpen && (
        <span className="life-step-acts">
          {acts.includes('answerTask') && run.handedAt !== null && (
            <Button size="small" onClick={() => onEnd('answerTask')}>
              {t('button.answerTask')}
            </Button>
          )}
          {acts.includes('callOffTask') && (
            <Button size="small" variant="quiet" onClick={() => onEnd('callOffTask')}>
              {t('button.callOffTask')}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}
