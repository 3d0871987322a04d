// The questions about bundles and trust. All begin with `bundles`: whatever changes one of them makes every answer stale.
import { queryOptions } from '@tanstack/react-query'
import { api } from '../client.ts'

export const staleBundles = [['bundles']]

export const bundleStateQuery = queryOptions({
  queryKey: ['bundles', 'state'],
  queryFn: () => api.bundles.getState({}),
})
export const bundleListQuery = queryOptions({ queryKey: ['bundles', 'list'], queryFn: () => api.bundles.list({}) })
export const trustQuery = queryOptions({ queryKey: ['bundles', 'trust'], queryFn: () => api.trust.get({}) })
