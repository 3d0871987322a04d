// What every place that names a document under control shows in the same way.
//   StateBadge     { state }      where a version stands
//   OpenMark       { row, reviewer }   that a version is under way beside the one in effect, and whether it waits for this person
//   durationWords  (t, minutes)   `3 ngày`, `6 giờ`; working time, a day counts 8 hours
//   numberWords    (t, version)   `Lần ban hành 2, sửa đổi 1`
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { minutesPerWorkingDay } from '../../db/model/step-times.ts'
import type { DocumentSummary, VersionState } from '../../electron/api/documents.ts'
import { formatNumber } from '../format.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'
import { type Reviewer, waitsFor } from './register/register-filter.ts'

const tones: Readonly<Record<VersionState, BadgeProps['tone']>> = {
  draft: 'info',
  inReview: 'warn',
  inApproval: 'warn',
  approved: 'info',
  effective: 'success',
  superseded: 'neutral',
  withdrawn: 'neutral',
  discarded: 'neutral',
}

export function StateBadge({ state }: { state: VersionState }) {
  const { t } = useTranslation('documents')
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
}

export function OpenMark({ row, reviewer }: { row: DocumentSummary; reviewer: Reviewer }) {
  const { t } = useTranslation('documents')
  const isWaiting = waitsFor(row, reviewer)
  if (isWaiting) return <span className="document-waiting">{t('list.waitsForYou')}</span>
  return row.open?.status ? <span className="document-soft">{t(`open.${row.open.status}`)}</span> : null
}

const quarterDay = minutesPerWorkingDay / 4

/** Whole and quarter days in days, as decisions write them; anything else in hours. `t` may be of any namespace. */
export function durationWords(t: TFunction, minutes: number): string {
  const isDays = minutes >= minutesPerWorkingDay && minutes % quarterDay === 0
  const number = formatNumber(isDays ? minutes / minutesPerWorkingDay : Math.round((minutes / 60) * 100) / 100)
  return t(isDays ? 'documents:duration.days' : 'documents:duration.hours', { number })
}

export const numberWords = (t: TFunction, { issue, revision }: { issue: number; revision: number }): string =>
  t('documents:number', { issue, revision })
