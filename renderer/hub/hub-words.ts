// Words that several screens of the provincial mode share.
import type { TFunction } from 'i18next'
import type { Missing, OfficeRow } from '../../electron/api/hub.ts'
import { formatNumber } from '../format.ts'

/** Numbers as people say them: `3, 5–9`. */
export const spellRanges = (ranges: ReadonlyArray<{ from: number; to: number }>): string =>
  ranges.map(({ from, to }) => (from === to ? formatNumber(from) : `${formatNumber(from)}–${formatNumber(to)}`)).join(', ')

/** What is missing of one computer, in one sentence. */
export const missingText = (t: TFunction<'hub'>, { deviceCode, ranges, bundles }: Missing): string =>
  [
    t('missing.events', { device: deviceCode, numbers: spellRanges(ranges) }),
    bundles.length > 0 && t('missing.bundles', { numbers: spellRanges(bundles) }),
  ]
    .filter(Boolean)
    .join(' ')

/** How urgently somebody should look at an office; 0: all is well. */
export function attentionOf({ gaps, rejected, partial, pending, days, late }: OfficeRow, silentDays: number): number {
  if (gaps > 0 || rejected > 0 || partial > 0) return 3
  if (days === null || days > silentDays) return 2
  return late > 0 || pending > 0 ? 1 : 0
}
