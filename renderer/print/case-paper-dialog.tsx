// CasePaperDialog { paper, title, previewTitle, onClose }: a paper about several cases before it is printed. Reading many of them shows how
// far it has come, and closing calls it off.
import { useIsFetching } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../electron/api/contract.ts'
import { api } from '../client.ts'
import { Progress } from '../ui/progress.tsx'
import { useProgress } from '../use-progress.ts'
import { PaperDialog } from './paper-dialog.tsx'

interface CasePaperDialogProps {
  paper: InputOf<'print.previewCasePaper'>['paper']
  title: string
  previewTitle: string
  onClose: () => void
}

export function CasePaperDialog({ paper, title, previewTitle, onClose }: CasePaperDialogProps) {
  const { t } = useTranslation('print')
  const isReading = useIsFetching({ queryKey: ['print.paper', paper] }) > 0
  const { value, cancel } = useProgress('print.previewCasePaper', isReading)
  const close = () => {
    if (isReading) cancel()
    onClose()
  }
  return (
    <PaperDialog
      title={title}
      previewTitle={previewTitle}
      paperKey={paper}
      preview={() => api.print.previewCasePaper({ paper })}
      print={(printer) => api.print.printCasePaper({ paper, printer })}
      save={() => api.print.saveCasePaper({ paper })}
      onClose={close}
    >
      {isReading && value !== undefined && <Progress label={t('cases.reading')} value={value} onCancel={close} />}
    </PaperDialog>
  )
}
