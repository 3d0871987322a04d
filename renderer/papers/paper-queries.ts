// The questions about papers, originals and old paper files. All begin with `papers`: whatever changes one of them makes every answer stale.
import { queryOptions } from '@tanstack/react-query'
import type { OldFileShow } from '../../electron/api/archive.ts'
import { api } from '../client.ts'

export const papersKey = ['papers'] as const

export const casePapersQuery = (caseId: string) =>
  queryOptions({ queryKey: [...papersKey, 'case', caseId], queryFn: () => api.papers.get({ caseId }) })

export const earlierPapersQuery = (caseId: string, component: number) =>
  queryOptions({
    queryKey: [...papersKey, 'earlier', caseId, component],
    queryFn: () => api.papers.listEarlier({ caseId, component }),
    gcTime: 0,
  })

/** A scanner writes page by page: a file counts as finished two seconds after it last grew. */
const trayEveryMs = 1_500

export const trayQuery = queryOptions({
  queryKey: ['scannerTray'],
  queryFn: () => api.papers.listTray({}),
  refetchInterval: trayEveryMs,
  gcTime: 0,
})

export const paperSettingsQuery = queryOptions({
  queryKey: [...papersKey, 'settings'],
  queryFn: () => api.papers.getSettings({}),
})

export const blobStoreQuery = queryOptions({ queryKey: [...papersKey, 'store'], queryFn: () => api.papers.getStore({}) })

export const heldOriginalsQuery = (onlyOverstayed: boolean) =>
  queryOptions({
    queryKey: [...papersKey, 'held', onlyOverstayed],
    queryFn: () => api.originals.listHeld({ onlyOverstayed }),
  })

export const oldFilesQuery = (query: string, show: OldFileShow, limit: number) =>
  queryOptions({
    queryKey: [...papersKey, 'archive', query, show, limit],
    queryFn: () => api.archive.find({ query, show, limit }),
    placeholderData: (before) => before,
  })

export const loansQuery = (fileId: string) =>
  queryOptions({ queryKey: [...papersKey, 'loans', fileId], queryFn: () => api.archive.listLoans({ fileId }) })
