// The questions about documents under control. All begin with `documents`: whatever changes one of them makes every answer stale.
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { DocumentKind } from '../../electron/api/documents.ts'
import { api } from '../client.ts'

const anything = {
  group: null,
  field: null,
  authority: null,
  ownerUnit: null,
  state: null,
  procedureKey: null,
  law: null,
  query: '',
}

/** The documents in whose contents the words stand; nothing is asked for words that only names and codes can answer. */
export const insideQuery = (kinds: readonly DocumentKind[], date: string | null, query: string) =>
  queryOptions({
    queryKey: ['documents', 'inside', kinds, date, query],
    queryFn: async () => {
      const lists = await Promise.all(kinds.map((kind) => api.documents.list({ filter: { ...anything, kind, query }, date })))
      return new Set(lists.flatMap(({ rows }) => rows.map(({ id }) => id)))
    },
    enabled: query.trim().length >= 3 && /[0-9]|[^\x20-\x7e]/.test(query),
  })

/** Every document of these kinds as it stood on a day; null: today. */
export const documentsQuery = (kinds: readonly DocumentKind[], date: string | null) =>
  queryOptions({
    queryKey: ['documents', 'list', kinds, date],
    queryFn: async () => {
      const lists = await Promise.all(kinds.map((kind) => api.documents.list({ filter: { ...anything, kind }, date })))
      return { rows: lists.flatMap(({ rows }) => rows), date: lists[0]?.date ?? '' }
    },
    placeholderData: keepPreviousData,
  })

/** The processes that serve a procedure of the catalogue today. */
export const servingQuery = (procedureKey: string) =>
  queryOptions({
    queryKey: ['documents', 'serving', procedureKey],
    queryFn: () => api.documents.list({ filter: { ...anything, kind: 'process', procedureKey }, date: null }),
  })

export const documentQuery = (documentId: string) =>
  queryOptions({ queryKey: ['documents', 'get', documentId], queryFn: () => api.documents.get({ documentId }) })

export const versionQuery = (versionId: string) =>
  queryOptions({ queryKey: ['documents', 'version', versionId], queryFn: () => api.documents.getVersion({ versionId }) })

export const historyQuery = (documentId: string) =>
  queryOptions({ queryKey: ['documents', 'history', documentId], queryFn: () => api.documents.getHistory({ documentId }) })

/** What whatever is done to a document makes out of date. */
export const staleDocuments = [['documents']] as const

/** Does something to documents; afterwards every screen that shows one asks anew. */
export function useDocumentMutation<Input, Output>(
  act: (input: Input) => Promise<Output>,
  onDone: (output: Output, input: Input) => void,
) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async (output, input) => {
      await queries.invalidateQueries({ queryKey: ['documents'] })
      onDone(output, input)
    },
  })
}
