// EnterTraining { label }   the quiet way into training mode from the screens before the work
// ResetTraining             beginning anew, on the sign-in screen of training mode
import { GraduationCap, RotateCcw } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { EnterTrainingDialog, ResetTrainingDialog } from './lazy-dialogs.ts'

export function EnterTraining({ label }: { label: string }) {
  const [asks, setAsks] = useState(false)
  return (
    <>
      <Button variant="quiet" icon={GraduationCap} onClick={() => setAsks(true)}>
        {label}
      </Button>
      <Suspense fallback={null}>{asks && <EnterTrainingDialog open onClose={() => setAsks(false)} />}</Suspense>
    </>
  )
}

export function ResetTraining() {
  const { t } = useTranslation('training')
  const [asks, setAsks] = useState(false)
  return (
    <>
      <Button variant="quiet" icon={RotateCcw} onClick={() => setAsks(true)}>
        {t('reset.open')}
      </Button>
      <Suspense fallback={null}>{asks && <ResetTrainingDialog open onClose={() => setAsks(false)} />}</Suspense>
    </>
  )
}
