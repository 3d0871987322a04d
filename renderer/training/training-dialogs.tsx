// EnterTrainingDialog { open, onClose }   what training mode is, before the person is signed out of the real data
// ResetTrainingDialog { open, onClose }   the last question before everything practised is thrown away
// The root of the page follows the status, so a dialog that succeeded is gone with the screen it stood on.
import './training-dialogs.css'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useStatus } from '../app/session.tsx'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import { useToast } from '../ui/toast.tsx'
import { useProgress } from '../use-progress.ts'

interface TrainingDialogProps {
  open: boolean
  onClose: () => void
}

export function EnterTrainingDialog({ open, onClose }: TrainingDialogProps) {
  const { t } = useTranslation('training')
  const { session } = useStatus()
  const enter = useMutation({ mutationFn: () => api.training.enter({}) })
  const { value } = useProgress('training.enter', enter.isPending)
  return (
    <ConfirmDialog
      open={open}
      onCancel={onClose}
      onConfirm={() => enter.mutate()}
      busy={enter.isPending}
      title={t('enter.title')}
      confirmLabel={t('enter.confirm')}
    >
      <div className="training-question">
        {enter.error && <Banner tone="error">{failureText(t, enter.error)}</Banner>}
        <p>{t('enter.what')}</p>
        <ul className="training-effects">
          <li>{t('enter.separate')}</li>
          <li>{t('enter.marked')}</li>
          {session && <li>{t('enter.signsOut')}</li>}
          <li>{t('enter.back')}</li>
        </ul>
        {enter.isPending && <Progress label={t('enter.working')} value={value} />}
      </div>
    </ConfirmDialog>
  )
}

export function ResetTrainingDialog({ open, onClose }: TrainingDialogProps) {
  const { t } = useTranslation('training')
  const toast = useToast()
  const reset = useMutation({
    mutationFn: () => api.training.reset({}),
    onSuccess: () => {
      onClose()
      toast.show({ tone: 'success', title: t('reset.done') })
    },
  })
  const { value } = useProgress('training.reset', reset.isPending)
  return (
    <ConfirmDialog
      open={open}
      danger
      onCancel={onClose}
      onConfirm={() => reset.mutate()}
      busy={reset.isPending}
      title={t('reset.title')}
      confirmLabel={t('reset.confirm')}
    >
      <div className="training-question">
        {reset.error && <Banner tone="error">{failureText(t, reset.error)}</Banner>}
        <p>{t('reset.text')}</p>
        {reset.isPending && <Progress label={t('enter.working')} value={value} />}
      </div>
    </ConfirmDialog>
  )
}
