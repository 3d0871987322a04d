// What happens to packs and to the keys of those who issue them. What a pack changes elsewhere has its own events (documents,
// procedures, laws, calendar); `pack.applied` lists them and closes them off.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import type { StoredEvent } from '../model/events.ts'
import { entryChoices, entryKinds, packManifest, packParts } from './content.ts'
import type { PackTable } from './schema.ts'

const counts = z.partialRecord(z.enum(packParts), z.number().int())
const brought = z.object({
  fileName: z.string(),
  sha256: z.string(),
  keyId: z.string(),
  manifest: packManifest,
  counts,
})

async function insertPack(tx: Tx, event: StoredEvent, values: Partial<PackTable> & Pick<PackTable, 'status' | 'file_name'>) {
  await tx
    .insertInto('pack')
    .values({
      id: event.entity_id,
      issuer_code: '',
      issuer_name: '',
      number: null,
      title: '',
      decision: '',
      made_on: null,
      valid_from: null,
      offices: null,
      key_id: '',
      sha256: '',
      counts: '{}',
      refusal: null,
      recorded_at: event.at,
      recorded_by: event.actor,
      decided_at: null,
      decided_by: null,
      reason: '',
      applied_hlc: null,
      ...values,
    })
    .execute()
}

const insertBrought = (tx: Tx, event: StoredEvent, status: 'made' | 'proposed', pack: z.infer<typeof brought>) =>
  insertPack(tx, event, {
    status,
    file_name: pack.fileName,
    issuer_code: pack.manifest.issuer.code,
    issuer_name: pack.manifest.issuer.name,
    number: pack.manifest.number,
    title: pack.manifest.title,
    decision: pack.manifest.decision,
    made_on: pack.manifest.madeOn,
    valid_from: pack.manifest.validFrom,
    offices: pack.manifest.offices && JSON.stringify(pack.manifest.offices),
    key_id: pack.keyId,
    sha256: pack.sha256,
    counts: JSON.stringify(pack.counts),
  })

const decide = (tx: Tx, event: StoredEvent, values: Partial<PackTable>) =>
  tx
    .updateTable('pack')
    .set({ decided_at: event.at, decided_by: event.actor, ...values })
    .where('id', '=', event.entity_id)
    .execute()

const keyFields = { keyId: z.string(), publicKey: z.string(), issuerCode: z.string(), issuerName: z.string() }

async function putKey(tx: Tx, event: StoredEvent, key: z.infer<z.ZodObject<typeof keyFields>>, sealed: string) {
  const row = {
    id: key.keyId,
    public_key: key.publicKey,
    issuer_code: key.issuerCode,
    issuer_name: key.issuerName,
    sealed,
    added_at: event.at,
    added_by: event.actor,
    revoked_at: null,
    reason: '',
  }
  await tx
    .insertInto('pack_key')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export const packEvents = {
  /** This office can sign. The private half stands here sealed, so that a backup and a rebuild keep it. */
  'packKey.made': defineEvent({
    version: 1,
    payload: z.object({ ...keyFields, sealed: z.string() }),
    project: (tx, key, event) => putKey(tx, event, key, key.sealed),
  }),

  /** What this office signs is taken from now on; its fingerprint was compared. */
  'packKey.trusted': defineEvent({
    version: 1,
    payload: z.object(keyFields),
    project: (tx, key, event) => putKey(tx, event, key, ''),
  }),

  'packKey.revoked': defineEvent({
    version: 1,
    payload: z.object({ keyId: z.string(), reason: z.string() }),
    project: async (tx, { keyId, reason }, { at }) => {
      await tx.updateTable('pack_key').set({ revoked_at: at, reason }).where('id', '=', keyId).execute()
    },
  }),

  'pack.made': defineEvent({
    version: 1,
    payload: brought.extend({
      /** What it holds; packs made before this was kept have none. */
      entries: z
        .array(z.object({ part: z.enum(packParts), code: z.string(), name: z.string(), kind: z.enum(entryKinds) }))
        .default([]),
    }),
    project: async (tx, { entries, ...pack }, event) => {
      await insertBrought(tx, event, 'made', pack)
      for (const [position, entry] of entries.entries()) {
        const place = { pack_id: event.entity_id, position, key: `${entry.kind}:${entry.code}` }
        const applied = { choice: 'theirs', entity_id: null, version_id: null, before: 'null' } as const
        await tx
          .insertInto('pack_entry')
          .values({ ...entry, ...place, ...applied })
          .execute()
      }
    },
  }),

  /** A file passed every check and waits for the head. */
  'pack.proposed': defineEvent({
    version: 1,
    payload: brought,
    project: (tx, pack, event) => insertBrought(tx, event, 'proposed', pack),
  }),

  'pack.refused': defineEvent({
    version: 1,
    payload: z.object({
      fileName: z.string(),
      sha256: z.string(),
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
    project: (tx, { fileName, sha256, code, params }, event) =>
      insertPack(tx, event, { status: 'refused', file_name: fileName, sha256, refusal: JSON.stringify({ code, params }) }),
  }),

  'pack.rejected': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, { reason }, event) => {
      await decide(tx, event, { status: 'rejected', reason })
    },
  }),

  'pack.applied': defineEvent({
    version: 1,
    payload: z.object({
      reason: z.string(),
      entries: z.array(
        z.object({
          part: z.enum(packParts),
          key: z.string(),
          code: z.string(),
          name: z.string(),
          kind: z.enum(entryKinds),
          choice: z.enum(entryChoices),
          entityId: z.string().nullable(),
          versionId: z.string().nullable(),
          before: z.unknown(),
        }),
      ),
    }),
    project: async (tx, { reason, entries }, event) => {
      await decide(tx, event, { status: 'applied', reason, applied_hlc: event.hlc })
      for (const [position, { entityId, versionId, before, ...entry }] of entries.entries()) {
        await tx
          .insertInto('pack_entry')
          .values({
            ...entry,
            pack_id: event.entity_id,
            position,
            entity_id: entityId,
            version_id: versionId,
            before: JSON.stringify(before ?? null),
          })
          .execute()
      }
    },
  }),

  'pack.rolledBack': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, { reason }, event) => {
      await decide(tx, event, { status: 'rolledBack', reason })
    },
  }),
}
