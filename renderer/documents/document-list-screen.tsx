// The register of internal documents that are no processes: manual, policy, forms, instructions.
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { documentKinds } from '../../electron/api/documents.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { formatNumber } from '../format.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { DocumentRegister } from './register/document-register.tsx'

export function DocumentListScreen() {
  const { t } = useTranslation('documents')
  const mayWrite = usePermission('document.write')
  return (
    <DocumentRegister
      register="documents"
      kinds={kinds}
      title={t('list.title')}
      newLabel={t('list.new')}
      waitingText={(count) => t('list.waiting', { number: formatNumber(count) })}
      addressOf={routes.document}
      empty={(create) => (
        <EmptyState icon={FileText} title={t('list.none')} action={create}>
          {mayWrite ? t('list.noneText') : t('list.noneReadOnly')}
        </EmptyState>
      )}
    />
  )
}

const kinds = documentKinds.filter((kind) => kind !== 'process')
