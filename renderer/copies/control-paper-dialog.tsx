// ControlPaperDialog { title, paper, onClose }: a paper of document control before it is printed: a distribution list, or a sheet to sign.
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../electron/api/contract.ts'
import { api } from '../client.ts'
import { PaperDialog } from '../print/paper-dialog.tsx'

export interface ControlPaperDialogProps {
  title: string
  paper: InputOf<'print.previewControlPaper'>['paper']
  onClose: () => void
}

export function ControlPaperDialog({ title, paper, onClose }: ControlPaperDialogProps) {
  const { t } = useTranslation('copies')
  return (
    <PaperDialog
      title={title}
      previewTitle={t('paper.preview')}
      paperKey={paper}
      preview={() => api.print.previewControlPaper({ paper })}
      print={(printer) => api.print.printControlPaper({ paper, printer })}
      save={() => api.print.saveControlPaper({ paper })}
      onClose={onClose}
    />
  )
}
