// Calls about packs: signed files that an office hands down to those below it.
import { z } from 'zod'
import { passphraseMaxLength } from '../../db/model/passphrase.ts'
import { conflictKinds, entryChoices, entryKinds, obstacleKinds, packParts, packStatuses } from '../../db/packs/content.ts'
import { call, id, isoDate, multilineText, nothing, text } from './call.ts'
import { change } from './documents.ts'

export {
  type ConflictKind,
  type EntryChoice,
  type EntryKind,
  entryKinds,
  type PackPart,
  type PackStatus,
  packParts,
} from '../../db/packs/content.ts'

const part = z.enum(packParts)
const reason = multilineText(1_000)
const ids = z.array(id).max(10_000)
const codes = z.array(text(20)).max(10_000)
const passphrase = z.string().max(passphraseMaxLength)
const done = z.object({})

const key = z.object({
  /** Fingerprint. */
  keyId: z.string(),
  issuerCode: z.string(),
  issuerName: z.string(),
})

export const packSummary = z.object({
  id,
  status: z.enum(packStatuses),
  fileName: z.string(),
  issuerCode: z.string(),
  issuerName: z.string(),
  number: z.number().nullable(),
  title: z.string(),
  decision: z.string(),
  madeOn: z.string().nullable(),
  validFrom: z.string().nullable(),
  /** Codes of the offices that it is for; null for all below the issuer. */
  offices: z.array(z.string()).nullable(),
  keyId: z.string(),
  /** Entries by part. */
  counts: z.partialRecord(part, z.number()),
  /** Why a file was refused. */
  refusal: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string(),
  reason: z.string(),
})
export type PackSummary = z.infer<typeof packSummary>

export const packEntry = z.object({
  /** By what a choice names it. */
  id: z.string(),
  part,
  key: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(entryKinds),
  conflict: z.enum(conflictKinds).nullable(),
  canTake: z.boolean(),
  number: z.object({ issue: z.number(), revision: z.number() }).nullable(),
  from: z.string().nullable(),
  openCases: z.number(),
  entityId: z.string().nullable(),
  /** What was chosen of an applied pack; null before. */
  choice: z.enum(entryChoices).nullable(),
  changes: z.array(change),
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
})
export type PackEntry = z.infer<typeof packEntry>

export const packs = {
  list: call({ input: nothing, output: z.object({ rows: z.array(packSummary) }), access: 'document.read', runs: 'writer' }),
  /** Of a proposal what it would do today; of an applied pack what it did, and what stands in the way of taking it back. */
  get: call({
    input: z.object({ packId: id }),
    output: z.object({
      pack: packSummary,
      entries: z.array(packEntry),
      /** Open cases that it touches. */
      cases: z.array(
        z.object({
          caseId: id,
          code: z.string(),
          applicantName: z.string(),
          dueAt: z.string().nullable(),
          procedureName: z.string(),
        }),
      ),
      obstacles: z.array(
        z.object({
          kind: z.enum(obstacleKinds),
          part,
          code: z.string(),
          name: z.string(),
          examples: z.array(z.string()),
          count: z.number(),
        }),
      ),
    }),
    access: 'document.read',
    runs: 'main',
  }),
  /** Chooses a file, judges it and keeps it as a proposal. Null when none was chosen. */
  take: call({ input: nothing, output: z.object({ packId: id }).nullable(), access: 'pack.take', runs: 'main' }),
  approve: call({
    input: z.object({ packId: id, choices: z.record(z.string().max(300), z.enum(entryChoices)), reason }),
    output: done,
    access: 'document.approve',
    runs: 'main',
  }),
  reject: call({ input: z.object({ packId: id, reason }), output: done, access: 'document.approve', runs: 'writer' }),
  rollBack: call({ input: z.object({ packId: id, reason }), output: done, access: 'document.approve', runs: 'main' }),
  /** Gathers, signs and saves; fileName null when no place was chosen. */
  make: call({
    input: z.object({
      title: text(300),
      decision: text(80),
      validFrom: isoDate,
      offices: z.array(text(20)).min(1).max(1_000).nullable(),
      documentIds: ids,
      procedureIds: ids,
      lawIds: ids,
      years: z.array(z.string().regex(/^\d{4}$/)).max(50),
      withdrawnDocumentIds: ids,
      withdrawnProcedureIds: ids,
      unitCodes: codes,
      withdrawnUnitCodes: codes,
      passphrase,
    }),
    output: z.object({ fileName: z.string().nullable(), number: z.number() }),
    access: 'pack.make',
    runs: 'main',
  }),
  /** The administrative units that can go into a pack. */
  listUnits: call({
    input: nothing,
    output: z.object({ rows: z.array(z.object({ code: z.string(), name: z.string() })) }),
    access: 'pack.make',
    runs: 'writer',
  }),
  /** Whose packs are taken, and this office's own key. */
  getKeys: call({
    input: nothing,
    output: z.object({
      officeCode: z.string(),
      keys: z.array(
        key.extend({
          isOwn: z.boolean(),
          addedAt: z.string(),
          revokedAt: z.string().nullable(),
          reason: z.string(),
          /** The line to give out. */
          text: z.string(),
        }),
      ),
      /** Of the machine's policy. */
      policyKeys: z.array(key),
    }),
    access: 'document.read',
    runs: 'main',
  }),
  makeKey: call({
    input: z.object({ passphrase }),
    output: z.object({ keyId: z.string() }),
    access: 'office.configure',
    runs: 'writer',
  }),
  /** Saves the line of the own key as a file. */
  saveKey: call({
    input: z.object({ text: z.string().max(1_000) }),
    output: z.object({ fileName: z.string().nullable() }),
    access: 'document.read',
    runs: 'main',
  }),
  /** Reads what another office gave out. */
  judgeKey: call({ input: z.object({ text: z.string().max(2_000) }), output: key, access: 'office.configure', runs: 'writer' }),
  trustKey: call({
    input: z.object({ text: z.string().max(2_000), isCompared: z.boolean() }),
    output: done,
    access: 'office.configure',
    runs: 'writer',
  }),
  revokeKey: call({
    input: z.object({ keyId: z.string().max(64), reason }),
    output: done,
    access: 'office.configure',
    runs: 'writer',
  }),
}
