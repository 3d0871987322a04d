// TrainingBand: says in every screen of training mode that nothing here is real, and leads back. Nothing outside training mode. Stands in
// the head that a screen has anyway, so that a learner sees the same screen below it as at work; the frame around the window is drawn
// by training-frame.css.
import './training-band.css'
import './training-frame.css'
import { useMutation } from '@tanstack/react-query'
import { GraduationCap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStatus } from '../app/session.tsx'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useToast } from '../ui/toast.tsx'

export function TrainingBand() {
  const { isTraining } = useStatus()
  return isTraining ? <Band /> : null
}

function Band() {
  const { t } = useTranslation('training')
  const toast = useToast()
  const leave = useMutation({
    mutationFn: () => api.training.leave({}),
    onError: (error) => toast.show({ tone: 'error', title: t('notLeft'), description: failureText(t, error) }),
  })
  return (
    <div className="training-place">
      <div className="training-band">
        <Icon of={GraduationCap} large />
        <p className="training-words">
          <strong>{t('mode')}</strong>
          <span className="training-worthless">
            {' – '}
            {t('worthless')}
          </span>
        </p>
        <Button size="small" className="training-leave" busy={leave.isPending} onClick={() => leave.mutate()}>
          {t('leave')}
        </Button>
      </div>
    </div>
  )
}
