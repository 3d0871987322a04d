// The questions about the register of laws. They begin with `documents`: what is in force decides what the check of a process finds, and a
// new version of a process decides what a law still touches.
import { queryOptions } from '@tanstack/react-query'
import { api } from '../client.ts'

/** The whole register as it stood on a day; null: today. */
export const lawsQuery = (query: string, date: string | null) =>
  queryOptions({
    queryKey: ['documents', 'laws', 'list', query, date],
    queryFn: () => api.laws.list({ query, state: null, date }),
    placeholderData: (last) => last,
  })

export const lawQuery = (lawId: string) =>
  queryOptions({ queryKey: ['documents', 'laws', 'get', lawId], queryFn: () => api.laws.get({ lawId }) })

export const impactQuery = (lawId: string) =>
  queryOptions({ queryKey: ['documents', 'laws', 'impact', lawId], queryFn: () => api.laws.getImpact({ lawId }) })
