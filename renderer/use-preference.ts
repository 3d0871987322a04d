// One of the signed-in person's remembered choices: read with the others when the frame opens, so it is here at once; written as it changes.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api } from './client.ts'

const preferencesKey = ['people.getPreferences']

export function usePreference(key: string): readonly [string | undefined, (value: string) => void] {
  const queries = useQueryClient()
  const { data } = useQuery({ queryKey: preferencesKey, queryFn: () => api.people.getPreferences({}) })
  const remember = useCallback(
    (value: string) => {
      queries.setQueryData<Record<string, string>>(preferencesKey, (known) => ({ ...known, [key]: value }))
      void api.people.setPreference({ key, value })
    },
    [queries, key],
  )
  return [data?.[key], remember]
}
