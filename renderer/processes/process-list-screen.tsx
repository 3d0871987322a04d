// The register of processes.
import { Workflow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'

export function ProcessListScreen() {
  const { t } = useTranslation('processes')
  return (
    <Page title={t('list.title')}>
      <EmptyState icon={Workflow} title={t('list.none')} />
    </Page>
  )
}
