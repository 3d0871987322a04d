// FindingsList { findings, justifications? }: what the check found, errors first, each with what it was justified with.

import type { TFunction } from 'i18next'
import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../electron/api/documents.ts'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { durationWords } from './document-words.tsx'

/** The sentence of a finding; times in its parameters stand as words. */
export function findingText(t: TFunction, { rule, params }: Finding): string {
  const words = Object.entries(params).map(([name, value]) =>
    typeof value === 'number' && /minutes$/i.test(name) ? [name, durationWords(t, value)] : [name, value],
  )
  return t(`lint:rule.${rule}`, Object.fromEntries(words) as Record<string, string>)
}

export interface FindingsListProps {
  findings: readonly Finding[]
  justifications?: Readonly<Record<string, string>>
}

export function FindingsList({ findings, justifications = {} }: FindingsListProps) {
  const { t } = useTranslation('documents')
  if (findings.length === 0) return <EmptyState icon={CircleCheck} title={t('findings.none')} />
  const errorsFirst = findings.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
  return (
    <ul className="findings">
      {errorsFirst.map((finding) => (
        <li key={finding.key}>
          <Badge tone={finding.severity === 'error' ? 'error' : 'warn'}>{t(`severity.${finding.severity}`)}</Badge>
          <div>
            <p>{findingText(t as TFunction, finding)}</p>
            {justifications[finding.key] && (
              <p className="document-soft">{t('findings.justified', { reason: justifications[finding.key] })}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
