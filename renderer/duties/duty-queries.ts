// What the screens of duties read, and what a hand-over makes out of date: nearly everything says who has it.
import { queryOptions } from '@tanstack/react-query'
import { api } from '../client.ts'

export const dutiesQuery = queryOptions({ queryKey: ['duties.list'], queryFn: () => api.duties.list({}) })
export const handoversQuery = queryOptions({ queryKey: ['duties.listHandovers'], queryFn: () => api.duties.listHandovers({}) })
export const leavesQuery = queryOptions({ queryKey: ['duties.listLeaves'], queryFn: () => api.duties.listLeaves({}) })
export const dutyQuery = (staffId: string) =>
  queryOptions({ queryKey: ['duties.get', { staffId }], queryFn: () => api.duties.get({ staffId }) })

export const staleDuties = [['duties.list'], ['duties.listHandovers'], ['duties.get'], ['people.listStaff']] as const
