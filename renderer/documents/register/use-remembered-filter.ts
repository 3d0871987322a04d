// The choices of a register as this person left them the last time.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../client.ts'
import { type RegisterFilter, readRemembered, writeRemembered } from './register-filter.ts'

const preferencesKey = ['people.getPreferences']

/** @param first what the screen begins with instead, when the person comes back to it. */
export function useRememberedFilter(register: string, first: RegisterFilter | undefined) {
  const queries = useQueryClient()
  const key = `${register}.filter`
  // The shell has waited for the preferences, so they are here at once.
  const { data } = useQuery({ queryKey: preferencesKey, queryFn: () => api.people.getPreferences({}) })
  const [filter, setFilter] = useState(() => first ?? readRemembered(data?.[key]))
  const value = writeRemembered(filter)
  useEffect(() => {
    const known = queries.getQueryData<Record<string, string>>(preferencesKey)
    if ((known?.[key] ?? writeRemembered(readRemembered(undefined))) === value) return
    queries.setQueryData(preferencesKey, { ...known, [key]: value })
    void api.people.setPreference({ key, value })
  }, [queries, key, value])
  return [filter, setFilter] as const
}
