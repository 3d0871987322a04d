// What a bundle says of itself. The manifest is signed to the byte; what is read here has been found signed before it is believed. A
// reader of today meets what later versions wrote: unknown fields are left alone, unknown kinds of chunk are handed on unread.
import { z } from 'zod'

/** The version of the container and of the manifest. A file of a higher one is refused; what this version adds is told by `needs`. */
export const bundleFormat = 1
export const bundleKind = 'motcua-bundle'
export const bundleExtension = 'mcbundle'

const megabyte = 1_048_576
/** Bounds of what is read before anything was found signed, and of what may unfold from it. */
export const limits = {
  /** Bytes of a chunk as it lies in the file. */
  chunkBytes: 8 * megabyte,
  /** Bytes that the events of one chunk may unfold to. */
  plainBytes: 32 * megabyte,
  /** Bytes of the manifest, as it lies there and unfolded. */
  manifestBytes: 8 * megabyte,
  plainManifestBytes: 64 * megabyte,
  chunks: 100_000,
  indexBytes: 16 * megabyte,
} as const

/** Bytes of NDJSON after which a chunk of events is closed: the most that one bad spot on a stick costs. */
export const eventChunkBytes = megabyte
/** Bytes of a scan that go into one chunk. */
export const blobChunkBytes = 4 * megabyte

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const name = z.string().max(500)
const code = z.string().max(100)
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const place = count.min(1)
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)

const lying = { size: place.max(limits.chunkBytes), sha256 }

/** Events of one device in the order of its chain; without gaps where `events` is `to - from + 1`. */
const eventsChunk = z.looseObject({
  kind: z.literal('events'),
  ...lying,
  /** Bytes of the NDJSON. */
  plainSize: place.max(limits.plainBytes),
  events: place,
  device: id,
  from: place,
  to: place,
  /** Codes of the case files that it touches: what a damaged chunk costs is told by them. */
  cases: z.array(code),
})

/** A piece of a scan. */
const blobChunk = z.looseObject({
  kind: z.literal('blob'),
  ...lying,
  /** Of the whole scan. */
  blob: sha256,
  blobSize: place,
  offset: count,
})

const otherChunk = z.looseObject({ kind: z.string().min(1).max(50), ...lying })

export const bundleChunk = z.union([
  eventsChunk,
  blobChunk,
  otherChunk.refine(({ kind }) => kind !== 'events' && kind !== 'blob'),
])
export type BundleChunk = z.infer<typeof bundleChunk>
export type EventsChunk = z.infer<typeof eventsChunk>
export type BlobChunk = z.infer<typeof blobChunk>

export const isEventsChunk = (chunk: BundleChunk): chunk is EventsChunk => chunk.kind === 'events'
export const isBlobChunk = (chunk: BundleChunk): chunk is BlobChunk => chunk.kind === 'blob'

/** `office`: events of an office, upwards or to its other computers; `province`: what the province answers or hands down. */
export const bundleRoles = ['office', 'province'] as const

/** What was chosen to go. Only `since` says that nothing between was left out. */
export const bundleScopes = ['since', 'period', 'case', 'resend', 'answer'] as const
export type BundleScope = (typeof bundleScopes)[number]

export const bundleManifest = z.looseObject({
  format: z.literal(bundleFormat),
  /** Names of abilities that a reader must have; one that it does not know makes it refuse the file. */
  needs: z.array(z.string().max(50)).max(50),
  bundleId: id,
  role: z.enum(bundleRoles),
  scope: z.enum(bundleScopes),
  /** Which of several files of one export, from 1. */
  part: place,
  parts: place,
  madeAt: instant,
  /** Running number of the device's bundles, from 1. */
  number: place,
  /** sha256 of the manifest of the device's bundle before this one; '' for its first. */
  previous: z.union([sha256, z.literal('')]),
  from: z.looseObject({ officeCode: code, officeName: name }),
  /** Code of the office for which it is meant: a bundle cannot be put into another envelope. */
  to: z.looseObject({ officeCode: code }),
  /** Who signed: the device, its public key as base64 of its DER form, and the age recipient for whom answers are encrypted. */
  device: z.looseObject({ id, code, publicKey: z.string().max(200), recipient: z.string().max(200) }),
  /** Version of the program and name of the newest migration of its database. */
  program: z.string().max(50),
  schema: z.string().max(100),
  /** age recipients for whom the chunks are encrypted. */
  recipients: z.array(z.string().max(200)).min(1).max(20),
  counts: z.looseObject({ events: count, cases: count, blobs: count }),
  /** Codes of the first and the last case file; '' without any. */
  firstCase: code,
  lastCase: code,
  /** Where each device's chain stands in the sending office: what is missing is told by it, even where it was not sent. */
  heads: z.array(z.looseObject({ device: id, code, seq: place, hash: sha256 })).max(10_000),
  chunks: z.array(bundleChunk).max(limits.chunks),
})
export type BundleManifest = z.infer<typeof bundleManifest>

/** Abilities that this program has; see `needs`. */
export const knownNeeds: readonly string[] = []
