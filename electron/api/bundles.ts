// Calls about bundles as an office sends them, and what the province answers.
import { z } from 'zod'
import { bundleStates, deliveryStates, exportChoice, exportScopes } from '../../db/bundles/rules.ts'
import { call, id, instant, nothing } from './call.ts'

export { type BundleState, type DeliveryState, type ExportChoice, exportScopes } from '../../db/bundles/rules.ts'

const count = z.number()

const bundle = z.object({
  id,
  number: count,
  part: count,
  parts: count,
  scope: z.enum(exportScopes).or(z.string()),
  fileName: z.string(),
  sizeBytes: count,
  /** Of what was signed: the eight words are made from it. */
  sha256: z.string(),
  events: count,
  cases: count,
  blobs: count,
  firstCase: z.string(),
  lastCase: z.string(),
  madeAt: instant,
  madeByName: z.string(),
  deviceCode: z.string(),
  state: z.enum(bundleStates),
  lackingChunks: count,
})
export type ListedBundle = z.infer<typeof bundle>

const answered = z.object({
  /** Events that the province is now known to have. */
  events: count,
  rejected: count,
  lacking: count,
  returned: count,
})

const shortText = z.string().max(1_000)
/** In the words of the window, which shows them first. */
const handOver = z.object({
  title: shortText,
  note: shortText,
  facts: z.array(z.object({ label: shortText, value: shortText })).max(40),
  wordsTitle: shortText,
  words: z.array(z.string().max(20)).length(8),
  signers: z.array(z.object({ role: shortText, name: shortText })).max(4),
})

export const bundles = {
  /** What waits, and where it goes. */
  getState: call({
    input: nothing,
    output: z.object({
      events: count,
      cases: count,
      scans: count,
      scanBytes: count,
      hasWork: z.boolean(),
      lacking: count,
      lastWrittenAt: instant.nullable(),
      lastReceiptAt: instant.nullable(),
      /** Null without a trust list. */
      province: z.string().nullable(),
      /** Whether this computer is on it. */
      isAdmitted: z.boolean(),
      /** Other computers of this office on the list, and what clashed with them and waits for a person. */
      siblings: count,
      clashes: count,
      /** Where the last one was written; null before. */
      folder: z.object({ name: z.string(), isThere: z.boolean(), freeBytes: count }).nullable(),
    }),
    access: 'bundle.exchange',
    runs: 'main',
  }),
  list: call({ input: nothing, output: z.object({ rows: z.array(bundle) }), access: 'bundle.exchange', runs: 'writer' }),
  /** Null when none was chosen. */
  pickFolder: call({
    input: nothing,
    output: z.object({ name: z.string() }).nullable(),
    access: 'bundle.exchange',
    runs: 'main',
  }),
  /** Writes into the folder that was chosen last, asks for one when there is none; null when none was chosen. */
  write: call({
    input: exportChoice,
    output: z.object({ folder: z.string(), bundles: z.array(bundle), tooLarge: count, unreadable: count }).nullable(),
    access: 'bundle.exchange',
    runs: 'main',
  }),
  /** Null when no file was chosen. */
  takeReceipt: call({ input: nothing, output: answered.nullable(), access: 'bundle.exchange', runs: 'main' }),
  takeCode: call({
    input: z.object({ code: z.string().max(50) }),
    output: answered,
    access: 'bundle.exchange',
    runs: 'writer',
  }),
  /** What has become of cases; null for an office without a province. */
  getDeliveries: call({
    input: z.object({ caseIds: z.array(id).min(1).max(50) }),
    output: z
      .array(
        z.object({
          caseId: id,
          state: z.enum(deliveryStates),
          bundleNumber: count.nullable(),
          at: instant.nullable(),
          reason: z.string(),
        }),
      )
      .nullable(),
    access: 'case.read',
    runs: 'writer',
  }),
  previewHandOver: call({ input: handOver, output: z.object({ url: z.string() }), access: 'bundle.exchange', runs: 'main' }),
  /** Throws print.noPrinter, print.failed. */
  printHandOver: call({
    input: handOver.extend({ printer: z.string().max(300).nullable() }),
    output: z.object({}),
    access: 'bundle.exchange',
    runs: 'main',
  }),
  saveHandOver: call({
    input: handOver,
    output: z.object({ fileName: z.string().nullable() }),
    access: 'bundle.exchange',
    runs: 'main',
  }),
}
