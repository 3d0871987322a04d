// The questions about blank receipts. All begin with `stubs`: whatever changes one of them makes their answers stale.
import { queryOptions } from '@tanstack/react-query'
import { api } from '../client.ts'

export const stubBlocksQuery = queryOptions({ queryKey: ['stubs', 'blocks'], queryFn: () => api.stubs.listBlocks({}) })

export const stubsQuery = (blockId: string) =>
  queryOptions({ queryKey: ['stubs', 'list', blockId], queryFn: () => api.stubs.list({ blockId }) })
