// ProcedureFacts { procedure }: the side column of a procedure: codes and bodies, the law, and where the data come from.
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { ProcedureContent } from '../../electron/api/procedures.ts'
import { usePermission } from '../app/session.tsx'
import { listAddress } from '../cases/list/case-filter.ts'
import { formatDate, formatNumber } from '../format.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { ClockRuleCard } from './clock-rule-card.tsx'
import { NotSeen } from './not-seen.tsx'
import { ServingProcesses } from './serving-processes.tsx'

const confidenceTones: Readonly<Record<ProcedureContent['confidence'], BadgeProps['tone']>> = {
  high: 'success',
  medium: 'warn',
  low: 'error',
}

export function ProcedureFacts({ procedure: { id, localKey, content, openCases } }: { procedure: OutputOf<'procedures.get'> }) {
  const { t } = useTranslation('catalogue')
  const mayReadProcesses = usePermission('document.read')
  const codes = [content.nationalCode, ...content.altCodes].filter((code) => code !== null)
  return (
    <aside className="procedure-side" aria-label={t('screen.facts')}>
      <Card title={t('screen.facts')}>
        <DescriptionList
          items={[
            { label: t('fields.nationalCode'), value: codes.length > 0 ? <Lines of={codes} code /> : <NotSeen /> },
            { label: t('fields.shortCode'), value: content.shortCode },
            { label: t('fields.field'), value: content.field },
            { label: t('fields.group'), value: content.group === content.field ? undefined : content.group },
            { label: t('fields.level'), value: content.level },
            { label: t('fields.authority'), value: content.authority ?? <NotSeen /> },
            { label: t('fields.subjects'), value: content.subjects.length > 0 ? <Lines of={content.subjects} /> : <NotSeen /> },
            { label: t('fields.tier'), value: t(`tier.${content.tier}`) },
            {
              label: t('screen.cases'),
              value: (
                <Link href={listAddress({ procedureId: id })}>{t('screen.casesOpen', { number: formatNumber(openCases) })}</Link>
              ),
            },
          ].filter(({ value }) => value !== undefined)}
        />
      </Card>
      {mayReadProcesses && <ServingProcesses localKey={localKey} />}
      <ClockRuleCard procedureId={id} />
      <Card title={t('screen.law')}>
        <DescriptionList
          items={[
            { label: t('fields.decision'), value: content.decision ?? <NotSeen /> },
            { label: t('screen.decisionDate'), value: content.decisionDate ? formatDate(content.decisionDate) : <NotSeen /> },
            { label: t('fields.promulgatedBy'), value: content.promulgatedBy ?? <NotSeen /> },
            {
              label: t('fields.legalBasis'),
              value: content.legalBasis.length > 0 ? <Lines of={content.legalBasis} /> : <NotSeen />,
            },
          ]}
        />
      </Card>
      <Card title={t('screen.data')}>
        <DescriptionList
          items={[
            {
              label: t('fields.confidence'),
              value: (
                <Badge tone={confidenceTones[content.confidence]}>
                  <span className="procedure-badge">{t(`confidence.${content.confidence}`)}</span>
                </Badge>
              ),
            },
            { label: t('fields.source'), value: content.source },
            { label: t('fields.asOf'), value: content.asOf ? formatDate(content.asOf) : <NotSeen /> },
            { label: t('fields.notes'), value: content.notes.length > 0 ? <Lines of={content.notes} /> : undefined },
          ].filter(({ value }) => value !== undefined)}
        />
      </Card>
    </aside>
  )
}

function Lines({ of, code }: { of: readonly string[]; code?: boolean }) {
  return (
    <ul className={code ? 'procedure-lines tabular' : 'procedure-lines'}>
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
