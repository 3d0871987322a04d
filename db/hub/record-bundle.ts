// What the hub keeps of a bundle beside its events: that it was taken, what of it was damaged, what it does not know yet.
import type { OpenBundle } from '../sync/bundle/read.ts'
import type { HubDb } from './store.ts'

/** Keeps chunks of unknown kinds as they are. */
export async function keepUnknownInTx(db: HubDb, bundle: OpenBundle, positions: readonly number[]): Promise<void> {
  for (const position of positions) {
    const kind = bundle.manifest.chunks[position]?.kind ?? ''
    const content = Buffer.from(await bundle.readChunk(position))
    await db
      .insertInto('kept_chunk')
      .values({ manifest_sha256: bundle.manifestSha256, position, kind, content })
      .onConflict((conflict) => conflict.columns(['manifest_sha256', 'position']).doNothing())
      .execute()
  }
}

/** Returns what is lacking still: of several damaged copies of a file only what none of them had. */
export async function recordBundleInTx(
  db: HubDb,
  bundle: OpenBundle,
  name: string,
  damaged: readonly number[],
  now: string,
): Promise<readonly number[]> {
  const { manifest, manifestSha256, keyId, sizeBytes } = bundle
  const isOld = (await db.selectFrom('bundle').select('state').where('manifest_sha256', '=', manifestSha256).execute()).length > 0
  const earlier = await db.selectFrom('chunk_lacking').select('position').where('manifest_sha256', '=', manifestSha256).execute()
  const lacking = isOld ? damaged.filter((position) => earlier.some((row) => row.position === position)) : damaged
  const state = lacking.length > 0 ? 'partial' : 'whole'
  if (isOld) await db.updateTable('bundle').set({ state }).where('manifest_sha256', '=', manifestSha256).execute()
  else
    await db
      .insertInto('bundle')
      .values({
        manifest_sha256: manifestSha256,
        bundle_id: manifest.bundleId,
        office: manifest.from.officeCode,
        device: manifest.device.id,
        device_code: manifest.device.code,
        key_id: keyId,
        number: manifest.number,
        scope: manifest.scope,
        part: manifest.part,
        parts: manifest.parts,
        made_at: manifest.madeAt,
        taken_at: now,
        program: manifest.program,
        events: manifest.counts.events,
        cases: manifest.counts.cases,
        blobs: manifest.counts.blobs,
        size_bytes: sizeBytes,
        file: name,
        state,
      })
      .execute()
  await db.deleteFrom('chunk_lacking').where('manifest_sha256', '=', manifestSha256).execute()
  if (lacking.length > 0)
    await db
      .insertInto('chunk_lacking')
      .values(lacking.map((position) => ({ manifest_sha256: manifestSha256, position })))
      .execute()
  return lacking
}
