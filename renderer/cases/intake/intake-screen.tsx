// "Tiếp nhận hồ sơ": one screen from the procedure to the printed receipt, by keyboard. This part waits for what the form begins with: the
// office's settings, the clerk's habits, and the draft that a power cut or another screen left behind.
//   IntakeScreen { onReceived }   called once for each received case, after the screen is ready for the next citizen
import './intake.css'
import { useQuery } from '@tanstack/react-query'
import { CloudLightning, ShieldX, Table2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { routes } from '../../app/routes.ts'
import { usePermission } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { QueryFailure } from '../case-parts.tsx'
import { IntakeDesk } from './intake-desk.tsx'
import { counter } from './model/desk.ts'
import { findHabits, habitsKey } from './model/habits.ts'

export interface Received {
  readonly caseId: string
  readonly provisionalCode: string
  /** UTC instant. */
  readonly dueAt: string | null
  /** The clerk asked for the receipt. */
  readonly print: boolean
  /** What was said instead of accepting the file; null when it was accepted. */
  readonly answer: 'askBefore' | 'refuse' | null
  /** Keyed in from a stub, when its promise was past already. */
  readonly wasOverdue?: boolean
}

export interface IntakeScreenProps {
  onReceived: (received: Received) => void
}

export function IntakeScreen({ onReceived }: IntakeScreenProps) {
  const { t } = useTranslation('intake')
  const [, navigate] = useLocation()
  const mayReceive = usePermission('case.receive')
  return (
    <Page
      title={t('title')}
      fill
      actions={
        mayReceive && (
          <>
            <Button variant="quiet" icon={Table2} onClick={() => navigate(`${routes.intakeRows}?`)}>
              {t('intake-rows:title')}
            </Button>
            <Button variant="quiet" icon={CloudLightning} onClick={() => navigate(`${routes.stubs}?`)}>
              {t('stubs:title')}
            </Button>
          </>
        )
      }
    >
      {mayReceive ? (
        <LoadedIntake onReceived={onReceived} />
      ) : (
        <EmptyState icon={ShieldX} title={t('notAllowed.title')}>
          {t('notAllowed.text')}
        </EmptyState>
      )}
    </Page>
  )
}

function LoadedIntake({ onReceived }: IntakeScreenProps) {
  const [asked] = useState(new URLSearchParams(useSearch()).get('procedure'))
  const office = useQuery({ queryKey: ['people.getOffice'], queryFn: () => api.people.getOffice({}) })
  const preferences = useQuery({ queryKey: ['people.getPreferences'], queryFn: () => api.people.getPreferences({}) })
  // Read anew each time the screen opens: its own saves do not pass through this query.
  const [openedAs] = useState(() => crypto.randomUUID())
  const draft = useQuery({
    queryKey: ['cases.getDraft', openedAs],
    queryFn: () => api.cases.getDraft({}),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const failed = [office, preferences, draft].find((query) => query.isError)
  if (failed) return <QueryFailure error={failed.error} onRetry={() => failed.refetch()} />
  if (!office.data || !preferences.data || draft.data === undefined) return <Spinner />
  const { settings } = office.data
  return (
    <IntakeDesk
      desk={counter}
      settings={settings}
      firstHabits={findHabits(preferences.data[habitsKey], settings)}
      found={draft.data}
      askedProcedure={asked}
      onReceived={onReceived}
    />
  )
}
