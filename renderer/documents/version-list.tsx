// VersionList { document, shownId, onShow }: every version, newest first: who did what when, why it was made, why it was sent back.

import type { TFunction } from 'i18next'
import { GitCompareArrows } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { DocumentVersion } from '../../electron/api/documents.ts'
import { formatDate, formatInstant } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { numberWords, StateBadge } from './document-words.tsx'

export interface VersionListProps {
  document: OutputOf<'documents.get'>
  shownId: string
  onShow: (versionId: string) => void
  /** Where two versions of this kind of document stand side by side, if anywhere. */
  comparisonOf?: (from: string, to: string) => string
}

export function VersionList({ document, shownId, onShow, comparisonOf }: VersionListProps) {
  const { t } = useTranslation('documents')
  const [, navigate] = useLocation()
  const kept = document.versions.filter(({ status }) => status !== 'discarded')
  /** The version that this one followed. */
  const before = ({ id, basedOn }: DocumentVersion) => basedOn ?? kept[kept.findIndex((version) => version.id === id) + 1]?.id
  return (
    <div className="document-stack">
      {document.versions.map((version) => (
        <Card
          key={version.id}
          title={
            <span className="document-line">
              {numberWords(t as TFunction, version)} <StateBadge state={version.state} />
            </span>
          }
          actions={
            <>
              {comparisonOf && version.status !== 'discarded' && before(version) && (
                <Button
                  size="small"
                  icon={GitCompareArrows}
                  onClick={() => navigate(comparisonOf(before(version) ?? '', version.id))}
                >
                  {t('versions.compare')}
                </Button>
              )}
              {version.id === shownId ? (
                <span className="document-soft">{t('versions.shown')}</span>
              ) : (
                <Button size="small" onClick={() => onShow(version.id)}>
                  {t('versions.show')}
                </Button>
              )}
            </>
          }
        >
          <DescriptionList columns={2} items={factsOf(t as TFunction, version, document.staff)} />
        </Card>
      ))}
    </div>
  )
}

function factsOf(t: TFunction, version: DocumentVersion, staff: Readonly<Record<string, string>>) {
  const who = (id: string | null, at: string | null) =>
    id === null || at === null ? '' : t('documents:versions.by', { name: staff[id] ?? '—', at: formatInstant(at) })
  const day = (date: string | null) => (date === null ? '' : formatDate(date))
  const facts: [label: string, value: string][] = [
    [t('documents:versions.author'), who(version.author, version.draftedAt)],
    [t('documents:versions.submitted'), who(version.submittedBy, version.submittedAt)],
    [t('documents:versions.reviewed'), who(version.reviewedBy, version.reviewedAt)],
    [t('documents:versions.approved'), who(version.approvedBy, version.approvedAt)],
    [t('documents:approve.signer'), version.approverName],
    [t('documents:field.approvedOn'), day(version.approvedOn)],
    [t('documents:field.effectiveFrom'), day(version.effectiveFrom)],
    [t('documents:field.effectiveTo'), day(version.effectiveTo)],
    [t('documents:field.reviewDueOn'), day(version.reviewDueOn)],
    [t('documents:versions.reason'), version.reason],
    [t('documents:versions.returned'), version.returnReason],
    [t('documents:versions.exception'), version.exceptionReason],
    [
      t('documents:versions.paper'),
      version.isFromPaper ? t('documents:versions.fromPaper') : version.isFromPack ? t('documents:versions.fromPack') : '',
    ],
  ]
  return facts.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }))
}
