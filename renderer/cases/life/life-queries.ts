// What the parts of a case's life read, and what an act makes out of date.
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../client.ts'

export const lifeQuery = (caseId: string) =>
  queryOptions({ queryKey: ['life.get', { caseId }], queryFn: () => api.life.get({ caseId }) })

export const colleaguesQuery = queryOptions({
  queryKey: ['life.listColleagues'],
  queryFn: () => api.life.listColleagues({}),
  staleTime: 60_000,
})

export const staleLife = [
  ['life.get'],
  ['cases.get'],
  ['cases.list'],
  ['cases.search'],
  ['personal.get'],
  ['cases.count'],
  ['life.listWork'],
  ['life.countWork'],
] as const
