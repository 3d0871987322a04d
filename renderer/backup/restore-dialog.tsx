// RestoreDialog { backup, call, onClose }: the last question before the present data are put aside for a backup. Says all that will
// happen. `recovery.restore` is for data that cannot be opened: nobody is signed in then, and nothing can be backed up before.
import './restore-dialog.css'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BackupFile } from '../../electron/api/backup.ts'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatInstant } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import { useToast } from '../ui/toast.tsx'
import { useProgress } from '../use-progress.ts'

interface RestoreDialogProps {
  readonly backup: BackupFile
  readonly call: 'backup.restore' | 'recovery.restore'
  readonly onClose: () => void
}

export function RestoreDialog({ backup, call, onClose }: RestoreDialogProps) {
  const { t } = useTranslation('backup')
  const toast = useToast()
  const isOpen = call === 'backup.restore'
  const restore = useMutation({
    mutationFn: () => (isOpen ? api.backup : api.recovery).restore({ name: backup.name }),
    onSuccess: () => {
      onClose()
      toast.show({ title: t('restore.done'), description: t('restore.doneText') })
    },
  })
  const { value } = useProgress(call, restore.isPending)
  const at = formatInstant(backup.createdAt)
  return (
    <ConfirmDialog
      open
      danger
      onCancel={onClose}
      onConfirm={() => restore.mutate()}
      busy={restore.isPending}
      title={t('restore.title', { at })}
      confirmLabel={t('restore.confirm')}
    >
      <div className="restore">
        {restore.isError && <Banner tone="error">{failureText(t, restore.error)}</Banner>}
        <p>{t('restore.question', { at })}</p>
        <ul className="restore-effects">
          <li>{t('restore.later')}</li>
          <li>{t('restore.aside')}</li>
          {isOpen && <li>{t('restore.signOut')}</li>}
          <li>{t('restore.epoch')}</li>
        </ul>
        {isOpen && <p>{t('restore.advice')}</p>}
        {restore.isPending && <Progress label={t('restore.running')} value={value} />}
      </div>
    </ConfirmDialog>
  )
}
