// The register of documents.
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'

export function DocumentListScreen() {
  const { t } = useTranslation('documents')
  return (
    <Page title={t('list.title')}>
      <EmptyState icon={FileText} title={t('list.none')} />
    </Page>
  )
}
