// The chosen procedure, read once and shared by the sections that need it.
import { useQuery } from '@tanstack/react-query'
import { useWatch } from 'react-hook-form'
import { api } from '../../client.ts'
import type { IntakeValues } from './model/values.ts'

/** The query of the chosen procedure; idle while none is chosen. */
export function useProcedure() {
  const procedureId = useWatch<IntakeValues, 'procedureId'>({ name: 'procedureId' })
  return useQuery({
    queryKey: ['procedures.get', { procedureId }],
    queryFn: () => api.procedures.get({ procedureId }),
    enabled: procedureId !== '',
  })
}
