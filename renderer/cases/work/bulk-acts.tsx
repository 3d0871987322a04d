// BulkActs { scope, rows, onDone }: what can be done to the chosen cases at once.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode, ErrorParams } from '../../../db/model/errors.ts'
import type { ActInput, WorkRow, WorkScope } from '../../../electron/api/life.ts'
import { usePermission } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { failureText } from '../../failures.ts'
import { CasePaperDialog } from '../../print/case-paper-dialog.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { FormGrid } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ActFields } from '../life/act-fields.tsx'
import { emptyTyped, inputOf, type Typed } from '../life/act-input.ts'
import { staleLife } from '../life/life-queries.ts'

type Bulk = 'takeOver' | 'forward' | 'assign' | 'receiveResult'

const offered: Readonly<Record<WorkScope, readonly Bulk[]>> = {
  mine: ['takeOver', 'forward', 'assign'],
  open: ['takeOver', 'assign'],
  tasks: [],
  toHandOver: ['forward'],
  results: ['receiveResult'],
  toReturn: [],
  waiting: [],
  toSign: [],
}

interface BulkActsProps {
  scope: WorkScope
  rows: readonly WorkRow[]
  onDone: () => void
}

export function BulkActs({ scope, rows, onDone }: BulkActsProps) {
  const { t } = useTranslation('work')
  const toast = useToast()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'forward' | 'assign' | null>(null)
  const [printed, setPrinted] = useState<readonly string[] | null>(null)
  /** Handed on just now: gone from this queue, and their sheet is still to be signed. */
  const [handed, setHanded] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<readonly { name: string; reason: string }[]>([])
  const isHead = usePermission('case.decide')
  const run = useMutation({
    mutationFn: (input: ActInput) => api.life.actOnMany({ caseIds: rows.map(({ caseId }) => caseId), input }),
    onSuccess: async ({ outcomes }, input) => {
      await Promise.all(staleLife.map((queryKey) => queries.invalidateQueries({ queryKey })))
      const failed = outcomes.flatMap(({ caseId, error }) => {
        const row = rows.find((candidate) => candidate.caseId === caseId)
        return error && row ? [{ name: row.applicantName, reason: refusalText(t as TFunction, error) }] : []
      })
      setRefused(failed)
      const done = outcomes.length - failed.length
      if (input.act === 'forward' || input.act === 'assign')
        setHanded(outcomes.flatMap(({ caseId, error }) => (error ? [] : [caseId])))
      if (done > 0) toast.show({ title: t('bulk.done', { count: done }) })
      onDone()
    },
    onError: (error) => toast.show({ title: failureText(t, error), tone: 'error' }),
  })
  const acts = offered[scope].filter((act) => act !== 'assign' || isHead)
  const start = (act: Bulk) => {
    if (act === 'forward' || act === 'assign') setAsking(act)
    else run.mutate(inputOf(act, emptyTyped(''), { onBehalf: false, runId: null, closesAt: '' }))
  }
  if (acts.length === 0) return null
  return (
    <>
      <div className="work-acts" role="toolbar" aria-label={t('bulk.label')}>
        <span className="work-soft">{rows.length === 0 ? t('bulk.hint') : t('bulk.chosen', { count: rows.length })}</span>
        {acts.map((act) => (
          <Button key={act} disabled={rows.length === 0} busy={run.isPending} onClick={() => start(act)}>
            {t(`bulk.${act}`)}
          </Button>
        ))}
        <Button
          icon={Printer}
          variant="quiet"
          disabled={rows.length === 0}
          onClick={() => setPrinted(rows.map(({ caseId }) => caseId))}
        >
          {t('sheet.open')}
        </Button>
      </div>
      {handed.length > 0 && (
        <Banner
          tone="success"
          title={t('sheet.handed', { count: handed.length })}
          action={
            <Button size="small" icon={Printer} onClick={() => setPrinted(handed)}>
              {t('sheet.open')}
            </Button>
          }
          onClose={() => setHanded([])}
        />
      )}
      {printed && (
        <CasePaperDialog
          paper={{ kind: 'handOver', caseIds: [...printed] }}
          title={t('sheet.title')}
          previewTitle={t('sheet.preview')}
          onClose={() => setPrinted(null)}
        />
      )}
      {refused.length > 0 && (
        <Banner tone="error" title={t('bulk.refused', { count: refused.length })} onClose={() => setRefused([])}>
          <ul>
            {refused.map(({ name, reason }) => (
              <li key={`${name} ${reason}`}>{t('bulk.refusal', { name, reason })}</li>
            ))}
          </ul>
        </Banner>
      )}
      {asking && <BulkDialog act={asking} count={rows.length} run={run.mutateAsync} onClose={() => setAsking(null)} />}
    </>
  )
}

const refusalText = (t: TFunction, { code, params }: { code: string; params: ErrorParams }): string =>
  t(`errors:${code as ErrorCode}`, { ...params })

interface BulkDialogProps {
  act: 'forward' | 'assign'
  count: number
  run: (input: ActInput) => Promise<unknown>
  onClose: () => void
}

function BulkDialog({ act, count, run, onClose }: BulkDialogProps) {
  const { t } = useTranslation('work')
  const [typed, setTyped] = useState<Typed>(() => emptyTyped(''))
  return (
    <FormDialog
      stale={[]}
      title={t(`bulk.${act}Title`, { count })}
      description={t(`bulk.${act}Text`)}
      confirm={t(`bulk.${act}`)}
      act={() => run(inputOf(act, typed, { onBehalf: false, runId: null, closesAt: '' }))}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <ActFields
            act={act}
            shown={['staff', 'note']}
            errors={errors}
            typed={typed}
            onType={(next) => setTyped({ ...typed, ...next })}
          />
        </FormGrid>
      )}
    </FormDialog>
  )
}
