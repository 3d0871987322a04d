// What the office would promise if the case were received as it stands: the due date with its reasons, and the process it would run under.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useWatch } from 'react-hook-form'
import { isLocalDateTime } from '../../../db/model/local-time.ts'
import { api } from '../../client.ts'
import type { IntakeValues } from './model/values.ts'

/** "Now" moves: past the hour of the cut-off the promise is another one. */
const refreshMs = 30_000

export function useDuePreview() {
  const [procedureId, typedReceivedAt, variant] = useWatch<IntakeValues, ['procedureId', 'receivedAt', 'variant']>({
    name: ['procedureId', 'receivedAt', 'variant'],
  })
  const receivedAt = typedReceivedAt === null || !isLocalDateTime(typedReceivedAt) ? null : typedReceivedAt
  const input = { procedureId, receivedAt, variant }
  const preview = useQuery({
    queryKey: ['cases.previewDeadline', input],
    queryFn: () => api.cases.previewDeadline(input),
    enabled: procedureId !== '',
    placeholderData: keepPreviousData,
    refetchInterval: receivedAt === null ? refreshMs : false,
  })
  return { preview, due: procedureId === '' ? undefined : preview.data }
}
