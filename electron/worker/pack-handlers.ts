// What the calls about packs do in the database worker.

import { AppError } from '../../db/model/errors.ts'
import { makeKey, revokeKey, trustKey } from '../../db/pack-keys/commands.ts'
import { readKeyText } from '../../db/pack-keys/key-text.ts'
import { listKeys, readPolicyKeys } from '../../db/pack-keys/queries.ts'
import * as packs from '../../db/packs/commands.ts'
import { listUnits } from '../../db/packs/make.ts'
import { getPack, listPacks, previewPack } from '../../db/packs/queries.ts'
import { getOfficeProfile } from '../../db/people/queries.ts'
import type { InternalHandlers, WorkerHandlers } from './handlers.ts'

export const packHandlers: Pick<WorkerHandlers, Extract<keyof WorkerHandlers, `packs.${string}`>> = {
  'packs.list': async ({ office }) => ({ rows: await listPacks(office.store.db) }),
  'packs.reject': async ({ office, actor }, input) => {
    await packs.rejectPack(office.store.db, await actor(), input)
    return {}
  },
  'packs.listUnits': async ({ office }) => ({
    rows: (await listUnits(office.store.db)).map(({ code, name }) => ({ code, name })),
  }),
  'packs.makeKey': async ({ office, actor }, { passphrase }) => ({
    keyId: await makeKey(office.store.db, await actor(), passphrase),
  }),
  'packs.judgeKey': async (_, { text }) => {
    const { keyId, issuerCode, issuerName } = readKeyText(text)
    return { keyId, issuerCode, issuerName }
  },
  'packs.trustKey': async ({ office, actor }, input) => {
    await trustKey(office.store.db, await actor(), input)
    return {}
  },
  'packs.revokeKey': async ({ office, actor }, input) => {
    await revokeKey(office.store.db, await actor(), input)
    return {}
  },
}

type Internal = 'getPackKeys' | 'makePack' | 'recordPackMade' | 'proposePack' | 'getPack' | 'approvePack' | 'rollBackPack'

export const internalPackHandlers: Pick<InternalHandlers, `internal.${Internal}`> = {
  'internal.getPackKeys': async ({ office }, { policyKeys }) => {
    const { db } = office.store
    const { code } = await getOfficeProfile(db)
    const fromPolicy = await readPolicyKeys(db, policyKeys)
    return {
      officeCode: code,
      keys: await listKeys(db),
      policyKeys: fromPolicy.map(({ keyId, issuerCode, issuerName }) => ({ keyId, issuerCode, issuerName })),
    }
  },
  'internal.makePack': async ({ office, actor }, input) => ({
    ...(await packs.makePack(office.store.db, await actor(), input)),
    isTraining: office.store.kind === 'training',
  }),
  'internal.recordPackMade': async ({ office, actor }, made) => {
    await packs.recordMade(office.store.db, await actor(), made)
    return null
  },
  'internal.proposePack': async ({ office, actor }, file) => packs.proposePack(office.store.db, await actor(), file),
  'internal.getPack': async ({ office, actor }, { packId, policyKeys }) => {
    const { db } = office.store
    const known = await getPack(db, packId)
    if (known.pack.status !== 'proposed') return { ...known, cases: [] }
    try {
      return { ...known, ...(await previewPack(db, await actor(), await packs.openProposal(db, packId, policyKeys))) }
    } catch (error) {
      // A key that was revoked since, a file that is gone: the head sees why, and can still reject it.
      if (!(error instanceof AppError)) throw error
      const { code, params } = error
      return { ...known, pack: { ...known.pack, refusal: { code, params: { ...params } } }, cases: [] }
    }
  },
  'internal.approvePack': async ({ office, actor }, approval) => {
    await packs.approvePack(office.store.db, await actor(), approval)
    return null
  },
  'internal.rollBackPack': async ({ office, actor }, input) => {
    await packs.rollBackPack(office.store.db, await actor(), input)
    return null
  },
}
