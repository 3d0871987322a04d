// The register of processes.
import { Workflow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { DocumentRegister } from '../documents/register/document-register.tsx'
import { formatNumber } from '../format.ts'
import { EmptyState } from '../ui/empty-state.tsx'

export function ProcessListScreen() {
  const { t } = useTranslation('processes')
  const mayWrite = usePermission('document.write')
  return (
    <DocumentRegister
      register="processes"
      kinds={kinds}
      title={t('list.title')}
      newLabel={t('list.new')}
      waitingText={(count) => t('list.waiting', { number: formatNumber(count) })}
      addressOf={routes.process}
      empty={(create) => (
        <EmptyState icon={Workflow} title={t('list.none')} action={create}>
          {mayWrite ? (
            <ol className="register-steps">
              <li>{t('list.begin.new')}</li>
              <li>{t('list.begin.paper')}</li>
              <li>{t('list.begin.training')}</li>
            </ol>
          ) : (
            t('list.noneReadOnly')
          )}
        </EmptyState>
      )}
    />
  )
}

const kinds = ['process'] as const
