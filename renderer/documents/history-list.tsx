// HistoryList { document }: what happened to a document, newest first, in plain words.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatInstant } from '../format.ts'
import { Card } from '../ui/card.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { historyQuery } from './document-queries.ts'

export function HistoryList({ document }: { document: OutputOf<'documents.get'> }) {
  const { t } = useTranslation('documents')
  const history = useQuery(historyQuery(document.id))
  if (history.isError) return <QueryFailure error={history.error} onRetry={() => history.refetch()} />
  if (!history.data) return <Spinner />
  const numbers = new Map(document.versions.map((version) => [version.id, t('list.number', version)]))
  return (
    <Card>
      <ol className="document-history">
        {history.data.entries.map((entry) => (
          <li key={entry.id}>
            <span className="document-soft tabular">{formatInstant(entry.at)}</span>
            <div>
              <p>
                {t(`history.${entry.type}`)}
                {entry.versionId !== null && numbers.has(entry.versionId) && ` ${numbers.get(entry.versionId)}`}
                {entry.staffName && <span className="document-soft"> · {entry.staffName}</span>}
              </p>
              {entry.remark && <p className="document-soft">{entry.remark}</p>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
