// Taking bundles in: one file or a folder of them, what became of each in plain words, and the receipt that goes back.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileInput, FolderInput, PackageOpen, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { routes } from '../app/routes.ts'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { useProgress } from '../use-progress.ts'
import { AnswerCard } from './answer-card.tsx'
import { staleHub, type Taken, takenKey, takenQuery } from './hub-queries.ts'
import { TakenItem } from './taken-item.tsx'
import { useReceipts } from './use-receipts.ts'

export function TakeScreen() {
  const { t } = useTranslation('hub')
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const { data: taken } = useQuery(takenQuery)
  const keep = (change: (before: Taken | null) => Taken | null) =>
    queries.setQueryData<Taken | null>(takenKey, (before) => change(before ?? null))
  const isStale = () => Promise.all(staleHub.map((queryKey) => queries.invalidateQueries({ queryKey })))
  const take = useMutation({
    mutationFn: (from: 'file' | 'folder') => api.hub.take({ from }),
    onSuccess: async (result) => {
      if (result === null) return
      keep(() => ({ ...result, answers: null }))
      await isStale()
    },
  })
  const salvage = useMutation({
    mutationFn: (token: string) => api.hub.salvage({ token }),
    onSuccess: async (row, token) => {
      keep((before) => before && { ...before, rows: before.rows.map((one) => (one.token === token ? row : one)) })
      await isStale()
    },
  })
  const receipts = useReceipts((answers) => keep((before) => before && { ...before, answers }))
  const isRunning = take.isPending || salvage.isPending || receipts.isPending
  const progress = useProgress(take.isPending ? 'hub.take' : receipts.isPending ? 'hub.writeReceipts' : 'hub.salvage', isRunning)
  const start = (from: 'file' | 'folder') => {
    if (!isRunning) take.mutate(from)
  }
  const offices = [...new Set((taken?.rows ?? []).flatMap(({ taken: one }) => (one ? [one.office] : [])))]
  const back = () => navigate(routes.hub)
  useShortcut('hub.back', 'Alt+Left', back, { labelKey: 'hub:shortcut.back' })
  useShortcut('hub.file', 'Ctrl+O', () => start('file'), { labelKey: 'hub:shortcut.file' })
  useShortcut('hub.folder', 'Ctrl+Shift+O', () => start('folder'), { labelKey: 'hub:shortcut.folder' })
  const error = take.error ?? salvage.error ?? receipts.error
  return (
    <Page
      title={t('take.title')}
      description={t('take.description')}
      breadcrumbs={[{ label: t('title'), onSelect: back }]}
      actions={
        <>
          <Button icon={FolderInput} shortcut="Ctrl+Shift+O" aria-disabled={isRunning} onClick={() => start('folder')}>
            {t('take.folder')}
          </Button>
          <Button variant="primary" icon={FileInput} shortcut="Ctrl+O" aria-disabled={isRunning} onClick={() => start('file')}>
            {t('take.file')}
          </Button>
        </>
      }
    >
      <div className="hub-stack">
        {isRunning && (
          <Progress
            label={t(receipts.isPending ? 'answer.running' : 'take.running')}
            value={progress.value}
            onCancel={take.isPending ? progress.cancel : undefined}
          />
        )}
        {error && failureOf(error).code !== 'app.cancelled' && <Banner tone="error">{failureText(t, error)}</Banner>}
        {taken?.isCancelled && <Banner tone="warn">{t('take.cancelled')}</Banner>}
        {taken && taken.rows.length === 0 && !taken.isCancelled && <Banner tone="warn">{t('take.nothing')}</Banner>}
        {!taken && !isRunning && (
          <EmptyState icon={PackageOpen} title={t('take.empty')}>
            <p>{t('take.emptyText')}</p>
          </EmptyState>
        )}
        {taken?.answers && <AnswerCard answers={taken.answers} />}
        {offices.length > 0 && (
          <div className="hub-next">
            <Button
              variant={taken?.answers ? undefined : 'primary'}
              icon={Undo2}
              aria-disabled={isRunning}
              onClick={() => !isRunning && receipts.mutate(offices)}
            >
              {offices.length === 1 ? t('answer.writeOne') : t('answer.writeMany', { count: offices.length })}
            </Button>
            <span>{t('answer.hint')}</span>
          </div>
        )}
        {taken?.rows.map((row) => (
          <TakenItem key={row.token ?? row.file} row={row} onSalvage={salvage.mutate} isBusy={isRunning} />
        ))}
      </div>
    </Page>
  )
}
