// Calls about the papers of a case: scans by component, papers used again, the scanner's tray, the store of files. A page never names a
// path: what a person chose, dropped, pasted or scanned has a token until it is attached.
import { z } from 'zod'
import { blobKinds, mostLimitMegabytes } from '../../db/blobs/rules.ts'
import { notScannedReasons, scanSources } from '../../db/papers/rules.ts'
import { call, id, instant, isoDate, nothing, requiredText, text } from './call.ts'
import { keptOriginal } from './originals.ts'

export { type BlobKind, mostLimitMegabytes, type StoreConcern } from '../../db/blobs/rules.ts'
export { isExpired, type NotScannedReason, notScannedReasons, type ScanSource, wholeCase } from '../../db/papers/rules.ts'

/** Base64 characters of one part of a file that comes from the page: below what the router lets through. */
export const uploadPartCharacters = 480_000

const token = z.string().max(60)
const component = z.number().int().min(0).max(1_000)
const done = z.object({})
const description = { title: text(400), issuedOn: isoDate.nullable(), validUntil: isoDate.nullable() }

export const scan = z.object({
  id,
  caseId: id,
  component: z.number(),
  componentName: z.string(),
  title: z.string(),
  kind: z.enum(blobKinds),
  sizeBytes: z.number(),
  fileName: z.string(),
  source: z.enum(scanSources),
  issuedOn: z.string().nullable(),
  validUntil: z.string().nullable(),
  isExpired: z.boolean(),
  reuseReason: z.string(),
  addedAt: instant,
  addedBy: z.string(),
  takenOffReason: z.string().nullable(),
})
export type Scan = z.infer<typeof scan>

const earlierScan = scan.extend({ caseCode: z.string(), isSameKind: z.boolean() })
export type EarlierScan = z.infer<typeof earlierScan>

const paperComponent = z.object({
  position: z.number(),
  name: z.string(),
  originals: z.number(),
  notScanned: z.enum(notScannedReasons).nullable(),
})
export type PaperComponent = z.infer<typeof paperComponent>

const chosenFile = z.object({ token: z.string(), fileName: z.string(), sizeBytes: z.number() })
export type ChosenFile = z.infer<typeof chosenFile>

const trayFile = chosenFile.extend({ modifiedMs: z.number(), isGrowing: z.boolean() })
export type TrayFile = z.infer<typeof trayFile>

/** What the page shows: a picture by its address, anything else by its bytes. */
const shown = z.object({ token: z.string(), url: z.string().nullable(), kind: z.enum(blobKinds) })
export type ShownPaper = z.infer<typeof shown>

const storeState = z.object({
  named: z.number(),
  stored: z.number(),
  storedBytes: z.number(),
  freeBytes: z.number(),
  missing: z.number(),
  damaged: z.number(),
  orphans: z.number(),
  unfinished: z.number(),
  concern: z.enum(['lowRoom', 'large']).nullable(),
})
export type BlobStoreState = z.infer<typeof storeState>

export const papers = {
  get: call({
    input: z.object({ caseId: id }),
    output: z.object({
      applicantName: z.string(),
      components: z.array(paperComponent),
      scans: z.array(scan),
      originals: z.array(keptOriginal),
    }),
    access: 'case.read',
    runs: 'writer',
  }),
  /** Papers of the same person's other cases that could serve this component, the same kind first. */
  listEarlier: call({
    input: z.object({ caseId: id, component }),
    output: z.object({ rows: z.array(earlierScan) }),
    access: 'paper.write',
    runs: 'writer',
  }),
  /** The native dialog; none chosen: an empty list. */
  pickFiles: call({ input: nothing, output: z.object({ files: z.array(chosenFile) }), access: 'paper.write', runs: 'main' }),
  /** One part of a file that was dropped or pasted, in their order; the last one gives the token. */
  upload: call({
    input: z.object({
      uploadId: id,
      fileName: requiredText(260),
      source: z.enum(['drop', 'paste']),
      index: z.number().int().min(0).max(1_000),
      data: z.string().max(uploadPartCharacters),
      isLast: z.boolean(),
    }),
    output: z.object({ file: chosenFile.nullable() }),
    access: 'paper.write',
    runs: 'main',
  }),
  /** Stores the content, then records it. `isLeft`: a scanned file could not be taken out of the scanner's folder. */
  attach: call({
    input: z.object({ token, caseId: id, component, ...description }),
    output: z.object({ scanId: id, isLeft: z.boolean() }),
    access: 'paper.write',
    runs: 'main',
  }),
  describe: call({ input: z.object({ scanId: id, ...description }), output: done, access: 'paper.write', runs: 'writer' }),
  takeOff: call({ input: z.object({ scanId: id, reason: text(1_000) }), output: done, access: 'paper.write', runs: 'writer' }),
  reuse: call({
    input: z.object({ caseId: id, component, scanId: id, reason: text(1_000) }),
    output: z.object({ scanId: id }),
    access: 'paper.write',
    runs: 'writer',
  }),
  markNotScanned: call({
    input: z.object({ caseId: id, component, reason: z.enum(notScannedReasons).nullable() }),
    output: done,
    access: 'paper.write',
    runs: 'writer',
  }),

  view: call({ input: z.object({ scanId: id }), output: shown, access: 'case.read', runs: 'main' }),
  /** Looks at a chosen or scanned file before it is attached. */
  preview: call({ input: z.object({ token }), output: shown, access: 'paper.write', runs: 'main' }),
  readShown: call({
    input: z.object({ token }),
    output: z.object({ content: z.instanceof(Uint8Array) }),
    access: 'case.read',
    runs: 'main',
  }),
  closeShown: call({ input: z.object({ token }), output: done, access: 'case.read', runs: 'main' }),

  /** What the scanner put into its folder. `none`: no folder is chosen; `gone`: it cannot be opened. */
  listTray: call({
    input: nothing,
    output: z.object({ state: z.enum(['none', 'gone', 'open']), files: z.array(trayFile) }),
    access: 'paper.write',
    runs: 'main',
  }),
  getSettings: call({
    input: nothing,
    output: z.object({ scannerFolder: z.string().nullable(), limitMegabytes: z.number() }),
    access: 'signedIn',
    runs: 'writer',
  }),
  setLimit: call({
    input: z.object({ limitMegabytes: z.number().max(mostLimitMegabytes * 10) }),
    output: done,
    access: 'office.configure',
    runs: 'writer',
  }),
  /** The native dialog; null when nothing was chosen. */
  chooseScannerFolder: call({
    input: nothing,
    output: z.object({ folder: z.string().nullable() }),
    access: 'office.configure',
    runs: 'main',
  }),
  forgetScannerFolder: call({ input: nothing, output: done, access: 'office.configure', runs: 'writer' }),

  getStore: call({ input: nothing, output: storeState, access: 'case.read', runs: 'reader' }),
  /** Reads and sums every content. */
  checkStore: call({ input: nothing, output: storeState, access: 'backup.create', runs: 'reader' }),
  /** Copies what a folder (a stick) does not have yet; null when none was chosen. */
  copyOut: call({
    input: nothing,
    output: z.object({ folder: z.string(), copied: z.number(), copiedBytes: z.number(), missing: z.number() }).nullable(),
    access: 'backup.create',
    runs: 'main',
  }),
  /** Brings back from such a folder what the store lacks. */
  bringBack: call({
    input: nothing,
    output: z.object({ folder: z.string(), copied: z.number(), copiedBytes: z.number(), missing: z.number() }).nullable(),
    access: 'backup.restore',
    runs: 'main',
  }),
}
