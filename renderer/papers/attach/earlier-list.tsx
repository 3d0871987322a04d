// EarlierList { rows, onReuse, onView }: papers of the same person's other cases; the same kind first, an expired one marked.
import { Eye, Repeat } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { EarlierScan } from '../../../electron/api/papers.ts'
import { api } from '../../client.ts'
import { formatDate, formatInstantDate } from '../../format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ValidityBadge } from '../paper-words.tsx'
import type { ViewerItem } from '../viewer/viewer-dialog.tsx'

interface EarlierListProps {
  rows: readonly EarlierScan[]
  onReuse: (scan: EarlierScan) => void
  onView: (item: ViewerItem) => void
}

export function EarlierList({ rows, onReuse, onView }: EarlierListProps) {
  const { t } = useTranslation('papers')
  return (
    <ul className="attach-list">
      {rows.map((scan) => (
        <li key={scan.id} className="attach-row">
          <span className="attach-row-words">
            {scan.title}{' '}
            <span className="paper-faint tabular">
              {[
                t('attach.of', { code: scan.caseCode, date: formatInstantDate(scan.addedAt) }),
                scan.issuedOn !== null && t('issued', { date: formatDate(scan.issuedOn) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          {scan.isSameKind && <Badge tone="success">{t('attach.sameKind')}</Badge>}
          <ValidityBadge paper={scan} />
          <IconButton
            size="small"
            icon={Eye}
            label={t('tray.view', { name: scan.title })}
            onClick={() => onView({ key: scan.id, title: scan.title, open: () => api.papers.view({ scanId: scan.id }) })}
          />
          <Button
            size="small"
            icon={Repeat}
            aria-label={t('attach.reuseOne', { title: scan.title })}
            onClick={() => onReuse(scan)}
          >
            {t('attach.reuse')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
