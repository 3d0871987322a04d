// What was printed, and printing many papers in one run.
import './forms.css'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { BulkTab } from './bulk-tab.tsx'
import { LogTab } from './log-tab.tsx'

type PrintsTab = 'log' | 'bulk'

export function PrintsScreen() {
  const { t } = useTranslation('forms')
  const [, navigate] = useLocation()
  const mayPrint = usePermission('case.print')
  const tab: PrintsTab = new URLSearchParams(useSearch()).get('tab') === 'bulk' && mayPrint ? 'bulk' : 'log'
  return (
    <Page fill title={t('prints.title')} description={t('prints.description')}>
      <Tabs<PrintsTab>
        label={t('prints.title')}
        value={tab}
        onValueChange={(value) => navigate(`${routes.prints}?tab=${value}`, { replace: true })}
        items={[
          { value: 'log' as const, label: t('prints.tab.log'), content: <LogTab /> },
          ...(mayPrint ? [{ value: 'bulk' as const, label: t('prints.tab.bulk'), content: <BulkTab /> }] : []),
        ]}
      />
    </Page>
  )
}
