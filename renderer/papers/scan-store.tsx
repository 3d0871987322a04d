// ScanStore: the scans among the backups: how many, how much room they take, whether each is there; and the way to copy them onto a stick and
// back, since the file with a passphrase holds none. Nothing as long as there are none.
import './papers.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { HardDriveDownload, ScanSearch, Usb } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../app/session.tsx'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { useToast } from '../ui/toast.tsx'
import { useProgress } from '../use-progress.ts'
import { blobStoreQuery, papersKey } from './paper-queries.ts'
import { sizeText } from './paper-words.tsx'

export function ScanStore() {
  const { t } = useTranslation('papers')
  const toast = useToast()
  const queries = useQueryClient()
  const mayRestore = usePermission('backup.restore')
  const store = useQuery(blobStoreQuery)
  const onError = (error: unknown) => {
    if (failureOf(error).code !== 'app.cancelled') toast.show({ title: failureText(t, error), tone: 'error' })
  }
  const check = useMutation({
    mutationFn: () => api.papers.checkStore({}),
    onSuccess: (found) => queries.setQueryData(blobStoreQuery.queryKey, found),
    onError,
  })
  const copied = (words: 'store.copiedOut' | 'store.broughtBack') => (done: Awaited<ReturnType<typeof api.papers.copyOut>>) => {
    void queries.invalidateQueries({ queryKey: papersKey })
    if (done === null) return
    const counts = { count: done.copied, size: sizeText(done.copiedBytes), folder: done.folder }
    toast.show({
      title: t(words, counts),
      ...(done.missing > 0 && { description: t('store.lacking', { count: done.missing }), tone: 'warn' as const }),
    })
  }
  const copyOut = useMutation({ mutationFn: () => api.papers.copyOut({}), onSuccess: copied('store.copiedOut'), onError })
  const bringBack = useMutation({ mutationFn: () => api.papers.bringBack({}), onSuccess: copied('store.broughtBack'), onError })
  const checking = useProgress('papers.checkStore', check.isPending)
  const copying = useProgress('papers.copyOut', copyOut.isPending)
  const bringing = useProgress('papers.bringBack', bringBack.isPending)
  const state = store.data
  if (!state || state.named + state.missing === 0) return null
  const isBusy = check.isPending || copyOut.isPending || bringBack.isPending
  const running = check.isPending ? checking : copyOut.isPending ? copying : bringBack.isPending ? bringing : null
  const lost = state.missing + state.damaged
  return (
    <section className="scan-store" aria-label={t('store.title')}>
      {lost > 0 && <Banner tone="error">{t('store.lost', { missing: state.missing, damaged: state.damaged })}</Banner>}
      {state.concern && <Banner tone="warn">{t(`store.${state.concern}`, { free: sizeText(state.freeBytes) })}</Banner>}
      <div className="scan-store-line">
        <strong>{t('store.title')}</strong>
        <span>
          {t('store.counts', {
            count: formatNumber(state.named),
            size: sizeText(state.storedBytes),
            free: sizeText(state.freeBytes),
          })}
          {check.isSuccess && lost === 0 && ` ${t('store.sound')}`}
        </span>
        <span className="viewer-gap" />
        <Button size="small" icon={ScanSearch} aria-disabled={isBusy} onClick={() => !isBusy && check.mutate()}>
          {t('store.check')}
        </Button>
        <Button size="small" icon={Usb} aria-disabled={isBusy} onClick={() => !isBusy && copyOut.mutate()}>
          {t('store.copyOut')}
        </Button>
        {mayRestore && (
          <Button size="small" icon={HardDriveDownload} aria-disabled={isBusy} onClick={() => !isBusy && bringBack.mutate()}>
            {t('store.bringBack')}
          </Button>
        )}
      </div>
      {running && <Progress label={t('store.working')} value={running.value} onCancel={running.cancel} />}
    </section>
  )
}
