// VerifyButton { verdict?, paused?, onClick }: checks a backup, then says what came of it and checks again. One element for all of it,
// so that the focus stays in its row.
import './verify-button.css'
import { CircleAlert, CircleCheck, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'

export type Verdict = 'running' | 'sound' | 'broken'

interface VerifyButtonProps {
  readonly verdict: Verdict | undefined
  /** Something else runs. */
  readonly paused: boolean
  readonly onClick: () => void
}

export function VerifyButton({ verdict, paused, onClick }: VerifyButtonProps) {
  const { t } = useTranslation('backup')
  const isRunning = verdict === 'running'
  const isTold = verdict === 'sound' || verdict === 'broken'
  return (
    <Button
      size="small"
      variant={isTold ? 'quiet' : 'secondary'}
      icon={isTold ? undefined : ShieldCheck}
      className={isTold ? 'verify-told' : undefined}
      title={isTold ? t('verifyAgain') : undefined}
      busy={isRunning}
      aria-disabled={paused && !isRunning}
      onClick={onClick}
    >
      {isTold ? (
        <Badge tone={verdict === 'sound' ? 'success' : 'error'} icon={verdict === 'sound' ? CircleCheck : CircleAlert}>
          {t(verdict)}
        </Badge>
      ) : (
        t('verify')
      )}
    </Button>
  )
}
