// The questions about conversions. What changes an instrument, an act or a project makes their answers stale (useConformityMutation).
import { queryOptions } from '@tanstack/react-query'
import { api } from '../client.ts'

export const conversionsQuery = queryOptions({ queryKey: ['conversions', 'list'], queryFn: () => api.conversions.list({}) })

// Asked for anew whenever the page is opened: documents move on by themselves.
export const conversionQuery = (conversionId: string) =>
  queryOptions({
    queryKey: ['conversions', 'get', conversionId],
    queryFn: () => api.conversions.get({ conversionId }),
    refetchOnMount: 'always',
  })
