// What every place that names a conversion shows in the same way.
//   StatusBadge   { conversion }   under way, overdue, closed, given up
//   VerdictBadge  { verdict }      null: nobody has judged the clause yet
//   ReissueBadge  { state }
//   originText    (t, row)         which clauses of the old edition a clause comes from
//   clauseTitle   (language, row)  with the heading above it: "Khái quát" alone says nothing
//   today, linkName
import type { TFunction } from 'i18next'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ConversionStatus, GapRow, LinkedDocument, ReissueState, Verdict } from '../../electron/api/conversions.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'

const statusTones: Readonly<Record<ConversionStatus, BadgeProps['tone']>> = {
  open: 'info',
  closed: 'success',
  givenUp: 'neutral',
}

export function StatusBadge({ conversion }: { conversion: { status: ConversionStatus; isOverdue: boolean } }) {
  const { t } = useTranslation('conversion')
  if (conversion.isOverdue) {
    return (
      <Badge tone="error" icon={CircleAlert}>
        {t('status.overdue')}
      </Badge>
    )
  }
  return <Badge tone={statusTones[conversion.status]}>{t(`status.${conversion.status}`)}</Badge>
}

const verdictLooks: Readonly<Record<Verdict, Pick<BadgeProps, 'tone' | 'icon'>>> = {
  met: { tone: 'success' },
  partly: { tone: 'warn', icon: TriangleAlert },
  notMet: { tone: 'error', icon: CircleAlert },
  notApplicable: { tone: 'neutral' },
}

export function VerdictBadge({ verdict }: { verdict: Verdict | null }) {
  const { t } = useTranslation('conversion')
  if (verdict === null) return <span className="conversion-soft">{t('verdict.none')}</span>
  return <Badge {...verdictLooks[verdict]}>{t(`verdict.${verdict}`)}</Badge>
}

const reissueTones: Readonly<Record<ReissueState, BadgeProps['tone']>> = {
  old: 'warn',
  draft: 'info',
  issued: 'success',
  exempt: 'neutral',
}

export function ReissueBadge({ state }: { state: ReissueState }) {
  const { t } = useTranslation('conversion')
  return <Badge tone={reissueTones[state]}>{t(`reissue.of.${state}`)}</Badge>
}

export function originText(t: TFunction<'conversion'>, { origin }: Pick<GapRow, 'origin'>): string {
  return origin.kind === 'mapped' ? origin.from.join(', ') : t(`origin.${origin.kind}`)
}

export function clauseTitle(language: string, { title, heading }: Pick<GapRow, 'title' | 'heading'>): string {
  const side = language === 'en' ? 'en' : 'vi'
  return heading ? `${heading[side]}: ${title[side]}` : title[side]
}

export const linkName = ({ code, name }: LinkedDocument): string => `${code} ${name}`
