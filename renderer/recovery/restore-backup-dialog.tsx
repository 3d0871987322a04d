// RestoreBackupDialog { backup, onClose }: the last question before a backup takes the place of the data that cannot be used.
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
import { RestoreEffects } from './restore-effects.tsx'

export function RestoreBackupDialog({ backup, onClose }: { backup: BackupFile; onClose: () => void }) {
  const { t } = useTranslation('recovery')
  const toast = useToast()
  const restore = useMutation({
    mutationFn: () => api.recovery.restore({ name: backup.name }),
    onSuccess: () => toast.show({ title: t('restored'), description: t('restoredText') }),
  })
  const progress = useProgress('recovery.restore', restore.isPending)
  const at = formatInstant(backup.createdAt)
  return (
    <ConfirmDialog
      open
      danger
      onCancel={onClose}
      onConfirm={() => restore.mutate()}
      busy={restore.isPending}
      title={t('backup:restore.title', { at })}
      confirmLabel={t('backup:restore.confirm')}
    >
      <div className="recovery-words">
        {restore.isError && <Banner tone="error">{failureText(t, restore.error)}</Banner>}
        <p>{t('backup:restore.question', { at })}</p>
        <RestoreEffects />
        {restore.isPending && <Progress label={t('restoring')} value={progress.value} />}
      </div>
    </ConfirmDialog>
  )
}
