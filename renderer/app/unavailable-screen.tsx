// The database cannot be used: why, in plain words, where it lies, and the ways on.
import { useMutation } from '@tanstack/react-query'
import { DatabaseZap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useStatus } from './session.tsx'

export function UnavailableScreen() {
  const { t } = useTranslation('common')
  const { failure, databaseFolder } = useStatus()
  const retry = useMutation({ mutationFn: () => api.app.retryOpen({}) })
  const code = failure?.code ?? 'app.unexpected'
  return (
    <main className="app-message" role="alert">
      <div className="app-message-body">
        <EmptyState
          icon={DatabaseZap}
          title={t('unavailable.title')}
          action={
            <>
              <Button variant="primary" busy={retry.isPending} onClick={() => retry.mutate()} autoFocus>
                {t('unavailable.retry')}
              </Button>
              <Button onClick={() => void api.app.quit({})}>{t('unavailable.quit')}</Button>
            </>
          }
        >
          <p>
            {t(`errors:${code}`, {
              ...failure?.params,
              incident: '',
              defaultValue: t('errors:app.unexpected', { incident: '' }),
            })}
          </p>
          <p>{t('unavailable.folder', { folder: databaseFolder })}</p>
          <p>{t('unavailable.safe')}</p>
          <p>{t('unavailable.restore')}</p>
        </EmptyState>
      </div>
    </main>
  )
}
