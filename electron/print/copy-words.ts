// How papers name a numbered copy and what became of it.
import type { CopyOutcome } from '../../db/copies/rules.ts'
import type { IsoDate } from '../../db/model/local-time.ts'
import { formatDay } from './paper-dates.ts'

const outcomeWords: Readonly<Record<CopyOutcome, string>> = {
  returned: 'Đã thu hồi',
  destroyed: 'Đã hủy',
  kept: 'Lưu, đóng dấu “HẾT HIỆU LỰC”',
  lost: 'Mất',
}

/** Bản số 01, as it is stamped. */
export const copyNumberText = (copy: number): string => String(copy).padStart(2, '0')

export const copyOutcomeText = (outcome: CopyOutcome, on: IsoDate | null): string =>
  `${outcomeWords[outcome]} ${formatDay(on ?? '')}`.trim()
