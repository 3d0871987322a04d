// "Nhập lại từ cuống": the intake form for a pile of stubs. `?stub=` names the one to begin with.
import '../cases/intake/intake.css'
import { useQuery } from '@tanstack/react-query'
import { ShieldX } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { IntakeDesk } from '../cases/intake/intake-desk.tsx'
import { stubPile } from '../cases/intake/model/desk.ts'
import { findHabits, habitsKey } from '../cases/intake/model/habits.ts'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'

export function StubKeyInScreen() {
  const { t } = useTranslation('stubs')
  const [, navigate] = useLocation()
  const mayReceive = usePermission('case.receive')
  const breadcrumbs = [{ label: t('title'), onSelect: () => navigate(`${routes.stubs}?`) }]
  return (
    <Page title={t('keyIn.title')} breadcrumbs={breadcrumbs} fill>
      {mayReceive ? (
        <LoadedPile />
      ) : (
        <EmptyState icon={ShieldX} title={t('intake:notAllowed.title')}>
          {t('intake:notAllowed.text')}
        </EmptyState>
      )}
    </Page>
  )
}

function LoadedPile() {
  const [asked] = useState(new URLSearchParams(useSearch()).get('stub'))
  // Read anew each time the screen opens: its own saves do not pass through this query.
  const [openedAs] = useState(() => crypto.randomUUID())
  const office = useQuery({ queryKey: ['people.getOffice'], queryFn: () => api.people.getOffice({}) })
  const preferences = useQuery({ queryKey: ['people.getPreferences'], queryFn: () => api.people.getPreferences({}) })
  const pile = useQuery({
    queryKey: ['keyIn', openedAs],
    queryFn: async () => ({ draft: await api.stubs.getDraft({}), next: (await api.stubs.getNext({})).code }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const first = asked ?? pile.data?.next ?? null
  const desk = useMemo(() => stubPile(first, today()), [first])
  const failed = [office, preferences, pile].find((query) => query.isError)
  if (failed) return <QueryFailure error={failed.error} onRetry={() => failed.refetch()} />
  if (!office.data || !preferences.data || !pile.data) return <Spinner />
  const { settings } = office.data
  return (
    <IntakeDesk
      desk={desk}
      settings={settings}
      firstHabits={findHabits(preferences.data[habitsKey], settings)}
      found={pile.data.draft}
      askedProcedure={null}
      onReceived={() => undefined}
    />
  )
}
