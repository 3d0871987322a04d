// What every place that names an instrument shows in the same way.
//   StateBadge   { state }
//   IssuedOn     { instrument }   the date on the paper as far as it is known, and the day it counts from where that is another
//   GroupCounts  { groups }       how many lines of each group
import type { TFunction } from 'i18next'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { partialDateText } from '../../db/model/partial-date.ts'
import type { InstrumentState, InstrumentSummary } from '../../electron/api/conformity.ts'
import { processGroups } from '../../electron/api/documents.ts'
import { formatDate } from '../format.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'

const tones: Readonly<Record<InstrumentState, BadgeProps['tone']>> = {
  draft: 'info',
  discarded: 'neutral',
  notYet: 'neutral',
  inForce: 'success',
  expiringSoon: 'warn',
  suspended: 'warn',
  expired: 'neutral',
  replaced: 'neutral',
  withdrawn: 'error',
}

export function StateBadge({ state }: { state: InstrumentState }) {
  const { t } = useTranslation('conformity')
  const icon = state === 'expiringSoon' || state === 'suspended' ? TriangleAlert : state === 'withdrawn' ? CircleAlert : undefined
  return (
    <Badge tone={tones[state]} icon={icon}>
      {t(`state.${state}`)}
    </Badge>
  )
}

type Dated = Pick<InstrumentSummary, 'issuedOn' | 'inForceFrom'>

export function issuedText(t: TFunction<'conformity'>, { issuedOn, inForceFrom }: Dated): string {
  if (issuedOn === inForceFrom) return formatDate(issuedOn)
  const known = issuedOn === '' ? t('dateUnknown') : partialDateText(issuedOn)
  return inForceFrom === null ? known : t('dateAssumed', { known, date: formatDate(inForceFrom) })
}

export function expiryText(
  t: TFunction<'conformity'>,
  { kind, expiresOn, isExpiryAssumed }: Pick<InstrumentSummary, 'kind' | 'expiresOn' | 'isExpiryAssumed'>,
): string {
  if (expiresOn === null) return kind === 'declaration' ? t('noExpiry') : '—'
  return isExpiryAssumed ? t('expiryAssumed', { date: formatDate(expiresOn) }) : formatDate(expiresOn)
}

export function groupText(t: TFunction<'conformity'>, groups: Readonly<Record<string, number>>): string {
  return processGroups
    .filter((group) => groups[group])
    .map((group) => t('groupCount', { group: t(`group.${group}`), number: groups[group] }))
    .join(' · ')
}

export const standardText = (
  t: TFunction<'conformity'>,
  { edition, isDraftEdition }: Pick<InstrumentSummary, 'edition' | 'isDraftEdition'>,
) => (isDraftEdition ? t('standardDraft', { edition }) : t('standard', { edition }))
