// The root: follows the program's state and shows the one screen that fits it. While locked, the signed-in screen stays mounted
// underneath, invisible and inert, so that nothing typed is lost.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppStatus } from '../../electron/api/app.ts'
import { SignInScreen } from '../people/sign-in-screen.tsx'
import { UiProvider } from '../ui/provider.tsx'
import { ProgramNotices } from '../update/program-notices.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { ChangePasswordScreen, FirstRunScreen, RecoveryScreen, TrainingUnavailable } from './further-screens.ts'
import { lazyPart } from './lazy-screen.tsx'
import { StatusContext } from './session.tsx'
import { takeSignIns, useAppStatus } from './status.ts'

// Nearly every start shows the sign-in screen, so that alone comes with the page's first code.
const inside = lazyPart(() => import('./inside.ts'))
const Shell = inside.screen((part) => part.Shell)

// Answers come from the same machine: nothing is retried, nothing grows stale by itself, focus changes nothing.
function newQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
  queries.setQueryData(['people.listSignIns'], takeSignIns())
  return queries
}

function screenOf(status: AppStatus): ReactNode {
  switch (status.state) {
    case 'opening':
      return null
    case 'unavailable':
      return status.isTraining ? <TrainingUnavailable /> : <RecoveryScreen />
    case 'needsSetUp':
      return <FirstRunScreen />
    case 'signedOut':
      return <SignInScreen locked={false} />
    case 'locked':
    case 'signedIn': {
      const isLocked = status.state === 'locked'
      const inside = status.session?.mustChangePassword ? <ChangePasswordScreen /> : <Shell />
      return (
        <>
          <div className="app-inside" inert={isLocked} hidden={isLocked}>
            {inside}
          </div>
          {isLocked && <SignInScreen locked />}
        </>
      )
    }
  }
}

/** Everything that belongs to one person in one kind of data: the next one sees no answer cached for the one before. */
function Person({ children }: { children: ReactNode }) {
  const [queries] = useState(newQueries)
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>
}

export function App() {
  const status = useAppStatus()
  const isTraining = status?.isTraining ?? false
  const person = `${isTraining ? 'training' : 'office'} ${status?.session?.staffId ?? ''}`
  const { t } = useTranslation('common')
  useEffect(() => {
    document.title = t(isTraining ? 'training:windowTitle' : 'productName')
    document.documentElement.toggleAttribute('data-training', isTraining)
  }, [isTraining, t])
  const isSignedOut = status?.state === 'signedOut'
  useEffect(() => {
    if (!isSignedOut) return
    const idle = requestIdleCallback(() => void inside.read())
    return () => cancelIdleCallback(idle)
  }, [isSignedOut])
  return (
    <ErrorBoundary>
      <UiProvider>
        {status && (
          <Person key={person}>
            <StatusContext value={status}>
              <div className="app">
                <ProgramNotices />
                <div className="app-screen">
                  <Suspense fallback={null}>{screenOf(status)}</Suspense>
                </div>
              </div>
            </StatusContext>
          </Person>
        )}
      </UiProvider>
    </ErrorBoundary>
  )
}
