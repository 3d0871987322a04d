// Calls about the trust list: who may send to the province, and for whom is encrypted.
import { z } from 'zod'
import { passphraseMaxLength } from '../../db/model/passphrase.ts'
import { call, instant, multilineText, nothing, text } from './call.ts'

const passphrase = z.string().max(passphraseMaxLength)
const done = z.object({})
const saved = z.object({ fileName: z.string().nullable() })
const token = z.uuid()

export const trust = {
  get: call({
    input: nothing,
    output: z.object({
      officeCode: z.string(),
      officeName: z.string(),
      /** This computer, and its twelve characters to be read over the telephone. */
      own: z.object({ deviceCode: z.string(), code: z.string(), state: z.enum(['noList', 'unknown', 'admitted', 'revoked']) }),
      /** Whether this office may give out lists: it has a key of its own, and no other office's list. */
      canIssue: z.boolean(),
      list: z
        .object({
          serial: z.number(),
          issuedAt: instant,
          issuerCode: z.string(),
          issuerName: z.string(),
          recipients: z.array(z.object({ name: z.string(), purpose: z.enum(['province', 'escrow']), recipient: z.string() })),
          offices: z.array(
            z.object({
              code: z.string(),
              name: z.string(),
              devices: z.array(
                z.object({
                  deviceId: z.string(),
                  code: z.string(),
                  keyId: z.string(),
                  /** Its twelve characters. */
                  spoken: z.string(),
                  admittedAt: instant,
                  revokedAt: instant.nullable(),
                  reason: z.string(),
                }),
              ),
            }),
          ),
        })
        .nullable(),
    }),
    access: 'bundle.exchange',
    runs: 'writer',
  }),
  /** Asks where. */
  saveEnrolment: call({ input: nothing, output: saved, access: 'bundle.exchange', runs: 'main' }),
  /** Chooses a list and takes it; `compare` where its key is not trusted yet: the file is then kept under the token. */
  take: call({
    input: nothing,
    output: z.object({ serial: z.number().nullable(), compare: z.object({ token, keyId: z.string() }).nullable() }).nullable(),
    access: 'office.configure',
    runs: 'main',
  }),
  /** The fingerprint was compared. */
  takeCompared: call({
    input: z.object({ token }),
    output: z.object({ serial: z.number() }),
    access: 'office.configure',
    runs: 'main',
  }),
  /** The office's first list: this computer as the province's recipient, and a second identity, sealed into a file that is asked for. */
  begin: call({
    input: z.object({ escrowName: text(200), escrowPassphrase: passphrase, passphrase }),
    output: saved,
    access: 'office.configure',
    runs: 'main',
  }),
  /** Chooses a request to enrol, or a bundle of the computer that asks. */
  pickRequest: call({
    input: nothing,
    output: z
      .object({ token, officeCode: z.string(), officeName: z.string(), deviceCode: z.string(), isKnownDevice: z.boolean() })
      .nullable(),
    access: 'office.configure',
    runs: 'main',
  }),
  admit: call({
    input: z.object({ token, code: z.string().max(50), passphrase }),
    output: done,
    access: 'office.configure',
    runs: 'main',
  }),
  revoke: call({
    input: z.object({ deviceId: z.string().max(50), reason: multilineText(500), passphrase }),
    output: done,
    access: 'office.configure',
    runs: 'writer',
  }),
  /** Saves the list in use as a file. */
  save: call({ input: nothing, output: saved, access: 'bundle.exchange', runs: 'main' }),
}
