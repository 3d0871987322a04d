// The screens of the provincial mode as one piece of code, read when the first of them is opened.
import './hub.css'
import { useQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import { helpAddress, routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { HubCasePage } from './hub-case-page.tsx'
import { provinceQuery } from './hub-queries.ts'
import { HubTotalsScreen } from './hub-totals-screen.tsx'
import { OfficePage } from './office-page.tsx'
import { OfficesScreen } from './offices-screen.tsx'
import { TakeScreen } from './take-screen.tsx'

export function HubArea() {
  const { t } = useTranslation('hub')
  const [, navigate] = useLocation()
  const province = useQuery(provinceQuery)
  if (!province.data)
    return (
      <Page title={t('title')}>
        {province.isError ? <QueryFailure error={province.error} onRetry={() => province.refetch()} /> : <Spinner />}
      </Page>
    )
  if (!province.data.isProvince)
    return (
      <Page title={t('title')} description={t('description')}>
        <EmptyState
          icon={ListChecks}
          title={t('noTrust.title')}
          action={
            <>
              <Button variant="primary" onClick={() => navigate(routes.trust)}>
                {t('openTrust')}
              </Button>
              <Button onClick={() => navigate(helpAddress('hub'))}>{t('help')}</Button>
            </>
          }
        >
          <ol className="hub-steps">
            <li>{t('noTrust.key')}</li>
            <li>{t('noTrust.list')}</li>
            <li>{t('noTrust.admit')}</li>
            <li>{t('noTrust.take')}</li>
          </ol>
        </EmptyState>
      </Page>
    )
  return (
    <Switch>
      <Route path={routes.hubTake}>
        <TakeScreen />
      </Route>
      <Route path={routes.hubTotals}>
        <HubTotalsScreen />
      </Route>
      <Route path="/hub/offices/:office/cases/:caseId">
        {({ office, caseId }) => {
          const [code, id] = [decodeURIComponent(office), decodeURIComponent(caseId)]
          return <HubCasePage key={`${code} ${id}`} office={code} caseId={id} />
        }}
      </Route>
      <Route path="/hub/offices/:office">{({ office }) => <OfficePage key={office} office={decodeURIComponent(office)} />}</Route>
      <Route>
        <OfficesScreen />
      </Route>
    </Switch>
  )
}
