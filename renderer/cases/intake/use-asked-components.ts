// The papers that the chosen procedure asks for in the chosen sub-case, as the check list takes them.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { isLocalDateTime } from '../../../db/model/local-time.ts'
import { api } from '../../client.ts'
import type { IntakeValues } from './model/values.ts'

/** Undefined while none is chosen or the list is being read. `of` names the version and the sub-case that it is made from. */
export function useAskedComponents() {
  const { t } = useTranslation('intake')
  const [procedureId, receivedAt, variant] = useWatch<IntakeValues, ['procedureId', 'receivedAt', 'variant']>({
    name: ['procedureId', 'receivedAt', 'variant'],
  })
  const date = receivedAt === null || !isLocalDateTime(receivedAt) ? null : receivedAt.slice(0, 10)
  const input = { procedureId, date }
  const { data } = useQuery({
    queryKey: ['cases.listComponents', input],
    queryFn: () => api.cases.listComponents(input),
    enabled: procedureId !== '',
  })
  return useMemo(() => {
    if (!data) return undefined
    const asked = data.components.filter((component) => component.variant === null || component.variant === variant)
    return {
      of: `${data.versionId} ${variant ?? ''}`,
      components: asked.map(({ name, originals, copies, isRequired, condition }) => ({
        name,
        originals,
        copies,
        caseLabel: condition || (isRequired ? null : t('components.ifAny')),
      })),
    }
  }, [data, variant, t])
}
