// GapFacts { title, row, origin, onClose }: what was found for a clause, for whoever may only read.
import { useTranslation } from 'react-i18next'
import type { GapRow } from '../../electron/api/conversions.ts'
import { formatDate } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { linkName, VerdictBadge } from './conversion-words.tsx'

export interface GapFactsProps {
  title: string
  row: GapRow
  origin: string
  onClose: () => void
}

export function GapFacts({ title, row, origin, onClose }: GapFactsProps) {
  const { t } = useTranslation('conversion')
  return (
    <Dialog open onClose={onClose} title={title} footer={<Button onClick={onClose}>{t('back')}</Button>}>
      <DescriptionList
        items={[
          { label: t('field.verdict'), value: <VerdictBadge verdict={row.verdict} /> },
          { label: t('gap.oldClauses'), value: origin },
          { label: t('field.documentIds'), value: row.documents.map(linkName).join('; ') },
          { label: t('field.note'), value: row.note },
          { label: t('field.action'), value: row.action },
          { label: t('field.responsible'), value: row.responsible },
          { label: t('field.dueOn'), value: row.dueOn ? formatDate(row.dueOn) : '' },
        ]}
      />
    </Dialog>
  )
}
