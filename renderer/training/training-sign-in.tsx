// TrainingSignIn { person, unlocking, onSignedIn }: what stands in the place of the password in training mode: one button, which has
// the focus, so that Enter begins.
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'

interface TrainingSignInProps {
  person: { readonly signInName: string; readonly fullName: string; readonly positionTitle: string }
  unlocking: boolean
  onSignedIn: () => Promise<void>
}

export function TrainingSignIn({ person, unlocking, onSignedIn }: TrainingSignInProps) {
  const { t } = useTranslation('training')
  const signIn = useMutation({
    mutationFn: () => api.training.signIn({ signInName: person.signInName }),
    onSuccess: onSignedIn,
  })
  // Not autofocus: the lock, being a dialog, then gives the focus to the first button in it, which leads away.
  const start = useRef<HTMLButtonElement>(null)
  useEffect(() => start.current?.focus(), [])
  return (
    <div className="sign-in-form">
      <div>
        <p className="sign-in-name">{person.fullName}</p>
        <p className="sign-in-position">{person.positionTitle}</p>
      </div>
      {signIn.error && <Banner tone="error">{failureText(t, signIn.error)}</Banner>}
      <Button ref={start} variant="primary" busy={signIn.isPending || signIn.isSuccess} onClick={() => signIn.mutate()}>
        {unlocking ? t('people:signIn.unlock') : t('signIn.start')}
      </Button>
    </div>
  )
}
