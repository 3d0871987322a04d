// Papers of a case: where a scan comes from, why a paper is not scanned, whether an earlier scan may serve again. Pure.
import type { IsoDate } from '../model/local-time.ts'

/** How a scan came into the store; `reuse`: it was there for an earlier case. */
export const scanSources = ['file', 'drop', 'paste', 'scanner', 'reuse'] as const
export type ScanSource = (typeof scanSources)[number]

/** The place of what belongs to the case as a whole; components count from 1. */
export const wholeCase = 0

/**
 * Why a paper is not scanned (TT 03/2025/TT-VPCP Điều 5(2)): the file came electronically; the paper is only to be shown; it is a reply
 * inside the administration to a verification or consultation; it is secret.
 */
export const notScannedReasons = ['eFiled', 'shownOnly', 'internalReply', 'secret'] as const
export type NotScannedReason = (typeof notScannedReasons)[number]

/** Whether a paper no longer holds on a day; one without an end holds for good. */
export const isExpired = (validUntil: IsoDate | null, date: IsoDate): boolean => validUntil !== null && validUntil < date
