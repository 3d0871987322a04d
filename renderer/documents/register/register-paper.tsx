// RegisterPaper { rows, date, onClose }: what the register shows now, as the list of internal documents on paper.
import { useTranslation } from 'react-i18next'
import type { DocumentSummary } from '../../../electron/api/documents.ts'
import { api } from '../../client.ts'
import { PaperDialog } from '../../print/paper-dialog.tsx'

export interface RegisterPaperProps {
  rows: readonly DocumentSummary[]
  /** The day of the rows. */
  date: string
  onClose: () => void
}

export function RegisterPaper({ rows, date, onClose }: RegisterPaperProps) {
  const { t } = useTranslation('print')
  const list = { documentIds: rows.map(({ id }) => id), date }
  return (
    <PaperDialog
      title={t('list.title')}
      previewTitle={t('list.preview')}
      paperKey={list}
      preview={() => api.print.previewDocumentList(list)}
      print={(printer) => api.print.printDocumentList({ ...list, printer })}
      save={() => api.print.saveDocumentList(list)}
      onClose={onClose}
    />
  )
}
