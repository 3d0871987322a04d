// What the province answers to an office: how far each of its computers has arrived without a gap, what lies between, what was not
// accepted and why. The chunk `receipt` of a bundle of role `province` and scope `answer` holds exactly one of these. An answer tells
// the whole state and not what changed, so that any one of them may be lost and the newest alone counts. Fields that a later version
// adds are left alone.
import { z } from 'zod'

export const receiptFormat = 1
export const receiptChunkKind = 'receipt'

/** Why an event, or a whole chain from it on, is not taken in; the texts stand in the locales. */
export const rejectReasons = [
  /** Its payload does not fit the form that its type has; it is kept, and not counted. */
  'payloadInvalid',
  /** It is about a case of another office. */
  'caseOfOther',
  /** It names a case that an event of another device had received before under the same id. */
  'receivedTwice',
  /** It does not follow the event before it, though its own hash is right. */
  'notLinked',
] as const
export type RejectReason = (typeof rejectReasons)[number]

const id = z.string().min(1).max(100)
const code = z.string().max(100)
const place = z.number().int().min(1)
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)

/** Both ends belong to it. */
const range = z.object({ from: place, to: place })
export type SeqRange = z.infer<typeof range>

const rejectedEvent = z.looseObject({
  seq: place,
  eventId: id,
  type: z.string().max(100),
  /** Code of the case file that it is about; '' for none. */
  caseCode: code,
  /** One of rejectReasons; a later version may know more. */
  reason: z.string().min(1).max(50),
})

const deviceReceipt = z.looseObject({
  device: id,
  code,
  /** Everything up to here has arrived: number and hash of the event; 0 and '' where nothing has. */
  acknowledged: z.object({ seq: z.number().int().min(0), hash: z.string().regex(/^([0-9a-f]{64})?$/) }),
  /** What is known to exist, by later events or by what a bundle tells of the chain, and has not arrived. Ascending. */
  missing: z.array(range).max(10_000),
  /** Ranges after the first gap that have arrived: they need not be sent again. Ascending. */
  waiting: z.array(range).max(10_000),
  /** Arrived and kept, of a kind that the province's program does not know yet. */
  pending: z.number().int().min(0),
  rejected: z.array(rejectedEvent).max(10_000),
})
export type DeviceReceipt = z.infer<typeof deviceReceipt>

const lackingChunks = z.looseObject({
  bundleId: id,
  /** Running number of the device's bundle. */
  number: place,
  device: id,
  /** Places of the chunks in the bundle, from 0. */
  positions: z.array(z.number().int().min(0)).min(1),
})

const sentBackCase = z.looseObject({ caseId: id, caseCode: code, reason: z.string().min(1).max(2_000), at: instant })

export const receipt = z.looseObject({
  format: z.literal(receiptFormat),
  /** Of the office that is answered, and of the province that answers. */
  officeCode: code,
  fromCode: code,
  /** Of two receipts the one made later counts. */
  madeAt: instant,
  devices: z.array(deviceReceipt).max(10_000),
  chunksLacking: z.array(lackingChunks).max(10_000),
  /** Cases that the province gives back to be mended. */
  sentBack: z.array(sentBackCase).max(100_000),
})
export type Receipt = z.infer<typeof receipt>
