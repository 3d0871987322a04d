// ImportListDialog { onClose }: a list of old files from Excel, checked whole first: what is wrong stands by row and column, and nothing comes
// in before all of it is right.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { failureText, issueText } from '../failures.ts'
import { formatNumber } from '../format.ts'
import { papersKey } from '../papers/paper-queries.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useToast } from '../ui/toast.tsx'

/** Complaints that are shown; whoever has mended them asks again. */
const shownComplaints = 100

export function useSaveTemplate(): () => void {
  const { t } = useTranslation('archive')
  const toast = useToast()
  const save = useMutation({
    mutationFn: () => api.archive.saveTemplate({}),
    onSuccess: ({ fileName }) => fileName !== null && toast.show({ title: t('import.templateSaved', { name: fileName }) }),
    onError: (error) => toast.show({ title: failureText(t, error), tone: 'error' }),
  })
  return () => save.mutate()
}

export function ImportListDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('archive')
  const toast = useToast()
  const queries = useQueryClient()
  const pick = useMutation({ mutationFn: () => api.archive.pickList({}) })
  const bring = useMutation({
    mutationFn: (token: string) => api.archive.importList({ token }),
    onSuccess: ({ added }) => {
      void queries.invalidateQueries({ queryKey: papersKey })
      toast.show({ title: t('import.done', { count: added, total: formatNumber(added) }) })
      onClose()
    },
  })
  const list = pick.data
  const token = list?.token ?? null
  const error = pick.error ?? bring.error
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('import.title')}
      description={t('import.text')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            icon={FolderOpen}
            variant={token === null ? 'primary' : 'secondary'}
            busy={pick.isPending}
            onClick={() => pick.mutate()}
          >
            {t('import.pick')}
          </Button>
          {token !== null && (list?.added ?? 0) > 0 && (
            <Button variant="primary" busy={bring.isPending} onClick={() => bring.mutate(token)}>
              {t('import.confirm', { total: formatNumber(list?.added ?? 0) })}
            </Button>
          )}
        </>
      }
    >
      {error && <Banner tone="error">{failureText(t, error)}</Banner>}
      {list && list.complaintCount === 0 && (
        <Banner tone={list.added > 0 ? 'success' : 'info'} title={list.fileName}>
          {t('import.counts', { added: formatNumber(list.added), known: formatNumber(list.known) })}
        </Banner>
      )}
      {list && list.complaintCount > 0 && (
        <>
          <Banner tone="error" title={list.fileName}>
            {t('import.wrong', { total: formatNumber(list.complaintCount) })}
          </Banner>
          <ul className="paper-items">
            {list.complaints.slice(0, shownComplaints).map(({ row, field, code, params }) => (
              <li key={`${row} ${field} ${code}`}>
                {t(row === 0 ? 'import.whole' : field === null ? 'import.row' : 'import.cell', {
                  row,
                  column: field === null ? '' : t(`field.${field}`),
                  words: issueText(t, { path: '', code, params }),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
