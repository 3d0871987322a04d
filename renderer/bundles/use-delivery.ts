// What has become of a case on its way to the province, in one line; undefined for an office without a province.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { formatInstantDate } from '../format.ts'

/** @param acts how often something happened to the case: every act may change the answer. */
export function useDelivery(caseId: string, acts: number): string | undefined {
  const { t } = useTranslation('bundles')
  const { data } = useQuery({
    queryKey: ['bundles', 'delivery', caseId, acts],
    queryFn: () => api.bundles.getDeliveries({ caseIds: [caseId] }),
    placeholderData: keepPreviousData,
  })
  const delivery = data?.[0]
  if (!delivery) return undefined
  const { state, bundleNumber, at, reason } = delivery
  if (state === 'received' && at === null) return t('delivery.receivedUndated')
  return t(`delivery.${state}`, { number: bundleNumber, date: at === null ? '' : formatInstantDate(at), reason })
}
