// How the screens say what a person has in hand.
import type { TFunction } from 'i18next'
import type { DutyKind } from '../../electron/api/duties.ts'
import { formatDate, formatInstant } from '../format.ts'

/** `3 hồ sơ đang giải quyết, 1 bản chính`. */
export const heldText = (t: TFunction, held: Partial<Record<DutyKind, number>>): string =>
  (Object.entries(held) as [DutyKind, number][]).map(([kind, count]) => t(`duties:held.${kind}`, { count })).join(', ')

/** A step is due at an hour, a lent file on a day. */
export const dueText = (dueAt: string | null): string =>
  dueAt === null ? '' : dueAt.length === 10 ? formatDate(dueAt) : formatInstant(dueAt)
