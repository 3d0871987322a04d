// The questions about public posting. What hangs is out of date through other screens' work, so every look asks anew.
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api } from '../client.ts'

export const sheetsQuery = queryOptions({
  queryKey: ['disclosure', 'sheets'],
  queryFn: () => api.disclosure.listSheets({}),
  refetchOnMount: 'always',
})

export const postingsQuery = queryOptions({
  queryKey: ['disclosure', 'postings'],
  queryFn: () => api.disclosure.listPostings({}),
  refetchOnMount: 'always',
})

export const siteQuery = queryOptions({
  queryKey: ['disclosure', 'site'],
  queryFn: () => api.disclosure.getSite({}),
  refetchOnMount: 'always',
})

/** Makes stale what shows postings: these screens and the dashboard. */
export function useStalePostings(): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: ['disclosure'] })
    void queries.invalidateQueries({ queryKey: ['system'] })
  }
}
