// The questions of the provincial mode. All begin with `hub`, but for whether there is one, which is asked with the bundles' own: whatever
// changes one of them makes every answer stale.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CaseStatus } from '../../db/model/case-status.ts'
import type { AnsweredOffice, TakenFile, TotalsBy } from '../../electron/api/hub.ts'
import { api } from '../client.ts'

export const staleHub = [['hub']] as const

export const provinceQuery = queryOptions({ queryKey: ['bundles', 'province'], queryFn: () => api.hub.getState({}) })
export const officesQuery = queryOptions({ queryKey: ['hub', 'offices'], queryFn: () => api.hub.listOffices({}) })
export const officeQuery = (office: string) =>
  queryOptions({ queryKey: ['hub', 'office', office], queryFn: () => api.hub.getOffice({ office }) })
export const choicesQuery = queryOptions({ queryKey: ['hub', 'choices'], queryFn: () => api.hub.listChoices({}) })

export interface TotalsFilter {
  by: TotalsBy
  office: string | null
  field: string | null
  procedure: string | null
  from: string | null
  to: string | null
}
export const totalsQuery = (filter: TotalsFilter) =>
  queryOptions({
    queryKey: ['hub', 'totals', filter],
    queryFn: () => api.hub.getTotals(filter),
    placeholderData: keepPreviousData,
  })

const pageRows = 100
export interface CasesFilter {
  office: string
  status: CaseStatus | 'open' | null
  isLate: boolean
  text: string
}
export const casesQuery = (filter: CasesFilter) =>
  infiniteQueryOptions({
    queryKey: ['hub', 'cases', filter],
    queryFn: ({ pageParam }) => api.hub.listCases({ ...filter, after: pageParam, limit: pageRows }),
    initialPageParam: null as { at: string; id: string } | null,
    getNextPageParam: ({ next }) => next,
  })
export const caseQuery = (office: string, caseId: string) =>
  queryOptions({ queryKey: ['hub', 'case', office, caseId], queryFn: () => api.hub.getCase({ office, caseId }) })

/** What was taken and answered last: kept while one looks at another screen, asked of nobody. */
export interface Taken {
  rows: TakenFile[]
  isCancelled: boolean
  answers: { folder: string; rows: AnsweredOffice[] } | null
}
export const takenKey = ['hubTaken'] as const
export const takenQuery = queryOptions({
  queryKey: takenKey,
  queryFn: (): Taken | null => null,
  enabled: false,
  initialData: null as Taken | null,
  gcTime: Number.POSITIVE_INFINITY,
})
