// How a pack and its entries are named on every screen.
import { useTranslation } from 'react-i18next'
import type { EntryKind, PackStatus, PackSummary } from '../../electron/api/packs.ts'
import { packParts } from '../../electron/api/packs.ts'
import { formatNumber } from '../format.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'

const statusTones = {
  made: 'neutral',
  proposed: 'warn',
  applied: 'success',
  rejected: 'neutral',
  rolledBack: 'neutral',
  refused: 'error',
} as const satisfies Record<PackStatus, BadgeProps['tone']>

export function PackStatusBadge({ status }: { status: PackStatus }) {
  const { t } = useTranslation('packs')
  return <Badge tone={statusTones[status]}>{t(`status.${status}`)}</Badge>
}

const kindTones = {
  new: 'success',
  changed: 'info',
  withdrawn: 'error',
  same: 'neutral',
  absent: 'neutral',
} as const satisfies Record<EntryKind, BadgeProps['tone']>

export function EntryKindBadge({ kind }: { kind: EntryKind }) {
  const { t } = useTranslation('packs')
  return <Badge tone={kindTones[kind]}>{t(`kind.${kind}`)}</Badge>
}

/** Why a file was not taken, as a sentence; the part at fault by its name. */
export function useRefusalText(): (refusal: NonNullable<PackSummary['refusal']>) => string {
  const { t } = useTranslation('packs')
  return ({ code, params }) => t(`errors:${code}`, { ...params, ...(params.part && { part: t(`part.${params.part}`) }) })
}

/** `3 tài liệu, 2 thủ tục`. */
export function useCountsText(): (counts: PackSummary['counts']) => string {
  const { t } = useTranslation('packs')
  return (counts) =>
    packParts.flatMap((part) => (counts[part] ? [t(`counts.${part}`, { number: formatNumber(counts[part]) })] : [])).join(', ')
}
