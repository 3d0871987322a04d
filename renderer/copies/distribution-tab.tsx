// DistributionTab { document, version }: who has copies of the document, and who has to read the version in sight.
import './copies.css'
import { BookCopy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { DocumentVersion } from '../../electron/api/documents.ts'
import { ReaderList } from '../readings/reader-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { CopyList } from './copy-list.tsx'

export function DistributionTab({ document, version }: { document: OutputOf<'documents.get'>; version: DocumentVersion }) {
  const { t } = useTranslation('copies')
  if (!document.versions.some(({ status }) => status === 'approved')) {
    return (
      <EmptyState icon={BookCopy} title={t('notIssued')}>
        {t('notIssuedText')}
      </EmptyState>
    )
  }
  return (
    <div className="copies-stack">
      <CopyList document={document} version={version} />
      {version.status === 'approved' && <ReaderList document={document} version={version} />}
    </div>
  )
}
