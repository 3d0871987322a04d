// What every place that names a copy shows in the same way.
//   copyNumber(copy)        `03`, as it is stamped
//   CopyStanding { copy }   in somebody's hands, to be fetched, or what became of it
//   HolderName { copy }     who holds it, and whether on paper
import { useTranslation } from 'react-i18next'
import type { CopyOutcome, DocumentCopy } from '../../electron/api/copies.ts'
import { today } from '../documents/control/days.ts'
import { formatDate } from '../format.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'

export const copyNumber = ({ number }: Pick<DocumentCopy, 'number'>): string => String(number).padStart(2, '0')

export const isOut = ({ outcome, struckReason }: DocumentCopy): boolean => outcome === null && struckReason === null

export const isToRecall = (copy: DocumentCopy): boolean => isOut(copy) && copy.endsOn !== null && copy.endsOn <= today()

const tones: Readonly<Record<CopyOutcome, BadgeProps['tone']>> = {
  returned: 'success',
  destroyed: 'success',
  kept: 'neutral',
  lost: 'error',
}

export function CopyStanding({ copy }: { copy: DocumentCopy }) {
  const { t } = useTranslation('copies')
  const { outcome, outcomeOn, outcomeNote, outcomeBy, struckReason } = copy
  if (struckReason !== null) {
    return (
      <span title={struckReason}>
        <Badge>{t('struck')}</Badge> {struckReason}
      </span>
    )
  }
  if (outcome !== null) {
    const words = [outcomeOn && formatDate(outcomeOn), outcomeNote].filter(Boolean).join(' · ')
    return (
      <span title={t('recordedBy', { name: outcomeBy })}>
        <Badge tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Badge> {words}
      </span>
    )
  }
  return isToRecall(copy) ? (
    <span>
      <Badge tone="warn">{t('toRecall')}</Badge> {t('since', { date: formatDate(copy.endsOn ?? '') })}
    </span>
  ) : (
    <Badge tone="info">{t('out')}</Badge>
  )
}

export function HolderName({ copy }: { copy: DocumentCopy }) {
  const { t } = useTranslation('copies')
  return (
    <>
      {copy.holder} <span className="document-soft">· {t(`form.${copy.form}`)}</span>
    </>
  )
}
