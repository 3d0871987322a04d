// What a person may choose for a bundle, and what counts as something to send.
import { z } from 'zod'

/** `siblings`: what the office's other computers lack; all others go to the province. */
export const exportScopes = ['since', 'period', 'case', 'resend', 'siblings'] as const
export type ExportScope = (typeof exportScopes)[number]

const megabyte = 1_048_576
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** Smaller parts than this are mostly envelope. */
export const leastSplitMegabytes = 2
export const mostSplitMegabytes = 4_000

export const exportChoice = z.object({
  scope: z.enum(exportScopes),
  /** Of a period: ISO dates at the office, both included. */
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  caseId: z.string().max(50).nullable(),
  /** Whose lacking chunks go again; null for all of them. */
  bundleIds: z.array(z.string().max(50)).max(1_000).nullable(),
  withScans: z.boolean(),
  /** Null: one file, however large. */
  splitMegabytes: z.number().int().min(leastSplitMegabytes).max(mostSplitMegabytes).nullable(),
})
export type ExportChoice = z.infer<typeof exportChoice>

export const splitBytes = ({ splitMegabytes }: ExportChoice): number =>
  splitMegabytes === null ? Number.POSITIVE_INFINITY : splitMegabytes * megabyte

/** Events about sending and keeping, not about work: they go along, but no bundle is made for them alone. */
export const ownRecordTypes = ['bundle.', 'trust.', 'backup.', 'merge.'] as const

export const deliveryStates = ['unsent', 'sent', 'received', 'changed', 'returned'] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const bundleStates = ['sent', 'received', 'partly', 'lacking'] as const
export type BundleState = (typeof bundleStates)[number]
