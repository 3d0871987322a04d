// LifeCard { caseId, life }: the step that is under way, who has it and since when, and what this person may do now: the usual act as the
// button (F9), the others behind "Việc khác".
import './life.css'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActInput, CaseAct, LifeOfCase } from '../../../electron/api/life.ts'
import { usePermission, useSession } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { failureText } from '../../failures.ts'
import { formatDate, formatInstant } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { ActDialog } from './act-dialog.tsx'
import { emptyTyped, inputOf, isImmediate } from './act-input.ts'
import { staleLife } from './life-queries.ts'
import { stepName, workingTime } from './life-words.ts'

/** Acts that a person looks for under the button only; the first of the others that is offered becomes the button. */
const neverUsual: readonly CaseAct[] = [
  'refuse',
  'withdraw',
  'stop',
  'strike',
  'reopen',
  'assign',
  'askAfter',
  'askPayment',
  'consult',
  'refer',
  'sendBack',
  'recall',
  'findIneligible',
  'proposeExtension',
  'dropExtension',
  'askBefore',
  'answerTask',
  'callOffTask',
]
const grave: readonly CaseAct[] = ['refuse', 'findIneligible', 'withdraw', 'stop', 'strike']

export function LifeCard({ caseId, life }: { caseId: string; life: LifeOfCase }) {
  const { t } = useTranslation('life')
  const { staffId } = useSession()
  const toast = useToast()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<CaseAct | null>(null)
  const isHead = usePermission('case.decide')
  const run = life.runs.find(({ id }) => id === life.currentRunId)
  const usual = life.acts.find((act) => !neverUsual.includes(act)) ?? null
  const send = useMutation({
    mutationFn: (input: ActInput) => api.life.act({ caseId, input }),
    onSuccess: async (_, input) => {
      await Promise.all(staleLife.map((queryKey) => queries.invalidateQueries({ queryKey })))
      toast.show({ title: t(`done.${input.act}`) })
    },
    onError: (error) => toast.show({ title: failureText(t, error), tone: 'error' }),
  })
  const choose = (act: CaseAct) => {
    if (!isImmediate(act, life)) setAsking(act)
    else if (!send.isPending) send.mutate(inputOf(act, emptyTyped(''), { onBehalf: false, runId: null, closesAt: life.closesAt }))
  }
  const wordOf = (act: CaseAct) => (act === 'forward' && life.next ? life.next.act : act)
  const label = (act: CaseAct) => t(`button.${wordOf(act)}`)
  useShortcut('cases.usualAct', 'F9', () => usual && choose(usual), {
    labelKey: 'life:shortcut.usual',
    // Also while the rest of the page is read anew after an act: the next key is not lost.
    enabled: usual !== null && asking === null,
  })
  // Tasks are ended where they stand, in the list of steps.
  const others = life.acts.filter((act) => act !== usual && act !== 'answerTask' && act !== 'callOffTask')
  const items: (MenuItem | 'separator')[] = [
    ...(isHead && life.status === 'handedOver' && run?.takenAt === null
      ? [
          {
            id: 'takeForAssignment',
            label: t('button.takeForAssignment'),
            onSelect: () => send.mutate({ act: 'takeOver', forAssignment: true }),
          },
        ]
      : []),
    ...others.filter((act) => !grave.includes(act)).map((act) => ({ id: act, label: label(act), onSelect: () => choose(act) })),
    ...(others.some((act) => grave.includes(act)) ? ['separator' as const] : []),
    ...others
      .filter((act) => grave.includes(act))
      .map((act) => ({ id: act, label: label(act), danger: true, onSelect: () => choose(act) })),
  ]
  const isMine = run?.staffId === staffId
  return (
    <Card
      title={t('card.title')}
      actions={
        <>
          {items.length > 0 && <Menu trigger={<Button icon={ChevronDown}>{t('card.more')}</Button>} items={items} align="end" />}
          {usual && (
            <Button variant="primary" shortcut="F9" busy={send.isPending} onClick={() => choose(usual)}>
              {label(usual)}
            </Button>
          )}
        </>
      }
    >
      {run ? (
        <p className="life-now">
          <strong>{stepName(t, run)}</strong>
          <span className="life-now-who">
            {[run.unit, run.staffName && (isMine ? t('card.mine') : run.staffName)].filter(Boolean).join(' – ')}
          </span>
          <span className="life-now-since tabular">
            {run.takenAt === null
              ? t('card.waiting', { at: formatInstant(run.handedAt ?? ''), name: run.handedByName })
              : t('card.taken', { at: formatInstant(run.takenAt) })}
            {run.dueAt !== null && ` · ${t('card.stepDue', { at: formatInstant(run.dueAt) })}`}
            {run.workingMinutes !== null &&
              run.workingMinutes > 0 &&
              ` · ${t('card.worked', { time: workingTime(t, run.workingMinutes) })}`}
          </span>
          {run.content !== '' && <span className="life-now-note">{run.content}</span>}
        </p>
      ) : (
        <p className="life-now">{t(`now.${life.status}`)}</p>
      )}
      {life.next && life.currentRunId !== null && run?.takenAt !== null && (
        <p className="life-next">
          {t('card.next', { step: [stepName(t, life.next), life.next.unit].filter(Boolean).join(' – ') })}
        </p>
      )}
      {life.openTaskCount > 0 && <Banner tone="info">{t('card.openTasks', { count: life.openTaskCount })}</Banner>}
      {life.proposal && (
        <Banner tone="warn" title={t('card.proposal', { date: formatDate(life.proposal.newDueAt.slice(0, 10)) })}>
          {life.proposal.reason}
        </Banner>
      )}
      {life.acts.length === 0 && life.status !== 'archived' && life.status !== 'refused' && (
        <p className="life-none">{t('card.noneForYou')}</p>
      )}
      {asking && <ActDialog caseId={caseId} life={life} act={asking} onClose={() => setAsking(null)} />}
    </Card>
  )
}
