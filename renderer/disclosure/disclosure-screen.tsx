// Public posting: sheets for notice boards, the log of what hangs where, what must come down, the site for the lobby.
import './disclosure.css'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { type DisclosureTab, disclosureAddress, parseDisclosureTab } from './addresses.ts'
import { postingsQuery } from './disclosure-queries.ts'
import { PostingsTab } from './postings-tab.tsx'
import { SheetsTab } from './sheets-tab.tsx'
import { SiteTab } from './site-tab.tsx'

export function DisclosureScreen() {
  const { t } = useTranslation('disclosure')
  const [, navigate] = useLocation()
  const tab = parseDisclosureTab(useSearch())
  const postings = useQuery(postingsQuery)
  const takeDown = postings.data?.rows.filter(({ state }) => state === 'outdated').length
  return (
    <Page fill title={t('title')} description={t('description')}>
      <Tabs<DisclosureTab>
        label={t('title')}
        value={tab}
        onValueChange={(value) => navigate(disclosureAddress(value), { replace: true })}
        items={[
          { value: 'sheets', label: t('tab.sheets'), content: <SheetsTab /> },
          {
            value: 'takeDown',
            label: t('tab.takeDown'),
            ...(takeDown && { count: takeDown }),
            content: <PostingsTab key="takeDown" of="takeDown" />,
          },
          { value: 'log', label: t('tab.log'), content: <PostingsTab key="log" of="log" /> },
          { value: 'site', label: t('tab.site'), content: <SiteTab /> },
        ]}
      />
    </Page>
  )
}
