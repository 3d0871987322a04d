// What happens to bundles in the office that sends them: one was written and read back, or the province answered.
import { z } from 'zod'
import { defineEvent } from '../event.ts'
import { bundleScopes } from '../sync/bundle/manifest.ts'

const count = z.number().int()

export const bundleEvents = {
  'bundle.written': defineEvent({
    version: 1,
    payload: z.object({
      number: count,
      scope: z.enum(bundleScopes),
      part: count,
      parts: count,
      fileName: z.string(),
      sizeBytes: count,
      sha256: z.string(),
      previous: z.string(),
      toOffice: z.string(),
      events: count,
      cases: count,
      blobs: count,
      firstCase: z.string(),
      lastCase: z.string(),
      /** By the position of the chunk. */
      ranges: z.array(
        z.object({ device: z.string().nullable(), from: count.nullable(), to: count.nullable(), blob: z.string().nullable() }),
      ),
    }),
    project: async (tx, written, event) => {
      await tx
        .insertInto('bundle')
        .values({
          id: event.entity_id,
          device: event.device,
          number: written.number,
          scope: written.scope,
          part: written.part,
          parts: written.parts,
          file_name: written.fileName,
          size_bytes: written.sizeBytes,
          sha256: written.sha256,
          previous: written.previous,
          to_office: written.toOffice,
          events: written.events,
          cases: written.cases,
          blobs: written.blobs,
          first_case: written.firstCase,
          last_case: written.lastCase,
          made_at: event.at,
          made_by: event.actor,
        })
        .execute()
      for (const [position, { device, from, to, blob }] of written.ranges.entries()) {
        await tx
          .insertInto('bundle_range')
          .values({ bundle_id: event.entity_id, position, device, from_seq: from, to_seq: to, blob })
          .execute()
      }
    },
  }),

  /** `chains`: up to where the province has each device's events without a gap; never less than before. */
  'bundle.answered': defineEvent({
    version: 1,
    payload: z.object({
      how: z.enum(['file', 'code']),
      fromOffice: z.string(),
      madeAt: z.string(),
      chains: z.array(z.object({ device: z.string(), seq: count })),
      rejected: z.array(z.object({ device: z.string(), seq: count, reason: z.string() })),
      lacking: z.array(z.object({ bundleId: z.string(), position: count })),
      /** Scans that have arrived whole. */
      blobs: z.array(z.string()),
      returned: z.array(z.object({ caseId: z.string(), reason: z.string() })),
    }),
    project: async (tx, { how, fromOffice, madeAt, chains, rejected, lacking, blobs, returned }, event) => {
      const { entity_id: id, at } = event
      await tx
        .insertInto('bundle_receipt')
        .values({
          id,
          how,
          from_office: fromOffice,
          made_at: madeAt,
          taken_at: at,
          taken_by: event.actor,
          rejected: JSON.stringify(rejected),
        })
        .execute()
      for (const { device, seq } of chains) {
        await tx
          .insertInto('acknowledgement')
          .values({ device, seq, at })
          .onConflict((conflict) => conflict.column('device').doUpdateSet({ seq, at }).where('acknowledgement.seq', '<', seq))
          .execute()
      }
      // A receipt in a file tells all that lacks; one in twelve characters tells nothing of it.
      if (how === 'file') await tx.deleteFrom('lacking_chunk').execute()
      for (const chunk of lacking) {
        await tx
          .insertInto('lacking_chunk')
          .values({ bundle_id: chunk.bundleId, position: chunk.position })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
      // What is there by now is not lacking, whichever bundle brought it.
      await tx
        .deleteFrom('lacking_chunk')
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('bundle_range')
              .leftJoin('acknowledgement', 'acknowledgement.device', 'bundle_range.device')
              .select('bundle_range.position')
              .whereRef('bundle_range.bundle_id', '=', 'lacking_chunk.bundle_id')
              .whereRef('bundle_range.position', '=', 'lacking_chunk.position')
              .where((or) =>
                or.or([
                  or('acknowledgement.seq', '>=', or.ref('bundle_range.to_seq')),
                  ...(blobs.length > 0 ? [or('bundle_range.blob', 'in', blobs)] : []),
                ]),
              ),
          ),
        )
        .execute()
      for (const { caseId, reason } of returned) {
        await tx
          .insertInto('returned_case')
          .values({ case_id: caseId, receipt_id: id, reason, at })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
    },
  }),
}
