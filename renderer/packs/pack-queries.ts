// The questions about packs. They begin with `documents`: an applied pack changes what every screen of the register shows.
import { queryOptions } from '@tanstack/react-query'
import { api } from '../client.ts'

export const packsQuery = queryOptions({ queryKey: ['documents', 'packs', 'list'], queryFn: () => api.packs.list({}) })

export const packQuery = (packId: string) =>
  queryOptions({ queryKey: ['documents', 'packs', 'get', packId], queryFn: () => api.packs.get({ packId }) })

export const packKeysQuery = queryOptions({ queryKey: ['documents', 'packs', 'keys'], queryFn: () => api.packs.getKeys({}) })

/** Fingerprints are read out four digits at a time. */
export const spellKeyId = (keyId: string): string => keyId.replace(/(.{4})(?=.)/g, '$1 ')
