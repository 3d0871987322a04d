// EnterTraining { label }   the quiet way into training mode from the screens before the work
// ResetTraining             beginning anew, on the sign-in screen of training mode
// What they ask is loaded when they are pressed: the sign-in screen comes without it.
import { GraduationCap, RotateCcw } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyScreen } from '../app/lazy-screen.tsx'
import { Button } from '../ui/button.tsx'

const EnterTrainingDialog = lazyScreen(() => import('./training-dialogs.tsx').then((dialogs) => dialogs.EnterTrainingDialog))
const ResetTrainingDialog = lazyScreen(() => import('./training-dialogs.tsx').then((dialogs) => dialogs.ResetTrainingDialog))

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
