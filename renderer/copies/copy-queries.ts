// The questions about copies and their readers. They begin with `documents`, so that whatever changes a document or a copy makes them stale.
import { queryOptions } from '@tanstack/react-query'
import { api } from '../client.ts'

export const copiesQuery = (documentId: string) =>
  queryOptions({ queryKey: ['documents', 'copies', documentId], queryFn: () => api.copies.list({ documentId }) })

export const toRecallQuery = queryOptions({
  queryKey: ['documents', 'toRecall'],
  queryFn: () => api.copies.listToRecall({}),
})

export const copyChoicesQuery = (versionId: string) =>
  queryOptions({
    queryKey: ['documents', 'copyChoices', versionId],
    queryFn: () => api.copies.getChoices({ versionId }),
    gcTime: 0,
  })

export const readersQuery = (versionId: string) =>
  queryOptions({ queryKey: ['documents', 'readers', versionId], queryFn: () => api.readings.list({ versionId }) })

export const readerChoicesQuery = (versionId: string) =>
  queryOptions({
    queryKey: ['documents', 'readerChoices', versionId],
    queryFn: () => api.readings.getChoices({ versionId }),
    gcTime: 0,
  })

/** What the signed-in person has still to read. */
export const toReadQuery = queryOptions({ queryKey: ['documents', 'toRead'], queryFn: () => api.readings.listMine({}) })
