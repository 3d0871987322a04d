// What happens to the trust list: one was given out, or taken from the province.
import { z } from 'zod'
import { defineEvent } from '../event.ts'

export const trustEvents = {
  'trust.listed': defineEvent({
    version: 1,
    payload: z.object({
      serial: z.number().int(),
      keyId: z.string(),
      issuerCode: z.string(),
      issuerName: z.string(),
      issuedAt: z.string(),
      text: z.string(),
    }),
    project: async (tx, { serial, keyId, issuerCode, issuerName, issuedAt, text }, event) => {
      await tx
        .insertInto('trust_list')
        .values({
          serial,
          key_id: keyId,
          issuer_code: issuerCode,
          issuer_name: issuerName,
          issued_at: issuedAt,
          text,
          recorded_at: event.at,
          recorded_by: event.actor,
        })
        .onConflict((conflict) => conflict.column('serial').doNothing())
        .execute()
    },
  }),
}
