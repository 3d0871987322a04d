// Conformity: the instruments, what is done for the system, the lists of procedures.
import './conformity-screen.css'
import { Grid3x3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { ConversionsTab } from '../conversion/conversions-tab.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { ActsTab } from './acts-tab.tsx'
import { type ConformityTab, conformityAddress, parseTab, scopeAddress } from './addresses.ts'
import { InstrumentsTab } from './instruments-tab.tsx'
import { ListsTab } from './lists/lists-tab.tsx'

export function ConformityScreen() {
  const { t } = useTranslation('conformity')
  const [, navigate] = useLocation()
  const tab = parseTab(useSearch())
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        <Button icon={Grid3x3} onClick={() => navigate(scopeAddress({ date: null, show: 'all' }))}>
          {t('scope.title')}
        </Button>
      }
    >
      <Tabs<ConformityTab>
        label={t('title')}
        value={tab}
        onValueChange={(value) => navigate(conformityAddress(value), { replace: true })}
        items={[
          { value: 'instruments', label: t('instruments'), content: <InstrumentsTab /> },
          { value: 'acts', label: t('act.title'), content: <ActsTab /> },
          { value: 'lists', label: t('list.all'), content: <ListsTab /> },
          { value: 'conversions', label: t('conversion:title'), content: <ConversionsTab /> },
        ]}
      />
    </Page>
  )
}
