// The questions about conformity. Whatever changes an instrument, an act or a list makes every answer about the system stale.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../client.ts'

export const staleConformity = [['conformity'], ['conversions'], ['lists'], ['system']] as const

export const instrumentsQuery = (date: string | null) =>
  queryOptions({ queryKey: ['conformity', 'list', date], queryFn: () => api.conformity.list({ date }) })

export const instrumentQuery = (instrumentId: string) =>
  queryOptions({
    queryKey: ['conformity', 'get', instrumentId],
    queryFn: () => api.conformity.get({ instrumentId, date: null }),
  })

export const actsQuery = queryOptions({ queryKey: ['conformity', 'acts'], queryFn: () => api.conformity.listActs({}) })

export const listsQuery = queryOptions({ queryKey: ['lists', 'list'], queryFn: () => api.lists.list({}) })

export const procedureListQuery = (listId: string) =>
  queryOptions({ queryKey: ['lists', 'get', listId], queryFn: () => api.lists.get({ listId }) })

export function useConformityMutation<Input, Output>(
  act: (input: Input) => Promise<Output>,
  onDone: (output: Output, input: Input) => void,
) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async (output, input) => {
      await Promise.all(staleConformity.map((queryKey) => queries.invalidateQueries({ queryKey })))
      onDone(output, input)
    },
  })
}
